// Writes random Vale programs that are well typed, end, and print what they do: food for comparing two ways to run a program.
// The same seed gives the same program. It knows the language, not the compiler.

using System.Text;

namespace Vale.Testing.Programs;

/// <summary>A writer of one program.</summary>
public sealed class RandomProgram
{
    private const string Prelude = """
        #!DeriveStructDrop
        struct Ship { guns! int; name! str; }
        func drop(self Ship) {
          [guns, name] = self;
          println("drop " + name + " " + str(guns));
        }
        struct Dock { berth! int; ship! Ship; }
        struct Mark imm { depth int; label str; }
        func look(ship &Ship) int { return ship.guns; }
        func rename(ship &Ship, name str) str { return set ship.name = name; }
        func half(x int) int { return x / 2; }

        """;

    private static readonly string[] s_plain = ["int", "i64", "bool", "str", "float", "Mark"];
    private static readonly string[] s_all = [.. s_plain, "Ship", "Dock"];

    // A depth at which no local is declared.
    private const int Nowhere = 1000;

    private readonly Random _random;
    private readonly StringBuilder _text = new(Prelude);
    private readonly List<Function> _functions = [];
    private List<Local> _locals = [];
    private int _names;
    private int _depth;
    private int _budget;
    private int _loops;

    private RandomProgram(int seed) => _random = new Random(seed);

    private sealed record Function(string Name, string[] Parameters, string Returns);

    // Block is the depth of the block that declares it: only that block may move it, so that every branch leaves it the same.
    private sealed class Local(string name, string type, int block, bool settable = true)
    {
        public string Name { get; } = name;
        public string Type { get; } = type;
        public int Block { get; } = block;
        public bool Settable { get; } = settable;
        public bool Moved { get; set; }
    }

    /// <summary>The program of a seed, as the text of one file.</summary>
    public static string Write(int seed)
    {
        var writer = new RandomProgram(seed);
        for (var i = 0; i < 5; i++) writer.Declare();
        writer.Main();
        return writer._text.ToString();
    }

    private void Declare()
    {
        var parameters = new string[_random.Next(4)];
        for (var i = 0; i < parameters.Length; i++) parameters[i] = _random.Next(5) == 0 ? "&Ship" : Pick(s_all);
        var function = new Function($"f{_functions.Count}", parameters, Pick(s_all));
        _locals = [];
        _text.Append($"func {function.Name}(");
        for (var i = 0; i < parameters.Length; i++)
        {
            _text.Append($"{(i > 0 ? ", " : "")}p{i} {parameters[i]}");
            _locals.Add(new Local($"p{i}", parameters[i], 1, settable: false));
        }
        _text.Append($") {function.Returns} {{\n");
        Body(8);
        _text.Append($"  return {Expression(function.Returns)};\n}}\n\n");
        _functions.Add(function);
    }

    private void Main()
    {
        _locals = [];
        _text.Append("exported func main() int {\n");
        Body(16);
        _text.Append($"  return {Expression("int")};\n}}\n");
    }

    private void Body(int statements)
    {
        _depth = 1;
        _budget = 60;
        for (var i = 0; i < statements; i++) Statement();
    }

    private void Statement()
    {
        var indent = new string(' ', _depth * 2);
        switch (_random.Next(12))
        {
            case 0 or 1 or 2:
                var type = Pick(s_all);
                var value = Expression(type);
                _text.Append($"{indent}{Fresh()} = {value};\n");
                _locals.Add(new Local($"v{_names}", type, _depth));
                break;
            case 3 or 4:
                _text.Append($"{indent}println({Printable()});\n");
                break;
            case 5 when Find(static local => local.Settable && !local.Moved && local.Type[0] != '&') is { } target:
                _text.Append($"{indent}set {target.Name} = {Without(target, () => Expression(target.Type))};\n");
                break;
            case 6 when Find(static local => !local.Moved && local.Type is "Ship" or "&Ship" && !local.Moved) is { } ship:
                var part = _random.Next(2) == 0 ? "guns" : "name";
                _text.Append($"{indent}set {ship.Name}.{part} = {Without(ship, () => Expression(part == "guns" ? "int" : "str"))};\n");
                break;
            case 7 when Find(static local => !local.Moved && local.Type == "Dock") is { } dock:
                _text.Append($"{indent}set {dock.Name}.ship = {Without(dock, () => Expression("Ship"))};\n");
                break;
            case 8 when _depth < 4:
                _text.Append($"{indent}if {Expression("bool")} {{\n");
                Nested();
                if (_random.Next(2) == 0)
                {
                    _text.Append($"{indent}}} else {{\n");
                    Nested();
                }
                _text.Append($"{indent}}}\n");
                break;
            case 9 when _depth < 3 && _loops < 2:
                var counter = Fresh();
                _text.Append($"{indent}{counter} = 0;\n{indent}while {counter} < {_random.Next(1, 4)} {{\n{indent}  set {counter} = {counter} + 1;\n");
                _locals.Add(new Local(counter, "int", _depth, settable: false));
                _loops++;
                Nested();
                _loops--;
                if (_random.Next(3) == 0) _text.Append($"{indent}  if {Expression("bool")} {{ break; }}\n");
                _text.Append($"{indent}}}\n");
                break;
            case 10 when Find(local => !local.Moved && local.Block == _depth && local.Type == "Ship") is { } gone:
                gone.Moved = true;
                var (guns, name) = (Fresh(), Fresh());
                _text.Append(_random.Next(2) == 0 ? $"{indent}drop({gone.Name});\n" : $"{indent}[{guns}, {name}] = {gone.Name};\n{indent}println({guns});\n");
                break;
            case 11 when Find(static local => !local.Moved && local.Type == "Ship") is { } seen:
                _text.Append($"{indent}{Fresh()} = &{seen.Name};\n");
                _locals.Add(new Local($"v{_names}", "&Ship", _depth, settable: false));
                break;
            default:
                _text.Append($"{indent}println({Printable()});\n");
                break;
        }
    }

