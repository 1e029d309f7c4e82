// The one way a check says no. It knows nothing of the test framework, so that any of them shows it.

namespace Vale.Testing;

/// <summary>What was shown is not what the test says. The message is the whole report, ready to read.</summary>
public sealed class CheckFailedException(string message) : Exception("\n" + message);
