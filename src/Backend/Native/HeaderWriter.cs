// Writes the generated headers of one program. A header of a name holds the type and the functions that bear it. A type's header
// names the types it points to before it, includes those it holds by value before it and the others behind it, so that types
// which hold each other come out right whichever is included first.

using System.Text;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Native;

/// <summary>Makes the headers of a program. Single use.</summary>
internal sealed class HeaderWriter
{
    private readonly IrProgram _program;
    private readonly Dictionary<string, IrStruct> _structs = [];
    private readonly Dictionary<string, IrArray> _arrays = [];
    private readonly Dictionary<string, string> _described = [];
    // What C calls a type: its module and its name there.
    private readonly Dictionary<string, (string Module, string Name)> _names = [];
    // Displayed names may differ in what C has no letters for only.
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = [];
    private readonly SortedDictionary<string, Parts> _headers = new(StringComparer.Ordinal);

    public HeaderWriter(IrProgram program)
    {
        _program = program;
        foreach (var type in program.Structs)
        {
            _structs.TryAdd(type.Symbol, type);
            _described.TryAdd(type.Symbol, type.DisplayName);
        }
        foreach (var type in program.Interfaces) _described.TryAdd(type.Symbol, type.DisplayName);
        foreach (var type in program.Arrays)
        {
            _arrays.TryAdd(type.Symbol, type);
            _described.TryAdd(type.Symbol, type.DisplayName);
        }
        // A type is best called what its own module calls it.
        foreach (var export in program.TypeExports)
            if (export.Module == Module(export.Type.Symbol!)) NameType(export);
        foreach (var export in program.TypeExports) NameType(export);
    }

    public ValueArray<NativeHeader> Run(string builtins)
    {
        foreach (var export in _program.TypeExports)
        {
            AddType(export.Type);
            var path = $"{export.Module}/{export.Name}.h";
            if (path != PathOf(export.Type)) AddAlias(path, $"{export.Module}_{export.Name}", export.Type);
        }
        var functions = new Dictionary<string, IrFunction>();
        foreach (var unit in _program.Units)
            foreach (var function in unit.Functions) functions.TryAdd(function.Symbol, function);
        foreach (var export in _program.Exports)
        {
            // C's main is the one that starts the program.
            if (export.Name == "main" && export.FunctionSymbol == _program.MainSymbol) continue;
            var function = functions[export.FunctionSymbol];
            var parameters = new (IrType, string)[function.ParameterCount];
            for (var i = 0; i < parameters.Length; i++) parameters[i] = (function.Locals[i].Type, function.Locals[i].Name);
            AddFunction(export.Module, export.Name, $"{export.Module}_{export.Name}", parameters, function.ReturnType, false);
        }
        foreach (var item in (IrExtern[])[.. _program.Externs, .. _program.UncalledExterns])
        {
            var module = Module(item.Symbol);
            var name = item.CName.StartsWith(module + "_", StringComparison.Ordinal) ? item.CName[(module.Length + 1)..] : item.CName;
            var parameters = new (IrType, string)[item.Parameters.Length];
            for (var i = 0; i < parameters.Length; i++) parameters[i] = (item.Parameters[i], "");
            AddFunction(module, name, item.CName, parameters, item.ReturnType, true);
        }
        var headers = new List<NativeHeader> { new("ValeBuiltins.h", builtins) };
        foreach (var (path, parts) in _headers) headers.Add(new NativeHeader(path, Whole(path, parts)));
        return headers.ToValueArray();
    }

    private void NameType(IrTypeExport export)
    {
        if (_names.TryAdd(export.Type.Symbol!, (export.Module, export.Name))) _taken.Add($"{export.Module}/{export.Name}");
    }

