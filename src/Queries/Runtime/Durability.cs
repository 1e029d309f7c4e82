// How seldom an input changes, so that whole regions of memos can be skipped after an edit elsewhere.

namespace Vale.Queries.Runtime;

/// <summary>
/// How seldom an input is expected to change. A memo's durability is the lowest among what it read: as long as no input
/// of that durability or a higher one was written, the memo is valid and nothing below it is looked at.
/// It is a promise about cost only; an input of any durability may be written at any time.
/// </summary>
public enum Durability : byte
{
    /// <summary>Changes all the time: the text of a file in an editor.</summary>
    Low,

    /// <summary>Changes now and then: the options, the list of files.</summary>
    Medium,

    /// <summary>Practically never changes: the standard library.</summary>
    High,
}
