// What debuggers are told: the line of every instruction, and where every local lies and of which type. It is DWARF 4: with 5 each
// object file has an index of names, and debuggers complain of what linkers make of several.
// A struct or array looks to them as it lies in memory, so an expression of C's reaches into it: ship->engine->power,
// fleet->elements[2]->power. An interface's object is an address, since its struct is not known here.

using System.Text;
using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using static Vale.Backend.Llvm.Interop.LLVM;

namespace Vale.Backend.Llvm.Emit;

internal sealed unsafe class DebugInfo : IDisposable
{
    private const uint LanguageC = 1, FullDebug = 1, StructTag = 0x13;
    private const uint AteBoolean = 2, AteFloat = 4, AteSigned = 5, AteSignedChar = 6, AteUnsigned = 7;
    private const uint Artificial = 1 << 6;

    private readonly ModuleEmitter _module;
    private readonly LLVMDIBuilderRef _builder;
    private readonly string _folder;
    private readonly LLVMMetadataRef _unitFile;
    private readonly Dictionary<string, LLVMMetadataRef> _files = [];
    private readonly Dictionary<string, LLVMMetadataRef> _structs = [];
    private readonly Dictionary<string, LLVMMetadataRef> _arrays = [];
    private readonly Dictionary<IrType, LLVMMetadataRef> _references = [];
    private readonly Dictionary<string, IrSourcePosition> _positions = [];
    private readonly LLVMMetadataRef _bool, _int, _i64, _float, _str, _word, _noExpression;
    private readonly bool _hasRecords = LlvmLibrary.Has("LLVMDIBuilderInsertDeclareRecordAtEnd");

    private IrFunction? _function;
    private LLVMMetadataRef _scope, _file;
    private uint _firstLine;
    private int _line;

    public DebugInfo(ModuleEmitter module, LlvmUnit unit, string folder)
    {
        _module = module;
        _folder = folder;
        _builder = CreateDIBuilder(module.Module);
        foreach (var position in unit.Positions) _positions.TryAdd(position.FunctionSymbol, position);
        _unitFile = File(unit.Positions.IsEmpty ? unit.Name : unit.Positions[0].Path);
        const string producer = "vale-ls";
        DIBuilderCreateCompileUnit(_builder, LanguageC, _unitFile, producer, (nuint)producer.Length, module.IsOptimized ? 1 : 0,
            "", 0, 0, "", 0, FullDebug, 0, 1, 0, "", 0, "", 0);
        Flag("Debug Info Version", 3);
        Flag("Dwarf Version", 4);

        _bool = Basic("bool", 8, AteBoolean);
        _int = Basic("int", 32, AteSigned);
        _i64 = Basic("i64", 64, AteSigned);
        _float = Basic("float", 64, AteFloat);
        _word = Basic("u64", 64, AteUnsigned);
        _noExpression = DIBuilderCreateExpression(_builder, null, 0);
        _str = StrType();
    }

    public void Dispose() => DisposeDIBuilder(_builder);

    public void Finish() => DIBuilderFinalize(_builder);

    /// <summary>Begins a function whose entry block is being written.</summary>
    public void Enter(IrFunction function, LLVMValueRef value)
    {
        _function = function;
        var position = _positions.GetValueOrDefault(function.Symbol);
        _file = position is null ? _unitFile : File(position.Path);
        _firstLine = (uint)(position?.FirstLine ?? 1);
        // A local's line is not known; its item's is.
        var types = new LLVMMetadataRef[function.ParameterCount + 1];
        var count = 0;
        types[count++] = TypeOf(function.ReturnType);
        for (var i = 0; i < function.ParameterCount; i++)
            if (!ModuleEmitter.IsEmpty(function.Locals[i].Type)) types[count++] = TypeOf(function.Locals[i].Type);
        LLVMMetadataRef type;
        fixed (LLVMMetadataRef* at = types) type = DIBuilderCreateSubroutineType(_builder, _file, at, (uint)count, 0);
        var name = function.DisplayName.IndexOf('(', StringComparison.Ordinal) is > 0 and var end ? function.DisplayName[..end] : function.DisplayName;
        var plain = Utf8(name);
        // No linkage name: debuggers would show it in place of the name.
        fixed (byte* plainAt = plain)
            _scope = DIBuilderCreateFunction(_builder, _file, plainAt, (nuint)plain.Length, null, 0, _file, _firstLine, type, 0, 1, _firstLine, 0, _module.IsOptimized ? 1 : 0);
        SetSubprogram(value, _scope);
        // Debuggers on x86 find a function's first line behind the frame's setup, and arguments are stored before it.
        _module.Add(value, uint.MaxValue, "frame-pointer", "all");
        _line = -1;
        SetCurrentDebugLocation2(_module.Builder, default);
    }

