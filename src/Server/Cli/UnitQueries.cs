// Machine code as queries: what a unit's code is made from, compared by content, and the code itself, kept between processes
// under the fingerprint of that. They stand here because the backend knows no query, and the compiler no machine code.

using Vale.Backend.Checks;
using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Persist;
using Vale.Queries.Runtime.Values;

namespace Vale.Server.Cli;

/// <summary>Options of the backend, interned.</summary>
internal readonly record struct EmissionId(int Index) : IQueryKey<EmissionId>
{
    public static EmissionId FromIndex(int index) => new(index);
}

/// <summary>A unit under certain options, interned.</summary>
internal readonly record struct UnitId(int Index) : IQueryKey<UnitId>
{
    public static UnitId FromIndex(int index) => new(index);
}

/// <summary>What a <see cref="UnitId"/> stands for.</summary>
internal sealed record UnitData(string Name, EmissionId Emission);

/// <summary>The queries.</summary>
internal static class UnitQueries
{
    public static readonly Interner<LlvmOptions, EmissionId> Emissions = Interner.Define<LlvmOptions, EmissionId>("Emission");

    public static readonly Interner<UnitData, UnitId> UnitNames = Interner.Define<UnitData, UnitId>("UnitName");

    /// <summary>The program cut into units, with its tables.</summary>
    private static readonly Query<EmissionId, LlvmProgram> Program = Query.DefineNoCompare<EmissionId, LlvmProgram>("CodegenProgram",
        static (db, emission) => new LlvmProgram(CodegenUnits.Of(db.Get(LoweringQueries.Program, default), db.Lookup(Emissions, emission))));

    /// <summary>The names of the program's units, in a fixed order.</summary>
    public static readonly Query<EmissionId, ValueArray<string>> Units = Query.Define<EmissionId, ValueArray<string>>("CodegenUnits", static (db, emission) =>
    {
        var units = db.Get(Program, emission).Program.Units;
        var names = new string[units.Length];
        for (var i = 0; i < names.Length; i++) names[i] = units[i].Name;
        return ValueArray.Wrap(names);
    });

    /// <summary>How many generation checks the program has, and how many of them its code leaves out; none where that is not looked into.</summary>
    public static readonly Query<EmissionId, CheckCount> Checks = Query.Define<EmissionId, CheckCount>("CodegenChecks", static (db, emission) =>
        LlvmProgram.LeavesOutChecks(db.Lookup(Emissions, emission)) ? db.Get(Program, emission).Checks.Count : default);

    /// <summary>What a unit's code is made from.</summary>
    private static readonly Query<UnitId, LlvmUnit> Input = Query.Define<UnitId, LlvmUnit>("CodegenInput", static (db, unit) =>
    {
        var (name, emission) = db.Lookup(UnitNames, unit);
        return db.Get(Program, emission).Unit(name, db.Lookup(Emissions, emission));
    });

    /// <summary>Which LLVM, for which machine. It does not change while the process lives.</summary>
    private static readonly Query<EmissionId, string> Target = Query.Define<EmissionId, string>("CodegenTarget",
        static (db, emission) => LlvmBackend.Target(db.Lookup(Emissions, emission)));

    /// <summary>A unit's code.</summary>
    public static readonly Query<UnitId, LlvmOutput> Code = Query.DefinePersisted("Codegen",
        static (db, unit) => LlvmBackend.Emit(db.Get(Input, unit), OptionsOf(db, unit)),
        new Persistence<UnitId, LlvmOutput>
        {
            Fingerprint = static (db, unit) => With(db, db.Lookup(UnitNames, unit).Emission, UnitFingerprint.Of(db.Get(Input, unit), OptionsOf(db, unit))),
            Write = Write,
            Read = TryRead,
        });

    /// <summary>The code of the unit that every program has besides its own.</summary>
    public static readonly Query<EmissionId, LlvmOutput> Support = Query.DefinePersisted("CodegenSupport",
        static (db, emission) => LlvmBackend.EmitSupport(db.Get(Program, emission), db.Lookup(Emissions, emission)),
        new Persistence<EmissionId, LlvmOutput>
        {
            Fingerprint = static (db, emission) => With(db, emission, UnitFingerprint.OfSupport(db.Get(Program, emission), db.Lookup(Emissions, emission))),
            Write = Write,
            Read = TryRead,
        });

    private static LlvmOptions OptionsOf(QueryContext db, UnitId unit) => db.Lookup(Emissions, db.Lookup(UnitNames, unit).Emission);

    // Which version of ours emits is in the store's every key.
    private static Fingerprint With(QueryContext db, EmissionId emission, Fingerprint content)
    {
        var to = new FingerprintBuilder();
        to.Add(db.Get(Target, emission));
        to.Add(content);
        return to.Finish();
    }

    private static byte[] Write(LlvmOutput output)
    {
        var bytes = new byte[output.Bytes.Length + 1];
        bytes[0] = (byte)output.Kind;
        output.Bytes.AsSpan().CopyTo(bytes.AsSpan(1));
        return bytes;
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, out LlvmOutput output)
    {
        output = null!;
        if (bytes.IsEmpty || bytes[0] > (byte)Vale.Backend.Llvm.EmitKind.LlvmIr) return false;
        output = new LlvmOutput((Vale.Backend.Llvm.EmitKind)bytes[0], ValueArray.Create(bytes[1..]));
        return true;
    }
}
