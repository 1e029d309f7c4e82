// Programs of any size for the build's measurements. All that is written is reached from main, so that all of it becomes code.

using System.Globalization;
using System.Text;

namespace Vale.Bench.Build;

/// <summary>A program of packages that call each other; each group of lines is a struct, an interface with two implementations, a generic and functions that use them.</summary>
internal static class GeneratedProgram
{
    /// <summary>Lines of one group.</summary>
    private const int GroupLines = 28;

    /// <summary>Writes a program of about <paramref name="lines"/> lines below <paramref name="folder"/> and gives the number there are.</summary>
    public static int Write(string folder, int packages, int lines)
    {
        var groups = Math.Max(1, lines / packages / GroupLines);
        var written = 0;
        for (var package = 0; package < packages; package++)
        {
            var text = new StringBuilder();
            if (package > 0) text.Append(CultureInfo.InvariantCulture, $"import app.p{package - 1}.*;\n");
            for (var group = 0; group < groups; group++) AppendGroup(text, package, group);
            text.Append(CultureInfo.InvariantCulture, $"func total{package}(n int) int {{\n  sum = {(package > 0 ? $"total{package - 1}(n)" : "n")};\n");
            for (var group = 0; group < groups; group++) text.Append(CultureInfo.InvariantCulture, $"  set sum = sum + work_{package}_{group}(n);\n");
            text.Append("  return sum mod 1000;\n}\n");
            written += Save(Path.Combine(folder, $"p{package}", $"p{package}.vale"), text);
        }
        return written + Save(Path.Combine(folder, "main.vale"), new StringBuilder($"import app.p{packages - 1}.*;\nexported func main() int {{\n  println(str(total{packages - 1}(3)));\n  return 0;\n}}\n"));
    }

    /// <summary>Changes what one function of a written program computes, leaving every line where it is.</summary>
    public static void EditOneBody(string folder, int package, int value)
    {
        var path = Path.Combine(folder, $"p{package}", $"p{package}.vale");
        var text = File.ReadAllText(path);
        var at = text.IndexOf("  sum = 7", StringComparison.Ordinal);
        var end = text.IndexOf(';', at);
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{text[..at]}  sum = 7{value}{text[end..]}"));
    }

    private static int Save(string path, StringBuilder text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var written = text.ToString();
        File.WriteAllText(path, written);
        return written.AsSpan().Count('\n');
    }

    private static void AppendGroup(StringBuilder to, int package, int group)
    {
        var id = $"{package}_{group}";
        to.Append($$"""
            struct Stock_{{id}} { amount! int; price int; }
            func worth(self &Stock_{{id}}) int { return self.amount * self.price; }
            interface Tariff_{{id}} {
              func fee(virtual self &Tariff_{{id}}, n int) int;
            }
            struct Flat_{{id}} { fee int; }
            impl Tariff_{{id}} for Flat_{{id}};
            func fee(self &Flat_{{id}}, n int) int { return self.fee; }
            struct Rate_{{id}} { share int; least int; }
            impl Tariff_{{id}} for Rate_{{id}};
            func fee(self &Rate_{{id}}, n int) int {
              if n > self.least { return n / self.share; } else { return self.least; }
            }
            struct Pair_{{id}}<T> where func drop(T)void { left T; right int; }
            func weigh_{{id}}<T>(pair &Pair_{{id}}<T>) int where func drop(T)void, func worth(&T)int { return worth(&pair.left) + pair.right; }
            func work_{{id}}(n int) int {
              sum = 70;
              i = 0;
              while i < n {
                stock = Stock_{{id}}(i, 3);
                set stock.amount = stock.amount + sum mod 5;
                pair = Pair_{{id}}<Stock_{{id}}>(stock, {{group}});
                tariff Tariff_{{id}} = if i mod 2 == 0 { Flat_{{id}}(2) } else { Rate_{{id}}(4, 1) };
                set sum = sum + weigh_{{id}}<Stock_{{id}}>(&pair) + fee(&tariff, i);
                set i = i + 1;
              }
              return sum;
            }

            """);
    }
}
