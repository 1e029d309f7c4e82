// What a user may have shown or not.

namespace Vale.Ide;

/// <summary>The inlay hints to show.</summary>
/// <param name="Types">Types of locals, and what lambdas take and give.</param>
/// <param name="Parameters">Names of parameters at arguments.</param>
/// <param name="Generics">What generic parameters stand for at calls.</param>
/// <param name="Drops">What is dropped where a scope ends.</param>
/// <param name="Borrows">Borrows that nobody wrote.</param>
public sealed record InlayHintOptions(bool Types = true, bool Parameters = true, bool Generics = true, bool Drops = false, bool Borrows = false);

/// <summary>The lenses to show.</summary>
/// <param name="References">How often a function or type is used.</param>
/// <param name="Implementations">What implements an interface.</param>
/// <param name="Run">Running programs and tests.</param>
/// <param name="Instantiations">With which types something generic is used.</param>
public sealed record CodeLensOptions(bool References = true, bool Implementations = true, bool Run = true, bool Instantiations = true);