    private void AddFunction(string module, string name, string cName, (IrType Type, string Name)[] parameters, IrType returns, bool isExtern)
    {
        var path = $"{module}/{name}.h";
        var header = Header(path);
        foreach (var (type, _) in parameters) Include(type, path, header.Before);
        Include(returns, path, header.Before);
        var text = new StringBuilder("extern ").Append(CType(returns)).Append(' ').Append(cName).Append('(');
        var sizes = new StringBuilder();
        var count = 0;
        for (var i = 0; i < parameters.Length; i++)
        {
            var (type, parameter) = parameters[i];
            if (type.Kind is IrKind.Void or IrKind.Never) continue;
            if (count++ > 0) text.Append(", ");
            var plain = IsIdentifier(parameter) ? parameter : "p" + i;
            text.Append(CType(type)).Append(' ').Append(plain);
            if (isExtern && Border.TellsSize(cName, type)) sizes.Append(", ValeInt ").Append(plain).Append("Size");
        }
        text.Append(count == 0 ? "void" : sizes.ToString()).Append(");\n");
        if (!header.Functions.Contains(text.ToString())) header.Functions.Add(text.ToString());
    }

    /// <summary>A further name of a type.</summary>
    private void AddAlias(string path, string name, IrType type)
    {
        var header = Header(path);
        header.Before.Add(PathOf(type));
        header.Type = Border.IsHandle(type) ? $"typedef {CName(type)}Ref {name}Ref;\n" : $"typedef {CName(type)} {name};\n";
    }

    private void Include(IrType type, string from, SortedSet<string> included)
    {
        if (type.Kind is not (IrKind.Struct or IrKind.Interface or IrKind.Array)) return;
        AddType(type);
        if (PathOf(type) != from) included.Add(PathOf(type));
    }

    private void AddType(IrType type)
    {
        if (!_written.Add(type.Symbol!)) return;
        var path = PathOf(type);
        var header = Header(path);
        var name = CName(type);
        var text = new StringBuilder();
        if (type.Kind == IrKind.Array && _arrays[type.Symbol!].Length is { } length) text.Append("#define ").Append(name).Append("_SIZE ").Append(length).Append('\n');
        if (Border.IsHandle(type))
            text.Append("typedef struct ").Append(name).Append("Ref {\n  void* object;\n  uint64_t generation;\n  uint64_t type;\n} ").Append(name).Append("Ref;\n");
        else if (Border.IsVariant(type))
        {
            var variants = Border.Variants(_program, type.Symbol!);
            for (var i = 0; i < variants.Count; i++)
            {
                var variant = IrType.Struct(variants[i].Struct, IrOwnership.Share);
                text.Append("#define ").Append(name).Append("_Type_").Append(NameOf(variant.Symbol!).Name).Append(' ').Append(i).Append('\n');
                Include(variant, path, header.Behind);
            }
            text.Append("typedef struct ").Append(name).Append(" {\n  void* obj;\n  uint64_t type;\n} ").Append(name).Append(";\n");
        }
        else if (type.Kind == IrKind.Array)
        {
            var array = _arrays[type.Symbol!];
            text.Append("typedef struct ").Append(name).Append(" {\n");
            if (array.Length is null) text.Append("  uint32_t length;\n");
            if (array.Element.Kind is not (IrKind.Void or IrKind.Never))
                text.Append("  ").Append(Part(array.Element, path, header)).Append(" elements[").Append(array.Length).Append("];\n");
            text.Append("} ").Append(name).Append(";\n");
        }
        else
        {
            text.Append("typedef struct ").Append(name).Append(" {\n");
            foreach (var field in _structs[type.Symbol!].Fields)
                if (field.Type.Kind is not (IrKind.Void or IrKind.Never))
                    text.Append("  ").Append(Part(field.Type, path, header)).Append(' ').Append(IsIdentifier(field.Name) ? field.Name : Identifier(field.Name) + "_").Append(";\n");
            text.Append("} ").Append(name).Append(";\n");
        }
        header.Type = text.ToString();
    }

