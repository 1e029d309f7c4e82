// What the compiler knows of the thing under a cursor, as text: each fact is a file of its own in this folder and a line here.

using Vale.Queries.Runtime;

namespace Vale.Ide.Facts;

/// <summary>A fact that can be looked at.</summary>
public enum FactKind
{
    /// <summary>The syntax tree of the item.</summary>
    Tree,
    /// <summary>The items of the file.</summary>
    Items,
    /// <summary>The runes and rules of the denizen.</summary>
    Rules,
    /// <summary>How the rules are solved: of the definition, or on a call in a body, of the call.</summary>
    Solver,
    /// <summary>The typed body: moves, borrows, drops and upcasts.</summary>
    Body,
    /// <summary>The itables of the struct, interface or impl.</summary>
    Itable,
    /// <summary>The instances that the program reaches.</summary>
    Instantiations,
    /// <summary>The intermediate code of those instances.</summary>
    Ir,
}

/// <summary>A fact as text.</summary>
/// <param name="Title">What it is about.</param>
public sealed record FactText(string Title, string Text);

internal static class Fact
{
    public static FactText? At(QueryContext db, FilePosition position, FactKind kind) => kind switch
    {
        FactKind.Tree => TreeFact.At(db, position),
        FactKind.Items => ItemsFact.At(db, position),
        FactKind.Rules => SolverFact.Rules(db, position),
        FactKind.Solver => SolverFact.Steps(db, position),
        FactKind.Body => BodyFact.At(db, position),
        FactKind.Itable => ItableFact.At(db, position),
        FactKind.Instantiations => InstantiationsFact.At(db, position),
        _ => IrFact.At(db, position),
    };
}
