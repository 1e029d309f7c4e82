// Names of the things a program declares. An id survives edits elsewhere: it is made of what is written at the
// declaration's head, never of where that stands.

using Vale.Compiler.Inputs;
using Vale.Queries.Runtime;

namespace Vale.Compiler.Items;

/// <summary>What a denizen is.</summary>
public enum DenizenKind : byte
{
    Function, Struct, Interface, Impl, Export,
    /// <summary>The struct derived for an interface, made from a callable per method; it bears the interface's name and stands in no table of contents.</summary>
    AnonymousStruct,
    /// <summary>The impl that comes with it.</summary>
    AnonymousImpl,
}

/// <summary>A top-level function, struct, interface, impl or export, interned. See <see cref="DenizenData"/>.</summary>
public readonly record struct DenizenId(int Index) : IQueryKey<DenizenId>
{
    /// <inheritdoc/>
    public static DenizenId FromIndex(int index) => new(index);
}

/// <summary>What a <see cref="DenizenId"/> stands for.</summary>
/// <param name="File">The file that declares it; its package is the file's.</param>
/// <param name="Name">The declared name; for an impl or export, the text of its head.</param>
/// <param name="Disambiguator">
/// Tells denizens of one file, kind and name apart: for a function the text of its parameter types, and behind it
/// <c>#2</c>, <c>#3</c> for further ones of the same text (which is an error of the program, but must not be one of ours).
/// </param>
/// <param name="Parent">The interface or struct a function is written in, or null.</param>
public sealed record DenizenData(FileId File, DenizenKind Kind, string Name, string Disambiguator, DenizenId? Parent = null);
