// The names of a checked body by where they stand.

using Vale.Compiler.Bodies;
using Vale.Syntax;

namespace Vale.Ide;

/// <summary>Finds what a body's names mean. Offsets count from the body's start.</summary>
internal sealed class BodyNames
{
    private readonly BodyReference[] _references;

    public BodyNames(CheckedBody body)
    {
        _references = Array.FindAll(body.References.AsSpan().ToArray(), static reference => !reference.IsInHeader);
        Array.Sort(_references, static (a, b) => a.Start.CompareTo(b.Start));
    }

    /// <summary>The references whose text is the range. A lambda that is checked for several types has several.</summary>
    public ReadOnlySpan<BodyReference> At(TextRange range)
    {
        var (low, high) = (0, _references.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_references[middle].Start < range.Start) low = middle + 1;
            else high = middle;
        }
        var end = low;
        while (end < _references.Length && _references[end].Start == range.Start) end++;
        var found = _references.AsSpan(low..end);
        foreach (var reference in found)
            if (reference.Length != range.Length) return Only(found, range.Length);
        return found;
    }

    /// <summary>The first reference of a kind whose text is the range.</summary>
    public BodyReference? At(TextRange range, ReferenceKind kind)
    {
        foreach (var reference in At(range))
            if (reference.Kind == kind) return reference;
        return null;
    }

    private static ReadOnlySpan<BodyReference> Only(ReadOnlySpan<BodyReference> references, int length) =>
        Array.FindAll(references.ToArray(), reference => reference.Length == length);
}
