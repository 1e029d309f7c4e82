// The headers that C code includes to call Vale and be called: include/MODULE/NAME.h for every exported and extern function,
// every exported type and every other type in their signatures, and include/ValeBuiltins.h. How types cross is told in
// ValeBuiltins.h; the code on the other side is Backend/Llvm/Emit/ModuleEmitter.Foreign.cs and ModuleEmitter.Messages.cs.

using System.Text;
using Vale.Compiler.Lowering;
using Vale.Queries.Runtime.Values;

namespace Vale.Backend.Native;

/// <summary>A generated header.</summary>
/// <param name="Path">Below the include folder, with <c>/</c>: <c>vtest/launch.h</c>.</param>
public sealed record NativeHeader(string Path, string Text);

/// <summary>Writes the C headers of a program.</summary>
public static class NativeHeaders
{
    private const string Builtins = """
        #ifndef VALE_EXPORTS_ValeBuiltins_H_
        #define VALE_EXPORTS_ValeBuiltins_H_

        /* How Vale's types look in C:
             int ValeInt, i64 int64_t, bool int8_t, float double
             str                      ValeStr*
             imm struct, imm array    MODULE_Name*
             imm interface            MODULE_Name, by value: what it is, and the address of that imm struct
             mutable                  MODULE_NameRef, a handle, by value: give it back to Vale to use it

           Immutables are copied when they cross, either way, and the receiver owns the copy: free() of its address (of an
           interface's obj) frees all of it, the strings, structs and arrays within too. Vale frees what it is given, by its
           address alone: what that points to must be in the same block, or C's to free.

           A handle owns its object when Vale returned it as its owner, or gave it to a parameter that owns; C gives such a one
           back to an owner once. Vale halts the program when it is given a handle that is null, of another type, of an object
           that is dead, or that C does not own where an owner is wanted. */

        #include <stdint.h>
        #include <stdlib.h>
        #include <string.h>

        #ifdef __cplusplus
        extern "C" {
        #endif

        typedef int32_t ValeInt;

        /* `length` bytes and a NUL behind them. */
        typedef struct ValeStr {
          ValeInt length;
          char chars[];
        } ValeStr;

        /* A new string of that many bytes, to be filled in. */
        ValeStr* ValeStrNew(ValeInt length);

        /* A copy of a NUL-terminated text. */
        ValeStr* ValeStrFrom(const char* source);

        #ifdef __cplusplus
        }
        #endif

        #endif

        """;

    /// <summary>All headers of <paramref name="program"/>, in a stable order.</summary>
    public static ValueArray<NativeHeader> Of(IrProgram program) => new HeaderWriter(program).Run(Builtins);
}