    /// <summary>The C type of what lies within a message; sees to it that it is known there.</summary>
    private string Part(IrType type, string path, Parts header)
    {
        Include(type, path, Border.IsVariant(type) ? header.Before : header.Behind);
        if (Border.IsBlock(type)) header.Named.Add(CName(type));
        return CType(type);
    }

    private Parts Header(string path)
    {
        if (!_headers.TryGetValue(path, out var parts)) _headers.Add(path, parts = new Parts());
        return parts;
    }

    private static string Whole(string path, Parts parts)
    {
        var guard = "VALE_EXPORTS_" + Identifier(path.Replace('/', '_').Replace('.', '_')) + "_";
        var text = new StringBuilder($"#ifndef {guard}\n#define {guard}\n\n#include \"ValeBuiltins.h\"\n");
        foreach (var other in parts.Before) text.Append("#include \"").Append(other).Append("\"\n");
        if (parts.Named.Count > 0) text.Append('\n');
        foreach (var name in parts.Named) text.Append("typedef struct ").Append(name).Append(' ').Append(name).Append(";\n");
        if (parts.Type.Length > 0) text.Append('\n').Append(parts.Type);
        if (parts.Functions.Count > 0) text.Append("\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n");
        foreach (var function in parts.Functions) text.Append(function);
        if (parts.Functions.Count > 0) text.Append("#ifdef __cplusplus\n}\n#endif\n");
        if (parts.Behind.Count > 0) text.Append('\n');
        foreach (var other in parts.Behind) text.Append("#include \"").Append(other).Append("\"\n");
        return text.Append("\n#endif\n").ToString();
    }

    private string CName(IrType type) => NameOf(type.Symbol!) is var (module, name) ? $"{module}_{name}" : "";

    private string PathOf(IrType type) => NameOf(type.Symbol!) is var (module, name) ? $"{module}/{name}.h" : "";

    private (string Module, string Name) NameOf(string symbol)
    {
        if (_names.TryGetValue(symbol, out var known)) return known;
        var module = Module(symbol);
        var plain = Identifier(_described.GetValueOrDefault(symbol, symbol));
        var name = plain;
        for (var i = 2; !_taken.Add($"{module}/{name}"); i++) name = plain + "_" + i;
        _names.Add(symbol, (module, name));
        return (module, name);
    }

    private string CType(IrType type) => type.Kind switch
    {
        IrKind.Bool => "int8_t",
        IrKind.Int => type.Bits == 64 ? "int64_t" : "ValeInt",
        IrKind.Float => "double",
        IrKind.Str => "ValeStr*",
        IrKind.Struct or IrKind.Interface or IrKind.Array => CName(type) + (Border.IsBlock(type) ? "*" : Border.IsVariant(type) ? "" : "Ref"),
        _ => "void",
    };

    private static string Module(string symbol) => symbol.IndexOf('.') is > 0 and var dot ? Identifier(symbol[..dot]) : "vale";

    private static bool IsIdentifier(string text) => text.Length > 0 && Identifier(text) == text && !Keywords.Contains(text);

    private static string Identifier(string text)
    {
        var made = new StringBuilder(text.Length);
        foreach (var c in text) made.Append(char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_');
        if (made.Length == 0 || char.IsAsciiDigit(made[0])) made.Insert(0, '_');
        return made.ToString();
    }

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern", "float", "for",
        "goto", "if", "inline", "int", "long", "register", "restrict", "return", "short", "signed", "sizeof", "static", "struct",
        "switch", "typedef", "union", "unsigned", "void", "volatile", "while", "bool", "class", "new", "delete", "this", "template",
    };

    /// <summary>What stands in one header.</summary>
    private sealed class Parts
    {
        public SortedSet<string> Before { get; } = new(StringComparer.Ordinal);
        public SortedSet<string> Named { get; } = new(StringComparer.Ordinal);
        public string Type { get; set; } = "";
        public List<string> Functions { get; } = [];
        public SortedSet<string> Behind { get; } = new(StringComparer.Ordinal);
    }
}
