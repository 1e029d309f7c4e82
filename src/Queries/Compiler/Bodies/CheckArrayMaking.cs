// Making arrays: of elements written out, by a function of the index, or with room for elements to come. And weak references.

using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

internal sealed partial class BodyChecker
{
    private Expr Array(ArrayExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        var mark = TemporaryMark();
        Coord? element = null;
        if (syntax.ElementType is { } written)
        {
            var type = Resolver().Resolve(written);
            if (type.IsError) return new ErrorExpr(site);
            ReferToType(written, type);
            element = type;
        }
        if (Arguments(syntax.Arguments, null) is not { } arguments) return new ErrorExpr(site);
        for (var i = 0; i < arguments.Length; i++)
            if (arguments[i].Type.IsNever) return UpToNever(arguments, i, site);
        var places = new TextRange[arguments.Length];
        var at = 0;
        foreach (var argument in syntax.Arguments) places[at++] = argument.Node.Range;
        return Flush(mark, syntax.HasElementArguments ? ArrayOf(syntax, element, arguments, places, site) : MadeArray(syntax, element, arguments, places, site));
    }

    // [#](a, b): the elements themselves.
    private Expr ArrayOf(ArrayExpressionSyntax syntax, Coord? written, Expr[] elements, TextRange[] places, int site)
    {
        if (written is null && elements.Length == 0) return Report(new UnknownElementType(Where(syntax.Node)), site);
        var element = written ?? elements[0].Type;
        for (var i = 0; i < elements.Length; i++)
        {
            if (written is not null) elements[i] = Convert(elements[i], element, ValueRole.Element, places[i], Where(syntax.ElementType!.Value.Node));
            else if (elements[i].Type != element)
                return Report(new ElementMismatch(Where(places[i]), element, elements[i].Type, Where(places[0])), site);
            if (elements[i].Type.IsError) return new ErrorExpr(site);
        }
        var size = _db.Intern(TypeQueries.Templatas, new IntegerTemplata(elements.Length));
        return TypeOf(syntax, size, element, site) is { } type ? new ArrayExpr(ValueArray.Wrap(elements), type, site) : new ErrorExpr(site);
    }

    // [#3](f), [](n, f), [](n).
    private Expr MadeArray(ArrayExpressionSyntax syntax, Coord? written, Expr[] arguments, TextRange[] places, int site)
    {
        Expr length;
        TemplataId? size = null;
        if (syntax.IsStatic)
        {
            size = Resolver().Resolve(syntax.Size!.Value, TemplataType.Integer);
            if (size is not { } known) return new ErrorExpr(site);
            if (arguments.Length != 1) return Report(new WrongArrayArguments(Where(syntax.Node), ArrayNeed.Function), site);
            length = _db.Lookup(TypeQueries.Templatas, known) is IntegerTemplata { Value: var value } ? new IntExpr(value, Coord.I32, site) : new TemplataExpr(known, Coord.I32, site);
        }
        else
        {
            if (arguments.Length is 0 or > 2) return Report(new WrongArrayArguments(Where(syntax.Node), ArrayNeed.Length), site);
            length = Convert(arguments[0], Coord.I32, ValueRole.Length, places[0], Where(syntax.Node));
            if (length.Type.IsError) return new ErrorExpr(site);
        }
        if (!syntax.IsStatic && arguments.Length == 1)
        {
            if (syntax.HasImmutableMark) return Report(new WrongArrayArguments(Where(syntax.Node), ArrayNeed.LengthAndFunction), site);
            if (written is not { } room) return Report(new UnknownElementType(Where(syntax.Node)), site);
            return TypeOf(syntax, null, room, site) is { } empty ? new MadeArrayExpr(length, null, default, empty, site) : new ErrorExpr(site);
        }
        var callable = Borrowed(arguments[^1]);
        var problems = _problems.Count;
        Coord[] types = [callable.Type, Coord.I32];
        var resolution = _calls.Find("__call", types, isExact: true);
        if (resolution.Call is not { } call)
        {
            if (_problems.Count > problems) return new ErrorExpr(site);
            return Report(AreOfLibrary(resolution.Candidates) ? CallProblem(callable.Type, types, places[^1])
                : new NoMatchingFunction(Where(places[^1]), "__call", ValueArray.Wrap(types), resolution.Candidates, false), site);
        }
        if (call.ReturnType.IsVoid || call.ReturnType.IsNever) return Report(new WrongArrayArguments(Where(places[^1]), ArrayNeed.Yield), site);
        if (written is { } wanted && wanted != call.ReturnType)
            return Report(new TypeMismatch(Where(places[^1]), wanted, call.ReturnType, ValueRole.Element, Where(syntax.ElementType!.Value.Node)), site);
        return TypeOf(syntax, size, call.ReturnType, site) is { } type ? new MadeArrayExpr(length, callable, call.Prototype, type, site) : new ErrorExpr(site);
    }

    /// <summary>The type of the array an expression makes, or null with a problem reported.</summary>
    private Coord? TypeOf(ArrayExpressionSyntax syntax, TemplataId? size, Coord element, int site)
    {
        if (syntax.HasImmutableMark && element.Ownership != Ownership.Share)
        {
            _problems.Add(new MutableElementOfImmutable(Where(syntax.Node), element));
            return null;
        }
        return TypeQueries.Owned(_db, _db.Intern(TypeQueries.Kinds, new ArrayKind(size,
            _db.Intern(TypeQueries.Templatas, new MutabilityTemplata(syntax.HasImmutableMark)),
            _db.Intern(TypeQueries.Templatas, new VariabilityTemplata(false)), element)));
    }

    /// <summary><c>&amp;&amp;x</c>: a weak reference to what says that it can be referred to so.</summary>
    private Expr Weaken(AugmentExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        var value = Borrowed(Expression(syntax.Inner, LoadAs.Borrow, syntax.Node));
        if (value.Type.IsError || value.Type.IsNever || value.Type.Ownership == Ownership.Weak) return value;
        if (value.Type.Ownership == Ownership.Share || TypeQueries.TemplateOf(_db, value.Type.Kind) is not { } template || !_db.Get(TypeQueries.Shape, template).IsWeakable)
            return Report(new NotWeakable(Where(syntax.Node), value.Type, TypeQueries.TemplateOf(_db, value.Type.Kind) is { } declared ? ItemQueries.NameAnchor(_db, declared) : null), site);
        return new WeakenExpr(value, value.Type.With(Ownership.Weak), site);
    }
}
