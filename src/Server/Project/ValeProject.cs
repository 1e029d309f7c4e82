// A project as read from the world: which files make up which packages, what C comes along, which options were written down.
// It knows paths and text; it does not know what the text means.

using Vale.Compiler.Inputs;

namespace Vale.Server.Project;

/// <summary>A Vale source file.</summary>
/// <param name="File">Its place in a module, which is how the compiler knows it.</param>
/// <param name="Path">The full path.</param>
/// <param name="Label">The path as the user would write it; what messages show.</param>
/// <param name="Text">The content without a byte order mark.</param>
public sealed record ProjectSource(FileData File, string Path, string Label, string Text);

/// <summary>A C file that is compiled and linked with a native build.</summary>
/// <param name="Module">The module it belongs to.</param>
/// <param name="Package">The package it belongs to; empty for the module's root package.</param>
/// <param name="Path">The full path.</param>
/// <param name="Label">The path as the user would write it.</param>
/// <param name="IsPackageOwned">True for <c>native/*.c</c>, which is linked only when its package is part of the program; false for a file named in an argument, which is always linked.</param>
public sealed record NativeSource(string Module, string Package, string Path, string Label, bool IsPackageOwned);

/// <summary>Which packages of a module belong to the program.</summary>
public enum ModuleReach
{
    /// <summary>All of them: a module of <c>vale.json</c>'s <c>modules</c>, and the first one named on the command line.</summary>
    Everything,
    /// <summary>Its root package and whatever is imported: a further file of the command line.</summary>
    RootAndImported,
    /// <summary>Only what is imported: a further directory of the command line, and a dependency of <c>vale.json</c>.</summary>
    Imported,
}

/// <summary>A module of a project.</summary>
/// <param name="Name">As in <c>MODULE=PATH</c>.</param>
/// <param name="Reach">Which of its packages are compiled.</param>
public sealed record ProjectModule(string Name, ModuleReach Reach);

/// <summary>The options a <c>vale.json</c> may set; null where it says nothing. The command line overrides each.</summary>
public sealed record ProjectOptions(
    string? Opt = null,
    string? Region = null,
    string? OutputDir = null,
    bool? NoStd = null,
    bool? NoImplicitBuiltins = null,
    bool? DebugInfo = null);

/// <summary>Everything that makes up one program or library.</summary>
/// <param name="Modules">In the order they were first named.</param>
/// <param name="Sources">Ordered by module as above, then package, then file name (ordinal): the same input gives the same order on every machine.</param>
/// <param name="Natives">C files, in the same order.</param>
/// <param name="Options">What <c>vale.json</c> sets; empty without one.</param>
/// <param name="ProjectFile">The full path of the <c>vale.json</c> that was read, if any.</param>
public sealed record ValeProject(
    IReadOnlyList<ProjectModule> Modules,
    IReadOnlyList<ProjectSource> Sources,
    IReadOnlyList<NativeSource> Natives,
    ProjectOptions Options,
    string? ProjectFile);

/// <summary>What came of reading a project: the project, or every problem that was found.</summary>
/// <param name="Project">What could be read, even when there are problems: an editor goes on with it; the command line does not.</param>
/// <param name="Problems">Empty when all went well.</param>
/// <param name="ProjectFile">The <c>vale.json</c> that was looked at, also when it is broken.</param>
public sealed record ProjectLoad(ValeProject Project, IReadOnlyList<InputProblem> Problems, string? ProjectFile);
