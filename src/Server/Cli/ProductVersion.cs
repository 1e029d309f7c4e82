// The version, read from the assembly where the build wrote it.

using System.Reflection;

namespace Vale.Server.Cli;

/// <summary>The product's version.</summary>
public static class ProductVersion
{
    /// <summary>As <c>--version</c> prints it: <c>0.1.0</c>.</summary>
    public static string Text
    {
        get
        {
            var full = typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
            var plus = full.IndexOf('+');
            // What stands behind the plus is the commit; eight digits of it are enough to find it.
            return plus < 0 ? full : $"{full[..plus]} ({full.AsSpan(plus + 1, Math.Min(8, full.Length - plus - 1))})";
        }
    }
}
