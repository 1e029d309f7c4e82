// What can be known of whether an object lives. The order of the values is used: a larger one promises more.

namespace Vale.Backend.Checks;

/// <summary>What is known of an object at one place of a function. A number from <see cref="Rooted"/> on names the local that owns it.</summary>
internal static class Knowledge
{
    /// <summary>It may be dead.</summary>
    public const int None = 0;

    /// <summary>It lives here; what may free objects of its type ends that.</summary>
    public const int Alive = 1;

    /// <summary>It lives as long as this call of the function does: a caller's local owns it meanwhile.</summary>
    public const int Pinned = 2;

    /// <summary>It lives as long as an owning local of this function holds what it holds: <c>Rooted + local</c>.</summary>
    public const int Rooted = 3;

    /// <summary>What holds on both of two ways.</summary>
    public static int Meet(int a, int b) => a == b ? a : a == None || b == None ? None : Alive;
}
