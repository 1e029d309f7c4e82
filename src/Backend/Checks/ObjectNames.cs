// Names for the objects that a function's values refer to: two values of one name refer to the same life of one object.
// A name is given where a value is defined, where control meets from several places with different objects in a local, or
// by a final field of a named object.

using Vale.Compiler.Lowering;

namespace Vale.Backend.Checks;

internal sealed class ObjectNames
{
    /// <summary>Block -1: the field <paramref name="Part"/> of <paramref name="Of"/>. Else what the local Part refers to when control enters the block.</summary>
    private readonly record struct Name(int Block, int Part, int Of);

    private readonly int _values;
    private readonly int[] _blockOf;
    private readonly IrType[] _types;
    private readonly List<(Name Name, IrType Type)> _more = [];
    private readonly Dictionary<Name, int> _numbers = [];

    public ObjectNames(IrFunction function)
    {
        _values = function.ValueCount;
        _blockOf = new int[_values];
        _types = new IrType[_values];
        for (var b = 0; b < function.Blocks.Length; b++)
        {
            var block = function.Blocks[b];
            foreach (var it in function.Instructions.AsSpan().Slice(block.Start, block.Count))
                if (it.Result >= 0) (_blockOf[it.Result], _types[it.Result]) = (b, it.Type);
        }
    }

    /// <summary>The block that defines a value.</summary>
    public int BlockOf(int value) => _blockOf[value];

    /// <summary>A value's own name is its number.</summary>
    public int AtEntry(int block, int local, IrType type) => Number(new Name(block, local, -1), type);

    /// <summary>The object that a final field of an object refers to.</summary>
    public int OfField(int named, int field, IrType type) => Number(new Name(-1, field, named), type);

    public IrType TypeOf(int named) => named < _values ? _types[named] : _more[named - _values].Type;

    /// <summary>True when the name gets a new meaning each time control enters the block.</summary>
    public bool IsDefinedIn(int block, int named)
    {
        named = Root(named);
        return (named < _values ? _blockOf[named] : _more[named - _values].Name.Block) == block;
    }

    /// <summary>The object whose fields lead to the named one.</summary>
    public int Root(int named)
    {
        while (named >= _values && _more[named - _values].Name is { Block: -1 } field) named = field.Of;
        return named;
    }

    private int Number(Name name, IrType type)
    {
        if (_numbers.TryGetValue(name, out var known)) return known;
        var made = _values + _more.Count;
        _more.Add((name, type));
        _numbers.Add(name, made);
        return made;
    }
}