    /// <summary>What is written next came from this line of the item.</summary>
    public void At(int line)
    {
        if (line == _line) return;
        _line = line;
        SetCurrentDebugLocation2(_module.Builder, Location(line));
    }

    /// <summary>Tells where a local of the present function lies. Locals the compiler made are left out.</summary>
    public void Declare(int local, LLVMValueRef storage, LLVMBasicBlockRef entry)
    {
        var declared = _function!.Locals[local];
        if (declared.Name.StartsWith('<')) return;
        var type = TypeOf(declared.Type);
        var name = Utf8(declared.Name);
        LLVMMetadataRef variable;
        fixed (byte* at = name)
            variable = local < _function.ParameterCount
                ? DIBuilderCreateParameterVariable(_builder, _scope, at, (nuint)name.Length, (uint)local + 1, _file, _firstLine, type, 1, 0)
                : DIBuilderCreateAutoVariable(_builder, _scope, at, (nuint)name.Length, _file, _firstLine, type, 1, 0, 0);
        if (_hasRecords) DIBuilderInsertDeclareRecordAtEnd(_builder, storage, variable, _noExpression, Location(0), entry);
        else DIBuilderInsertDeclareAtEnd(_builder, storage, variable, _noExpression, Location(0), entry);
    }

    private LLVMMetadataRef Location(int line) => DIBuilderCreateDebugLocation(_module.Context, _firstLine + (uint)line, 0, _scope, default);

    private LLVMMetadataRef TypeOf(IrType type) => type.Kind switch
    {
        IrKind.Bool => _bool,
        IrKind.Int => type.Bits == 64 ? _i64 : _int,
        IrKind.Float => _float,
        IrKind.Str => _str,
        IrKind.Struct when type.Ownership == IrOwnership.Share && _module.IsByValue(type.Symbol!) => StructOf(type.Symbol!),
        IrKind.Struct or IrKind.Interface or IrKind.Array => ReferenceOf(type),
        _ => default,
    };

    private LLVMMetadataRef StructOf(string symbol)
    {
        if (_structs.TryGetValue(symbol, out var known)) return known;
        var layout = _module.Layout(symbol);
        var name = Utf8(layout.Struct.DisplayName);
        var id = Utf8(symbol);
        fixed (byte* nameAt = name, idAt = id)
        {
            // Its members may lead back to it: a stand-in holds its place meanwhile.
            var temporary = DIBuilderCreateReplaceableCompositeType(_builder, StructTag, nameAt, (nuint)name.Length, _unitFile, _unitFile, 0, 0, 0, 0, 0, null, 0);
            _structs.Add(symbol, temporary);
            var members = new List<LLVMMetadataRef>();
            if (layout.FirstField == 1) members.Add(Member(layout.Struct.IsImmutable ? "__count" : "__generation", layout.Body, 0, 64, _word, Artificial));
            for (var i = 0; i < layout.Struct.Fields.Length; i++)
            {
                var field = layout.Struct.Fields[i];
                if (ModuleEmitter.IsEmpty(field.Type)) continue;
                var bits = _module.Target.SizeOf(_module.StoredType(field.Type)) * 8;
                members.Add(Member(field.Name, layout.Body, (uint)i + layout.FirstField, bits, TypeOf(field.Type), 0));
            }
            var made = Struct(name, id, _module.Target.SizeOf(layout.Body) * 8, members.ToArray());
            MetadataReplaceAllUsesWith(temporary, made);
            _structs[symbol] = made;
            return made;
        }
    }

    private LLVMMetadataRef ArrayOf(string symbol)
    {
        if (_arrays.TryGetValue(symbol, out var known)) return known;
        var layout = _module.ArrayLayout(symbol);
        var type = layout.Array;
        var name = Utf8(type.DisplayName);
        var id = Utf8(symbol);
        fixed (byte* nameAt = name, idAt = id)
        {
            var temporary = DIBuilderCreateReplaceableCompositeType(_builder, StructTag, nameAt, (nuint)name.Length, _unitFile, _unitFile, 0, 0, 0, 0, 0, null, 0);
            _arrays.Add(symbol, temporary);
            var members = new List<LLVMMetadataRef>
            {
                Member(type.IsImmutable ? "__count" : "__generation", layout.Body, 0, 64, _word, Artificial),
                Member("length", layout.Body, 1, 32, _int, 0),
                Member("capacity", layout.Body, 2, 32, _int, 0),
            };
            if (!ModuleEmitter.IsEmpty(type.Element))
            {
                LLVMMetadataRef any = DIBuilderGetOrCreateSubrange(_builder, 0, type.Length ?? -1);
                var bits = layout.ElementSize * 8 * (ulong)(type.Length ?? 0);
                var elements = DIBuilderCreateArrayType(_builder, bits, 0, TypeOf(type.Element), &any, 1);
                members.Add(Member("elements", layout.Body, 3, bits, elements, 0));
            }
            var made = Struct(name, id, _module.Target.SizeOf(layout.Body) * 8, members.ToArray());
            MetadataReplaceAllUsesWith(temporary, made);
            _arrays[symbol] = made;
            return made;
        }
    }

