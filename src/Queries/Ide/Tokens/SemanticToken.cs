// What semantic tokens are made of. Numbers and names of the protocol are the server's concern.

namespace Vale.Ide.Tokens;

/// <summary>What a piece of text is.</summary>
public enum TokenType : byte
{
    Namespace, Type, Struct, Interface, TypeParameter, Parameter, Variable, Property, Function, Method, Keyword, Comment, String, Number, Operator,
}

/// <summary>What else is to be said of it.</summary>
[Flags]
public enum TokenModifiers : ushort
{
    None = 0,
    /// <summary>It is named here.</summary>
    Declaration = 1,
    /// <summary>What it is is said here, too.</summary>
    Definition = 2,
    /// <summary>A function without a body, which calls what overrides it.</summary>
    Abstract = 4,
    /// <summary>It comes with the compiler.</summary>
    DefaultLibrary = 8,
    /// <summary>A comment that tells of the declaration below it.</summary>
    Documentation = 16,
    /// <summary>A local that is set somewhere, or a member that can be.</summary>
    Mutable = 32,
    /// <summary>A use of an owner that moves it away.</summary>
    Consuming = 64,
    /// <summary>What a denizen's bounds promise.</summary>
    Bound = 128,
    /// <summary>C may use it.</summary>
    Exported = 256,
    /// <summary>C, or the backend, provides it.</summary>
    Extern = 512,
}

/// <summary>A piece of text and what it is.</summary>
/// <param name="Start">UTF-16 offset: in a file, or from the start of the item or body it belongs to.</param>
/// <param name="Length">In UTF-16 units.</param>
public readonly record struct SemanticToken(int Start, int Length, TokenType Type, TokenModifiers Modifiers)
{
    /// <summary>The offset behind the last unit.</summary>
    public int End => Start + Length;
}
