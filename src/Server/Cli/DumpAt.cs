// --dump WHAT FILE:LINE[:COLUMN]: a fact about what stands there, the one the editor shows.

using Vale.Server.Handlers;
using Vale.Server.Project;
using Vale.Server.Seeing;

namespace Vale.Server.Cli;

/// <summary>Prints facts about a place.</summary>
internal static class DumpAt
{
    public static int Run(CommandLine line, Terminal terminal)
    {
        using var placed = PlacedAnalysis.Open(line, terminal);
        if (placed is null) return ExitCode.WrongInput;
        using var analysis = placed.Host.Snapshot();
        var kind = line.What == "llvm-ir" ? "llvm" : line.What;
        if (!ShowFeature.Kinds.Contains(kind))
            throw new InputException(new("usage", $"`{line.What}` is not known of a place, only of a program", "--dump", "", $"leave the place out, or ask for one of {string.Join(", ", ShowFeature.Kinds)}"));
        if (ShowFeature.Of(analysis, placed.Position, kind) is not { } shown)
            throw new InputException(new("no-such-fact", $"there is no {line.What} of what stands at {placed.Place.Path}:{placed.Place.Line}", "", "", "name a line within a function, struct, interface or impl; a column chooses a name in it"));
        terminal.Write($"{shown.Title}\n\n{shown.Text}");
        return ExitCode.Good;
    }
}
