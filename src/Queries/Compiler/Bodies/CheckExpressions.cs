// Expressions: literals, names, members, set, and what is made of blocks.

using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

internal sealed partial class BodyChecker
{
    /// <summary>Checks an expression.</summary>
    private Expr Expression(ExpressionSyntax syntax, LoadAs how)
    {
        if (!Enter(syntax.Node)) return new ErrorExpr(Site(syntax.Node));
        var value = ExpressionInner(syntax, how);
        _depth--;
        if (value.Type.IsNever) _flow.Reachable = false;
        return value;
    }

    private Expr Expression(ExpressionSyntax? syntax, LoadAs how, SyntaxNode around) =>
        syntax is { } present ? Expression(present, how) : new ErrorExpr(Site(around));

    private Expr ExpressionInner(ExpressionSyntax syntax, LoadAs how)
    {
        var node = syntax.Node;
        switch (syntax.Kind)
        {
            case SyntaxKind.IntegerExpression: return Integer(new IntegerExpressionSyntax(node));
            case SyntaxKind.FloatExpression: return new FloatExpr(new FloatExpressionSyntax(node).Value, Site(node));
            case SyntaxKind.BoolExpression: return new BoolExpr(new BoolExpressionSyntax(node).Value, Site(node));
            case SyntaxKind.StringExpression: return String(new StringExpressionSyntax(node));
            case SyntaxKind.NameExpression: return Name(new NameExpressionSyntax(node), how);
            case SyntaxKind.ParenthesizedExpression: return Expression(new ParenthesizedExpressionSyntax(node).Inner, LoadAs.Use, node);
            case SyntaxKind.TupleExpression:
                return Tuple(new TupleExpressionSyntax(node));
            case SyntaxKind.BinaryExpression: return Binary(new BinaryExpressionSyntax(node));
            case SyntaxKind.AndExpression:
            {
                var and = new AndExpressionSyntax(node);
                return Logical(and.Left, and.Right, node, isAnd: true);
            }
            case SyntaxKind.OrExpression:
            {
                var or = new OrExpressionSyntax(node);
                return Logical(or.Left, or.Right, node, isAnd: false);
            }
            case SyntaxKind.NotExpression: return Not(new NotExpressionSyntax(node));
            case SyntaxKind.AugmentExpression: return Augment(new AugmentExpressionSyntax(node));
            case SyntaxKind.TransmigrateExpression: return Expression(new TransmigrateExpressionSyntax(node).Inner, how, node);
            case SyntaxKind.RegionPrefixExpression: return Expression(new RegionPrefixExpressionSyntax(node).Inner, how, node);
            case SyntaxKind.CallExpression: return Call(new CallExpressionSyntax(node));
            case SyntaxKind.MethodCallExpression: return MethodCall(new MethodCallExpressionSyntax(node));
            case SyntaxKind.MemberExpression: return Member(new MemberExpressionSyntax(node), how);
            case SyntaxKind.SetExpression: return Set(new SetExpressionSyntax(node));
            case SyntaxKind.DestructExpression: return Destruct(new DestructExpressionSyntax(node));
            case SyntaxKind.UnletExpression: return Unlet(new UnletExpressionSyntax(node));
            case SyntaxKind.IfExpression: return If(new IfExpressionSyntax(node));
            case SyntaxKind.BlockExpression:
                return new BlockExpressionSyntax(node).Block is { } block ? Block(block) : new ErrorExpr(Site(node));
            case SyntaxKind.LambdaExpression: return Lambda(new LambdaExpressionSyntax(node));
            case SyntaxKind.MagicParameterExpression: return Magic(node);
            case SyntaxKind.IndexExpression: return Index(new IndexExpressionSyntax(node));
            case SyntaxKind.ArrayExpression: return Array(new ArrayExpressionSyntax(node));
            case SyntaxKind.ForeachExpression: return Foreach(new ForeachExpressionSyntax(node));
            case SyntaxKind.RangeExpression: return Range(new RangeExpressionSyntax(node));
            case SyntaxKind.ErrorExpression: return new ErrorExpr(Site(node));
            default:
                return Unsupported(node, "expressions of this form");
        }
    }

    /// <summary><c>a..b</c>: a call of <c>range</c>.</summary>
    private Expr Range(RangeExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        var mark = TemporaryMark();
        Expr[] ends = [Expression(syntax.From, LoadAs.Borrow, syntax.Node), Expression(syntax.To, LoadAs.Borrow, syntax.Node)];
        return Flush(mark, Call("range", ends, syntax.Node.Range, syntax.Node.Range, site));
    }

