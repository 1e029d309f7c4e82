// How the typed views find tokens among a node's children. Nothing here depends on meaning.

namespace Vale.Syntax;

/// <summary>What a rune can stand for, as written after its name.</summary>
public enum RuneKind
{
    /// <summary><c>Ref</c>: a type with its ownership (a coord).</summary>
    Ref,
    /// <summary><c>Kind</c>: a type without ownership.</summary>
    Kind,
    /// <summary><c>Int</c>.</summary>
    Int,
    /// <summary><c>Bool</c>.</summary>
    Bool,
    /// <summary><c>Prot</c>: a function's prototype.</summary>
    Prot,
    /// <summary><c>RefList</c>: a list of coords.</summary>
    RefList,
    /// <summary><c>Ownership</c>.</summary>
    Ownership,
    /// <summary><c>Mutability</c>.</summary>
    Mutability,
    /// <summary><c>Variability</c>.</summary>
    Variability,
    /// <summary><c>Location</c>.</summary>
    Location,
    /// <summary><c>Region</c>, or the apostrophe of <c>r'</c>.</summary>
    Region,
}

internal static class SyntaxParts
{
    /// <summary>The first word or operator after a keyword, if it comes before any node.</summary>
    internal static SyntaxToken? NameAfter(SyntaxNode node, SyntaxKind keyword)
    {
        var seen = false;
        foreach (var child in node.Children)
        {
            if (!seen)
                seen = child.Kind == keyword;
            else if (child.Kind is SyntaxKind.Identifier || SyntaxFacts.IsOperatorName(child.Kind))
                return new SyntaxToken((GreenToken)child.Green, child.Offset);
            else if (!SyntaxFacts.IsTrivia(child.Kind) && child.Kind != SyntaxKind.Problem)
                return null;
        }
        return null;
    }

    internal static SyntaxToken OnlyToken(SyntaxNode node) => new((GreenToken)node.Green.Child(0), node.Offset);

    internal static SyntaxToken? FirstWordOrInteger(SyntaxNode node)
    {
        foreach (var child in node.Children)
        {
            if (child.Kind is SyntaxKind.Identifier or SyntaxKind.Underscore or SyntaxKind.IntegerLiteral)
                return new SyntaxToken((GreenToken)child.Green, child.Offset);
        }
        return null;
    }

    internal static SyntaxToken? PatternName(SyntaxNode node)
    {
        foreach (var child in node.Children)
        {
            if (child.Kind is SyntaxKind.Identifier or SyntaxKind.Underscore)
                return new SyntaxToken((GreenToken)child.Green, child.Offset);
            if (!child.IsToken)
                return null;
        }
        return null;
    }

    /// <summary>The token between the operands of a binary expression, or the mark of a prefix or suffix.</summary>
    internal static SyntaxToken? Operator(SyntaxNode node)
    {
        foreach (var child in node.Children)
        {
            if (child.Green is GreenToken token && !SyntaxFacts.IsTrivia(child.Kind))
                return new SyntaxToken(token, child.Offset);
        }
        return null;
    }

    /// <summary>The token after the dot.</summary>
    internal static SyntaxToken? MemberName(SyntaxNode node)
    {
        var seen = false;
        foreach (var child in node.Children)
        {
            if (!seen)
                seen = child.Kind == SyntaxKind.Dot;
            else if (child.Green is GreenToken token && !SyntaxFacts.IsTrivia(child.Kind))
                return new SyntaxToken(token, child.Offset);
        }
        return null;
    }

    internal static bool HasAttribute(SyntaxNode node, SyntaxKind keyword)
    {
        foreach (var child in node.Children)
        {
            if (child.Kind == SyntaxKind.Attribute && child.Green.Child(0).Kind == keyword)
                return true;
        }
        return false;
    }

    internal static RuneKind? RuneKindAfterName(SyntaxNode node)
    {
        var seen = false;
        foreach (var child in node.Children)
        {
            if (child.Kind is not (SyntaxKind.Identifier or SyntaxKind.Underscore))
                continue;
            if (seen)
                return ParseRuneKind(((GreenToken)child.Green).Text);
            seen = true;
        }
        return null;
    }

    internal static RuneKind? ParseRuneKind(ReadOnlySpan<char> word) => word switch
    {
        "Ref" => RuneKind.Ref,
        "Kind" => RuneKind.Kind,
        "Int" => RuneKind.Int,
        "Bool" => RuneKind.Bool,
        "Prot" => RuneKind.Prot,
        "RefList" => RuneKind.RefList,
        "Ownership" => RuneKind.Ownership,
        "Mutability" => RuneKind.Mutability,
        "Variability" => RuneKind.Variability,
        "Location" => RuneKind.Location,
        "Region" => RuneKind.Region,
        _ => null,
    };

    internal static ExpressionSyntax? Result(SyntaxNode node)
    {
        StatementSyntax? last = null;
        foreach (var statement in node.All<StatementSyntax>())
            last = statement;
        return last is { Kind: SyntaxKind.ExpressionStatement, HasSemicolon: false } result ? result.Node.First<ExpressionSyntax>() : null;
    }
}
