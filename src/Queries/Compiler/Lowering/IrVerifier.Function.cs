// The part of the verifier that looks at one function: its shape, then each instruction by itself. What depends on
// the order of execution (dominance, what is held when) is in IrVerifier.Flow.cs.

namespace Vale.Compiler.Lowering;

public sealed partial class IrVerifier
{
    private sealed partial class FunctionCheck(IrVerifier program, IrFunction function)
    {
        private readonly List<string> _messages = [];
        private readonly IrType[] _types = new IrType[function.ValueCount];
        private readonly int[] _definedAt = new int[function.ValueCount];
        private int _block, _index;

        public List<string> Run()
        {
            if (!CheckShape()) return _messages;
            for (_block = 0; _block < function.Blocks.Length; _block++)
            {
                var block = function.Blocks[_block];
                for (_index = block.Start; _index < block.Start + block.Count; _index++) CheckInstruction(function.Instructions[_index]);
            }
            if (_messages.Count == 0) CheckFlow();
            return _messages;
        }

        private void Say(string text)
        {
            var instruction = function.Instructions[_index];
            _messages.Add($"{function.Symbol}: b{_block}, {IrPrinter.Print(function, instruction)}: {text}");
        }

        /// <summary>False when looking further would run out of the tables.</summary>
        private bool CheckShape()
        {
            var name = function.Symbol;
            var problems = _messages.Count;
            if (function.ParameterCount < 0 || function.ParameterCount > function.Locals.Length)
                _messages.Add($"{name}: {function.ParameterCount} parameters but {function.Locals.Length} locals");
            for (var i = 0; i < function.Locals.Length; i++)
            {
                var local = function.Locals[i];
                program.CheckType(local.Type, $"{name}: local {local.Name}", _messages, underConstruction: i >= function.ParameterCount);
                if (local.Type.Ownership == IrOwnership.Live) _messages.Add($"{name}: local {local.Name}: a live address is never stored");
            }
            program.CheckType(function.ReturnType, name + ": return type", _messages);
            if (function.ReturnType.Ownership == IrOwnership.Live) _messages.Add($"{name}: a live address is never returned");
            if (function.Lines.Length != function.Instructions.Length)
                _messages.Add($"{name}: {function.Instructions.Length} instructions but {function.Lines.Length} lines");
            if (function.Blocks.IsEmpty) _messages.Add($"{name}: no block");

            var covered = 0;
            for (var b = 0; b < function.Blocks.Length; b++)
            {
                var block = function.Blocks[b];
                if (block.Start != covered || block.Count <= 0 || block.Start + block.Count > function.Instructions.Length)
                {
                    _messages.Add($"{name}: b{b} covers {block.Start}..{block.Start + block.Count}, after {covered} of {function.Instructions.Length} instructions");
                    return false;
                }
                covered += block.Count;
                for (var i = block.Start; i < covered; i++)
                    if (IrBuilder.IsTerminator(function.Instructions[i].Op) != (i == covered - 1))
                        _messages.Add($"{name}: b{b}: " + (i == covered - 1 ? "does not end in a terminator" : "has a terminator before its end"));
            }
            if (covered != function.Instructions.Length)
                _messages.Add($"{name}: blocks cover {covered} of {function.Instructions.Length} instructions");

            Array.Fill(_definedAt, -1);
            for (var i = 0; i < function.Instructions.Length; i++)
            {
                var it = function.Instructions[i];
                if (it.Op > IrOp.Unreachable) _messages.Add($"{name}: instruction {i}: no such operation");
                if (it.Result == -1) continue;
                if (it.Result < 0 || it.Result >= function.ValueCount) _messages.Add($"{name}: instruction {i} defines %{it.Result} of {function.ValueCount} values");
                else if (_definedAt[it.Result] >= 0) _messages.Add($"{name}: %{it.Result} is defined twice");
                else
                {
                    _definedAt[it.Result] = i;
                    _types[it.Result] = it.Type;
                    program.CheckType(it.Type, $"{name}: %{it.Result}", _messages, underConstruction: true);
                }
            }
            return _messages.Count == problems;
        }