    private Expr Integer(IntegerExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        // What no width holds, and a width that no integer has, are told by the parser.
        if (!syntax.TryGetValue(out var value, out var bits) || bits is < 1 or > 64) return new ErrorExpr(site);
        if (bits is not (null or 32 or 64)) return Unsupported(syntax.Node, "integers of this width");
        var type = bits == 64 ? Coord.I64 : Coord.I32;
        if (type == Coord.I32 && value is < int.MinValue or > int.MaxValue)
            return Report(new IntegerTooLarge(Where(syntax.Node), syntax.Literal.Text, type), site);
        return new IntExpr(value, type, site);
    }

    private Expr String(StringExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        if (syntax.Value is { } plain) return new StrExpr(plain, site);
        Expr? whole = null;
        foreach (var part in syntax.Parts)
        {
            var piece = part.DecodedText is { } text ? new StrExpr(text, site) : Expression(part.Expression, LoadAs.Use, part.Node);
            if (piece.Type.IsError) whole = new ErrorExpr(site);
            if (whole is ErrorExpr) continue;
            whole = whole is null ? ToStr(piece, part.Node) : Append(whole, piece, part.Node, site);
            if (whole.Type.IsNever) return whole;
        }
        return whole ?? new StrExpr("", site);
    }

    /// <summary>A piece of a string joined to what stands before it: by a <c>+</c> that takes the two, else by its <c>str</c>.</summary>
    private Expr Append(Expr before, Expr piece, SyntaxNode node, int site)
    {
        if (piece.Type == Coord.Str || _calls.Find("+", [Coord.Str, piece.Type]).Call is not null)
            return Call("+", [before, piece], node.Range, node.Range, site);
        var text = ToStr(piece, node);
        return text.Type.IsError ? text : Call("+", [before, text], node.Range, node.Range, site);
    }

    private Expr ToStr(Expr piece, SyntaxNode node) =>
        piece.Type == Coord.Str ? piece : Call("str", [piece], node.Range, node.Range, piece.Site);

    private Expr Name(NameExpressionSyntax syntax, LoadAs how)
    {
        var token = syntax.Name;
        if (IsProbed(token.Range)) return SeeName(token.Range);
        var site = Site(token.Range);
        if (syntax.TypeArguments is null)
        {
            if (_flow.Find(token.Text) is { } local)
            {
                ReferToLocal(token.Range, local, Use(_flow.Locals[local].Type, how));
                return Load(local, how, site);
            }
            if (FindCaptured(token.Text) is { } captured)
            {
                // The closure owns nothing: it only looks at what it captured.
                ReferToCaptured(token.Range, captured, Use(_lambda!.Names[captured].Type, LoadAs.Borrow));
                return LoadCaptured(captured, site);
            }
            if (FindRune(token.Text) is { } rune)
            {
                ReferToRune(token);
                return RuneValue(rune, token, site);
            }
        }
        foreach (var (item, _) in NameQueries.Lookup(_db, _file, token.Text))
        {
            if (item.Kind != DenizenKind.Function || syntax.TypeArguments is not null)
                return Report(new NotAValue(Where(token.Range), token.Text, item.Kind == DenizenKind.Function), site);
            ReferToOverloads(token);
            return new ConstructExpr([], new Coord(_db.Intern(TypeQueries.Kinds, new OverloadSetKind(_file, token.Text)), Ownership.Share), site);
        }
        return Report(new UnknownName(Where(token.Range), token.Text, NearNames(token.Text)), site);
    }

    // The name alone stands for every function that bears it.
    private void ReferToOverloads(SyntaxToken token)
    {
        foreach (var (item, _) in NameQueries.Lookup(_db, _file, token.Text))
            if (SignatureQueries.FunctionOf(_db, item) is { } function) Refer(token.Range, ReferenceKind.Function, Coord.Void, function: function);
    }

    private void ReferToRune(SyntaxToken token)
    {
        for (var i = 0; i < _header.Terms.Runes.Length; i++)
            if (_header.Terms.Runes[i].Name == token.Text) Refer(token.Range, ReferenceKind.Rune, Coord.Void, denizen: _denizen, member: i);
    }

