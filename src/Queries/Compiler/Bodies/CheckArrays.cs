// Arrays and tuples: literals, elements, and taking them apart.

using System.Globalization;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

internal sealed partial class BodyChecker
{
    private Expr Tuple(TupleExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        if (syntax.Elements.Count == 0) return new VoidExpr(site);
        var mark = TemporaryMark();
        if (Arguments(syntax.Elements, null) is not { } elements) return new ErrorExpr(site);
        var types = new Coord[elements.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = elements[i].Type;
            if (types[i].IsNever) return UpToNever(elements, i, site);
        }
        var kind = _db.Intern(TypeQueries.Kinds, new TupleKind(ValueArray.Wrap(types)));
        return Flush(mark, new ConstructExpr(ValueArray.Wrap(elements), new Coord(kind, Ownership.Own), site));
    }

    private ArrayKind? AsArray(Coord type) =>
        WellKnownKinds.IsWellKnown(type.Kind) ? null : _db.Lookup(TypeQueries.Kinds, type.Kind) as ArrayKind;

    /// <summary><c>a[i]</c>: an element, or the call of the index function of what is no array.</summary>
    private Expr Index(IndexExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        var mark = TemporaryMark();
        var subject = Borrowed(Expression(syntax.Subject, LoadAs.Borrow, syntax.Node));
        if (subject.Type.IsError || subject.Type.IsNever) return subject;
        if (AsArray(subject.Type) is not { } array) return Report(new NotIndexable(Where(syntax.Node), subject.Type), site);
        if (syntax.Arguments.Count != 1) return Report(new WrongIndexCount(Where(syntax.Node), syntax.Arguments.Count), site);
        if (Arguments(syntax.Arguments, null) is not [var index]) return new ErrorExpr(site);
        if (index.Type.IsNever) return UpToNever([subject, index], 1, site);
        index = Convert(index, Coord.I32, ValueRole.Index, IndexRange(syntax), Where(syntax.Node));
        return index.Type.IsError ? new ErrorExpr(site) : Flush(mark, Element(subject, index, array.Element, site));
    }

    private static TextRange IndexRange(IndexExpressionSyntax syntax)
    {
        foreach (var argument in syntax.Arguments) return argument.Node.Range;
        return syntax.Node.Range;
    }

    private static Expr Element(Expr array, Expr index, Coord element, int site) =>
        element.Ownership == Ownership.Own
            ? new ElementBorrowExpr(array, index, element, element.With(Ownership.Borrow), site)
            : new ElementReadExpr(array, index, element, site);

    /// <summary><c>a.3</c> of an array.</summary>
    private Expr? StaticElement(Expr container, SyntaxToken name, int site)
    {
        if (AsArray(container.Type) is not { } array || StaticIndex(name) is not { } index) return null;
        return Element(container, new IntExpr(index, Coord.I32, site), array.Element, site);
    }

    private static int? StaticIndex(SyntaxToken name) =>
        int.TryParse(name.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    // The elements of a mutable array of no fixed length can be set; those of a fixed one when its type says so.
    private bool IsVarying(ArrayKind array) =>
        _db.Lookup(TypeQueries.Templatas, array.Mutability) is MutabilityTemplata { IsImmutable: false } &&
        (array.Size is null || _db.Lookup(TypeQueries.Templatas, array.Variability) is VariabilityTemplata { IsVarying: true });

    private Expr SetElement(IndexExpressionSyntax syntax, Expr value, TextRange valueRange, int site)
    {
        var subject = Borrowed(Expression(syntax.Subject, LoadAs.Borrow, syntax.Node));
        if (subject.Type.IsError || subject.Type.IsNever) return new ErrorExpr(site);
        if (AsArray(subject.Type) is not { } array) return Report(new NotIndexable(Where(syntax.Node), subject.Type), site);
        if (syntax.Arguments.Count != 1) return Report(new WrongIndexCount(Where(syntax.Node), syntax.Arguments.Count), site);
        if (Arguments(syntax.Arguments, null) is not [var index]) return new ErrorExpr(site);
        index = Convert(index, Coord.I32, ValueRole.Index, IndexRange(syntax), Where(syntax.Node));
        return SetElement(subject, array, index, value, valueRange, syntax.Node, site);
    }

    private Expr SetElement(Expr subject, ArrayKind array, Expr index, Expr value, TextRange valueRange, SyntaxNode where, int site)
    {
        value = Convert(value, array.Element, ValueRole.Set, valueRange, Where(where));
        if (index.Type.IsError || value.Type.IsError) return new ErrorExpr(site);
        if (!IsVarying(array)) return Report(new FinalElement(Where(where), subject.Type), site);
        return new ElementSetExpr(subject, index, value, array.Element, site);
    }

    /// <summary>Takes an array apart into its elements; false when the value is none.</summary>
    private bool TakeArrayApart(DestructurePatternSyntax parts, Expr value, List<Expr> items)
    {
        if (AsArray(value.Type) is not { } array) return false;
        var elements = parts.Elements;
        // One of no fixed length can be taken apart when it is empty: that ends it.
        var count = array.Size is not { } size ? 0 : _db.Lookup(TypeQueries.Templatas, size) is IntegerTemplata { Value: var length } ? (int)length : -1;
        if (count != elements.Count)
        {
            items.Add(Report(count < 0
                ? new NotDestructurable(Where(parts.Node), value.Type)
                : new WrongElementCount(Where(parts.Node), value.Type, array.Size is null, count, elements.Count), value.Site));
            foreach (var element in elements) Bind(element, new ErrorExpr(value.Site), element.Node.Range, []);
            return true;
        }
        if (value.Type.Ownership == Ownership.Borrow)
        {
            var local = DeclareTemporary(value.Type, value.Site);
            items.Add(new LocalInitExpr(local, value, value.Site));
            var at = 0;
            foreach (var element in elements)
                Bind(element, Element(new LocalReadExpr(local, value.Type, value.Site), new IntExpr(at++, Coord.I32, value.Site), array.Element, value.Site), element.Node.Range, items);
            return true;
        }
        var members = new StructMember[elements.Count];
        System.Array.Fill(members, new StructMember("", array.Element, false));
        TakeWholeApart(elements, value, ValueArray.Wrap(members), items);
        return true;
    }
}
