// The headers that C code includes to call Vale and be called: include/MODULE/NAME.h for every exported and extern
// function and every struct in their signatures, and include/ValeBuiltins.h. How types cross is told in ValeBuiltins.h;
// the code on the other side is Backend/Llvm/Emit/ModuleEmitter.Foreign.cs.

using System.Text;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Native;

/// <summary>A generated header.</summary>
/// <param name="Path">Below the include folder, with <c>/</c>: <c>vtest/launch.h</c>.</param>
public sealed record NativeHeader(string Path, string Text);

/// <summary>Writes the C headers of a program.</summary>
public static class NativeHeaders
{
    private const string Builtins = """
        #ifndef VALE_EXPORTS_ValeBuiltins_H_
        #define VALE_EXPORTS_ValeBuiltins_H_

        /* How Vale's types look in C:
             int ValeInt, i64 int64_t, bool int8_t, float double,
             str ValeStr*: a copy that the receiver owns and frees (Vale frees what it is given),
             an imm struct MODULE_Name*: likewise a copy; free() of its address frees all of it,
             a mutable struct MODULE_NameRef: a handle, passed by value; give it back to Vale to use it,
             an array or an interface MODULE_NameRef: likewise a handle. One of an imm array or an imm interface
             holds what it stands for, and must be given back to Vale once. */

        #include <stdint.h>
        #include <stdlib.h>
        #include <string.h>

        #ifdef __cplusplus
        extern "C" {
        #endif

        typedef int32_t ValeInt;

        /* `length` bytes and a NUL behind them. */
        typedef struct ValeStr {
          ValeInt length;
          char chars[];
        } ValeStr;

        /* A new string of that many bytes, to be filled in. */
        ValeStr* ValeStrNew(ValeInt length);

        /* A copy of a NUL-terminated text. */
        ValeStr* ValeStrFrom(const char* source);

        #ifdef __cplusplus
        }
        #endif

        #endif

        """;

    /// <summary>All headers of <paramref name="program"/>, in a stable order.</summary>
    public static ValueArray<NativeHeader> Of(IrProgram program)
    {
        var structs = new Dictionary<string, IrStruct>();
        foreach (var type in program.Structs) structs.TryAdd(type.Symbol, type);
        var functions = new Dictionary<string, IrFunction>();
        foreach (var unit in program.Units)
            foreach (var function in unit.Functions) functions.TryAdd(function.Symbol, function);

        var described = new Dictionary<string, string>();
        foreach (var type in program.Structs) described.TryAdd(type.Symbol, type.DisplayName);
        foreach (var type in program.Interfaces) described.TryAdd(type.Symbol, type.DisplayName);
        foreach (var type in program.Arrays) described.TryAdd(type.Symbol, type.DisplayName);
        // Displayed names may differ in what C has no letters for only.
        var names = new Dictionary<string, string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var headers = new SortedDictionary<string, NativeHeader>(StringComparer.Ordinal);
        Add("ValeBuiltins.h", Builtins);
        foreach (var export in program.Exports)
        {
            var function = functions[export.FunctionSymbol];
            var parameters = new (IrType, string)[function.ParameterCount];
            for (var i = 0; i < parameters.Length; i++) parameters[i] = (function.Locals[i].Type, function.Locals[i].Name);
            AddFunction(export.Module, export.Name, $"{export.Module}_{export.Name}", parameters, function.ReturnType);
        }
        foreach (var item in program.Externs)
        {
            var module = Module(item.Symbol);
            var name = item.CName.StartsWith(module + "_", StringComparison.Ordinal) ? item.CName[(module.Length + 1)..] : item.CName;
            var parameters = new (IrType, string)[item.Parameters.Length];
            for (var i = 0; i < parameters.Length; i++) parameters[i] = (item.Parameters[i], "");
            AddFunction(module, name, item.CName, parameters, item.ReturnType);
        }
        return headers.Values.ToValueArray();

        void Add(string path, string text) => headers.TryAdd(path, new NativeHeader(path, text));

        void AddFunction(string module, string name, string cName, (IrType Type, string Name)[] parameters, IrType returns)
        {
            var text = new StringBuilder();
            var included = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var (type, _) in parameters) Include(type, included);
            Include(returns, included);
            foreach (var path in included) text.Append("#include \"").Append(path).Append("\"\n");
            text.Append("\nextern ").Append(CType(returns)).Append(' ').Append(cName).Append('(');
            var count = 0;
            for (var i = 0; i < parameters.Length; i++)
            {
                var (type, parameter) = parameters[i];
                if (type.Kind is IrKind.Void or IrKind.Never) continue;
                if (count++ > 0) text.Append(", ");
                var plain = IsIdentifier(parameter) ? parameter : "p" + i;
                text.Append(CType(type)).Append(' ').Append(plain);
                if (IsMessage(type) && name.EndsWith("_vasp", StringComparison.Ordinal)) text.Append(", ValeInt ").Append(plain).Append("Size");
            }
            text.Append(count == 0 ? "void);\n" : ");\n");
            AddGuarded($"{module}/{name}.h", text.ToString());
        }

