// The facts of a mistake in a program. A stage makes them, as records of its own; only Diagnostics turns them into words.

using Vale.Compiler.Inputs;

namespace Vale.Compiler.Items;

/// <summary>What an anchor's offsets are counted from. The nearer the base, the fewer edits move it.</summary>
public enum AnchorBase : byte
{
    /// <summary>The file's first character.</summary>
    File,
    /// <summary>The denizen's first token.</summary>
    Item,
    /// <summary>The first token of the denizen's body.</summary>
    Body,
    /// <summary>Nothing: the place is the denizen's name.</summary>
    Name,
    /// <summary>Nothing: the place is the name of the struct's member whose number Start is.</summary>
    Member,
    /// <summary>Nothing: the place is the function's parameter whose number Start is.</summary>
    Parameter,
    /// <summary>Nothing: the place is the file's import whose number Start is.</summary>
    Import,
}

/// <summary>A place that stays valid while code elsewhere in its file changes.</summary>
/// <param name="File">The file.</param>
/// <param name="Denizen">The denizen, when <paramref name="Base"/> is neither File nor Import.</param>
/// <param name="Base">What <paramref name="Start"/> is counted from.</param>
/// <param name="Start">Offset in UTF-16 units, or a number (see <see cref="AnchorBase"/>).</param>
/// <param name="Length">Length in UTF-16 units.</param>
public readonly record struct Anchor(FileId File, DenizenId Denizen, AnchorBase Base, int Start, int Length);

/// <summary>A fact that makes the program wrong (or doubtful). Compares by content.</summary>
/// <param name="Where">The place to look at first.</param>
public abstract record Problem(Anchor Where);

/// <summary>A construct of the language that this compiler reads but does not compile yet.</summary>
/// <param name="What">The construct, as a plural: "lambdas".</param>
public sealed record UnsupportedConstruct(Anchor Where, string What) : Problem(Where);