    private LLVMMetadataRef ReferenceOf(IrType type)
    {
        if (_references.TryGetValue(type, out var known)) return known;
        var isInterface = ModuleEmitter.HasItable(type);
        var name = type.Ownership switch { IrOwnership.Borrow => "&", IrOwnership.Weak => "&&", _ => "" } + _module.DisplayName(type);
        var parts = _module.ValueType(type);
        var hasGeneration = _module.RemembersGeneration(type);
        var isPointer = !isInterface && !hasGeneration;
        var pointer = type.Kind switch
        {
            IrKind.Struct => Pointer(StructOf(type.Symbol!), isPointer && type.Ownership == IrOwnership.Borrow ? name : ""),
            IrKind.Array => Pointer(ArrayOf(type.Symbol!), isPointer && type.Ownership == IrOwnership.Borrow ? name : ""),
            _ => Pointer(default, ""),
        };
        // The members of what it leads to may have held such a reference.
        if (_references.TryGetValue(type, out known)) return known;
        var made = pointer;
        if (!isPointer)
        {
            var members = new List<LLVMMetadataRef> { Member("object", parts, 0, 64, pointer, 0) };
            if (hasGeneration) members.Add(Member("generation", parts, 1, 64, _word, 0));
            if (isInterface) members.Add(Member("itable", parts, (uint)members.Count, 64, Pointer(default, ""), 0));
            made = Struct(Utf8(name), Utf8(type.ToString()), (ulong)members.Count * 64, members.ToArray());
        }
        _references.Add(type, made);
        return made;
    }

    private LLVMMetadataRef StrType()
    {
        LLVMMetadataRef any = DIBuilderGetOrCreateSubrange(_builder, 0, -1);
        var bytes = DIBuilderCreateArrayType(_builder, 0, 8, Basic("char", 8, AteSignedChar), &any, 1);
        LLVMMetadataRef[] members =
        [
            Member("__count", _module.StrHeader, 0, 64, _i64, Artificial),
            Member("length", _module.StrHeader, 1, 32, _int, 0),
            Member("bytes", _module.StrHeader, 2, 0, bytes, 0),
        ];
        return Pointer(Struct(Utf8("str"), Utf8("str"), 128, members), "str");
    }

    private LLVMMetadataRef Member(string name, LLVMTypeRef body, uint element, ulong bits, LLVMMetadataRef type, uint flags)
    {
        var text = Utf8(name);
        fixed (byte* at = text)
            return DIBuilderCreateMemberType(_builder, _unitFile, at, (nuint)text.Length, _unitFile, 0, bits, 0, _module.Target.OffsetOf(body, element) * 8, flags, type);
    }

    private LLVMMetadataRef Struct(byte[] name, byte[] id, ulong bits, LLVMMetadataRef[] members)
    {
        fixed (byte* nameAt = name, idAt = id)
        fixed (LLVMMetadataRef* at = members)
            return DIBuilderCreateStructType(_builder, _unitFile, nameAt, (nuint)name.Length, _unitFile, 0, bits, 64, 0, default, at, (uint)members.Length, 0, default, idAt, (nuint)id.Length);
    }

    private LLVMMetadataRef Pointer(LLVMMetadataRef pointee, string name)
    {
        var text = Utf8(name);
        fixed (byte* at = text) return DIBuilderCreatePointerType(_builder, pointee, 64, 64, 0, at, (nuint)text.Length);
    }

    private LLVMMetadataRef Basic(string name, ulong bits, uint encoding) =>
        DIBuilderCreateBasicType(_builder, name, (nuint)name.Length, bits, encoding, 0);

    private LLVMMetadataRef File(string path)
    {
        if (_files.TryGetValue(path, out var known)) return known;
        byte[] name = Utf8(path), folder = Utf8(_folder);
        fixed (byte* nameAt = name, folderAt = folder)
            known = DIBuilderCreateFile(_builder, nameAt, (nuint)name.Length, folderAt, (nuint)folder.Length);
        _files.Add(path, known);
        return known;
    }

    private void Flag(string name, int value) =>
        AddModuleFlag(_module.Module, LLVMModuleFlagBehavior.Warning, name, (nuint)name.Length, ValueAsMetadata(_module.Int32(value)));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
