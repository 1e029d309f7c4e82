// The words for problems with imports, items and headers.

using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;

namespace Vale.Compiler.Diagnostics;

internal sealed partial class Renderer
{
    private Diagnostic? RenderNames(Problem problem) => problem switch
    {
        UnsupportedConstruct p => Make(DiagnosticCodes.UnsupportedConstruct, p,
            $"{p.What} are not compiled yet", "this is read, but not compiled",
            "write it without for now"),
        UnknownModule p => Make(DiagnosticCodes.UnknownModule, p,
            $"no module is called `{p.Module}`", "no such module",
            Or(DidYouMean(p.Known), $"give it on the command line as `{p.Module}=PATH`, or under \"modules\" in vale.json"), Severity.Warning),
        UnknownPackage p => Make(DiagnosticCodes.UnknownPackage, p,
            $"there is no package `{p.Package}`", "no such package",
            Or(DidYouMean(p.Known), $"a package is a folder of .vale files below the folder of module `{p.Package.Module}`")),
        UnknownImport p => Make(DiagnosticCodes.UnknownImport, p,
            $"package `{p.Package}` declares nothing called `{p.Name}`", "no such name in the package",
            Or(DidYouMean(p.Near), $"write `import {p.Package}.*;` to import all it declares")),
        DuplicateDenizen p => Make(DiagnosticCodes.DuplicateDenizen, p,
            $"`{p.Name}` is declared twice in this package", "declared again here",
            "rename one of them, or move it to another package", labels: [(p.First, "first declared here")]),
        _ => null,
    };

    private Diagnostic? RenderSignatures(Problem problem) => problem switch
    {
        UnknownType p => Make(DiagnosticCodes.UnknownType, p,
            $"no type is called `{p.Name}`", "not found here",
            Or(DidYouMean(p.Near), "declare it, or import the package that does")),
        AmbiguousType p => Make(DiagnosticCodes.AmbiguousType, p,
            $"`{p.Name}` could be {Count(p.Declared.Length, "type")} of that name", "which one?",
            "import only the one that is meant, by its name",
            labels: p.Declared.Select(static where => (where, "one of them")).ToArray()),
        DuplicateName p => Make(DiagnosticCodes.DuplicateName, p,
            p.IsMember ? $"two members are called `{p.Name}`" : $"two parameters are called `{p.Name}`", "the second one",
            "rename one of them", labels: [(p.First, "the first one")]),
        DuplicateFunction p => Make(DiagnosticCodes.DuplicateFunction, p,
            $"`{p.Name}` is declared twice with the same parameters", "a call could mean either",
            p.FirstIsDerived && p.Name == "drop"
                ? "write `#!DeriveStructDrop` before the struct to keep the drop from being derived"
                : p.FirstIsDerived ? "the constructor derived for the struct takes these parameters already: give this function others" : "change the parameters of one, or its name",
            labels: [(p.First, p.FirstIsDerived ? $"`{p.Name}` is derived for this struct" : "the other one")]),
        MutableMemberOfImmutable p => Make(DiagnosticCodes.MutableMemberOfImmutable, p,
            $"immutable struct `{p.Struct}` cannot have the mutable member `{p.Member}`", $"{Show(p.Type)} is mutable",
            $"make {Show(p.Type.Kind)} an `imm` struct, or take `imm` from `{p.Struct}`"),
        VaryingMemberOfImmutable p => Make(DiagnosticCodes.VaryingMemberOfImmutable, p,
            $"immutable struct `{p.Struct}` cannot have the varying member `{p.Member}`", "`!` says that it may be set",
            "take the `!` away, or make the struct mutable"),
        ImmutableHoldsItself p => Make(DiagnosticCodes.ImmutableHoldsItself, p,
            $"immutable struct `{p.Struct}` holds itself, so no value of it could ever be made", "its members lead back to it",
            "make the struct mutable, or the member an interface", Severity.Warning),
        ParameterWithoutType p => Make(DiagnosticCodes.ParameterWithoutType, p,
            $"parameter `{p.Name}` has no type", "only the object itself may do without", $"write a name and a type: `{(WellKnownKinds.ByName(p.Name) is null ? p.Name + " int" : "x " + p.Name)}`"),
        MissingBody p => Make(DiagnosticCodes.MissingBody, p,
            $"function `{p.Name}` has no body", "a body is missing behind this",
            "give it one in braces, or mark it `extern` when C provides it"),
        ExternWithBody p => Make(DiagnosticCodes.ExternWithBody, p,
            $"extern function `{p.Name}` has a body", "C provides the body of an extern function",
            "take the body or the `extern` away"),
        GenericExtern p => Make(DiagnosticCodes.GenericExtern, p,
            $"extern function `{p.Name}` is generic", "C has no generic functions",
            "write one extern function for each type it is called with"),
        MainWithParameters p => Make(DiagnosticCodes.MainWithParameters, p,
            "`main` takes no parameters", "the program is started here",
            "read the words of the command line with `numMainArgs()` and `getMainArg(i)`; as it is, only C can call it", Severity.Warning),
        GenericExport p => Make(DiagnosticCodes.GenericExport, p,
            $"generic function `{p.Name}` is exported, and nothing comes of it", "C knows no generic functions",
            "export a function that calls it with the types C is to use", Severity.Warning),
        UnexportedType p => Make(DiagnosticCodes.UnexportedType, p,
            $"{(p.IsExtern ? "extern" : "exported")} function `{p.Function}` speaks of {Show(p.Kind)}, which is not exported", "C does not know this type",
            "write `exported` before the type, or `export TYPE as NAME;`", labels: p.Declared == p.Where ? [] : [(p.Declared, "declared here")]),
        UnexportedMemberType p => Make(DiagnosticCodes.UnexportedType, p,
            $"exported struct `{p.Struct}` has the member `{p.Member}` of type {Show(p.Kind)}, which is not exported", "C does not know this type",
            "export the member's type too"),
        DuplicateTypeExport p => Make(DiagnosticCodes.DuplicateTypeExport, p,
            $"{Show(p.Kind)} is exported twice", "exported again here", "export it once, under one name", labels: [(p.First, "first exported here")]),
        DuplicateExport p => Make(DiagnosticCodes.DuplicateExport, p,
            $"module `{p.Module}` exports `{p.Name}` twice", "exported again here",
            "C knows functions by name alone: export only one of them, or rename it", labels: [(p.First, "first exported here")]),
        _ => null,
    };
}
