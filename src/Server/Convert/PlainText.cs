// Markdown for clients that show plain text: the marks that stand for layout are taken away, the words stay.

using System.Text;

namespace Vale.Server.Convert;

/// <summary>Takes Markdown's marks away.</summary>
internal static class PlainText
{
    /// <summary>The text without the fences of code, the marks around code within lines, and rules; code itself stays as it is.</summary>
    public static string Of(string markdown)
    {
        var text = new StringBuilder(markdown.Length);
        var isCode = false;
        var emptyLines = 0;
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
                continue;
            }
            var plain = isCode ? line : line == "---" ? "" : line.Replace("`", "", StringComparison.Ordinal);
            emptyLines = plain.Length == 0 ? emptyLines + 1 : 0;
            if (emptyLines < 2) text.Append(plain).Append('\n');
        }
        return text.ToString().Trim('\n');
    }
}
