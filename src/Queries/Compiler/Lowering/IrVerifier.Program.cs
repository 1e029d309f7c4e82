// The part of the verifier that looks at what stands beside the functions: types, itables, externs, exports, units.

namespace Vale.Compiler.Lowering;

public sealed partial class IrVerifier
{
    private void CheckProgram(IrProgram program)
    {
        foreach (var type in program.Structs)
            foreach (var field in type.Fields)
                CheckHeld(field.Type, type.IsImmutable ? "struct" : null, $"struct {type.Symbol}, field {field.Name}");
        foreach (var type in program.Arrays)
        {
            var where = $"array {type.Symbol}";
            CheckHeld(type.Element, type.IsImmutable ? "array" : null, where);
            if (type.Element.Kind == IrKind.Never) _messages.Add($"{where}: nothing can be an element of it");
            if (type.Length < 0) _messages.Add($"{where}: a length of {type.Length}");
        }
        foreach (var type in program.Interfaces)
            foreach (var method in type.Methods)
                CheckMethod(type, method);
        foreach (var itable in program.Itables) CheckItable(itable);
        foreach (var item in program.Externs)
        {
            foreach (var parameter in item.Parameters) CheckType(parameter, $"extern {item.Symbol}", _messages);
            CheckType(item.ReturnType, $"extern {item.Symbol}", _messages);
        }
        foreach (var item in program.Exports)
            if (!_functions.ContainsKey(item.FunctionSymbol))
                _messages.Add($"export {item.Module}_{item.Name}: no function {item.FunctionSymbol}");
        if (program.MainSymbol is { } main)
        {
            if (!_functions.TryGetValue(main, out var function)) _messages.Add($"program: no function {main} to start with");
            else if (function.ParameterCount != 0) _messages.Add($"program: {main} takes parameters, so it cannot be the start");
        }
        var units = new HashSet<string>();
        foreach (var unit in program.Units)
            if (!units.Add(unit.Name)) _messages.Add($"program: unit {unit.Name} is given twice");
    }

    /// <summary>What a field or an element may be; <paramref name="immutable"/> names the kind of its holder when that is imm.</summary>
    private void CheckHeld(IrType type, string? immutable, string where)
    {
        CheckType(type, where, _messages);
        if (type.Ownership == IrOwnership.Live) _messages.Add($"{where}: a live address is never stored");
        if (immutable != null && type.Ownership is IrOwnership.Own or IrOwnership.Borrow or IrOwnership.Weak)
            _messages.Add($"{where}: an imm {immutable} holds only immutables, not {type}");
    }

    private void CheckMethod(IrInterface type, IrMethod method)
    {
        var where = $"interface {type.Symbol}, method {method.Symbol}";
        foreach (var parameter in method.Parameters)
        {
            CheckType(parameter, where, _messages);
            if (parameter.Ownership == IrOwnership.Live) _messages.Add($"{where}: a live address is never passed");
        }
        CheckType(method.ReturnType, where, _messages);
        if (method.ReturnType.Ownership == IrOwnership.Live) _messages.Add($"{where}: a live address is never returned");
        if (method.VirtualIndex < 0 || method.VirtualIndex >= method.Parameters.Length)
            _messages.Add($"{where}: parameter {method.VirtualIndex} of {method.Parameters.Length} decides");
        else if (method.Parameters[method.VirtualIndex] is var virtualType && (virtualType.Kind != IrKind.Interface || virtualType.Symbol != type.Symbol))
            _messages.Add($"{where}: the parameter that decides is {virtualType}");
    }

    private void CheckItable(IrItable itable)
    {
        var where = $"itable {itable.Symbol}";
        var isStruct = _structs.TryGetValue(itable.Struct, out var type);
        var isInterface = _interfaces.TryGetValue(itable.Interface, out var described);
        if (!isStruct) _messages.Add($"{where}: struct {itable.Struct} is not described");
        if (!isInterface) _messages.Add($"{where}: interface {itable.Interface} is not described");
        if (!isStruct || !isInterface) return;
        if (type!.IsImmutable != described!.IsImmutable)
            _messages.Add($"{where}: the struct is {(type.IsImmutable ? "imm" : "mutable")} and the interface is not");
        if (itable.Overrides.Length != described.Methods.Length)
        {
            _messages.Add($"{where}: {itable.Overrides.Length} overrides for {described.Methods.Length} methods");
            return;
        }
        for (var i = 0; i < itable.Overrides.Length; i++) CheckOverride(itable, described.Methods[i], itable.Overrides[i], $"{where}, override {itable.Overrides[i]}");
    }

    private void CheckOverride(IrItable itable, IrMethod method, string symbol, string where)
    {
        if (!_functions.TryGetValue(symbol, out var function))
        {
            _messages.Add($"{where}: no such function");
            return;
        }
        if (function.ReturnType != method.ReturnType) _messages.Add($"{where}: returns {function.ReturnType}, {method.ReturnType} is needed");
        if (function.ParameterCount != method.Parameters.Length)
        {
            _messages.Add($"{where}: {function.ParameterCount} parameters, {method.Parameters.Length} are needed");
            return;
        }
        for (var i = 0; i < method.Parameters.Length && i < function.Locals.Length; i++)
        {
            var needed = i == method.VirtualIndex ? IrType.Struct(itable.Struct, method.Parameters[i].Ownership) : method.Parameters[i];
            if (function.Locals[i].Type != needed) _messages.Add($"{where}: parameter {i} is {function.Locals[i].Type}, {needed} is needed");
        }
    }

    /// <summary>
    /// Whether a type is well formed and described. An array under construction, which is owned although its type is imm, is one only where
    /// <paramref name="underConstruction"/> says so: among a function's own values and locals.
    /// </summary>
    private void CheckType(IrType type, string where, List<string> messages, bool underConstruction = false)
    {
        var sound = type.Kind switch
        {
            IrKind.Int => type is { Bits: 32 or 64, Ownership: IrOwnership.Value, Symbol: null },
            IrKind.Str => type is { Bits: 0, Ownership: IrOwnership.Share, Symbol: null },
            IrKind.Struct or IrKind.Interface or IrKind.Array =>
                type is { Bits: 0, Symbol: not null, Ownership: > IrOwnership.Value and <= IrOwnership.Share },
            _ => type is { Kind: <= IrKind.Array, Bits: 0, Ownership: IrOwnership.Value, Symbol: null },
        };
        if (!sound)
        {
            messages.Add($"{where}: {type} ({type.Kind}, {type.Ownership}, {type.Bits} bits) is no type");
            return;
        }
        if (type.Symbol == null) return;
        var what = type.Kind.ToString().ToLowerInvariant();
        if (IsImmutable(type) is not { } isImmutable)
        {
            messages.Add($"{where}: {what} {type.Symbol} is not described");
            return;
        }
        if (underConstruction && type is { Kind: IrKind.Array, Ownership: IrOwnership.Own or IrOwnership.Live }) return;
        if (isImmutable != (type.Ownership == IrOwnership.Share))
            messages.Add($"{where}: {type}, but the {what} is {(isImmutable ? "imm: share only" : "mutable: never share")}");
    }

    /// <summary>Whether the struct, interface or array of a type is imm; null when it is not described.</summary>
    private bool? IsImmutable(IrType type) => type.Kind switch
    {
        IrKind.Struct => _structs.TryGetValue(type.Symbol!, out var found) ? found.IsImmutable : null,
        IrKind.Interface => _interfaces.TryGetValue(type.Symbol!, out var found) ? found.IsImmutable : null,
        _ => _arrays.TryGetValue(type.Symbol!, out var found) ? found.IsImmutable : null,
    };
}
