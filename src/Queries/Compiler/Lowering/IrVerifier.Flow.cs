// The part of the verifier that follows control: a definition dominates its uses; a local holds something exactly when it
// is read, taken or filled; what is owned ends once on every path that returns. A forward analysis over two bit sets per
// block: what is held on every path to it, and what is held on some path.

using System.Numerics;

namespace Vale.Compiler.Lowering;

public sealed partial class IrVerifier
{
    private sealed partial class FunctionCheck
    {
        // The tracked things: first the locals, then every value that must be consumed, then (value, field) pairs taken out.
        private int[] _itemOfValue = [];
        private readonly Dictionary<(int Value, int Field), int> _takenItems = [];
        private readonly List<string> _itemNames = [];
        private readonly List<bool> _mustEnd = [];
        private readonly HashSet<int> _reported = [];
        private bool _speaking;

        private ulong[] _must = [], _may = [];

        private void CheckFlow()
        {
            NameItems();
            var order = PostOrder(out var number);
            var dominator = Dominators(order, number);
            CheckDominance(order, number, dominator);
            if (_messages.Count > 0) return;

            var words = (_itemNames.Count + 63) / 64;
            var blocks = function.Blocks.Length;
            ulong[][] must = new ulong[blocks][], may = new ulong[blocks][];
            var entryMust = new ulong[words];
            for (var i = 0; i < function.ParameterCount; i++) Set(entryMust, i);
            must[0] = entryMust;
            may[0] = (ulong[])entryMust.Clone();
            _must = new ulong[words];
            _may = new ulong[words];
            for (var changed = true; changed;)
            {
                changed = false;
                for (var at = order.Count - 1; at >= 0; at--)
                {
                    var b = order[at];
                    if (must[b] is null) continue;
                    if (Walk(b, must[b], may[b])) continue;
                    foreach (var next in Successors(b))
                    {
                        if (must[next] is null)
                        {
                            must[next] = (ulong[])_must.Clone();
                            may[next] = (ulong[])_may.Clone();
                            changed = true;
                            continue;
                        }
                        for (var w = 0; w < words; w++)
                        {
                            ulong lower = must[next][w] & _must[w], upper = may[next][w] | _may[w];
                            changed |= lower != must[next][w] || upper != may[next][w];
                            must[next][w] = lower;
                            may[next][w] = upper;
                        }
                    }
                }
            }

            _speaking = true;
            for (var at = order.Count - 1; at >= 0; at--)
            {
                var b = order[at];
                if (must[b] is null) continue;
                _block = b;
                _index = function.Blocks[b].Start;
                for (var w = 0; w < words; w++)
                    for (var torn = may[b][w] & ~must[b][w]; torn != 0; torn &= torn - 1)
                    {
                        var item = w * 64 + BitOperations.TrailingZeroCount(torn);
                        if (_mustEnd[item] && _reported.Add(item)) Say($"{_itemNames[item]} is held on one path to here and not on another");
                    }
                Walk(b, must[b], may[b]);
            }
        }

        private void NameItems()
        {
            foreach (var local in function.Locals) AddItem("local " + local.Name, IsOwned(local.Type));
            _itemOfValue = new int[function.ValueCount];
            Array.Fill(_itemOfValue, -1);
            foreach (var it in function.Instructions)
                if (it.Result >= 0 && IsOwned(it.Type) && it.Op is not (IrOp.LocalPeek or IrOp.FieldPeek or IrOp.ElementPeek))
                    _itemOfValue[it.Result] = AddItem("%" + it.Result, true);
            foreach (var it in function.Instructions)
                if (it.Op == IrOp.FieldTake && !_takenItems.ContainsKey((it.A, it.B)))
                    _takenItems.Add((it.A, it.B), AddItem($"%{it.A} .{it.B}", false));
        }

        private static bool IsOwned(IrType type) => type.Ownership is IrOwnership.Own or IrOwnership.Share;

        private int AddItem(string name, bool mustEnd)
        {
            _itemNames.Add(name);
            _mustEnd.Add(mustEnd);
            return _itemNames.Count - 1;
        }

