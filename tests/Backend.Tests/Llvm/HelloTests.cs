// The shortest way through the backend: objects, runtime, linker, process.

using Vale.Backend.Llvm;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;
using Xunit;

namespace Backend.Tests.Llvm;

public sealed class HelloTests
{
    [Fact]
    public void Hello_is_printed_and_the_exit_code_is_mains()
    {
        var b = new IrBuilder("m.main()", "main", IrType.I32);
        var text = b.Str("hello, wörld\n");
        b.Intrinsic(IrIntrinsic.Print, IrType.Void, [text, b.Int(0, IrType.I32), b.Intrinsic(IrIntrinsic.StrLen, IrType.I32, [text])]);
        b.Release(text);
        b.Return(b.Int(42, IrType.I32));
        var program = new IrProgram([new IrUnit("m", [b.Build()])], [], [], [], "m.main()", [new IrSourcePosition("m.main()", "src/main.vale", 1)]);
        foreach (var opt in Enum.GetValues<OptLevel>())
            Assert.Equal(new RunResult(42, "hello, wörld\n", ""), NativeProgram.Run(program, new LlvmOptions(opt)));
    }
}
