// From the compiler's types to the IR's, and the symbols both sides name things by.

using System.Text;
using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Items;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Lowering;

/// <summary>Types, structs and symbols of the IR.</summary>
internal static class TypeLowering
{
    /// <summary>The IR's type for a concrete coord; errors do not get this far.</summary>
    public static IrType Lower(QueryContext db, Coord coord)
    {
        if (coord.Kind == WellKnownKinds.Void) return IrType.Void;
        if (coord.Kind == WellKnownKinds.Never) return IrType.Never;
        if (coord.Kind == WellKnownKinds.Bool) return IrType.Bool;
        if (coord.Kind == WellKnownKinds.I32) return IrType.I32;
        if (coord.Kind == WellKnownKinds.I64) return IrType.I64;
        if (coord.Kind == WellKnownKinds.Float) return IrType.Float;
        if (coord.Kind == WellKnownKinds.Str) return IrType.Str;
        var kind = db.Lookup(TypeQueries.Kinds, coord.Kind) switch
        {
            StructKind or TupleKind or ClosureKind or BoxKind or OverloadSetKind => IrKind.Struct,
            InterfaceKind => IrKind.Interface,
            ArrayKind => IrKind.Array,
            var other => throw new InvalidOperationException($"{other.GetType().Name} reached the lowering."),
        };
        return new IrType(kind, coord.Ownership switch
        {
            Ownership.Own => IrOwnership.Own,
            Ownership.Borrow => IrOwnership.Borrow,
            Ownership.Weak => IrOwnership.Weak,
            _ => IrOwnership.Share,
        }, 0, KindSymbol(db, coord.Kind));
    }

    /// <summary>A kind's symbol: <c>module.package.Name&lt;arguments&gt;</c>.</summary>
    public static string KindSymbol(QueryContext db, KindId kind)
    {
        var text = new StringBuilder();
        AppendKind(db, text, kind);
        return text.ToString();
    }

    private static void AppendKind(QueryContext db, StringBuilder text, KindId kind)
    {
        switch (db.Lookup(TypeQueries.Kinds, kind))
        {
            case StructKind s: AppendCitizen(db, text, s.Struct, s.Arguments); break;
            case InterfaceKind i: AppendCitizen(db, text, i.Interface, i.Arguments); break;
            case ArrayKind a:
                text.Append(db.Lookup(TypeQueries.Templatas, a.Mutability) is MutabilityTemplata { IsImmutable: true } ? "#[" : "[");
                if (a.Size is { } size) text.Append('#').Append(TypeQueries.Display(db, size));
                text.Append(']');
                if (db.Lookup(TypeQueries.Templatas, a.Variability) is VariabilityTemplata { IsVarying: true }) text.Append('!');
                AppendCoord(db, text, a.Element);
                break;
            case TupleKind t:
                text.Append('(');
                for (var i = 0; i < t.Members.Length; i++)
                {
                    if (i > 0) text.Append(',');
                    AppendCoord(db, text, t.Members[i]);
                }
                text.Append(')');
                break;
            case ClosureKind c:
                AppendFunction(db, text, c.Owner, c.Arguments);
                text.Append(".lambda").Append(c.Ordinal);
                break;
            case BoxKind b:
                text.Append("<box>");
                AppendCoord(db, text, b.Value);
                break;
            case OverloadSetKind o:
                var file = db.Lookup(InputQueries.Files, o.File);
                text.Append("<func>").Append(file.Module).Append('.').Append(file.Package).Append('.').Append(file.Name).Append('.').Append(o.Name);
                break;
            default:
                text.Append(TypeQueries.Display(db, kind));
                break;
        }
    }

    private static void AppendCoord(QueryContext db, StringBuilder text, Coord coord)
    {
        if (coord.Ownership == Ownership.Borrow) text.Append('&');
        if (coord.Ownership == Ownership.Weak) text.Append("&&");
        AppendKind(db, text, coord.Kind);
    }

    private static void AppendTemplata(QueryContext db, StringBuilder text, TemplataId templata)
    {
        switch (db.Lookup(TypeQueries.Templatas, templata))
        {
            case CoordTemplata c: AppendCoord(db, text, c.Coord); break;
            case KindTemplata k: AppendKind(db, text, k.Kind); break;
            default: text.Append(TypeQueries.Display(db, templata)); break;
        }
    }

