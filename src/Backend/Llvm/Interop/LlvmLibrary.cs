// Finds libLLVM. LLVM 19 is what is tested most, so it comes first; then later ones, then earlier ones.
// The library is loaded on the first call of any LLVM function, so --check, --run and the server never need it.

using System.Reflection;
using System.Runtime.InteropServices;

[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]

namespace Vale.Backend.Llvm.Interop;

/// <summary>Locates and loads libLLVM.</summary>
public static class LlvmLibrary
{
    internal const string Name = "LLVM-C";

    private static readonly int[] Versions = [19, 20, 21, 22, 18, 17, 16, 15];

    private static readonly Lazy<nint> Loaded = new(Load);

    /// <summary>True when a libLLVM can be loaded.</summary>
    public static bool IsPresent
    {
        get
        {
            try
            {
                Require();
                return true;
            }
            catch (LlvmNotFoundException)
            {
                return false;
            }
        }
    }

    /// <summary>Loads libLLVM. Throws <see cref="LlvmNotFoundException"/> when there is none.</summary>
    public static void Require() => _ = Loaded.Value;

    /// <summary>True when the loaded LLVM has a function of this name: some were renamed between versions.</summary>
    internal static bool Has(string function) => NativeLibrary.TryGetExport(Loaded.Value, function, out _);

    /// <summary>The loaded LLVM's version, <c>19.1.7</c>.</summary>
    internal static string Version()
    {
        if (!Has("LLVMGetVersion")) return "15";
        LLVM.GetVersion(out var major, out var minor, out var patch);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{major}.{minor}.{patch}");
    }

    private static nint Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(LlvmLibrary).Assembly, Resolve);
        return LoadFirst(Candidates());
    }

    /// <summary>Loads the first candidate that is there. Throws <see cref="LlvmNotFoundException"/> when none is.</summary>
    public static nint LoadFirst(IEnumerable<string> candidates)
    {
        foreach (var candidate in candidates)
            if (NativeLibrary.TryLoad(candidate, out var handle)) return handle;
        throw new LlvmNotFoundException(
            "LLVM is not installed: no libLLVM of version 15 to 22 was found. " +
            (OperatingSystem.IsMacOS() ? "Install it with: brew install llvm@19" : "Install it with: sudo apt-get install libllvm19"));
    }

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path) => library == Name ? Loaded.Value : 0;

    /// <summary>The names and paths that are tried, in order. A bare name is looked for as the system's loader does.</summary>
    public static IEnumerable<string> Candidates()
    {
        if (OperatingSystem.IsMacOS())
        {
            foreach (var version in Versions)
            {
                yield return $"/opt/homebrew/opt/llvm@{version}/lib/libLLVM.dylib";
                yield return $"/usr/local/opt/llvm@{version}/lib/libLLVM.dylib";
            }
            yield return "/opt/homebrew/opt/llvm/lib/libLLVM.dylib";
            yield break;
        }
        foreach (var version in Versions)
        {
            // Debian's SONAME changed with LLVM 18: libLLVM-17.so.1, libLLVM.so.18.1, libLLVM.so.19.1.
            var soname = version >= 18 ? $"libLLVM.so.{version}.1" : $"libLLVM-{version}.so.1";
            yield return soname;
            yield return $"/usr/lib/llvm-{version}/lib/{soname}";
            yield return $"/usr/lib/llvm-{version}/lib/libLLVM-{version}.so";
            yield return $"libLLVM-{version}.so";
        }
    }
}
