// The program that is rehearsed with: small, of as many kinds of code as an ordinary one has, with one mistake in it, since
// telling of a mistake is rehearsed too. Its places are marked, so that the text can be edited without counting.

using Vale.Compiler.Inputs;

namespace Vale.Server.Loop;

/// <summary>A program nobody sees.</summary>
internal static class RehearsalProgram
{
    private const char Mark = '^';

    // A mark stands before each of: a type, a member, a function, a bound, an interface, an argument, a local.
    private const string Marked = """
        import stdlib.collections.list.*;

        // A ship in a harbour.
        struct ^Ship { name str; ^load int; }
        func weigh(self &Ship) int { return self.load; }

        interface ^IBerth {
          func room(virtual self &IBerth, n int) int;
        }
        struct Quay { length int; }
        impl IBerth for Quay;
        func room(self &Quay, n int) int { return self.length * 2 - n; }
        struct Buoy { depth int; }
        impl IBerth for Buoy;
        func room(self &Buoy, n int) int { return self.depth + n; }

        struct Hold<T> where func drop(T)void { cargo T; count int; }
        func heft<T>(hold &Hold<T>, other &T) int
        where func drop(T)void, func weigh(&T)int {
          total = ^weigh(&hold.cargo) + weigh(other);
          return total * hold.count;
        }

        func count(n int) int {
          total int = 1000;
          i = 0;
          while i < n {
            if total mod 3 == 0 { set total = total + i * 2; }
            else { set total = total - i; }
            set i = i + 1;
          }
          return total;
        }

        exported func main() int {
          ^hold = Hold<Ship>(Ship("Ada", 3), 2);
          other = Ship("Bo", hold.^count);
          berth IBerth = Quay(4);
          names = List<str>();
          names.add(other.name + " of " + str(7));
          each = (x) => x + hold.count;
          foreach n in 0..3 { print(str(each(n))); }
          wrong int = "a text";
          return ^heft(&hold, ^&other) + room(&berth, 1) + names.len() + count(5);
        }
        """;

    /// <summary>The text.</summary>
    public static string Text { get; } = Marked.Replace(Mark.ToString(), "", StringComparison.Ordinal);

    /// <summary>The offsets of the marks.</summary>
    public static int[] Places { get; } = Marks();

    /// <summary>Where it is a file.</summary>
    public static FileData File { get; } = new("rehearsal", "", "rehearsal.vale");

    private static int[] Marks()
    {
        var places = new List<int>();
        for (var i = 0; i < Marked.Length; i++)
            if (Marked[i] == Mark) places.Add(i - places.Count);
        return [.. places];
    }
}