        void Include(IrType type, SortedSet<string> included)
        {
            if (type.Kind is not (IrKind.Struct or IrKind.Interface or IrKind.Array)) return;
            var path = $"{Module(type.Symbol!)}/{Name(type.Symbol!)}.h";
            if (!included.Add(path) || headers.ContainsKey(path)) return;
            var text = new StringBuilder();
            var name = CName(type.Symbol!);
            if (!IsMessage(type))
            {
                text.Append("\ntypedef struct ").Append(name).Append("Ref {\n  void* object;\n  uint64_t generation;\n")
                    .Append(type.Kind == IrKind.Interface ? "  void* itable;\n" : "").Append("} ").Append(name).Append("Ref;\n");
                AddGuarded(path, text.ToString());
                return;
            }
            var inner = new SortedSet<string>(StringComparer.Ordinal);
            var fields = new StringBuilder();
            foreach (var field in structs[type.Symbol!].Fields)
            {
                if (field.Type.Kind is IrKind.Void or IrKind.Never) continue;
                // Its own header would include itself; the struct's tag is enough there.
                if (field.Type.Symbol != type.Symbol) Include(field.Type, inner);
                fields.Append("  ").Append(field.Type.Symbol == type.Symbol ? $"struct {name}*" : CType(field.Type)).Append(' ')
                    .Append(Identifier(field.Name)).Append(";\n");
            }
            foreach (var other in inner) text.Append("#include \"").Append(other).Append("\"\n");
            text.Append("\ntypedef struct ").Append(name).Append(" {\n").Append(fields).Append("} ").Append(name).Append(";\n");
            AddGuarded(path, text.ToString());
        }

        void AddGuarded(string path, string body)
        {
            var guard = "VALE_EXPORTS_" + Identifier(path.Replace('/', '_').Replace('.', '_')) + "_";
            Add(path, $"#ifndef {guard}\n#define {guard}\n\n#include \"ValeBuiltins.h\"\n{body}\n#endif\n"
                .Replace("\nextern ", "\n#ifdef __cplusplus\nextern \"C\"\n#endif\nextern ", StringComparison.Ordinal));
        }

        string CName(string symbol) => $"{Module(symbol)}_{Name(symbol)}";

        string Name(string symbol)
        {
            if (names.TryGetValue(symbol, out var known)) return known;
            var plain = Identifier(described.GetValueOrDefault(symbol, symbol));
            var name = plain;
            for (var i = 2; !taken.Add(Module(symbol) + "/" + name); i++) name = plain + "_" + i;
            names.Add(symbol, name);
            return name;
        }

        string CType(IrType type) => type.Kind switch
        {
            IrKind.Bool => "int8_t",
            IrKind.Int => type.Bits == 64 ? "int64_t" : "ValeInt",
            IrKind.Float => "double",
            IrKind.Str => "ValeStr*",
            IrKind.Struct or IrKind.Interface or IrKind.Array => CName(type.Symbol!) + (IsMessage(type) ? "*" : "Ref"),
            _ => "void",
        };
    }

    private static bool IsMessage(IrType type) => type is { Kind: IrKind.Struct, Ownership: IrOwnership.Share };

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
}
