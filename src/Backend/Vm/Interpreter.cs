// The state of one run and everything that is not worth a place in the dispatch loop: starting, growing, polling, halting, counting.

using System.Runtime.CompilerServices;
using System.Text;
using Vale.Backend.Bytecode;

namespace Vale.Backend.Vm;

/// <summary>
/// Runs one verified image once. The loop reads registers, code and slots without bounds checks: the verifier has shown every
/// register number, slot, jump and list to be in range and every object register to hold what its type says.
/// </summary>
internal sealed partial class Interpreter
{
    private const int SliceWords = 1 << 20;

    private readonly BytecodeImage _image;
    private readonly VmOptions _options;
    private readonly Instruction[] _code;
    private readonly VmFunction[] _functions;
    private readonly VmStruct[] _structs;
    private readonly VmArray[] _arrays;
    // Per struct (low half: its key) and method, the function that runs; and those found lately, for calls that meet many structs.
    private readonly Dictionary<ulong, int> _overrides = [];
    private readonly (ulong Key, int Function)[] _found = new (ulong, int)[256];
    private readonly byte[][] _arguments;
    private readonly ShareTracker? _shares;
    private long[] _words;
    private object?[] _objects;
    private int[] _frames;
    // Work left in the slice when the loop last handed control to a helper, and the size of the slice.
    private long _fuel;
    private long _slice;
    private long _work;
    private long _charged;
    private int _usesAfterFree;

    public Interpreter(BytecodeImage image, VmOptions options)
    {
        _image = image;
        _options = options;
        Output = new VmOutput(options.Output, options.Error);
        _shares = options.TrackShares ? new ShareTracker() : null;
        _arguments = new byte[options.Arguments.Count][];
        for (var i = 0; i < _arguments.Length; i++) _arguments[i] = Encoding.UTF8.GetBytes(options.Arguments[i]);
        _structs = new VmStruct[image.Structs.Length];
        for (var i = 0; i < _structs.Length; i++) _structs[i] = new VmStruct(image.Structs[i], i);
        _arrays = new VmArray[image.Arrays.Length];
        for (var i = 0; i < _arrays.Length; i++) _arrays[i] = new VmArray(image.Arrays[i]);
        foreach (var itable in image.Itables)
            for (var i = 0; i < itable.Functions.Length; i++)
                _overrides.Add(OverrideKey(_structs[itable.Struct], image.Interfaces[itable.Interface].FirstMethod + i), itable.Functions[i]);
        _functions = new VmFunction[image.Functions.Length];
        for (var i = 0; i < _functions.Length; i++)
        {
            var function = image.Functions[i];
            ref var entry = ref _functions[i];
            entry.Start = function.Start;
            foreach (var parameter in function.Parameters)
            {
                if (parameter.IsWord) entry.WordParameters++;
                if (parameter.IsObject) entry.ObjectParameters++;
            }
            entry.Words = function.Words.Length;
            entry.Objects = function.Objects.Length;
        }

        // Behind the program stands the machine's own first frame: it calls main and stops.
        var length = image.Code.Length;
        _code = new Instruction[length + 3];
        image.Code.CopyTo(_code, 0);
        _code[length] = Instruction.Wide(Opcode.Call, 0, Math.Max(image.Main, 0), 1);
        _code[length + 1] = new Instruction(1 | 1 << 16);
        _code[length + 2] = new Instruction(Stop);

        _words = new long[Math.Min(4096, options.MaxRegisters)];
        _objects = new object?[Math.Min(1024, options.MaxRegisters)];
        _frames = new int[Math.Min(256, options.MaxFrames)];
        Array.Fill(_frames, NoFrame);
    }

    /// <summary>Ends the first frame. Not an instruction of any image.</summary>
    private const Opcode Stop = Opcode.Unreachable + 1;

    /// <summary>Where the program prints.</summary>
    public VmOutput Output { get; }

    /// <summary>Runs main and gives what it returned.</summary>
    public VmValue Run()
    {
        Execute();
        var type = _image.Functions[_image.Main].ReturnType;
        var value = new VmValue(type.Kind, type.IsWord ? _words[0] : 0, type.IsObject ? _objects[0] : null);
        if (type.IsShared) _shares?.Release(value.Reference!);
        return value;
    }

    /// <summary>The counts of the run.</summary>
    public VmStatistics Statistics(VmOutcome outcome)
    {
        var leaks = new List<VmLeak>();
        long made = 0;
        foreach (var item in _structs) Count(item, isOwned: !item.IsImmutable);
        foreach (var item in _arrays) Count(item, isOwned: true);
        return new VmStatistics
        {
            Instructions = Math.Max(0, _work - _charged),
            ObjectsMade = made,
            Leaks = leaks,
            UsesAfterFree = _usesAfterFree,
            SharesLeaked = outcome == VmOutcome.Completed && _shares != null ? _shares.Held : 0,
            SharesOverReleased = _shares?.OverReleased ?? 0,
        };

        void Count(VmLayout item, bool isOwned)
        {
            made += item.Made;
            if (outcome == VmOutcome.Completed && isOwned && item.Made > item.Freed) leaks.Add(new VmLeak(item.Name, item.Made - item.Freed));
        }
    }

