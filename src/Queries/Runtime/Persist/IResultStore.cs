// Where results outlive the process. The engine sees bytes under a fingerprint; where they lie, how long, and what becomes of
// damaged ones is the store's concern.

using Vale.Queries.Runtime.Values;

namespace Vale.Queries.Runtime.Persist;

/// <summary>
/// Keeps bytes by the fingerprint of what they were computed from. Called from many threads at once, while queries run, so it
/// must not ask the database. It never throws for a cause in the world: what cannot be read was never kept, what cannot be
/// kept is computed again next time.
/// </summary>
public interface IResultStore
{
    /// <summary>Exactly the bytes that were last put under the key, or null.</summary>
    byte[]? Get(Fingerprint key);

    /// <summary>Keeps the bytes, if it can.</summary>
    void Put(Fingerprint key, ReadOnlySpan<byte> bytes);
}
