// The numbers of token types and modifiers in one session. A client says which types it can show; what it cannot is sent
// as what is nearest to it among those it can.

using Vale.Ide.Tokens;
using Vale.Server.Protocol;

namespace Vale.Server.Convert;

/// <summary>The legend of semantic tokens, as agreed with one client.</summary>
internal sealed class TokenLegend
{
    /// <summary>No number: such tokens are not sent.</summary>
    public const int None = -1;

    // Per type its name, and behind it what is shown in its place, nearest first.
    private static readonly string[][] s_types = MakeTypes();

    // Per bit of TokenModifiers. Those of the specification come first; of the others a client need not say that it knows them.
    private static readonly string[] s_modifiers =
        ["declaration", "definition", "abstract", "defaultLibrary", "documentation", "mutable", "consuming", "bound", "exported", "extern"];

    private const int StandardModifiers = 5;

    private readonly int[] _types = new int[s_types.Length];
    private readonly int[] _bits = new int[s_modifiers.Length];

    /// <summary>The legend for a client; null where it says nothing.</summary>
    public TokenLegend(string[]? types, string[]? modifiers)
    {
        var names = new List<string>();
        for (var i = 0; i < s_types.Length; i++)
        {
            _types[i] = None;
            foreach (var name in s_types[i])
            {
                if (types is { Length: > 0 } && Array.IndexOf(types, name) < 0) continue;
                if (!names.Contains(name)) names.Add(name);
                _types[i] = names.IndexOf(name);
                break;
            }
        }
        var said = new List<string>();
        for (var i = 0; i < s_modifiers.Length; i++)
        {
            if (i < StandardModifiers && modifiers is { Length: > 0 } && Array.IndexOf(modifiers, s_modifiers[i]) < 0) continue;
            _bits[i] = 1 << said.Count;
            said.Add(s_modifiers[i]);
        }
        Protocol = new SemanticTokensLegend([.. names], [.. said]);
    }

    /// <summary>What the client is told.</summary>
    public SemanticTokensLegend Protocol { get; }

    /// <summary>The number of a type, or <see cref="None"/>.</summary>
    public int Type(TokenType type) => _types[(int)type];

    /// <summary>The bits of modifiers.</summary>
    public int Modifiers(TokenModifiers modifiers)
    {
        var bits = 0;
        for (var left = (int)modifiers; left != 0; left &= left - 1) bits |= _bits[System.Numerics.BitOperations.TrailingZeroCount(left)];
        return bits;
    }

    private static string[][] MakeTypes()
    {
        var types = new string[(int)TokenType.Operator + 1][];
        types[(int)TokenType.Namespace] = ["namespace"];
        types[(int)TokenType.Type] = ["type", "class"];
        types[(int)TokenType.Struct] = ["struct", "class", "type"];
        types[(int)TokenType.Interface] = ["interface", "class", "type"];
        types[(int)TokenType.TypeParameter] = ["typeParameter", "type"];
        types[(int)TokenType.Parameter] = ["parameter", "variable"];
        types[(int)TokenType.Variable] = ["variable"];
        types[(int)TokenType.Property] = ["property", "variable"];
        types[(int)TokenType.Function] = ["function", "method"];
        types[(int)TokenType.Method] = ["method", "function"];
        types[(int)TokenType.Keyword] = ["keyword"];
        types[(int)TokenType.Comment] = ["comment"];
        types[(int)TokenType.String] = ["string"];
        types[(int)TokenType.Number] = ["number"];
        types[(int)TokenType.Operator] = ["operator"];
        return types;
    }
}
