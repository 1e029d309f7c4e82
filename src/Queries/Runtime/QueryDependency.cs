// One thing a memo was made from, for those who explain why it ran.

namespace Vale.Queries.Runtime;

/// <summary>A memo or input that another memo read.</summary>
/// <param name="Definition">The query or input.</param>
/// <param name="Key">The key's number.</param>
/// <param name="ChangedAt">The last revision in which its value became another one.</param>
public readonly record struct QueryDependency(Definition Definition, int Key, Revision ChangedAt);
