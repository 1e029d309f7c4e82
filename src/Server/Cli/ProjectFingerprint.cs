// Everything that a program's meaning follows from, as one fingerprint: which files, where, and what is in them.

using Vale.Queries.Runtime.Values;
using Vale.Server.Project;

namespace Vale.Server.Cli;

/// <summary>Fingerprints of loaded projects.</summary>
internal static class ProjectFingerprint
{
    /// <summary>Adds the Vale sources, how messages call them, and the settings that change what they mean.</summary>
    public static void AddSources(FingerprintBuilder to, ProjectAndSettings loaded)
    {
        var project = loaded.Project;
        to.Add(loaded.Settings.NoStd);
        to.Add(loaded.Settings.NoImplicitBuiltins);
        to.Add(project.Modules.Count);
        foreach (var module in project.Modules)
        {
            to.Add(module.Name);
            to.Add((int)module.Reach);
        }
        to.Add(project.Sources.Count);
        foreach (var source in project.Sources)
        {
            to.Add(source.File.Module);
            to.Add(source.File.Package);
            to.Add(source.File.Name);
            to.Add(source.Path);
            to.Add(source.Label);
            to.Add(source.Text);
        }
    }

    /// <summary>Adds the C files as they are now; false when one cannot be read.</summary>
    public static bool TryAddNatives(FingerprintBuilder to, ValeProject project)
    {
        to.Add(project.Natives.Count);
        foreach (var native in project.Natives)
        {
            if (FileContent.Of(native.Path) is not { } content) return false;
            to.Add(native.Module);
            to.Add(native.Package);
            to.Add(native.Label);
            to.Add(native.IsPackageOwned);
            to.Add(content.Path);
            to.Add(content.Content);
        }
        return true;
    }
}