    // A generic parameter that is an integer or a bool is a value too.
    private Expr RuneValue(TemplataId rune, SyntaxToken token, int site) => _db.Lookup(TypeQueries.Templatas, rune) switch
    {
        IntegerTemplata i => new IntExpr(i.Value, Coord.I32, site),
        BooleanTemplata b => new BoolExpr(b.Value, site),
        { Type: TemplataType.Integer } => new TemplataExpr(rune, Coord.I32, site),
        { Type: TemplataType.Boolean } => new TemplataExpr(rune, Coord.Bool, site),
        _ => Report(new NotAValue(Where(token.Range), token.Text, false), site),
    };

    private ValueArray<string> NearNames(string name) => Spelling.Near(name, _flow.VisibleNames().Distinct());

    // Borrows and members.

    private Expr Augment(AugmentExpressionSyntax syntax) => syntax.Mark?.Kind switch
    {
        SyntaxKind.Ampersand => Borrowed(Expression(syntax.Inner, LoadAs.Borrow, syntax.Node)),
        SyntaxKind.AmpersandAmpersand => Weaken(syntax),
        _ => Expression(syntax.Inner, LoadAs.Use, syntax.Node),
    };

    private Expr Member(MemberExpressionSyntax syntax, LoadAs how)
    {
        var site = Site(syntax.Node);
        if (syntax.IsMap) return Unsupported(syntax.Node, "calls of every element");
        if (syntax.Name is not { } name) return new ErrorExpr(site);
        if (ConstructingLocal(syntax) is { } constructing)
        {
            ReferToLocal(name.Range, constructing, Use(_flow.Locals[constructing].Type, how));
            return Load(constructing, how, site);
        }
        if (syntax.Subject is { } seen && IsProbed(name.Range)) return SeeBehindDot(seen, site);
        var mark = TemporaryMark();
        var container = Borrowed(Expression(syntax.Subject, LoadAs.Borrow, syntax.Node));
        if (container.Type.IsError || container.Type.IsNever) return container;
        if (StaticElement(container, name, site) is { } element) return Flush(mark, element);
        if (FindMember(container.Type, name) is not var (contents, index, member)) return new ErrorExpr(site);
        ReferToMember(name, contents, index, member, Use(member.Type, LoadAs.Borrow));
        return Flush(mark, Member(container, index, member, site));
    }

    private static Expr Member(Expr container, int index, StructMember member, int site) =>
        member.Type.Ownership == Ownership.Own
            ? new MemberBorrowExpr(container, index, member.Type, member.Type.With(Ownership.Borrow), site)
            : new MemberReadExpr(container, index, member.Type, site);

    private void ReferToMember(SyntaxToken name, TypeContents contents, int index, StructMember member, ReferenceUse use)
    {
        if (contents.Denizen is { } id) Refer(name.Range, ReferenceKind.Member, member.Type, denizen: id, member: index, use: use);
    }

    /// <summary>The member of that name, or null with a problem reported.</summary>
    private (TypeContents Contents, int Index, StructMember Member)? FindMember(Coord container, SyntaxToken name)
    {
        var names = new List<string>();
        if (Contents(container) is { } contents && !_shared.LambdaSites.ContainsKey(container.Kind))
        {
            for (var i = 0; i < contents.Members.Length; i++)
            {
                if (contents.Members[i].Name == name.Text) return (contents, i, contents.Members[i]);
                names.Add(contents.Members[i].Name);
            }
            // A struct in error does not show all its members.
            if (!contents.IsUsable && contents.Members.IsEmpty) return null;
        }
        _problems.Add(new UnknownMember(Where(name.Range), container, name.Text, Spelling.Near(name.Text, names)));
        return null;
    }

    /// <summary>In a constructor without a self, <c>self.x</c> is the local that will become member x.</summary>
    private int? ConstructingLocal(MemberExpressionSyntax syntax) =>
        syntax.Subject?.Node.As<NameExpressionSyntax>() is { Name.Text: "self" } && _flow.Find("self") is null && syntax.Name is { } name
            ? _flow.Find(ConstructingPrefix + name.Text)
            : null;

    // Set, destruct, unlet.

