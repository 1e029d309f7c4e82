// The library's functions that are written out in instructions where they are called: those on arrays, weak references and
// interfaces. An operand is either looked at or consumed, as with the instructions; what satisfies a bound is called.

using Vale.Compiler.Bodies;
using Vale.Compiler.Instantiation;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;

namespace Vale.Compiler.Lowering;

internal sealed partial class FunctionLowering
{
    /// <summary>A function of the library that is written out in instructions.</summary>
    private int LowerBuiltin(CallExpr e, InstanceHeader header)
    {
        var args = new int[e.Arguments.Length];
        var counted = new bool[args.Length];
        for (var i = 0; i < args.Length; i++)
        {
            // A look is enough where nothing evaluated later could replace or end what is looked at.
            var isLook = IsLookedAt(header.ForeignName!, i) && RestIsInert(e, i + 1);
            args[i] = isLook ? LowerLooked(e.Arguments[i], out counted[i]) : Lower(e.Arguments[i]);
            if (args[i] == NoValue) return NoValue;
            if (!isLook) counted[i] = IsCounted(_ir.TypeOf(args[i]));
        }
        return Builtin(e.Prototype, header, args, counted);
    }

    // Which operands are looked into, so that they have to be alive.
    private static bool IsLookedAt(string name, int argument) =>
        argument == 0 && name is "ArrayPush" or "ArrayPop" or "ArrayLength" or "ArrayCapacity";

    /// <param name="counted">Which arguments are holders of a shared value that end here.</param>
    private int Builtin(PrototypeId id, InstanceHeader header, int[] args, bool[] counted)
    {
        var returns = Type(header.ReturnType);
        switch (header.ForeignName)
        {
            case "ArrayNew": return _ir.ArrayNew(returns, args[0]);
            case "ArrayFilled": return MakeArray(returns, args[0], args[1], Bound(id));
            case "ArrayDropInto": return DropInto(args[0], header.Parameters[0].Kind, args[1], Bound(id));
            case "ArrayDrop": return DropArray(args[0], header.Parameters[0].Kind, Bound(id));
            case "ArrayPush":
                _ir.ArrayPush(Live(args[0]), args[1]);
                return _ir.Void();
            case "ArrayPop": return _ir.ArrayPop(Live(args[0]), returns);
            case "ArrayLength": return Looked(_ir.ArrayLength(Live(args[0])), args, counted);
            case "ArrayCapacity": return Looked(_ir.ArrayCapacity(Live(args[0])), args, counted);
            case "Alive": return _ir.Alive(args[0]);
            case "Lock": return _ir.Borrow(_ir.Check(args[0]));
            case "IsInstance": return Looked(_ir.IsInstance(args[0], Itable(id, header)), args, counted);
            case "Downcast": return _ir.Downcast(args[0], returns.Symbol!);
            case "SameInstance": return SameInstance(args[0], args[1]);
            case "Shown": return Shown(args[0], counted[0]);
            case "StrPart": return Looked(_ir.Intrinsic(IrIntrinsic.StrSlice, returns, [args[0], args[1], End(args[1], args[2])]), args, counted);
            case "StrJoin":
                return Looked(_ir.Intrinsic(IrIntrinsic.StrConcat, returns,
                    [args[0], args[1], End(args[1], args[2]), args[3], args[4], End(args[4], args[5])]), args, counted);
            default: throw new InvalidOperationException($"The library asks for an intrinsic named {header.ForeignName}, and there is none.");
        }
    }

    // Where a part ends that is given by its beginning and its length. A length that is negative or too large gives an end
    // that is out of bounds.
    private int End(int begin, int length) => _ir.Intrinsic(IrIntrinsic.IntAdd, _ir.TypeOf(begin), [begin, length]);

    // An immutable has no identity: two of them are never one object, whatever they hold.
    private int SameInstance(int left, int right)
    {
        if (_ir.TypeOf(left).Ownership is IrOwnership.Borrow or IrOwnership.Live) return _ir.SameInstance(left, right);
        if (IsCounted(_ir.TypeOf(left))) _ir.Release(left);
        if (IsCounted(_ir.TypeOf(right))) _ir.Release(right);
        return _ir.Bool(false);
    }

    // How a message writes a value: numbers and truth values as they print, text in quotes, nothing else at all.
    private int Shown(int value, bool isCounted)
    {
        var shown = _ir.TypeOf(value).Kind switch
        {
            IrKind.Int => _ir.Intrinsic(IrIntrinsic.IntToStr, IrType.Str, [value]),
            IrKind.Float => _ir.Intrinsic(IrIntrinsic.FloatToStr, IrType.Str, [value]),
            IrKind.Bool => Chosen(value, "true", "false"),
            IrKind.Str => Quoted(value),
            _ => _ir.Str(""),
        };
        if (isCounted) _ir.Release(value);
        return shown;
    }

    private int Chosen(int condition, string yes, string no)
    {
        var result = _ir.Local("<shown>", IrType.Str);
        var then = _ir.Block();
        var otherwise = _ir.Block();
        var end = _ir.Block();
        _ir.Branch(condition, then, otherwise);
        _ir.Enter(then);
        _ir.Init(result, _ir.Str(yes));
        _ir.Jump(end);
        _ir.Enter(otherwise);
        _ir.Init(result, _ir.Str(no));
        _ir.Jump(end);
        _ir.Enter(end);
        return _ir.Take(result);
    }

    private int Quoted(int text)
    {
        var zero = _ir.Int(0, IrType.I32);
        var one = _ir.Int(1, IrType.I32);
        var quote = _ir.Str("\"");
        var length = _ir.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [text]);
        var opened = _ir.Intrinsic(IrIntrinsic.StrConcat, IrType.Str, [quote, zero, one, text, zero, length]);
        var result = _ir.Intrinsic(IrIntrinsic.StrConcat, IrType.Str, [opened, zero, End(length, one), quote, zero, one]);
        _ir.Release(opened);
        _ir.Release(quote);
        return result;
    }

    private int Looked(int value, int[] args, bool[] counted)
    {
        for (var i = 0; i < args.Length; i++)
            if (counted[i]) _ir.Release(args[i]);
        return value;
    }

    // The function that satisfies an intrinsic's first bound.
    private PrototypeId Bound(PrototypeId id) => InstantiationQueries.Lookup(_db, id).Bounds[0];

    // The generic arguments begin with the struct that is asked about and the interface.
    private string Itable(PrototypeId id, InstanceHeader header) =>
        LoweringQueries.ItableSymbol(_db, ((CoordTemplata)_db.Lookup(TypeQueries.Templatas, InstantiationQueries.Lookup(_db, id).Arguments[0])).Coord.Kind, header.Parameters[0].Kind);

    /// <summary>Calls a function with values, which it consumes.</summary>
    private int CallValues(PrototypeId id, int[] args)
    {
        var header = _db.Get(InstantiationQueries.Header, id);
        var returns = Type(header.ReturnType);
        if (header.Body != FunctionBody.Intrinsic) return Call(id, header, returns, args);
        var counted = new bool[args.Length];
        for (var i = 0; i < args.Length; i++) counted[i] = IsCounted(_ir.TypeOf(args[i]));
        return Enum.TryParse<IrIntrinsic>(header.ForeignName, out var intrinsic)
            ? Looked(_ir.Intrinsic(intrinsic, returns, args), args, counted)
            : Builtin(id, header, args, counted);
    }
}
