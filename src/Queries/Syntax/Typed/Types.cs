// Typed views of types (templexes) and of the rules of where clauses. Views only: no checks, no meaning.

namespace Vale.Syntax;

/// <summary>Any type (templex); ask <see cref="Kind"/> which, then view it so.</summary>
public readonly record struct TypeSyntax(SyntaxNode Node) : ISyntax<TypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => SyntaxFacts.IsType(kind);

    /// <inheritdoc/>
    public static TypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Which form it is.</summary>
    public SyntaxKind Kind => Node.Kind;
}

/// <summary>A name: a type, a rune or a template.</summary>
public readonly record struct NameTypeSyntax(SyntaxNode Node) : ISyntax<NameTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.NameType;

    /// <inheritdoc/>
    public static NameTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The name.</summary>
    public SyntaxToken Name => SyntaxParts.OnlyToken(Node);
}

/// <summary>An integer where a type may stand, as the size in <c>[#3]T</c>.</summary>
public readonly record struct IntegerTypeSyntax(SyntaxNode Node) : ISyntax<IntegerTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.IntegerType;

    /// <inheritdoc/>
    public static IntegerTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The literal.</summary>
    public SyntaxToken Literal => SyntaxParts.OnlyToken(Node);

    /// <summary>The value; false when it does not fit in 64 bits.</summary>
    public bool TryGetValue(out long value) => Literals.TryInteger(Literal.Text, out value, out _);
}

/// <summary><c>true</c> or <c>false</c> where a type may stand.</summary>
public readonly record struct BoolTypeSyntax(SyntaxNode Node) : ISyntax<BoolTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.BoolType;

    /// <inheritdoc/>
    public static BoolTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The value.</summary>
    public bool Value => Node.Green.Child(0).Kind == SyntaxKind.TrueKeyword;
}

/// <summary>A string where a type may stand.</summary>
public readonly record struct StringTypeSyntax(SyntaxNode Node) : ISyntax<StringTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.StringType;

    /// <inheritdoc/>
    public static StringTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The literal.</summary>
    public StringExpressionSyntax? Literal => Node.First<StringExpressionSyntax>();
}

/// <summary><c>_</c>: a type to be found out.</summary>
public readonly record struct AnonymousTypeSyntax(SyntaxNode Node) : ISyntax<AnonymousTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.AnonymousType;

    /// <inheritdoc/>
    public static AnonymousTypeSyntax Wrap(SyntaxNode node) => new(node);
}

/// <summary>A word of ownership (<c>own borrow weak share</c>), mutability (<c>mut imm</c>), variability (<c>final vary</c>) or location (<c>inl heap</c>).</summary>
public readonly record struct WordTypeSyntax(SyntaxNode Node) : ISyntax<WordTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind is SyntaxKind.OwnershipType or SyntaxKind.MutabilityType or SyntaxKind.VariabilityType or SyntaxKind.LocationType;

    /// <inheritdoc/>
    public static WordTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The word's kind.</summary>
    public SyntaxKind Word => Node.Green.Child(0).Kind;
}

/// <summary>A region where a type may stand: <c>r'</c>, or <c>'</c> alone.</summary>
public readonly record struct RegionTypeSyntax(SyntaxNode Node) : ISyntax<RegionTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.RegionType;

    /// <inheritdoc/>
    public static RegionTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The region's name; null for <c>'</c> alone.</summary>
    public SyntaxToken? Name => SyntaxParts.FirstWordOrInteger(Node);
}

/// <summary>A type with an ownership mark, a region, or both: <c>&amp;T</c>, <c>&amp;&amp;T</c>, <c>^T</c>, <c>@T</c>, <c>r'T</c>, <c>&amp;r'T</c>.</summary>
public readonly record struct InterpretedTypeSyntax(SyntaxNode Node) : ISyntax<InterpretedTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.InterpretedType;

    /// <inheritdoc/>
    public static InterpretedTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary><see cref="SyntaxKind.Caret"/>, <see cref="SyntaxKind.At"/>, <see cref="SyntaxKind.Ampersand"/> or <see cref="SyntaxKind.AmpersandAmpersand"/>; null when only a region is written.</summary>
    public SyntaxToken? Ownership => Node.Green.Child(0) is GreenToken token ? new SyntaxToken(token, Node.Offset) : null;

    /// <summary>The region, when written.</summary>
    public RegionSyntax? Region => Node.First<RegionSyntax>();

    /// <summary>What is marked.</summary>
    public TypeSyntax? Inner => Node.First<TypeSyntax>();
}

