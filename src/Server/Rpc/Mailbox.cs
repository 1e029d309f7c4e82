// The channel between two of the server's threads: many post, one takes. A thread that takes sleeps in the kernel and is
// woken directly, without a thread pool between, because the wake-up is part of every answer's latency.

using System.Diagnostics.CodeAnalysis;

namespace Vale.Server.Rpc;

/// <summary>An unbounded first-in, first-out queue for one taking thread.</summary>
internal sealed class Mailbox<T>
{
    private readonly Queue<T> _items = new();
    private bool _closed;

    /// <summary>Adds an item; false when the box is closed, and then the item is not kept.</summary>
    public bool Post(T item)
    {
        lock (_items)
        {
            if (_closed) return false;
            _items.Enqueue(item);
            Monitor.Pulse(_items);
            return true;
        }
    }

    /// <summary>Takes the next item without waiting.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        lock (_items) return _items.TryDequeue(out item);
    }

    /// <summary>
    /// Waits for the next item, at most <paramref name="timeout"/> milliseconds (-1: for ever). False when the time is
    /// over, or the box is closed and empty (<paramref name="closed"/>).
    /// </summary>
    public bool Take(int timeout, [MaybeNullWhen(false)] out T item, out bool closed)
    {
        lock (_items)
        {
            closed = false;
            while (!_items.TryDequeue(out item))
            {
                closed = _closed;
                if (closed || !Monitor.Wait(_items, timeout)) return _items.TryDequeue(out item);
            }
            return true;
        }
    }

    /// <summary>No further item is taken in; those inside still come out.</summary>
    public void Close()
    {
        lock (_items)
        {
            _closed = true;
            Monitor.PulseAll(_items);
        }
    }
}
