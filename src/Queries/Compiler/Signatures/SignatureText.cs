// Headers as text: what messages, hovers and outlines call a function.

using System.Text;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;

namespace Vale.Compiler.Signatures;

/// <summary>The text of headers and bounds.</summary>
public static class SignatureText
{
    /// <summary>A function as messages name it: <c>name(int, &amp;Ship)</c>.</summary>
    public static string Of(QueryContext db, FunctionHeader header)
    {
        var text = new StringBuilder(header.Name).Append('(');
        for (var i = 0; i < header.Parameters.Length; i++)
        {
            if (i > 0) text.Append(", ");
            text.Append(TypeQueries.Display(db, header.Parameters[i].Type));
        }
        return text.Append(')').ToString();
    }

    /// <summary>A function bound as it is written: <c>func drop(T)void</c>.</summary>
    public static string Of(QueryContext db, FunctionBound bound)
    {
        var text = new StringBuilder();
        TypePrinter.Prototype(db, text, bound.Name, bound.Parameters, bound.ReturnType);
        return text.ToString();
    }
}