/// <summary><c>List&lt;int&gt;</c></summary>
public readonly record struct CallTypeSyntax(SyntaxNode Node) : ISyntax<CallTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.CallType;

    /// <inheritdoc/>
    public static CallTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What is applied.</summary>
    public TypeSyntax? Template => Node.First<TypeSyntax>();

    /// <summary>What it is applied to.</summary>
    public SyntaxList<TypeSyntax> Arguments => new(Node.TryChild(SyntaxKind.TypeArgumentList, out var list) ? list : default);
}

/// <summary><c>&lt;int, bool&gt;</c></summary>
public readonly record struct TypeArgumentListSyntax(SyntaxNode Node) : ISyntax<TypeArgumentListSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.TypeArgumentList;

    /// <inheritdoc/>
    public static TypeArgumentListSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The arguments in text order.</summary>
    public SyntaxList<TypeSyntax> Arguments => Node.All<TypeSyntax>();
}

/// <summary><c>[#N]T</c>, <c>[#3]&lt;imm, vary&gt;T</c>, <c>#[#3]T</c></summary>
public readonly record struct StaticArrayTypeSyntax(SyntaxNode Node) : ISyntax<StaticArrayTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.StaticArrayType;

    /// <inheritdoc/>
    public static StaticArrayTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The number of elements.</summary>
    public TypeSyntax? Size => Node.First<TypeSyntax>() is { } first && first.Node.Offset < (Node.Token(SyntaxKind.CloseSquare)?.Offset ?? int.MaxValue) ? first : null;

    /// <summary>Whether <c>#</c> stands before the bracket: the array is immutable.</summary>
    public bool HasImmutableMark => Node.Green.Child(0).Kind == SyntaxKind.Hash;

    /// <summary><c>&lt;imm, vary&gt;</c>, when written: first mutability, then variability.</summary>
    public TypeArgumentListSyntax? Arguments => Node.First<TypeArgumentListSyntax>();

    /// <summary>The mutability written in the angle brackets.</summary>
    public TypeSyntax? Mutability => Arguments is { } list ? list.Node.Nth<TypeSyntax>(0) : null;

    /// <summary>The variability written in the angle brackets.</summary>
    public TypeSyntax? Variability => Arguments is { } list ? list.Node.Nth<TypeSyntax>(1) : null;

    /// <summary>What the array holds.</summary>
    public TypeSyntax? Element => Node.FirstAfter<TypeSyntax>(SyntaxKind.CloseSquare);
}

/// <summary><c>[]T</c>, <c>[]&lt;imm&gt;T</c>, <c>#[]T</c></summary>
public readonly record struct RuntimeArrayTypeSyntax(SyntaxNode Node) : ISyntax<RuntimeArrayTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.RuntimeArrayType;

    /// <inheritdoc/>
    public static RuntimeArrayTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Whether <c>#</c> stands before the bracket: the array is immutable.</summary>
    public bool HasImmutableMark => Node.Green.Child(0).Kind == SyntaxKind.Hash;

    /// <summary><c>&lt;imm, vary&gt;</c>, when written: first mutability, then variability.</summary>
    public TypeArgumentListSyntax? Arguments => Node.First<TypeArgumentListSyntax>();

    /// <summary>The mutability written in the angle brackets.</summary>
    public TypeSyntax? Mutability => Arguments is { } list ? list.Node.Nth<TypeSyntax>(0) : null;

    /// <summary>The variability written in the angle brackets.</summary>
    public TypeSyntax? Variability => Arguments is { } list ? list.Node.Nth<TypeSyntax>(1) : null;

    /// <summary>What the array holds.</summary>
    public TypeSyntax? Element => Node.FirstAfter<TypeSyntax>(SyntaxKind.CloseSquare);
}

/// <summary><c>(int, bool)</c>; also the parameters of a <see cref="PrototypeTypeSyntax"/>.</summary>
public readonly record struct TupleTypeSyntax(SyntaxNode Node) : ISyntax<TupleTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.TupleType;

    /// <inheritdoc/>
    public static TupleTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The members in text order.</summary>
    public SyntaxList<TypeSyntax> Members => Node.All<TypeSyntax>();
}

