// The text of --help. The options come from OptionTable; the examples here are run by the tests.

using System.Text;

namespace Vale.Server.Cli;

/// <summary>Writes the help page.</summary>
public static class HelpPage
{
    /// <summary>The page, ending in a line break.</summary>
    public static string Text()
    {
        var page = new StringBuilder();
        page.Append("""
            vale-ls: compiler, interpreter and language server for Vale

            Usage:
              vale-ls                                     language server on stdin and stdout
              vale-ls --check [SOURCE]...                 report problems
              vale-ls --run   [SOURCE]... [-- ARGS]       compile and interpret
              vale-ls --build [SOURCE]... [--run [-- ARGS]]
                                                          compile to a native program
              vale-ls --fmt [--verify] [FILE | DIR | -]...
                                                          format files
              vale-ls --test  [SOURCE]...                 run the tests
              vale-ls --dump WHAT | --explain | --stats  [SOURCE]...

            A SOURCE is one of
              MODULE=FILE.vale    a source file of the module's root package
              MODULE=DIR          a directory: its sub-directories are packages, native/*.c is their C
              MODULE=FILE.c       C that is compiled and linked along
              FILE.vale           a source file; its name is the module's
              DIR                 a directory with a vale.json
            With no SOURCE, the nearest vale.json here or above is read.

            """);
        var group = "";
        foreach (var option in OptionTable.All)
        {
            if (option.Group != group)
            {
                group = option.Group;
                page.Append('\n').Append(group).Append(":\n");
            }
            var left = option.Rule == ValueRule.Required ? $"{option.Name} {option.Value}" : option.Name + option.Value;
            page.Append("  ").Append(left.PadRight(24)).Append(option.Help).Append('\n');
        }
        page.Append("""

            Examples:
              vale-ls --build samples/hello --run         build the sample and run it
              vale-ls --run hello=main.vale -- a b        interpret, passing a and b to the program
              vale-ls --check app=src lib=../lib/src      check app, which may import lib
              vale-ls --fmt --verify src                  name the files that are not formatted
              vale-ls --test app=src --filter docks       run those of the tests of app that are about docks
              vale-ls --check --format sarif > out.sarif  for a code scanning service
              vale-ls --build app=src -O2 --emit asm      see what the machine gets

            vale.json:
              {"modules": {"app": "src"}, "dependencies": {"lib": "../lib/src"}, "options": {"opt": "O2"}}
              Paths start at its folder. Options: opt, region, outputDir, noStd, noImplicitBuiltins, debugInfo.

            Exit codes:
              0  good
              1  the program has errors, or a test failed; with --run, the program's own code
              2  wrong usage, or missing or unreadable input
              3  a fault of vale-ls, with a report to send us

            """);
        return page.ToString().ReplaceLineEndings("\n");
    }
}