        /// <summary>Runs one block over <see cref="_must"/> and <see cref="_may"/>. True when control does not get to its end.</summary>
        private bool Walk(int b, ulong[] must, ulong[] may)
        {
            must.CopyTo(_must, 0);
            may.CopyTo(_may, 0);
            var block = function.Blocks[b];
            for (_index = block.Start; _index < block.Start + block.Count; _index++)
            {
                var it = function.Instructions[_index];
                switch (it.Op)
                {
                    case IrOp.LocalInit:
                        Consume(it.B);
                        if (_speaking && Has(_may, it.A)) Say("the local holds something already");
                        Set(_must, it.A);
                        Set(_may, it.A);
                        break;
                    case IrOp.LocalPeek: NeedsLocal(it.A); break;
                    case IrOp.LocalTake:
                        NeedsLocal(it.A);
                        Clear(_must, it.A);
                        Clear(_may, it.A);
                        break;
                    case IrOp.LocalSwap:
                        NeedsLocal(it.A);
                        Consume(it.B);
                        break;
                    case IrOp.New or IrOp.Call or IrOp.CallExtern or IrOp.CallInterface:
                        for (var i = 0; i < it.B; i++) Consume(function.Operands[it.A + i]);
                        break;
                    case IrOp.Intrinsic:
                        for (var i = 0; i < it.B; i++) Needs(function.Operands[it.A + i]);
                        break;
                    case IrOp.FieldPeek or IrOp.Retain or IrOp.Borrow or IrOp.Check or IrOp.IsInstance or IrOp.ArrayPop or IrOp.ArrayLength
                        or IrOp.ArrayCapacity or IrOp.ElementPeek or IrOp.ElementTake:
                        Needs(it.A);
                        break;
                    case IrOp.FieldTake:
                        Needs(it.A);
                        var taken = _takenItems[(it.A, it.B)];
                        if (_speaking && Has(_may, taken)) Say("the field has been taken already");
                        Set(_must, taken);
                        Set(_may, taken);
                        break;
                    case IrOp.FieldSwap or IrOp.ElementSwap:
                        Needs(it.A);
                        Consume(it.C);
                        break;
                    case IrOp.ArrayPush:
                        Needs(it.A);
                        Consume(it.B);
                        break;
                    case IrOp.Free: Free(it.A); break;
                    case IrOp.Release or IrOp.Upcast or IrOp.Downcast or IrOp.Freeze or IrOp.ArrayFree: Consume(it.A); break;
                    case IrOp.Return:
                        Consume(it.A);
                        Leaks();
                        break;
                    case IrOp.Unreachable: return true;
                }
                if (it.Result >= 0 && it.Type.Kind == IrKind.Never) return true;
                if (it.Result >= 0 && _itemOfValue[it.Result] is >= 0 and var item)
                {
                    if (_speaking && Has(_may, item) && _reported.Add(item)) Say("the value of the last time round was not consumed");
                    Set(_must, item);
                    Set(_may, item);
                    foreach (var ((value, _), field) in _takenItems)
                        if (value == it.Result)
                        {
                            Clear(_must, field);
                            Clear(_may, field);
                        }
                }
            }
            return false;
        }

        private void NeedsLocal(int local)
        {
            if (_speaking && !Has(_must, local)) Say(Has(_may, local) ? "the local holds nothing on one path to here" : "the local holds nothing");
        }

        private void Needs(int value)
        {
            if (_speaking && _itemOfValue[value] is >= 0 and var item && !Has(_must, item)) Say($"%{value} was consumed before");
        }

        private void Consume(int value)
        {
            var item = _itemOfValue[value];
            if (item < 0)
            {
                if (_speaking && IsOwned(_types[value])) Say($"consumes %{value}, which was only looked at; retain it first");
                return;
            }
            Needs(value);
            Clear(_must, item);
            Clear(_may, item);
        }

        private void Free(int value)
        {
            if (_speaking)
            {
                var fields = program._structs[_types[value].Symbol!].Fields;
                for (var i = 0; i < fields.Length; i++)
                    if (IsOwned(fields[i].Type) && !(_takenItems.TryGetValue((value, i), out var taken) && Has(_must, taken)))
                        Say($"field {fields[i].Name} has not been taken");
            }
            Consume(value);
        }

        private void Leaks()
        {
            if (!_speaking) return;
            for (var w = 0; w < _may.Length; w++)
                for (var held = _may[w]; held != 0; held &= held - 1)
                {
                    var item = w * 64 + BitOperations.TrailingZeroCount(held);
                    if (_mustEnd[item] && _reported.Add(item)) Say($"{_itemNames[item]} is still held, and is lost");
                }
        }

        private void CheckDominance(List<int> order, int[] number, int[] dominator)
        {
            var blockOf = new int[function.Instructions.Length];
            for (var b = 0; b < function.Blocks.Length; b++)
                Array.Fill(blockOf, b, function.Blocks[b].Start, function.Blocks[b].Count);
            Span<int> operands = stackalloc int[3];
            foreach (var b in order)
            {
                _block = b;
                var block = function.Blocks[b];
                for (_index = block.Start; _index < block.Start + block.Count; _index++)
                {
                    var it = function.Instructions[_index];
                    foreach (var value in Operands(it, operands))
                    {
                        var at = _definedAt[value];
                        var home = blockOf[at];
                        if (home == b ? at < _index : number[home] >= 0 && Dominates(home, b)) continue;
                        Say($"%{value} is not defined on every path to here");
                    }
                }
            }

            bool Dominates(int above, int below)
            {
                for (; number[below] < number[above]; below = dominator[below])
                    if (below == dominator[below]) return false;
                return below == above;
            }
        }