/// <summary><c>func name(int)bool</c>; without a name, <c>func(int)bool</c>, it is what can be called so.</summary>
public readonly record struct PrototypeTypeSyntax(SyntaxNode Node) : ISyntax<PrototypeTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.PrototypeType;

    /// <inheritdoc/>
    public static PrototypeTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The function's name; null when none is written, which means <c>__call</c>.</summary>
    public SyntaxToken? Name => SyntaxParts.NameAfter(Node, SyntaxKind.FuncKeyword);

    /// <summary>The parameters' types.</summary>
    public SyntaxList<TypeSyntax> Parameters => new(Node.TryChild(SyntaxKind.TupleType, out var tuple) ? tuple : default);

    /// <summary>The return type.</summary>
    public TypeSyntax? ReturnType => Node.Nth<TypeSyntax>(1);
}

/// <summary>A rune that repeats its kind where it is used, as in <c>HashMap&lt;K Ref imm, V&gt;</c>. It means the rune.</summary>
public readonly record struct TypedRuneTypeSyntax(SyntaxNode Node) : ISyntax<TypedRuneTypeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.TypedRuneType;

    /// <inheritdoc/>
    public static TypedRuneTypeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The rune.</summary>
    public SyntaxToken? Rune => SyntaxParts.FirstWordOrInteger(Node);

    /// <summary>What the rune stands for.</summary>
    public RuneKind? Kind => SyntaxParts.RuneKindAfterName(Node);
}

/// <summary>A region as a mark: <c>r'</c>, or <c>'</c> alone.</summary>
public readonly record struct RegionSyntax(SyntaxNode Node) : ISyntax<RegionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.Region;

    /// <inheritdoc/>
    public static RegionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The region's name; null for <c>'</c> alone.</summary>
    public SyntaxToken? Name => SyntaxParts.FirstWordOrInteger(Node);
}

/// <summary>Any rule; a type is a rule too. Ask <see cref="Kind"/> which.</summary>
public readonly record struct RuleSyntax(SyntaxNode Node) : ISyntax<RuleSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => SyntaxFacts.IsRule(kind);

    /// <inheritdoc/>
    public static RuleSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Which form it is.</summary>
    public SyntaxKind Kind => Node.Kind;

    /// <summary>The rule as a type, when it is one.</summary>
    public TypeSyntax? AsType => Node.As<TypeSyntax>();
}

/// <summary><c>left = right</c></summary>
public readonly record struct EqualsRuleSyntax(SyntaxNode Node) : ISyntax<EqualsRuleSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.EqualsRule;

    /// <inheritdoc/>
    public static EqualsRuleSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The left side.</summary>
    public RuleSyntax? Left => Node.Nth<RuleSyntax>(0);

    /// <summary>The right side.</summary>
    public RuleSyntax? Right => Node.Nth<RuleSyntax>(1);
}

/// <summary><c>implements(T, IShip)</c>, <c>any(own, borrow)</c>, <c>isInterface(T)</c>, <c>exists(func f(T)void)</c>, <c>pack(int, bool)</c>, ...</summary>
public readonly record struct CallRuleSyntax(SyntaxNode Node) : ISyntax<CallRuleSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.CallRule;

    /// <inheritdoc/>
    public static CallRuleSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What is called.</summary>
    public SyntaxToken? Name => SyntaxParts.FirstWordOrInteger(Node);

    /// <summary>Its arguments.</summary>
    public SyntaxList<RuleSyntax> Arguments => Node.All<RuleSyntax>();
}

/// <summary><c>Ref[own, Kind[mut]]</c></summary>
public readonly record struct ComponentsRuleSyntax(SyntaxNode Node) : ISyntax<ComponentsRuleSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.ComponentsRule;

    /// <inheritdoc/>
    public static ComponentsRuleSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The word before the bracket.</summary>
    public SyntaxToken? Container => SyntaxParts.FirstWordOrInteger(Node);

    /// <summary>What the word says.</summary>
    public RuneKind? Kind => Container is { } word ? SyntaxParts.ParseRuneKind(word.Text) : null;

    /// <summary>The components in text order.</summary>
    public SyntaxList<RuleSyntax> Components => Node.All<RuleSyntax>();
}

/// <summary><c>T Ref</c>, <c>N Int</c>, <c>_ Kind</c></summary>
public readonly record struct TypedRuneRuleSyntax(SyntaxNode Node) : ISyntax<TypedRuneRuleSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.TypedRuneRule;

    /// <inheritdoc/>
    public static TypedRuneRuleSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The rune; null for <c>_</c>.</summary>
    public SyntaxToken? Rune => SyntaxParts.FirstWordOrInteger(Node) is { Kind: not SyntaxKind.Underscore } rune ? rune : null;

    /// <summary>What the rune stands for.</summary>
    public RuneKind? Kind => SyntaxParts.RuneKindAfterName(Node);
}