        private void CheckInstruction(IrInstruction it)
        {
            if (it.Result >= 0 != Defines(it.Op))
            {
                Say(it.Result >= 0 ? "defines no value" : "must define a value");
                return;
            }
            switch (it.Op)
            {
                case IrOp.ConstVoid: Gives(it, IrType.Void); break;
                case IrOp.ConstBool:
                    Gives(it, IrType.Bool);
                    if (it.Immediate is not (0 or 1)) Say("the immediate is 0 or 1");
                    break;
                case IrOp.ConstInt:
                    if (it.Type.Kind != IrKind.Int) Say($"gives an integer, not {it.Type}");
                    break;
                case IrOp.ConstFloat: Gives(it, IrType.Float); break;
                case IrOp.ConstStr:
                    Gives(it, IrType.Str);
                    if (it.A < 0 || it.A >= function.Strings.Length) Say($"string {it.A} of {function.Strings.Length}");
                    break;
                case IrOp.LocalInit:
                    if (IsLocal(it.A)) Takes(it.B, function.Locals[it.A].Type);
                    break;
                case IrOp.LocalPeek:
                    if (IsLocal(it.A)) Gives(it, Peeked(function.Locals[it.A].Type));
                    break;
                case IrOp.LocalTake:
                    if (IsLocal(it.A)) Gives(it, function.Locals[it.A].Type);
                    break;
                case IrOp.LocalSwap:
                    if (IsLocal(it.A) && Takes(it.B, function.Locals[it.A].Type)) Gives(it, function.Locals[it.A].Type);
                    break;
                case IrOp.New: CheckNew(it); break;
                case IrOp.FieldPeek:
                    if (Field(it, Holds.Live | Holds.Share) is { } peeked) Gives(it, Peeked(peeked));
                    break;
                case IrOp.FieldTake:
                    if (Field(it, Holds.Own) is { } taken) Gives(it, taken);
                    break;
                case IrOp.FieldSwap:
                    if (Field(it, Holds.Live) is { } swapped && Takes(it.C, swapped)) Gives(it, swapped);
                    break;
                case IrOp.Free: IsHeld(it.A, Kinds.Struct, Holds.Own); break;
                case IrOp.Borrow:
                    if (IsHeld(it.A, Kinds.Any, Holds.Live)) Gives(it, _types[it.A].With(IrOwnership.Borrow));
                    break;
                case IrOp.Check:
                    if (IsHeld(it.A, Kinds.Any, Holds.Borrow | Holds.Weak)) Gives(it, _types[it.A].With(IrOwnership.Live));
                    break;
                case IrOp.Weaken:
                    if (IsHeld(it.A, Kinds.Any, Holds.Live)) Gives(it, _types[it.A].With(IrOwnership.Weak));
                    break;
                case IrOp.Alive:
                    if (IsHeld(it.A, Kinds.Any, Holds.Weak)) Gives(it, IrType.Bool);
                    break;
                case IrOp.Retain:
                    if (IsShare(it.A)) Gives(it, _types[it.A]);
                    break;
                case IrOp.Release: IsShare(it.A); break;
                case IrOp.SameInstance:
                    if (IsHeld(it.A, Kinds.Any, Holds.Borrow | Holds.Live) && IsHeld(it.B, Kinds.Any, Holds.Borrow | Holds.Live)
                        && (_types[it.A].Kind, _types[it.A].Symbol) != (_types[it.B].Kind, _types[it.B].Symbol)) Say($"compares {_types[it.A]} with {_types[it.B]}");
                    Gives(it, IrType.Bool);
                    break;
                case IrOp.Upcast or IrOp.IsInstance or IrOp.Downcast or IrOp.CallInterface: CheckInterfaceInstruction(it); break;
                case >= IrOp.ArrayNew and <= IrOp.ArrayFree: CheckArrayInstruction(it); break;
                case IrOp.Call: CheckCall(it); break;
                case IrOp.CallExtern: CheckCallExtern(it); break;
                case IrOp.Intrinsic: CheckIntrinsic(it); break;
                case IrOp.Jump: IsTarget(it.A); break;
                case IrOp.Branch:
                    Takes(it.A, IrType.Bool);
                    IsTarget(it.B);
                    IsTarget(it.C);
                    break;
                case IrOp.Return: Takes(it.A, function.ReturnType); break;
            }
        }

        private static bool Defines(IrOp op) => op is not (IrOp.LocalInit or IrOp.Free or IrOp.Release or IrOp.ArrayPush or IrOp.ArrayFree) && op < IrOp.Jump;

        private static IrType Peeked(IrType type) => type.Ownership == IrOwnership.Own ? type.With(IrOwnership.Live) : type;

        private void CheckNew(IrInstruction it)
        {
            if (it.Type.Kind != IrKind.Struct || !program._structs.TryGetValue(it.Type.Symbol!, out var type))
            {
                Say($"{it.Type} cannot be made");
                return;
            }
            var ownership = type.IsImmutable ? IrOwnership.Share : IrOwnership.Own;
            if (it.Type.Ownership != ownership) Say($"gives {it.Type.With(ownership)}");
            if (!Run(it, type.Fields.Length)) return;
            for (var i = 0; i < it.B; i++) Takes(function.Operands[it.A + i], type.Fields[i].Type);
        }

        private void CheckCall(IrInstruction it)
        {
            if (Symbol(it) is not { } symbol) return;
            if (!program._functions.TryGetValue(symbol, out var callee))
            {
                Say("no such function");
                return;
            }
            Gives(it, callee.ReturnType);
            if (!Run(it, callee.ParameterCount)) return;
            for (var i = 0; i < it.B; i++) Takes(function.Operands[it.A + i], callee.Locals[i].Type);
        }

