// A typed body as text: every move, borrow, drop and upcast visible. For eyes, not for parsers.

using System.Globalization;
using System.Text;
using Vale.Compiler.Calls;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Bodies;

/// <summary>Prints typed bodies.</summary>
public sealed class BodyPrinter
{
    private readonly QueryContext _db;
    private readonly TypedBody _body;
    private readonly StringBuilder _text = new();

    private BodyPrinter(QueryContext db, TypedBody body)
    {
        _db = db;
        _body = body;
    }

    /// <summary>The locals, then the tree, an expression a line, what it is made of indented under it.</summary>
    public static string Print(QueryContext db, TypedBody body)
    {
        var printer = new BodyPrinter(db, body);
        for (var i = 0; i < body.Locals.Length; i++)
            printer._text.Append($"%{i} {body.Locals[i].Name}: {TypeQueries.Display(db, body.Locals[i].Type)}{(i < body.ParameterCount ? "    (parameter)" : "")}\n");
        printer.Append(body.Root, 0);
        return printer._text.ToString();
    }

    private void Append(Expr expr, int depth)
    {
        // Indentation beyond sight helps nobody.
        _text.Append(' ', 2 * Math.Min(depth, 60)).Append(Head(expr));
        if (!expr.Type.IsVoid) _text.Append(": ").Append(expr.Type.IsNever ? "never" : TypeQueries.Display(_db, expr.Type));
        _text.Append('\n');
        foreach (var child in Children(expr)) Append(child, depth + 1);
    }

    private string Local(int local) => $"%{local} {_body.Locals[local].Name}";

    private string Head(Expr expr) => expr switch
    {
        VoidExpr => "void",
        BoolExpr e => e.Value ? "true" : "false",
        IntExpr e => e.Value.ToString(CultureInfo.InvariantCulture),
        FloatExpr e => e.Value.ToString("R", CultureInfo.InvariantCulture),
        StrExpr e => $"\"{e.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        LocalMoveExpr e => $"move {Local(e.Local)}",
        LocalReadExpr e => $"read {Local(e.Local)}",
        LocalBorrowExpr e => $"borrow {Local(e.Local)}",
        LocalInitExpr e => $"let {Local(e.Local)}",
        LocalSetExpr e => $"set {Local(e.Local)}",
        MemberReadExpr e => $"read member {e.Member}",
        MemberBorrowExpr e => $"borrow member {e.Member}",
        MemberSetExpr e => $"set member {e.Member}",
        CallExpr e => $"call {Prototype(e.Prototype)}",
        UpcastExpr => "upcast",
        TemplataExpr e => TypeQueries.Display(_db, e.Value),
        DestructureExpr e => $"destructure into {string.Join(", ", e.Locals.Select(Local))}",
        MadeArrayExpr { Callable: not null } e => $"make array by {Prototype(e.Call)}",
        // What has no more to say than its name: "ElementBorrowExpr" is "element borrow".
        _ => Words(expr.GetType().Name),
    };

    private string Prototype(PrototypeId id)
    {
        if (_db.Lookup(TypeQueries.Prototypes, id) is not FunctionPrototype prototype) return "bound";
        // What no denizen declares has no header.
        var name = _db.Lookup(TypeQueries.Functions, prototype.Function).Origin switch
        {
            FunctionOrigin.KindDrop => "drop",
            FunctionOrigin.OverloadCall or FunctionOrigin.UpcastForward => "__call",
            FunctionOrigin.Lambda => "lambda",
            _ => _db.Get(SignatureQueries.Header, prototype.Function).Name,
        };
        var generics = prototype.Arguments.IsEmpty ? "" : $"<{string.Join(", ", prototype.Arguments.Select(argument => TypeQueries.Display(_db, argument)))}>";
        return name + generics;
    }

    private static string Words(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name.EndsWith("Expr", StringComparison.Ordinal) ? name[..^4] : name)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append(' ');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }

    /// <summary>What an expression is made of, in the order of evaluation.</summary>
    public static IEnumerable<Expr> Children(Expr expr)
    {
        switch (expr)
        {
            case LocalInitExpr e: return [e.Value];
            case LocalSetExpr e: return [e.Value];
            case MemberReadExpr e: return [e.Container];
            case MemberBorrowExpr e: return [e.Container];
            case MemberSetExpr e: return [e.Container, e.Value];
            case ElementReadExpr e: return [e.Array, e.Index];
            case ElementBorrowExpr e: return [e.Array, e.Index];
            case ElementSetExpr e: return [e.Array, e.Index, e.Value];
            case ArrayExpr e: return e.Elements;
            case MadeArrayExpr e: return e.Callable is { } callable ? [e.Length, callable] : [e.Length];
            case CallExpr e: return e.Arguments;
            case UpcastExpr e: return [e.Value];
            case WeakenExpr e: return [e.Value];
            case ConstructExpr e: return e.Members;
            case DestructureExpr e: return [e.Value];
            case DiscardExpr e: return [e.Value];
            case SequenceExpr e: return e.Items;
            case ThenExpr e: return [e.Inner, .. e.After];
            case IfExpr e: return [e.Condition, e.Then, e.Else];
            case WhileExpr e: return [e.Condition, e.Body];
            case ReturnExpr e: return [e.Value, .. e.Drops];
            case SameInstanceExpr e: return [e.Left, e.Right];
            default: return [];
        }
    }
}