    private void Nested()
    {
        var count = _locals.Count;
        _depth++;
        var statements = _random.Next(1, 4);
        for (var i = 0; i < statements; i++) Statement();
        _depth--;
        _locals.RemoveRange(count, _locals.Count - count);
    }

    private string Printable()
    {
        var type = Pick(["int", "i64", "bool", "str", "float"]);
        return Expression(type);
    }

    private string Expression(string type)
    {
        if (--_budget <= 0 || _random.Next(3) == 0) return Leaf(type);
        var calls = _functions.Where(function => function.Returns == type && function.Parameters.All(parameter => parameter != "&Ship")).ToList();
        if (calls.Count > 0 && _random.Next(4) == 0 && _loops == 0)
        {
            var function = calls[_random.Next(calls.Count)];
            return $"{function.Name}({string.Join(", ", function.Parameters.Select(Expression))})";
        }
        if (_random.Next(8) == 0) return Choice(type);
        return type switch
        {
            "int" => _random.Next(7) switch
            {
                0 => $"({Expression("int")} / {Expression("int")})",
                1 => $"({Expression("int")} mod {Expression("int")})",
                2 => $"len({Expression("str")})",
                3 => $"{Expression("Mark")}.depth",
                4 when Find(static local => !local.Moved && local.Type == "Ship") is { } ship => $"look(&{ship.Name})",
                5 => $"half({Expression("int")})",
                _ => $"({Expression("int")} {Pick(["+", "-", "*"])} {Expression("int")})",
            },
            "i64" => _random.Next(3) == 0 ? $"i64({Expression("int")})" : $"({Expression("i64")} {Pick(["+", "-", "*"])} {Expression("i64")})",
            "bool" => _random.Next(4) switch
            {
                0 => $"({Expression("bool")} {Pick(["and", "or"])} {Kept("bool")})",
                1 => $"(not {Expression("bool")})",
                2 => $"({Expression("str")} {Pick(["==", "!=", "<"])} {Expression("str")})",
                _ => $"({Expression("int")} {Pick(["==", "!=", "<", ">", "<=", ">="])} {Expression("int")})",
            },
            "str" => _random.Next(4) switch
            {
                0 => $"str({Expression(Pick(["int", "i64", "bool", "float"]))})",
                1 => $"{Expression("Mark")}.label",
                2 when Find(static local => !local.Moved && local.Type is "Ship" or "&Ship" && !local.Moved) is { } ship => $"{ship.Name}.name",
                _ => $"({Expression("str")} + {Expression("str")})",
            },
            "float" => _random.Next(4) == 0 ? $"float({Expression("int")})" : $"({Expression("float")} {Pick(["+", "-", "*", "/"])} {Expression("float")})",
            "Mark" => $"Mark({Expression("int")}, {Expression("str")})",
            "Ship" => $"Ship({Expression("int")}, {Expression("str")})",
            "Dock" => $"Dock({Expression("int")}, {Expression("Ship")})",
            _ => Leaf(type),
        };
    }

    // An if with a value.
    private string Choice(string type)
    {
        var condition = Expression("bool");
        return $"(if {condition} {{ {Kept(type)} }} else {{ {Kept(type)} }})";
    }

    // An expression that may not be evaluated: it moves no local.
    private string Kept(string type)
    {
        var depth = _depth;
        _depth = Nowhere;
        var text = Expression(type);
        _depth = depth;
        return text;
    }

    private string Leaf(string type)
    {
        if (_random.Next(3) > 0)
        {
            var owns = type is "Ship" or "Dock";
            if (Find(local => local.Type == type && !local.Moved && (!owns || (local.Block == _depth && _loops == 0))) is { } local)
            {
                if (owns) local.Moved = true;
                return local.Name;
            }
        }
        return type switch
        {
            "int" => _random.Next(6) == 0 ? "2147483647" : _random.Next(-9, 10).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "i64" => Pick(["0i64", "7i64", "4294967296i64", "9223372036854775807i64"]),
            "bool" => Pick(["true", "false"]),
            "str" => Pick(["\"\"", "\"a\"", "\"bow\"", "\"stern\"", "\"\\u00e9\""]),
            "float" => Pick(["0.5", "2.0", "-1.25", "1000000.0"]),
            "Mark" => $"Mark({_random.Next(9)}, \"m\")",
            "Ship" => $"Ship({_random.Next(9)}, \"s{_random.Next(100)}\")",
            _ => $"Dock({_random.Next(9)}, Ship({_random.Next(9)}, \"d{_random.Next(100)}\"))",
        };
    }

    private string Without(Local local, Func<string> write)
    {
        // What is being set must not be moved by the value it is set to.
        var moved = local.Moved;
        local.Moved = true;
        var text = write();
        local.Moved = moved;
        return text;
    }

    private Local? Find(Func<Local, bool> fits)
    {
        var found = _locals.Where(fits).ToList();
        return found.Count == 0 ? null : found[_random.Next(found.Count)];
    }

    private string Fresh() => $"v{++_names}";

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