        private void CheckCallExtern(IrInstruction it)
        {
            if (Symbol(it) is not { } symbol) return;
            if (!program._externs.TryGetValue(symbol, out var callee))
            {
                Say("no such extern");
                return;
            }
            Gives(it, callee.ReturnType);
            if (!Run(it, callee.Parameters.Length)) return;
            for (var i = 0; i < it.B; i++) Takes(function.Operands[it.A + i], callee.Parameters[i]);
        }

        private void CheckIntrinsic(IrInstruction it)
        {
            if (it.C is < 0 or > (int)IrIntrinsic.MainArg)
            {
                Say("no such intrinsic");
                return;
            }
            var (parameters, result) = Signature((IrIntrinsic)it.C);
            if (!Run(it, parameters.Length)) return;
            IrType? width = null;
            for (var i = 0; i < it.B; i++)
            {
                var operand = function.Operands[it.A + i];
                if (parameters[i] is { } wanted) Takes(operand, wanted);
                else if (!IsValue(operand)) continue;
                else if (_types[operand].Kind != IrKind.Int) Say($"%{operand} is {_types[operand]}, an integer is needed");
                else if ((width ??= _types[operand]) != _types[operand]) Say($"operands of {width} and {_types[operand]}");
            }
            if ((result ?? width) is { } given) Gives(it, given);
        }

        private string? Symbol(IrInstruction it)
        {
            if (it.C >= 0 && it.C < function.Symbols.Length) return function.Symbols[it.C];
            Say($"symbol {it.C} of {function.Symbols.Length}");
            return null;
        }

        private bool Run(IrInstruction it, int count)
        {
            if (it.A < 0 || it.B < 0 || it.A > function.Operands.Length - it.B)
            {
                Say($"operands {it.A}..{(long)it.A + it.B} of {function.Operands.Length}");
                return false;
            }
            if (it.B == count) return true;
            Say($"{it.B} arguments, {count} are needed");
            return false;
        }

        private void Gives(IrInstruction it, IrType type)
        {
            if (it.Type != type) Say($"gives {type}");
        }

        private bool Takes(int value, IrType type)
        {
            if (!IsValue(value)) return false;
            if (_types[value] == type) return true;
            Say($"%{value} is {_types[value]}, {type} is needed");
            return false;
        }

        private bool IsValue(int value)
        {
            if (value >= 0 && value < _types.Length && _definedAt[value] >= 0) return true;
            Say($"%{value} is not defined");
            return false;
        }

        private bool IsLocal(int local)
        {
            if (local >= 0 && local < function.Locals.Length) return true;
            Say($"local {local} of {function.Locals.Length}");
            return false;
        }

        private void IsTarget(int block)
        {
            if (block <= 0 || block >= function.Blocks.Length) Say(block == 0 ? "jumps to the entry" : $"block {block} of {function.Blocks.Length}");
        }

        private bool IsShare(int value)
        {
            if (!IsValue(value)) return false;
            if (_types[value].Ownership == IrOwnership.Share) return true;
            Say($"%{value} is {_types[value]}, not shared");
            return false;
        }

        [Flags]
        private enum Kinds : byte { Struct = 1, Interface = 2, Array = 4, Any = 7 }

        [Flags]
        private enum Holds : byte { Own = 1, Borrow = 2, Live = 4, Weak = 8, Share = 16, Any = 31 }

        private bool IsHeld(int value, Kinds kinds, Holds holds)
        {
            if (!IsValue(value)) return false;
            var type = _types[value];
            var kind = type.Kind switch { IrKind.Struct => Kinds.Struct, IrKind.Interface => Kinds.Interface, IrKind.Array => Kinds.Array, _ => (Kinds)0 };
            var hold = type.Ownership switch
            {
                IrOwnership.Own => Holds.Own,
                IrOwnership.Borrow => Holds.Borrow,
                IrOwnership.Live => Holds.Live,
                IrOwnership.Weak => Holds.Weak,
                IrOwnership.Share => Holds.Share,
                _ => (Holds)0,
            };
            if ((kinds & kind) != 0 && (holds & hold) != 0) return true;
            var what = kinds == Kinds.Any ? "an object" : kinds == Kinds.Struct ? "a struct" : kinds == Kinds.Interface ? "an interface" : "an array";
            Say($"%{value} is {type}, {what}{(holds == Holds.Any ? "" : " held as " + holds.ToString().Replace(", ", " or ", StringComparison.Ordinal))} is needed");
            return false;
        }

        private IrType? Field(IrInstruction it, Holds holds)
        {
            if (!IsHeld(it.A, Kinds.Struct, holds)) return null;
            var fields = program._structs[_types[it.A].Symbol!].Fields;
            if (it.B >= 0 && it.B < fields.Length) return fields[it.B].Type;
            Say($"field {it.B} of {fields.Length}");
            return null;
        }
    }
}
