// Bytecode files: what is written is read again, and what is damaged is refused with its reason or, at the least, runs in safety.

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Backend.Tests.Vm;
using Vale.Backend.Bytecode;
using Vale.Backend.Vm;
using Vale.Testing.Programs;
using Xunit;

namespace Backend.Tests.Bytecode;

public class FileTests
{
    private static byte[] Sample(bool trackShares = true) => BytecodeFile.Write(BytecodeWriter.Write(SampleProgram.Make(), new BytecodeOptions(trackShares)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_image_comes_back_from_its_file_and_runs_alike(bool trackShares)
    {
        var image = BytecodeWriter.Write(SampleProgram.Make(), new BytecodeOptions(trackShares));
        var file = BytecodeFile.Write(image);
        var read = BytecodeFile.Read(file);
        Assert.Equal(BytecodePrinter.Print(image), BytecodePrinter.Print(read));
        Assert.Equal(file, BytecodeFile.Write(read));
        var options = new VmOptions { TrackShares = trackShares };
        var (direct, fromFile) = (VmRun.Run(image, options), VmRun.Run(read, options));
        Assert.Equal(("Serenity3.75y", 146), (direct.Output, direct.Result.ExitCode));
        Assert.True(direct.Result.Statistics.IsSound);
        Assert.Equal((direct.Output, direct.Error, direct.Result.ExitCode, direct.Result.Statistics.Instructions),
            (fromFile.Output, fromFile.Error, fromFile.Result.ExitCode, fromFile.Result.Statistics.Instructions));
    }

    [Fact]
    public void Equal_programs_give_equal_files() => Assert.Equal(Sample(), Sample());

    [Fact]
    public void The_lines_of_halting_survive_the_file()
    {
        var program = VmRun.MainProgram(Vale.Compiler.Lowering.IrType.Void, b =>
        {
            b.Line = 99;
            b.Intrinsic(Vale.Compiler.Lowering.IrIntrinsic.Panic, Vale.Compiler.Lowering.IrType.Never, []);
            b.Unreachable();
        });
        Assert.Equal("halted: panic, at src/main.vale:100\n", VmRun.Run(program).Error);
    }

    [Fact]
    public void A_file_that_is_not_sound_is_refused_with_its_reason()
    {
        Assert.Equal("the file is not bytecode", Refusal([]));
        Assert.Equal("the file is not bytecode", Refusal("func main() { }"u8.ToArray()));
        var file = Sample();
        Assert.Contains("line ends", Refusal(Changed(file, 5, 0x0D)), StringComparison.Ordinal);
        Assert.Contains("version 1", Refusal(Changed(file, 8, 1)), StringComparison.Ordinal);
        Assert.Contains("flags", Refusal(Changed(file, 10, 0x80)), StringComparison.Ordinal);
        Assert.Contains("checksum", Refusal(Changed(file, file.Length - 1, 0xFE)), StringComparison.Ordinal);
        Assert.Contains("checksum", Refusal(file[..^1]), StringComparison.Ordinal);
        Assert.Contains("behind its last section", Refusal(Sealed([.. file, 0])), StringComparison.Ordinal);
        Assert.Contains("section 10 is not where", Refusal(Sealed(file[..^1])), StringComparison.Ordinal);
        Assert.Contains("section 1 is not where", Refusal(Sealed(Changed(file, 24, 0))), StringComparison.Ordinal);
        Assert.Contains("number of sections", Refusal(Sealed(Changed(file, 16, 8))), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused()
    {
        var file = Sample();
        for (var length = 0; length < file.Length; length++)
        {
            Assert.Throws<BytecodeFormatException>(() => BytecodeFile.Read(file.AsSpan(0, length)));
            if (length > 20) Assert.Throws<BytecodeFormatException>(() => BytecodeFile.Read(Sealed(file[..length])));
        }
    }

    [Fact]
    public void Thousands_of_changed_files_are_refused_or_run_in_safety()
    {
        var random = new Random(20261121);
        var file = Sample();
        int refused = 0, ran = 0;
        for (var round = 0; round < 6000; round++)
        {
            var changed = (byte[])file.Clone();
            for (var changes = 1 + random.Next(3); changes > 0; changes--)
            {
                // Half of the changes hit the code, where the verifier has most to say.
                var at = random.Next(2) == 0 ? 20 + random.Next(file.Length - 20) : CodeStart(file) + random.Next(file.Length - CodeStart(file));
                changed[at] = random.Next(4) switch
                {
                    0 => (byte)random.Next(256),
                    1 => (byte)(changed[at] ^ 1 << random.Next(8)),
                    2 => (byte)(changed[at] + 1),
                    _ => (byte)random.Next(8),
                };
            }
            if (TryRun(Sealed(changed), round)) ran++;
            else refused++;
        }
        // Both happen, or the test shows nothing.
        Assert.True(refused > 2000, $"{refused} refused");
        Assert.True(ran > 300, $"{ran} ran");
    }

    [Fact]
    public void Exchanged_and_repeated_instructions_are_refused_or_run_in_safety()
    {
        var random = new Random(4711);
        var file = Sample();
        var (start, words) = (CodeStart(file), (file.Length - CodeStart(file)) / 8);
        var ran = 0;
        for (var round = 0; round < 3000; round++)
        {
            var changed = (byte[])file.Clone();
            for (var changes = 1 + random.Next(2); changes > 0; changes--)
            {
                var (from, to) = (start + 8 * random.Next(words), start + 8 * random.Next(words));
                var word = changed.AsSpan(to, 8).ToArray();
                changed.AsSpan(from, 8).CopyTo(changed.AsSpan(to, 8));
                if (random.Next(2) == 0) word.CopyTo(changed.AsSpan(from, 8));
            }
            if (TryRun(Sealed(changed), round)) ran++;
        }
        Assert.True(ran > 100, $"{ran} ran");
    }

    [Fact]
    public void Damaged_random_programs_are_refused_or_run_in_safety()
    {
        var random = new Random(815);
        var ran = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var file = BytecodeFile.Write(BytecodeWriter.Write(new Vm.RandomProgram(seed).Make(), new BytecodeOptions(seed % 2 == 0)));
            var start = CodeStart(file);
            for (var round = 0; round < 60; round++)
            {
                var changed = (byte[])file.Clone();
                // Small changes in the code alone: most of what is refused at once is no use here.
                var at = start + random.Next(file.Length - start);
                changed[at] = (byte)(random.Next(2) == 0 ? random.Next(16) : changed[at] + random.Next(-2, 3));
                if (TryRun(Sealed(changed), round)) ran++;
            }
        }
        Assert.True(ran > 200, $"{ran} ran");
    }

    /// <summary>Changes are small: a byte, a word moved or repeated, a piece cut out or filled; in the code or in what stands before it.</summary>
    [Fact]
    public void Damaged_programs_from_source_are_refused_or_run_in_safety()
    {
        var random = new Random(20261122);
        int rounds = FuzzRounds, ran = 0, refused = 0;
        foreach (var program in ProgramCase.All)
        {
            // Most programs are like others here; a long fuzz takes them all.
            if (rounds == DefaultRounds && random.Next(12) != 0) continue;
            var file = BytecodeFile.Write(BytecodeWriter.Write(ProgramSources.Compile(program).Program));
            var start = CodeStart(file);
            for (var round = 0; round < rounds; round++)
            {
                var changed = (byte[])file.Clone();
                for (var changes = 1 + random.Next(2); changes > 0; changes--) Damage(random, changed, start);
                if (TryRun(Sealed(changed), round)) ran++;
                else refused++;
            }
        }
        Assert.True(ran > rounds, $"{ran} ran");
        Assert.True(refused > rounds, $"{refused} refused");
    }

    private const int DefaultRounds = 100;

    /// <summary>How often each program is damaged; VALE_FUZZ in the environment asks for a longer search.</summary>
    private static int FuzzRounds => int.TryParse(Environment.GetEnvironmentVariable("VALE_FUZZ"), out var rounds) ? rounds : DefaultRounds;

    private static void Damage(Random random, byte[] file, int codeStart)
    {
        var (from, length) = random.Next(4) == 0 ? (HeaderEnd, codeStart - HeaderEnd) : (codeStart, file.Length - codeStart);
        var at = from + random.Next(length);
        switch (random.Next(6))
        {
            case 0: file[at] = (byte)random.Next(256); break;
            case 1: file[at] = (byte)(file[at] ^ 1 << random.Next(8)); break;
            case 2: file[at] = (byte)(file[at] + random.Next(-2, 3)); break;
            case 3: file[at] = (byte)random.Next(16); break;
            case 4:
                var word = file.AsSpan(codeStart + random.Next((file.Length - codeStart) / 8) * 8, 8).ToArray();
                word.CopyTo(file, codeStart + random.Next((file.Length - codeStart) / 8) * 8);
                break;
            default: file.AsSpan(at, Math.Min(random.Next(9), file.Length - at)).Fill((byte)(random.Next(2) * 255)); break;
        }
    }

    // Behind the magic, the version, the flags, the checksum and the table of sections.
    private const int HeaderEnd = 20 + 10 * 12;

    // Whatever the image is, nothing but a refusal may come of it: no exception of another kind, no crash, no run without end.
    private static bool TryRun(byte[] file, int round)
    {
        BytecodeImage image;
        try
        {
            image = BytecodeFile.Read(file);
        }
        catch (BytecodeFormatException)
        {
            return false;
        }
        if (image.Main < 0) return false;
        var options = new VmOptions
        {
            TrackShares = image.TracksShares,
            MaxInstructions = 50_000,
            MaxFrames = 2_000,
            MaxRegisters = 200_000,
            Externs = new Dictionary<string, VmExtern> { ["host_random"] = static _ => VmValue.Of(0.25) },
        };
        var result = VmRun.Run(image, options).Result;
        Assert.InRange(result.Statistics.Instructions, 0, 60_000);
        if (round % 16 == 0) GC.Collect(0);
        return true;
    }

    private static string Refusal(byte[] file) => Assert.Throws<BytecodeFormatException>(() => BytecodeFile.Read(file)).Message;

    private static byte[] Changed(byte[] file, int at, byte value)
    {
        var changed = (byte[])file.Clone();
        changed[at] = value;
        return changed;
    }

    // The code is the last section; its first bytes give the number of words.
    private static int CodeStart(byte[] file)
    {
        var section = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(20 + 9 * 12 + 4));
        while (file[section++] >= 0x80) { }
        return section;
    }

    // The checksum as the format's page describes it, so that changes get past it to the verifier.
    private static byte[] Sealed(byte[] file)
    {
        var crc = uint.MaxValue;
        var rest = file.AsSpan(16);
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(rest)) crc = BitOperations.Crc32C(crc, word);
        foreach (var last in rest[(rest.Length & ~7)..]) crc = BitOperations.Crc32C(crc, last);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), crc);
        return file;
    }
}