    private static void AppendArguments(QueryContext db, StringBuilder text, ValueArray<TemplataId> arguments)
    {
        if (arguments.IsEmpty) return;
        text.Append('<');
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0) text.Append(',');
            AppendTemplata(db, text, arguments[i]);
        }
        text.Append('>');
    }

    private static void AppendCitizen(QueryContext db, StringBuilder text, DenizenId id, ValueArray<TemplataId> arguments)
    {
        var data = db.Lookup(ItemQueries.Denizens, id);
        text.Append(ItemQueries.PackageDataOf(db, id)).Append('.').Append(data.Name);
        if (data.Kind == DenizenKind.AnonymousStruct) text.Append(".anonymous");
        AppendArguments(db, text, arguments);
    }

    // A function's name without its parameters; enough to tell whose lambda one is, together with its root's place.
    private static void AppendFunction(QueryContext db, StringBuilder text, FunctionId function, ValueArray<TemplataId> arguments)
    {
        var data = db.Lookup(TypeQueries.Functions, function);
        if (data.Lambda is { } lambda)
        {
            AppendFunction(db, text, lambda.Owner, arguments);
            text.Append(".lambda").Append(lambda.Ordinal).Append('{');
            for (var i = 0; i < lambda.Arguments.Length; i++)
            {
                if (i > 0) text.Append(',');
                AppendCoord(db, text, lambda.Arguments[i]);
            }
            text.Append('}');
            return;
        }
        var denizen = db.Lookup(ItemQueries.Denizens, data.Denizen);
        text.Append(ItemQueries.PackageDataOf(db, data.Denizen)).Append('.').Append(denizen.Name);
        AppendArguments(db, text, arguments);
        text.Append('(').Append(denizen.Disambiguator).Append(')');
    }

    /// <summary>
    /// A function's symbol: <c>module.package.name&lt;arguments&gt;(int,&amp;other.Ship)</c>; a derived one has its origin before the
    /// parentheses. What satisfies its bounds is in it only where that is not what the types alone would give.
    /// </summary>
    public static string FunctionSymbol(QueryContext db, PrototypeId id)
    {
        var prototype = InstantiationQueries.Lookup(db, id);
        var header = db.Get(InstantiationQueries.Header, id);
        var data = db.Lookup(TypeQueries.Functions, prototype.Function);
        var text = new StringBuilder();
        switch (data.Origin)
        {
            case FunctionOrigin.Lambda:
                AppendFunction(db, text, prototype.Function, prototype.Arguments);
                break;
            case FunctionOrigin.KindDrop:
                text.Append("<drop>");
                break;
            case FunctionOrigin.UpcastForward:
                text.Append("<upcast").Append(data.Ordinal).Append('>');
                break;
            case FunctionOrigin.OverloadCall:
                text.Append("<call>");
                break;
            default:
                text.Append(ItemQueries.PackageDataOf(db, data.Denizen)).Append('.').Append(header.Name);
                if (data.Origin == FunctionOrigin.StructConstructor) text.Append(".new");
                if (data.Origin == FunctionOrigin.AnonymousForward) text.Append(".forward");
                AppendArguments(db, text, prototype.Arguments);
                break;
        }
        text.Append('(');
        for (var i = 0; i < header.Parameters.Length; i++)
        {
            if (i > 0) text.Append(',');
            AppendCoord(db, text, header.Parameters[i]);
        }
        text.Append(')');
        AppendBounds(db, text, prototype);
        return text.ToString();
    }

    // Two callers may satisfy one function's bounds by different functions; their code differs then.
    private static void AppendBounds(QueryContext db, StringBuilder text, FunctionPrototype prototype)
    {
        if (prototype.Bounds.IsEmpty) return;
        text.Append('[');
        for (var i = 0; i < prototype.Bounds.Length; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(db.Get(LoweringQueries.BoundName, prototype.Bounds[i]).Text);
        }
        text.Append(']');
    }

    /// <summary>What a bound is satisfied by, as short as tells it from others.</summary>
    public static string BoundName(QueryContext db, PrototypeId id)
    {
        if (db.Lookup(TypeQueries.Prototypes, id) is not FunctionPrototype prototype) return "impl";
        var data = db.Lookup(TypeQueries.Functions, prototype.Function);
        if (data.Origin == FunctionOrigin.KindDrop) return "drop";
        return db.Get(LoweringQueries.Symbol, id).Text;
    }

    /// <summary>What messages call a function: <c>name(int, &amp;Ship)</c>.</summary>
    public static string FunctionDisplay(QueryContext db, InstanceHeader header)
    {
        var text = new StringBuilder(header.Name).Append('(');
        for (var i = 0; i < header.Parameters.Length; i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(TypeQueries.Display(db, header.Parameters[i]));
        }
        return text.Append(')').ToString();
    }

    /// <summary>The layout-to-be of what has members.</summary>
    public static IrStruct LowerStruct(QueryContext db, KindId kind)
    {
        // What has no value needs no room; it would need room without end.
        var members = SignatureQueries.IsImpossible(db, kind) ? [] : TypeContents.Of(db, kind)!.Members;
        var fields = new IrField[members.Length];
        for (var i = 0; i < fields.Length; i++) fields[i] = new IrField(members[i].Name, Lower(db, members[i].Type));
        return new IrStruct(KindSymbol(db, kind), TypeQueries.Display(db, kind), TypeQueries.DefaultOwnership(db, kind) == Ownership.Share, ValueArray.Wrap(fields));
    }

    /// <summary>An array's description.</summary>
    public static IrArray LowerArray(QueryContext db, KindId kind, ArrayKind array) =>
        new(KindSymbol(db, kind), TypeQueries.Display(db, kind), TypeQueries.DefaultOwnership(db, kind) == Ownership.Share,
            array.Size is { } size ? (int)((IntegerTemplata)db.Lookup(TypeQueries.Templatas, size)).Value : null, Lower(db, array.Element));
}