    private Expr Set(SetExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        var mark = TemporaryMark();
        var value = Expression(syntax.Value, LoadAs.Use, syntax.Node);
        if (value.Type.IsNever || syntax.Target is not { } target) return value;
        var valueRange = syntax.Value?.Node.Range ?? syntax.Node.Range;
        if (target.Node.As<NameExpressionSyntax>() is { TypeArguments: null } name)
        {
            if (IsProbed(name.Node.Range)) return SeeName(name.Node.Range);
            if (_flow.Find(name.Name.Text) is not { } local)
            {
                if (FindCaptured(name.Name.Text) is { } captured)
                {
                    ReferToCaptured(name.Name.Range, captured, ReferenceUse.Write);
                    return Flush(mark, SetCaptured(captured, value, valueRange, site));
                }
                return FindRune(name.Name.Text) is not null ? Report(new NotSettable(Where(name.Node)), site)
                    : Report(new UnknownName(Where(name.Node), name.Name.Text, NearNames(name.Name.Text)), site);
            }
            ReferToLocal(name.Name.Range, local, ReferenceUse.Write);
            return Flush(mark, Replace(local, value, valueRange, site));
        }
        if (target.Node.As<IndexExpressionSyntax>() is { } index) return Flush(mark, SetElement(index, value, valueRange, site));
        if (target.Node.As<MemberExpressionSyntax>() is not { IsMap: false } member) return Report(new NotSettable(Where(target.Node)), site);
        if (ConstructingLocal(member) is { } constructing)
        {
            ReferToLocal(member.Name!.Value.Range, constructing, ReferenceUse.Write);
            return Replace(constructing, value, valueRange, site);
        }
        return Flush(mark, SetMember(member, value, valueRange, site));
    }

    private Expr SetMember(MemberExpressionSyntax syntax, Expr value, TextRange valueRange, int site)
    {
        if (syntax is { Name: { } probed, Subject: { } subject } && IsProbed(probed.Range)) return SeeBehindDot(subject, site);
        var container = Borrowed(Expression(syntax.Subject, LoadAs.Borrow, syntax.Node));
        if (container.Type.IsError || container.Type.IsNever || syntax.Name is not { } name) return new ErrorExpr(site);
        if (AsArray(container.Type) is { } array && StaticIndex(name) is { } element)
            return SetElement(container, array, new IntExpr(element, Coord.I32, site), value, valueRange, syntax.Node, site);
        if (FindMember(container.Type, name) is not var (contents, index, member)) return new ErrorExpr(site);
        ReferToMember(name, contents, index, member, ReferenceUse.Write);
        if (!member.IsVarying || container.Type.Ownership == Ownership.Share)
            return Report(new FinalMember(Where(name.Range), container.Type, member.Name, MemberAnchor(contents, index)), site);
        value = Convert(value, member.Type, ValueRole.Set, valueRange, MemberAnchor(contents, index));
        return value.Type.IsError ? new ErrorExpr(site) : new MemberSetExpr(container, index, value, member.Type, site);
    }

    /// <summary>Puts a value into a local: in the place of what it holds, or as new when that was moved away.</summary>
    private Expr Replace(int local, Expr value, TextRange valueRange, int site)
    {
        var state = _flow.Locals[local];
        value = Convert(value, state.Type, ValueRole.Set, valueRange, state.Declared);
        if (_flow.IsLive(local))
            return value.Type.IsError ? new ErrorExpr(site)
                : state.IsBoxed ? new MemberSetExpr(BorrowBox(local, site), 0, value, state.Type, site) : new LocalSetExpr(local, value, state.Type, site);
        _flow.SetLive(local, true);
        state.IsLost = false;
        return Init(local, value, site);
    }

    private Expr Destruct(DestructExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        var mark = TemporaryMark();
        var value = Expression(syntax.Inner, LoadAs.Use, syntax.Node);
        if (value.Type.IsError || value.Type.IsNever) return value;
        if (value.Type.Ownership != Ownership.Own || Contents(value.Type) is not { Members: var members })
            return Report(new DestructOfUnowned(Where(syntax.Node), value.Type), site);
        var locals = new int[members.Length];
        for (var i = 0; i < locals.Length; i++) locals[i] = DeclareTemporary(members[i].Type, site);
        var items = new List<Expr> { new DestructureExpr(value, ValueArray.Wrap(locals), site) };
        foreach (var local in locals) items.Add(DropLocal(local, site));
        items.Add(new VoidExpr(site));
        return Flush(mark, new SequenceExpr(items.ToValueArray(), Coord.Void, site));
    }

    private Expr Unlet(UnletExpressionSyntax syntax)
    {
        var site = Site(syntax.Node);
        if (syntax.Name is not { } name) return new ErrorExpr(site);
        if (IsProbed(name.Range)) return SeeName(name.Range);
        if (_flow.Find(name.Text) is not { } local)
            return Report(new UnknownName(Where(name.Range), name.Text, NearNames(name.Text)), site);
        ReferToLocal(name.Range, local, ReferenceUse.Move);
        return RequireLive(local, site) ? Move(local, site) : new ErrorExpr(site);
    }
}
