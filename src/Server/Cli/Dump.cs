// --dump WHAT: intermediate facts as text, for those who work on the compiler. The forms are for eyes, not for parsers.

using System.Text;
using Vale.Backend.Bytecode;
using Vale.Backend.Llvm;
using Vale.Backend.Llvm.Interop;
using Vale.Compiler.Lowering;
using Vale.Server.Project;
using Vale.Syntax;

namespace Vale.Server.Cli;

/// <summary>Prints facts.</summary>
internal static class Dump
{
    public static int Run(CommandLine line, Terminal terminal)
    {
        if (line.At is not null) return DumpAt.Run(line, terminal);
        using var session = Session.Open(line, terminal);
        if (session is null) return ExitCode.WrongInput;
        if (line.What is "tokens" or "tree" or "items")
        {
            var text = new StringBuilder();
            foreach (var (id, source) in session.Compiler.Files)
            {
                text.Append("file ").Append(source.Label).Append('\n');
                if (line.What == "items") Items(text, session, id);
                else text.Append(TreePrinter.Print(new SyntaxNode(session.Compiler.Tree(id).Tree), tokensOnly: line.What == "tokens", depth: 1));
            }
            terminal.Write(text.ToString());
            return ExitCode.Good;
        }

        if (session.TellProblems(line, terminal).Errors) return ExitCode.ProgramErrors;
        var program = session.Compiler.Lower();
        switch (line.What)
        {
            case "ir":
                terminal.Write(IrPrinter.Print(program));
                break;
            case "bytecode":
                terminal.Write(BytecodePrinter.Print(BytecodeWriter.Write(program)));
                break;
            default:
                Native(session, line.What, terminal);
                break;
        }
        return ExitCode.Good;
    }

    private static void Native(Session session, string what, Terminal terminal)
    {
        var kind = what == "asm" ? Vale.Backend.Llvm.EmitKind.Assembly : Vale.Backend.Llvm.EmitKind.LlvmIr;
        try
        {
            foreach (var (name, unit) in UnitEmission.All(session.Compiler, UnitEmission.OptionsOf(session.Settings, kind), session.Settings.Jobs).Units)
                terminal.Write($"; unit {name}\n{unit.Text}\n");
        }
        catch (LlvmNotFoundException e)
        {
            throw new InputException(new("no-llvm", "LLVM is needed for native code and was not found", "", e.Message, "install it: `sudo apt-get install libllvm19`"));
        }
    }

    private static void Items(StringBuilder text, Session session, Vale.Compiler.Inputs.FileId file)
    {
        var items = session.Compiler.Items(file);
        foreach (var import in items.Imports) text.Append($"  import {import.Package}.{import.Item ?? "*"}\n");
        foreach (var item in items.Items)
        {
            text.Append($"  {item.Kind.ToString().ToLowerInvariant()} {item.Name}/{item.Arity}");
            if (item.IsExported) text.Append(" exported");
            if (item.IsGeneric) text.Append(" generic");
            if (item.IsDuplicate) text.Append(" duplicate");
            text.Append('\n');
        }
    }
}