    /// <summary>The end of a halting message that says where: ", at file:line", or nothing when that is not known.</summary>
    public string Place(int word)
    {
        if (FunctionAt(word) is not { File: >= 0 } function) return "";
        var line = function.LineAt(word - function.Start);
        return line == 0 ? "" : $", at {_image.Files[function.File]}:{line}";
    }

    /// <summary>Where the calls stand that led to a word, that of the word first; where the place is not known there is none.</summary>
    public IReadOnlyList<VmPlace> Trace(VmHaltException halt)
    {
        var places = new List<VmPlace>();
        AddPlace(halt.Word, places);
        var depth = 0;
        while (depth < _frames.Length && _frames[depth] != NoFrame) depth++;
        // The first call is the machine's own.
        for (var i = depth - 1; i > 0 && places.Count < MaxTrace; i--) AddPlace(_frames[i], places);
        return places;
    }

    // What a frame holds that no call is in: so the loop, which alone knows how deep it is, need not tell.
    private const int NoFrame = -1;

    private const int MaxTrace = 64;

    private void AddPlace(int word, List<VmPlace> places)
    {
        if (FunctionAt(word) is not { File: >= 0 } function || function.LineAt(word - function.Start) is not (> 0 and var line)) return;
        places.Add(new VmPlace(_image.Files[function.File], line));
    }

    private BytecodeFunction? FunctionAt(int word)
    {
        if (word < 0) return null;
        foreach (var function in _image.Functions)
            if (word >= function.Start && word - function.Start < function.Length) return function;
        return null;
    }

    private int WordOf(ref Instruction ip) =>
        (int)(Unsafe.ByteOffset(ref _code[0], ref ip) / Unsafe.SizeOf<Instruction>());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private VmHaltException Halt(ref Instruction ip, long fuel, string message)
    {
        _fuel = fuel;
        return new VmHaltException(VmOutcome.Halted, message, WordOf(ref ip));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private VmHaltException Dead(ref Instruction ip, long fuel, object? reference) =>
        Halt(ref ip, fuel, $"dereferenced a {LayoutOf(reference).Name} that is already dead");

    // Behind an interface nobody needs to know the struct: the message names what the program calls it there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private VmHaltException DeadAtCheck(ref Instruction ip, long fuel, object? reference)
    {
        var type = FunctionAt(WordOf(ref ip))!.Objects[ip.A];
        return type.Target == BytecodeTarget.Interface
            ? Halt(ref ip, fuel, $"dereferenced a {_image.Interfaces[type.Number].Name} that is already dead")
            : Dead(ref ip, fuel, reference);
    }

    private static VmLayout LayoutOf(object? reference) => (VmLayout)Unsafe.As<Slot[]>(reference)![0].Object!;

    // The program asked for nothing wrong: the compiler let something live less long than it should.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private VmHaltException UsedAfterFree(ref Instruction ip, long fuel, object? reference)
    {
        _usesAfterFree++;
        return Halt(ref ip, fuel, $"internal error: a freed {LayoutOf(reference).Name} is used");
    }

    /// <summary>Called when a slice of work is used up: writes what was printed, and ends the run when it was asked to end or has worked enough.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Poll(long fuel, ref Instruction ip)
    {
        Account(fuel);
        _fuel = fuel;
        Output.Flush();
        if (_work >= _options.MaxInstructions)
            throw new VmHaltException(VmOutcome.LimitReached, $"stopped after {_options.MaxInstructions} instructions", WordOf(ref ip));
        if (_options.ShouldStop?.Invoke() == true) throw new VmHaltException(VmOutcome.Stopped, "stopped", WordOf(ref ip));
        return NextSlice();
    }

    private long NextSlice() => _slice = Math.Min(SliceWords, _options.MaxInstructions - _work);

    /// <summary>Completes the count of a run that ended at a word other than the machine's own last one.</summary>
    public void Settle(int word)
    {
        Account(_fuel);
        // The run that was under way is paid by no jump: it counts from where the jumps say the code began.
        if (word >= 0) _work += word - _image.Code.Length;
    }

    private void Account(long fuel)
    {
        _work += _slice - fuel;
        _slice = fuel;
    }

    /// <summary>Makes room for a call whose registers end at the given counts; halts when the limits do not allow it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(ref Instruction ip, int depth, long words, long objects)
    {
        if (depth >= _options.MaxFrames || words > _options.MaxRegisters || objects > _options.MaxRegisters)
        {
            var word = WordOf(ref ip);
            throw new VmHaltException(VmOutcome.Halted, "stack overflow", word, $"{depth} frames deep in {FunctionAt(word)?.Name}{Place(word)}") { HasPlace = false };
        }
        if (depth >= _frames.Length)
        {
            Array.Resize(ref _frames, (int)Math.Min(_options.MaxFrames, Math.Max(depth + 1, _frames.Length * 2L)));
            Array.Fill(_frames, NoFrame, depth, _frames.Length - depth);
        }
        if (words > _words.Length) Array.Resize(ref _words, (int)Math.Min(_options.MaxRegisters, Math.Max(words, _words.Length * 2L)));
        if (objects > _objects.Length) Array.Resize(ref _objects, (int)Math.Min(_options.MaxRegisters, Math.Max(objects, _objects.Length * 2L)));
    }
}
