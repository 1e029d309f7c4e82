// Colours as roles. Renderers say what a piece of text is; whether and how that is coloured is decided here.

using System.Text;

namespace Vale.Server.Render;

/// <summary>What a piece of rendered text is.</summary>
public enum Role : byte { Plain, Strong, Error, Warning, Information, Hint, Gutter, Secondary, Help }

/// <summary>Collects text, with ANSI colours or without.</summary>
public sealed class Ink(bool colored)
{
    private readonly StringBuilder _out = new();

    /// <summary>What was written so far.</summary>
    public override string ToString() => _out.ToString();

    /// <summary>Writes plain text.</summary>
    public Ink Write(string text)
    {
        _out.Append(text);
        return this;
    }

    /// <summary>Writes text of a role.</summary>
    public Ink Write(string text, Role role)
    {
        if (text.Length == 0) return this;
        if (!colored || role == Role.Plain) return Write(text);
        _out.Append(Code(role)).Append(text).Append("\e[0m");
        return this;
    }

    /// <summary>Ends the line; blanks at its end are dropped when nothing is coloured.</summary>
    public Ink Line()
    {
        while (_out.Length != 0 && _out[^1] == ' ') _out.Length--;
        _out.Append('\n');
        return this;
    }

    private static string Code(Role role) => role switch
    {
        Role.Strong => "\e[1m",
        Role.Error => "\e[1;31m",
        Role.Warning => "\e[1;33m",
        Role.Information => "\e[1;36m",
        Role.Hint => "\e[1;32m",
        Role.Gutter or Role.Secondary => "\e[1;34m",
        Role.Help => "\e[1;36m",
        _ => "",
    };
}