        /// <summary>The values an instruction uses.</summary>
        private ReadOnlySpan<int> Operands(IrInstruction it, Span<int> room)
        {
            switch (it.Op)
            {
                case IrOp.New or IrOp.Call or IrOp.CallExtern or IrOp.CallInterface or IrOp.Intrinsic:
                    return function.Operands.AsSpan().Slice(it.A, it.B);
                case IrOp.LocalInit or IrOp.LocalSwap:
                    room[0] = it.B;
                    return room[..1];
                case IrOp.FieldPeek or IrOp.FieldTake or IrOp.Free or IrOp.Borrow or IrOp.Check or IrOp.Retain or IrOp.Release
                    or IrOp.Weaken or IrOp.Alive or IrOp.Upcast or IrOp.IsInstance or IrOp.Downcast or IrOp.ArrayNew or IrOp.Freeze or IrOp.ArrayPop
                    or IrOp.ArrayLength or IrOp.ArrayCapacity or IrOp.ArrayFree or IrOp.Branch or IrOp.Return:
                    room[0] = it.A;
                    return room[..1];
                case IrOp.FieldSwap:
                    (room[0], room[1]) = (it.A, it.C);
                    return room[..2];
                case IrOp.SameInstance or IrOp.ArrayPush or IrOp.ElementPeek or IrOp.ElementTake:
                    (room[0], room[1]) = (it.A, it.B);
                    return room[..2];
                case IrOp.ElementSwap:
                    (room[0], room[1], room[2]) = (it.A, it.B, it.C);
                    return room[..3];
                default:
                    return [];
            }
        }

        private ReadOnlySpan<int> Successors(int b)
        {
            var block = function.Blocks[b];
            var last = function.Instructions[block.Start + block.Count - 1];
            return last.Op switch
            {
                IrOp.Jump => new[] { last.A },
                IrOp.Branch => new[] { last.B, last.C },
                _ => [],
            };
        }

        /// <summary>Reachable blocks, each after those it leads to; <paramref name="number"/> is a block's place in it, or -1.</summary>
        private List<int> PostOrder(out int[] number)
        {
            number = new int[function.Blocks.Length];
            Array.Fill(number, -1);
            var order = new List<int>();
            var seen = new bool[number.Length];
            var stack = new Stack<(int Block, int Next)>();
            stack.Push((0, 0));
            seen[0] = true;
            while (stack.TryPop(out var top))
            {
                var successors = Successors(top.Block);
                if (top.Next < successors.Length)
                {
                    stack.Push((top.Block, top.Next + 1));
                    var next = successors[top.Next];
                    if (seen[next]) continue;
                    seen[next] = true;
                    stack.Push((next, 0));
                    continue;
                }
                number[top.Block] = order.Count;
                order.Add(top.Block);
            }
            return order;
        }

        /// <summary>Immediate dominators, after Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm".</summary>
        private int[] Dominators(List<int> order, int[] number)
        {
            var predecessors = new List<int>[function.Blocks.Length];
            foreach (var b in order)
                foreach (var next in Successors(b))
                    (predecessors[next] ??= []).Add(b);
            var dominator = new int[function.Blocks.Length];
            Array.Fill(dominator, -1);
            dominator[0] = 0;
            for (var changed = true; changed;)
            {
                changed = false;
                for (var at = order.Count - 2; at >= 0; at--)
                {
                    var b = order[at];
                    var best = -1;
                    foreach (var from in predecessors[b])
                    {
                        if (dominator[from] < 0) continue;
                        if (best < 0)
                        {
                            best = from;
                            continue;
                        }
                        var other = from;
                        while (best != other)
                            if (number[best] < number[other]) best = dominator[best];
                            else other = dominator[other];
                    }
                    if (dominator[b] == best) continue;
                    dominator[b] = best;
                    changed = true;
                }
            }
            return dominator;
        }

        private static bool Has(ulong[] set, int item) => (set[item >> 6] >> (item & 63) & 1) != 0;
        private static void Set(ulong[] set, int item) => set[item >> 6] |= 1UL << (item & 63);
        private static void Clear(ulong[] set, int item) => set[item >> 6] &= ~(1UL << (item & 63));
    }
}
