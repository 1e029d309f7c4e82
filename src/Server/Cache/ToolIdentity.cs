// Which build of the tools this is. Whatever is kept between processes bears it, so that no version reads what another one wrote.

using System.Reflection;
using Vale.Queries.Runtime.Values;

namespace Vale.Server.Cache;

/// <summary>The build of the tools.</summary>
public static class ToolIdentity
{
    /// <summary>Two builds from the same sources with the same options have the same one; it comes from the compiled assemblies, not from a number somebody must raise.</summary>
    public static Fingerprint Current { get; } = Compute();

    private static Fingerprint Compute()
    {
        var builder = new FingerprintBuilder();
        Span<byte> id = stackalloc byte[16];
        // A module's version id is a hash of what it was compiled from, resources among it.
        foreach (var assembly in (ReadOnlySpan<Assembly>)
            [typeof(Fingerprint).Assembly, typeof(Vale.Syntax.SourceText).Assembly, typeof(Vale.Compiler.CompilerHost).Assembly,
                typeof(Vale.Ide.Analysis).Assembly, typeof(Vale.Backend.Llvm.LlvmBackend).Assembly, typeof(ToolIdentity).Assembly])
        {
            assembly.ManifestModule.ModuleVersionId.TryWriteBytes(id);
            builder.Add(id);
        }
        return builder.Finish();
    }
}
