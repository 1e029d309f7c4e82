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
        if (syntax.Arguments.Count != 1 || Arguments(syntax.Arguments, null) is not [var index]) return new ErrorExpr(site);
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
        if (AsArray(container.Type) is not { } array || !int.TryParse(name.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return null;
        return Element(container, new IntExpr(index, Coord.I32, site), array.Element, site);
    }

    private Expr SetElement(IndexExpressionSyntax syntax, Expr value, TextRange valueRange, int site)
    {
        var subject = Borrowed(Expression(syntax.Subject, LoadAs.Borrow, syntax.Node));
        if (subject.Type.IsError || subject.Type.IsNever) return new ErrorExpr(site);
        if (AsArray(subject.Type) is not { } array) return Report(new NotIndexable(Where(syntax.Node), subject.Type), site);
        if (syntax.Arguments.Count != 1 || Arguments(syntax.Arguments, null) is not [var index]) return new ErrorExpr(site);
        index = Convert(index, Coord.I32, ValueRole.Index, IndexRange(syntax), Where(syntax.Node));
        value = Convert(value, array.Element, ValueRole.Set, valueRange, Where(syntax.Node));
        if (index.Type.IsError || value.Type.IsError) return new ErrorExpr(site);
        if (subject.Type.Ownership == Ownership.Share) return Report(new NotSettable(Where(syntax.Node)), site);
        return new ElementSetExpr(subject, index, value, array.Element, site);
    }

    private Expr Array(ArrayExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        var mark = TemporaryMark();
        if (!syntax.HasElementArguments) return Unsupported(syntax.Node, "arrays made by a function");
        if (Arguments(syntax.Arguments, null) is not { } elements) return new ErrorExpr(site);
        if (elements.Length == 0) return Unsupported(syntax.Node, "arrays of no elements");
        var places = new List<TextRange>();
        foreach (var argument in syntax.Arguments) places.Add(argument.Node.Range);
        for (var i = 0; i < elements.Length; i++)
        {
            if (elements[i].Type.IsNever) return UpToNever(elements, i, site);
            if (elements[i].Type != elements[0].Type)
                return Report(new ElementMismatch(Where(places[i]), elements[0].Type, elements[i].Type, Where(places[0])), site);
        }
        var kind = _db.Intern(TypeQueries.Kinds, new ArrayKind(
            _db.Intern(TypeQueries.Templatas, new IntegerTemplata(elements.Length)),
            _db.Intern(TypeQueries.Templatas, new MutabilityTemplata(syntax.HasImmutableMark)),
            _db.Intern(TypeQueries.Templatas, new VariabilityTemplata(false)), elements[0].Type));
        return Flush(mark, new ArrayExpr(ValueArray.Wrap(elements), TypeQueries.Owned(_db, kind), site));
    }

    /// <summary>Takes an array apart into its elements; false when the value is none.</summary>
    private bool TakeArrayApart(SyntaxList<PatternSyntax> elements, Expr value, List<Expr> items)
    {
        if (AsArray(value.Type) is not { } array) return false;
        var count = array.Size is { } size && _db.Lookup(TypeQueries.Templatas, size) is IntegerTemplata { Value: var length } ? (int)length : 0;
        if (array.Size is not null && count != elements.Count)
        {
            items.Add(Report(new WrongPartCount(Where(elements.Count > 0 ? PlaceOf(elements) : new TextRange(0, 0)), value.Type, count, elements.Count, HeaderAnchor()), value.Site));
            foreach (var element in elements) Bind(element, new ErrorExpr(value.Site), element.Node.Range, []);
            return true;
        }
        var members = new StructMember[elements.Count];
        System.Array.Fill(members, new StructMember("", array.Element, false));
        if (value.Type.Ownership == Ownership.Borrow)
        {
            var local = DeclareTemporary(value.Type, value.Site);
            items.Add(new LocalInitExpr(local, value, value.Site));
            var at = 0;
            foreach (var element in elements)
                Bind(element, Element(new LocalReadExpr(local, value.Type, value.Site), new IntExpr(at++, Coord.I32, value.Site), array.Element, value.Site), element.Node.Range, items);
        }
        else TakeWholeApart(elements, value, ValueArray.Wrap(members), items);
        return true;
    }

    private static TextRange PlaceOf(SyntaxList<PatternSyntax> elements)
    {
        var (start, end) = (int.MaxValue, 0);
        foreach (var element in elements) (start, end) = (Math.Min(start, element.Node.Offset), Math.Max(end, element.Node.End));
        return new TextRange(start, end);
    }

    private Expr Weaken(AugmentExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        var value = Borrowed(Expression(syntax.Inner, LoadAs.Borrow, syntax.Node));
        if (value.Type.IsError || value.Type.IsNever || value.Type.Ownership != Ownership.Borrow) return value;
        return new WeakenExpr(value, value.Type.With(Ownership.Weak), site);
    }
}
