// Putting a reader's stack into words, for cycles and faults.

namespace Vale.Queries.Runtime.Memo;

internal static class Chain
{
    /// <summary>The frames from <paramref name="bottom"/> up, each needing the next, and the last, because of what it said,
    /// the first.</summary>
    internal static CycleParticipant[] Cycle(Reader db, int bottom, string? because)
    {
        var participants = new CycleParticipant[db.FrameCount - bottom];
        var run = db.RunCount - 1;
        for (var i = db.FrameCount - 1; i >= bottom; i--)
            participants[i - bottom] = Participant(db, i, ref run);
        participants[0] = participants[0] with { Because = because };
        return participants;
    }

    /// <summary>The whole stack, innermost first, without the middle when it is very deep.</summary>
    internal static CycleParticipant[] Innermost(Reader db)
    {
        var participants = new List<CycleParticipant>();
        var run = db.RunCount - 1;
        for (var i = db.FrameCount - 1; i >= 0; i--)
        {
            if (i >= db.FrameCount - QueryStack.Shown || i < QueryStack.Shown) participants.Add(Participant(db, i, ref run));
            else if (run >= 0 && db.Runs[run].Frame == i) run--;
        }
        return [.. participants];
    }

    internal static CycleParticipant Participant(Reader db, int frame)
    {
        var run = db.RunCount - 1;
        while (run >= 0 && db.Runs[run].Frame > frame) run--;
        return Participant(db, frame, ref run);
    }

    private static CycleParticipant Participant(Reader db, int index, ref int run)
    {
        ref var frame = ref db.Frames[index];
        string? because = null;
        if (run >= 0 && db.Runs[run].Frame == index) because = db.Runs[run--].Because;
        var table = db.Context.TableOf(frame.Definition);
        return new(table.Definition.Name, frame.Key, Describe(db, table, frame.Key), because);
    }

    internal static string Describe(Reader db, Table table, int key) => db.Database.Describe(table, key, db.Revision);
}
