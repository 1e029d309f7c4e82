// A real editor that is not ours: Neovim without a screen, with the very configuration that docs/editors.md gives.

using System.Diagnostics;
using System.Text.RegularExpressions;
using Vale.Testing;
using Xunit;

namespace Server.Tests.Lsp;

public sealed class EditorTests
{
    private const string Program = """
        import app.hulls.*;
        exported func main() int {
          boat = Boat(3);
          return boat.crew();
        }
        func broken() int { return missing; }

        """;

    private const string Hulls = """
        struct Boat { size int; }
        func crew(boat &Boat) int { return boat.size; }

        """;

    // Waits for diagnostics, hovers a call, and goes to its definition in another file.
    private const string Script = """
        local out = {}
        local function say(text) table.insert(out, (text:gsub('\n', '|'))) end
        vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
        for _, d in ipairs(vim.diagnostic.get(0)) do say('diagnostic ' .. d.lnum .. ' ' .. d.code) end
        vim.api.nvim_win_set_cursor(0, { 4, 15 })
        for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(), 20000) or {}) do
          say('hover ' .. answer.result.contents.value)
        end
        vim.lsp.buf.definition()
        vim.wait(20000, function() return vim.fn.expand('%:t') == 'hulls.vale' end, 50)
        say('definition ' .. vim.fn.expand('%:t') .. ' ' .. vim.api.nvim_win_get_cursor(0)[1])
        vim.fn.writefile(out, 'said.txt')
        vim.cmd('qa!')
        """;

    [Fact]
    public void Neovim_shows_problems_hovers_and_goes_to_definitions_with_the_configuration_of_the_page()
    {
        var configuration = Regex.Match(File.ReadAllText(Repository.PathOf("docs/editors.md")), "```lua\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        using var folder = new Cli.Folder(
            ("vale.json", """{"modules": {"app": "src"}}"""), ("src/main.vale", Program), ("src/hulls/hulls.vale", Hulls),
            ("init.lua", configuration), ("script.lua", Script),
            ("bin/vale-ls", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "vale-ls.dll")}' \"$@\"\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.At("bin/vale-ls"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("nvim", ["--headless", "-u", "init.lua", "src/main.vale", "-c", "luafile script.lua"])
        {
            WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{folder.At("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["XDG_STATE_HOME"] = start.Environment["XDG_DATA_HOME"] = start.Environment["XDG_CACHE_HOME"] = folder.At("state");
        using var editor = Start(start);
        Assert.True(editor.WaitForExit(TimeSpan.FromMinutes(3)), "Neovim does not end");
        Assert.True(File.Exists(folder.At("said.txt")), $"the script did not come to its end: {editor.StandardError.ReadToEnd()}");
        var said = File.ReadAllLines(folder.At("said.txt"));
        Assert.Equal(["diagnostic 5 unknown-name", "definition hulls.vale 2"], said.Where(line => !line.StartsWith("hover", StringComparison.Ordinal)));
        Assert.Contains("func crew(boat &Boat) int", Assert.Single(said, line => line.StartsWith("hover", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("This test needs Neovim: apt-get install neovim", e);
        }
    }
}
