// The name under which machine code is kept says everything the code depends on: each property of each record is changed in
// turn, found by reflection, so that one added later cannot be forgotten.

using System.Reflection;
using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class UnitFingerprintTests
{
    private static readonly IrType Ship = IrType.Struct("m.Ship", IrOwnership.Own);

    private static readonly IrFunction Function = new("m.f", "f", 1, IrType.I32, [new IrLocal("x", IrType.I32)], [new IrBlock(0, 1)],
        [new IrInstruction(IrOp.Call, 1, Ship, 2, 3, 4, 5)], [6], ["m.g"], ["text"], [7], 8);

    private static readonly LlvmUnit Unit = new("m", [Function], [true], [Function], [new LlvmSignature("m.g", [Ship], IrType.I64)],
        [new IrStruct("m.Ship", "Ship", false, [new IrField("fuel", IrType.I32)])], [new IrArray("m.Many", "Many", false, 3, Ship)],
        [new LlvmInterface("m.Flies", "Flies")], [new LlvmSlot("m.fly", 1)], [new LlvmItable("m.Ship:Flies", "m.Ship", [new LlvmOverride("m.shipFly", 0)])],
        ["m.Ship"], [new IrExtern("m.c", "c", [IrType.I32], IrType.I64)], [new IrSourcePosition("m.f", "src/m.vale", 9)]);

    /// <summary>Every value that differs from <paramref name="value"/> in one place, with the name of the place.</summary>
    private static IEnumerable<(string Where, object? Value)> Variations(object? value, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            yield return ("?", null);
            foreach (var other in Variations(value, inner)) yield return other;
        }
        else if (type == typeof(string)) yield return ("", value + "x");
        else if (type == typeof(bool)) yield return ("", !(bool)value!);
        else if (type.IsEnum) yield return ("", Enum.ToObject(type, Convert.ToInt32(value) + 1));
        else if (type.IsPrimitive) yield return ("", Convert.ChangeType(Convert.ToInt64(value) + 1, type));
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueArray<>))
        {
            var element = type.GetGenericArguments()[0];
            var items = ((System.Collections.IEnumerable)value!).Cast<object?>().ToArray();
            Assert.NotEmpty(items);
            yield return ("[+]", Wrap(element, [.. items, items[^1]]));
            yield return ("[-]", Wrap(element, []));
            foreach (var (where, other) in Variations(items[0], element)) yield return ("[]" + where, Wrap(element, [other, .. items[1..]]));
        }
        else
        {
            var make = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
            var parameters = make.GetParameters();
            var values = parameters.Select(p => type.GetProperty(p.Name!, BindingFlags.Public | BindingFlags.Instance)!.GetValue(value)).ToArray();
            for (var i = 0; i < parameters.Length; i++)
                foreach (var (where, other) in Variations(values[i], parameters[i].ParameterType))
                {
                    var changed = (object?[])values.Clone();
                    changed[i] = other;
                    yield return ($".{parameters[i].Name}{where}", make.Invoke(changed));
                }
        }
    }

    private static object Wrap(Type element, object?[] items)
    {
        var array = Array.CreateInstance(element, items.Length);
        for (var i = 0; i < items.Length; i++) array.SetValue(items[i], i);
        return typeof(ValueArray).GetMethod(nameof(ValueArray.Wrap))!.MakeGenericMethod(element).Invoke(null, [array])!;
    }

    private static void AssertAllDiffer(Fingerprint original, IEnumerable<(string Where, Fingerprint Fingerprint)> others, int least)
    {
        var known = new Dictionary<Fingerprint, string> { [original] = "the original" };
        foreach (var (where, fingerprint) in others)
            Assert.True(known.TryAdd(fingerprint, where), $"{where} has the fingerprint of {known.GetValueOrDefault(fingerprint)}");
        Assert.True(known.Count > least, $"only {known.Count} places were changed");
    }

    [Fact]
    public void Every_place_of_a_unit_counts()
    {
        var options = new LlvmOptions();
        AssertAllDiffer(UnitFingerprint.Of(Unit, options), Variations(Unit, typeof(LlvmUnit)).Select(v => (v.Where, UnitFingerprint.Of((LlvmUnit)v.Value!, options))), 100);
    }

    [Fact]
    public void Every_option_counts()
    {
        var options = new LlvmOptions(DebugFolder: "src");
        AssertAllDiffer(UnitFingerprint.Of(Unit, options), Variations(options, typeof(LlvmOptions)).Select(v => (v.Where, UnitFingerprint.Of(Unit, (LlvmOptions)v.Value!))), 5);
    }

    [Fact]
    public void Every_type_and_place_of_a_program_counts_for_its_support_unit()
    {
        var itable = new IrItable("m.Ship:Flies", "m.Ship", "m.Flies", ["m.f"]);
        var flies = new IrInterface("m.Flies", "Flies", false, [new IrMethod("m.fly", [Ship], IrType.Void, 0)]);
        var program = new IrProgram([new IrUnit("m", [Function])], Unit.Structs, Unit.Externs, [new IrExport("m", "f", "m.f")], "m.f", Unit.Positions, [flies], [itable], Unit.Arrays,
            [new IrTypeExport("m", "Ship", Ship)], Unit.Externs);
        var options = new LlvmOptions();
        // What names something else of the program cannot be changed alone.
        string[] names = [".Units[+]", ".Units[].Functions[+]", ".Structs[+]", ".Interfaces[+]", ".Interfaces[].Methods[+]", ".Itables[+]", ".Itables[].Overrides[]", ".Itables[].Overrides[-]", ".Arrays[+]", ".Externs[+]", ".Exports[].FunctionSymbol", ".MainSymbol",
            ".Itables[].Interface", ".Interfaces[].Symbol", ".Interfaces[].Methods[-]", ".Interfaces[-]", ".Units[-]", ".Units[].Functions[-]", ".Units[].Functions[].Symbol", ".Positions[+]"];
        // What the unit is not made from: the functions' bodies, which file they are in, and what only headers speak of.
        static bool IsElsewhere(string where) => where.StartsWith(".TypeExports", StringComparison.Ordinal) || where.StartsWith(".UncalledExterns", StringComparison.Ordinal) || where == ".Units[].Name"
            || (where.StartsWith(".Units[].Functions[].", StringComparison.Ordinal) && !where.Contains(".ReturnType") && !where.Contains(".Locals[].Type"))
            || where is ".Positions[].FunctionSymbol" or ".Positions[-]";
        var others = Variations(program, typeof(IrProgram)).Where(v => !names.Contains(v.Where) && !IsElsewhere(v.Where));
        AssertAllDiffer(UnitFingerprint.OfSupport(new LlvmProgram(program), options),
            others.Select(v => (v.Where, UnitFingerprint.OfSupport(new LlvmProgram((IrProgram)v.Value!), options))), 30);
    }
}
