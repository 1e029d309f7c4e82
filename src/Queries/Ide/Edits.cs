// Changes that features propose: what is to be replaced in which file. Who applies them is not known here.

using System.Text;
using Vale.Compiler.Inputs;
using Vale.Syntax;

namespace Vale.Ide;

/// <summary>Changes of one file: in the order of places, none overlapping another, all counted from the text as it is now.</summary>
public sealed record FileEdits(FileId File, IReadOnlyList<TextEdit> Edits)
{
    /// <summary>The text with the changes made.</summary>
    public string Apply(string text)
    {
        var result = new StringBuilder(text.Length + 64);
        var at = 0;
        foreach (var edit in Edits)
        {
            result.Append(text, at, edit.Start - at).Append(edit.NewText);
            at = edit.End;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Where an offset of the text as it is now stands in the changed text; within replaced text, its start.</summary>
    public int Map(int offset)
    {
        var delta = 0;
        foreach (var edit in Edits)
        {
            if (edit.End <= offset && edit.Start < offset) delta += edit.Delta;
            else if (edit.Start < offset) return edit.Start + delta;
            else break;
        }
        return offset + delta;
    }

    /// <summary>Where a range stands in the changed text; one that is replaced as a whole is what replaces it.</summary>
    public TextRange Map(TextRange range)
    {
        var start = Map(range.Start);
        foreach (var edit in Edits)
            if (edit.Start == range.Start && edit.End == range.End && edit.Start < edit.End) return new TextRange(start, start + edit.NewText.Length);
        return new TextRange(start, Math.Max(start, Map(range.End)));
    }
}

/// <summary>Changes of any number of files, made together or not at all.</summary>
public sealed record SourceEdit(IReadOnlyList<FileEdits> Files)
{
    /// <summary>The changes of one file, or null.</summary>
    public FileEdits? Of(FileId file)
    {
        foreach (var edits in Files)
            if (edits.File == file) return edits;
        return null;
    }
}

/// <summary>Gathers changes in any order.</summary>
internal sealed class EditBuilder
{
    private readonly Dictionary<FileId, List<TextEdit>> _files = [];

    /// <summary>Nothing has been changed.</summary>
    public bool IsEmpty => _files.Count == 0;

    /// <summary>Replaces a range.</summary>
    public void Replace(FileId file, TextRange range, string text)
    {
        if (!_files.TryGetValue(file, out var edits)) _files.Add(file, edits = []);
        var edit = new TextEdit(range.Start, range.End, text);
        if (!edits.Contains(edit) || range.Length == 0) edits.Add(edit);
    }

    /// <summary>Inserts before an offset; behind what was inserted there already.</summary>
    public void Insert(FileId file, int offset, string text) => Replace(file, new TextRange(offset, offset), text);

    /// <summary>Takes a range away.</summary>
    public void Delete(FileId file, TextRange range) => Replace(file, range, "");

    /// <summary>What was gathered. Null when two changes overlap.</summary>
    public SourceEdit? Build()
    {
        var files = new List<FileEdits>(_files.Count);
        foreach (var (file, edits) in _files)
        {
            // Insertions at one place keep their order.
            var sorted = edits.OrderBy(static edit => edit.Start).ThenBy(static edit => edit.End).ToArray();
            for (var i = 1; i < sorted.Length; i++)
                if (sorted[i].Start < sorted[i - 1].End) return null;
            files.Add(new FileEdits(file, sorted));
        }
        files.Sort(static (a, b) => a.File.Index.CompareTo(b.File.Index));
        return new SourceEdit(files);
    }
}
