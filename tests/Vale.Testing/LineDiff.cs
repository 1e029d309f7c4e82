// What two texts differ in, line by line, for reports a person reads at once. It knows nothing of tests.

using System.Text;

namespace Vale.Testing;

/// <summary>A difference of two texts.</summary>
public static class LineDiff
{
    /// <summary>
    /// Every line of both texts: <c>-</c> before one only <paramref name="expected"/> has, <c>+</c> before one only
    /// <paramref name="actual"/> has, two spaces before one they share.
    /// </summary>
    public static string Of(string expected, string actual)
    {
        var left = expected.Split('\n');
        var right = actual.Split('\n');
        // Beyond this the quadratic table is not worth its memory: the report then shows both texts whole.
        if ((long)left.Length * right.Length > 4_000_000)
            return "- " + string.Join("\n- ", left) + "\n+ " + string.Join("\n+ ", right);

        var common = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
            for (var j = right.Length - 1; j >= 0; j--)
                common[i, j] = left[i] == right[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);

        var report = new StringBuilder();
        for (int i = 0, j = 0; i < left.Length || j < right.Length;)
        {
            if (i < left.Length && j < right.Length && left[i] == right[j])
            {
                report.Append("  ").Append(left[i++]).Append('\n');
                j++;
            }
            else if (i < left.Length && (j == right.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                report.Append("- ").Append(left[i++]).Append('\n');
            }
            else
            {
                report.Append("+ ").Append(right[j++]).Append('\n');
            }
        }
        return report.ToString();
    }
}
