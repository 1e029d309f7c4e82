// Typed views of expressions and their parts. Views only: no checks, no meaning.

namespace Vale.Syntax;

/// <summary>Any expression; ask <see cref="Kind"/> which.</summary>
public readonly record struct ExpressionSyntax(SyntaxNode Node) : ISyntax<ExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => SyntaxFacts.IsExpression(kind);

    /// <inheritdoc/>
    public static ExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Which form it is.</summary>
    public SyntaxKind Kind => Node.Kind;
}

/// <summary>A name or an operator as a value: <c>x</c>, <c>f&lt;int&gt;</c>, <c>==</c>.</summary>
public readonly record struct NameExpressionSyntax(SyntaxNode Node) : ISyntax<NameExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.NameExpression;

    /// <inheritdoc/>
    public static NameExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The name.</summary>
    public SyntaxToken Name => SyntaxParts.OnlyToken(Node);

    /// <summary><c>&lt;int&gt;</c>, when written.</summary>
    public TypeArgumentListSyntax? TypeArguments => Node.First<TypeArgumentListSyntax>();
}

/// <summary><c>42</c>, <c>-7</c>, <c>4i64</c></summary>
public readonly record struct IntegerExpressionSyntax(SyntaxNode Node) : ISyntax<IntegerExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.IntegerExpression;

    /// <inheritdoc/>
    public static IntegerExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The literal.</summary>
    public SyntaxToken Literal => SyntaxParts.OnlyToken(Node);

    /// <summary>The value, and the bits written after <c>i</c> (null when none are). False when the value does not fit in 64 bits.</summary>
    public bool TryGetValue(out long value, out int? bits) => Literals.TryInteger(Literal.Text, out value, out bits);
}

/// <summary><c>4.2</c></summary>
public readonly record struct FloatExpressionSyntax(SyntaxNode Node) : ISyntax<FloatExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.FloatExpression;

    /// <inheritdoc/>
    public static FloatExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The literal.</summary>
    public SyntaxToken Literal => SyntaxParts.OnlyToken(Node);

    /// <summary>The value.</summary>
    public double Value => Literals.Float(Literal.Text);
}

/// <summary><c>true</c> or <c>false</c></summary>
public readonly record struct BoolExpressionSyntax(SyntaxNode Node) : ISyntax<BoolExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.BoolExpression;

    /// <inheritdoc/>
    public static BoolExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The value.</summary>
    public bool Value => Node.Green.Child(0).Kind == SyntaxKind.TrueKeyword;
}

/// <summary><c>"text {value} text"</c>, <c>"""text"""</c></summary>
public readonly record struct StringExpressionSyntax(SyntaxNode Node) : ISyntax<StringExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.StringExpression;

    /// <inheritdoc/>
    public static StringExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Whether it is written with three quotes.</summary>
    public bool IsLong => Node.Green.Child(0).Width == 3;

    /// <summary>Texts and interpolations in text order.</summary>
    public SyntaxList<StringPartSyntax> Parts => Node.All<StringPartSyntax>();

    /// <summary>Whether an expression stands inside.</summary>
    public bool IsInterpolated => Node.Has(SyntaxKind.Interpolation);

    /// <summary>The text with escapes decoded. Null when an expression stands inside.</summary>
    public string? Value
    {
        get
        {
            if (IsInterpolated)
                return null;
            var parts = Parts;
            return parts.Count switch { 0 => "", 1 => parts[0].DecodedText!, _ => string.Concat(Array.ConvertAll(parts.ToArray(), p => p.DecodedText)) };
        }
    }
}

/// <summary>A piece of a string: text, or an expression in braces.</summary>
public readonly record struct StringPartSyntax(SyntaxNode Node) : ISyntax<StringPartSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind is SyntaxKind.StringText or SyntaxKind.Interpolation;

    /// <inheritdoc/>
    public static StringPartSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The text with escapes decoded; null for an expression.</summary>
    public string? DecodedText => Node.Kind == SyntaxKind.StringText ? Literals.Decode(Node.Text) : null;

    /// <summary>The expression; null for text.</summary>
    public ExpressionSyntax? Expression => Node.First<ExpressionSyntax>();
}

/// <summary><c>_</c> in a lambda: its next parameter.</summary>
public readonly record struct MagicParameterExpressionSyntax(SyntaxNode Node) : ISyntax<MagicParameterExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.MagicParameterExpression;

    /// <inheritdoc/>
    public static MagicParameterExpressionSyntax Wrap(SyntaxNode node) => new(node);
}

/// <summary><c>…</c>: something left out, worth the integer 0.</summary>
public readonly record struct EllipsisExpressionSyntax(SyntaxNode Node) : ISyntax<EllipsisExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.EllipsisExpression;

    /// <inheritdoc/>
    public static EllipsisExpressionSyntax Wrap(SyntaxNode node) => new(node);
}

/// <summary><c>()</c>, <c>(a,)</c>, <c>(a, b)</c></summary>
public readonly record struct TupleExpressionSyntax(SyntaxNode Node) : ISyntax<TupleExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.TupleExpression;

    /// <inheritdoc/>
    public static TupleExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The elements in text order.</summary>
    public SyntaxList<ExpressionSyntax> Elements => Node.All<ExpressionSyntax>();
}

/// <summary><c>(e)</c>; on a local it means that the value is moved, not borrowed.</summary>
public readonly record struct ParenthesizedExpressionSyntax(SyntaxNode Node) : ISyntax<ParenthesizedExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.ParenthesizedExpression;

    /// <inheritdoc/>
    public static ParenthesizedExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What stands inside.</summary>
    public ExpressionSyntax? Inner => Node.First<ExpressionSyntax>();
}

/// <summary><c>a + b</c>, <c>a mod b</c>: a call of the function in the middle.</summary>
public readonly record struct BinaryExpressionSyntax(SyntaxNode Node) : ISyntax<BinaryExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.BinaryExpression;

    /// <inheritdoc/>
    public static BinaryExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The left operand.</summary>
    public ExpressionSyntax? Left => Node.Nth<ExpressionSyntax>(0);

    /// <summary>The right operand.</summary>
    public ExpressionSyntax? Right => Node.Nth<ExpressionSyntax>(1);

    /// <summary>The operator: a symbol or a word.</summary>
    public SyntaxToken? Operator => SyntaxParts.Operator(Node);
}

/// <summary><c>a and b</c></summary>
public readonly record struct AndExpressionSyntax(SyntaxNode Node) : ISyntax<AndExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.AndExpression;

    /// <inheritdoc/>
    public static AndExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The left operand.</summary>
    public ExpressionSyntax? Left => Node.Nth<ExpressionSyntax>(0);

    /// <summary>The right operand.</summary>
    public ExpressionSyntax? Right => Node.Nth<ExpressionSyntax>(1);
}

/// <summary><c>a or b</c></summary>
public readonly record struct OrExpressionSyntax(SyntaxNode Node) : ISyntax<OrExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.OrExpression;

    /// <inheritdoc/>
    public static OrExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The left operand.</summary>
    public ExpressionSyntax? Left => Node.Nth<ExpressionSyntax>(0);

    /// <summary>The right operand.</summary>
    public ExpressionSyntax? Right => Node.Nth<ExpressionSyntax>(1);
}

/// <summary><c>not e</c></summary>
public readonly record struct NotExpressionSyntax(SyntaxNode Node) : ISyntax<NotExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.NotExpression;

    /// <inheritdoc/>
    public static NotExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What it applies to.</summary>
    public ExpressionSyntax? Inner => Node.First<ExpressionSyntax>();
}

/// <summary><c>&amp;e</c>, <c>&amp;&amp;e</c>, <c>^e</c>, <c>inl e</c>, or <c>e&amp;</c>.</summary>
public readonly record struct AugmentExpressionSyntax(SyntaxNode Node) : ISyntax<AugmentExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.AugmentExpression;

    /// <inheritdoc/>
    public static AugmentExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary><see cref="SyntaxKind.Ampersand"/> borrows, <see cref="SyntaxKind.AmpersandAmpersand"/> makes weak, <see cref="SyntaxKind.Caret"/> and <see cref="SyntaxKind.InlKeyword"/> own.</summary>
    public SyntaxToken? Mark => SyntaxParts.Operator(Node);

    /// <summary>What it applies to.</summary>
    public ExpressionSyntax? Inner => Node.First<ExpressionSyntax>();
}

/// <summary><c>r'e</c>: the value brought into region <c>r</c>.</summary>
public readonly record struct TransmigrateExpressionSyntax(SyntaxNode Node) : ISyntax<TransmigrateExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.TransmigrateExpression;

    /// <inheritdoc/>
    public static TransmigrateExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The region's name.</summary>
    public SyntaxToken? Region => SyntaxParts.FirstWordOrInteger(Node);

    /// <summary>What it applies to.</summary>
    public ExpressionSyntax? Inner => Node.First<ExpressionSyntax>();
}

/// <summary><c>'r e</c>: a region named before an expression; it has no effect on the value.</summary>
public readonly record struct RegionPrefixExpressionSyntax(SyntaxNode Node) : ISyntax<RegionPrefixExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.RegionPrefixExpression;

    /// <inheritdoc/>
    public static RegionPrefixExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The region's name.</summary>
    public SyntaxToken? Region => SyntaxParts.FirstWordOrInteger(Node);

    /// <summary>What it applies to.</summary>
    public ExpressionSyntax? Inner => Node.First<ExpressionSyntax>();
}

/// <summary><c>(a, b)</c></summary>
public readonly record struct ArgumentListSyntax(SyntaxNode Node) : ISyntax<ArgumentListSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.ArgumentList;

    /// <inheritdoc/>
    public static ArgumentListSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The arguments in text order.</summary>
    public SyntaxList<ExpressionSyntax> Arguments => Node.All<ExpressionSyntax>();
}

/// <summary><c>f(x)</c></summary>
public readonly record struct CallExpressionSyntax(SyntaxNode Node) : ISyntax<CallExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.CallExpression;

    /// <inheritdoc/>
    public static CallExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What is called.</summary>
    public ExpressionSyntax? Callee => Node.First<ExpressionSyntax>();

    /// <summary>The arguments in text order.</summary>
    public SyntaxList<ExpressionSyntax> Arguments => new(Node.TryChild(SyntaxKind.ArgumentList, out var list) ? list : default);

    /// <summary>The parentheses and what they hold.</summary>
    public ArgumentListSyntax? ArgumentList => Node.First<ArgumentListSyntax>();
}

/// <summary><c>a[i]</c></summary>
public readonly record struct IndexExpressionSyntax(SyntaxNode Node) : ISyntax<IndexExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.IndexExpression;

    /// <inheritdoc/>
    public static IndexExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What is indexed.</summary>
    public ExpressionSyntax? Subject => Node.First<ExpressionSyntax>();

    /// <summary>The indexes in text order.</summary>
    public SyntaxList<ExpressionSyntax> Arguments => new(Node.TryChild(SyntaxKind.IndexList, out var list) ? list : default);
}

/// <summary><c>0..n</c></summary>
public readonly record struct RangeExpressionSyntax(SyntaxNode Node) : ISyntax<RangeExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.RangeExpression;

    /// <inheritdoc/>
    public static RangeExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The start.</summary>
    public ExpressionSyntax? From => Node.Nth<ExpressionSyntax>(0);

    /// <summary>The end.</summary>
    public ExpressionSyntax? To => Node.Nth<ExpressionSyntax>(1);
}

/// <summary><c>a.b</c>, <c>tuple.0</c>; with <c>*.</c> for every element.</summary>
public readonly record struct MemberExpressionSyntax(SyntaxNode Node) : ISyntax<MemberExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.MemberExpression;

    /// <inheritdoc/>
    public static MemberExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What the member belongs to.</summary>
    public ExpressionSyntax? Subject => Node.First<ExpressionSyntax>();

    /// <summary>The member: a word, an integer or an operator.</summary>
    public SyntaxToken? Name => SyntaxParts.MemberName(Node);

    /// <summary>Whether <c>*.</c> is written.</summary>
    public bool IsMap => Node.Has(SyntaxKind.Star) && Node.Token(SyntaxKind.Star) is { } star && star.Offset < (Node.Token(SyntaxKind.Dot)?.Offset ?? 0);
}

/// <summary><c>a.f(x)</c>, <c>a.f&lt;int&gt;(x)</c>; with <c>*.</c> for every element.</summary>
public readonly record struct MethodCallExpressionSyntax(SyntaxNode Node) : ISyntax<MethodCallExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.MethodCallExpression;

    /// <inheritdoc/>
    public static MethodCallExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The first argument.</summary>
    public ExpressionSyntax? Subject => Node.First<ExpressionSyntax>();

    /// <summary>The function: a word, an integer or an operator.</summary>
    public SyntaxToken? Name => SyntaxParts.MemberName(Node);

    /// <summary><c>&lt;int&gt;</c>, when written.</summary>
    public TypeArgumentListSyntax? TypeArguments => Node.First<TypeArgumentListSyntax>();

    /// <summary>The arguments in text order.</summary>
    public SyntaxList<ExpressionSyntax> Arguments => new(Node.TryChild(SyntaxKind.ArgumentList, out var list) ? list : default);

    /// <summary>The parentheses and what they hold.</summary>
    public ArgumentListSyntax? ArgumentList => Node.First<ArgumentListSyntax>();

    /// <summary>Whether <c>*.</c> is written.</summary>
    public bool IsMap => Node.Has(SyntaxKind.Star) && Node.Token(SyntaxKind.Star) is { } star && star.Offset < (Node.Token(SyntaxKind.Dot)?.Offset ?? 0);
}

/// <summary><c>x => e</c>, <c>(x, y int) => e</c>, <c>{ _ + 1 }</c>, <c>(x) => { ... }</c></summary>
public readonly record struct LambdaExpressionSyntax(SyntaxNode Node) : ISyntax<LambdaExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.LambdaExpression;

    /// <inheritdoc/>
    public static LambdaExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The parameters; null for a bare block, whose parameters are its <c>_</c>.</summary>
    public ParameterListSyntax? Parameters => Node.First<ParameterListSyntax>();

    /// <summary>The body as a block; null when it is an expression.</summary>
    public BlockSyntax? Block => Node.First<BlockSyntax>();

    /// <summary>The body as an expression; null when it is a block.</summary>
    public ExpressionSyntax? Expression => Node.First<ExpressionSyntax>();
}

/// <summary><c>[](n, f)</c>, <c>[]int(n)</c>, <c>[#3](f)</c>, <c>[#](a, b)</c>, each with <c>#</c> before it when immutable.</summary>
public readonly record struct ArrayExpressionSyntax(SyntaxNode Node) : ISyntax<ArrayExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.ArrayExpression;

    /// <inheritdoc/>
    public static ArrayExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Whether <c>#</c> stands before the bracket: the array is immutable.</summary>
    public bool HasImmutableMark => Node.Green.Child(0).Kind == SyntaxKind.Hash;

    /// <summary>Whether the size is part of the type: <c>#</c> stands in the bracket.</summary>
    public bool IsStatic => Node.TryChild(SyntaxKind.ArraySize, out var size) && size.Has(SyntaxKind.Hash);

    /// <summary>The size after <c>#</c>, when written.</summary>
    public TypeSyntax? Size => Node.TryChild(SyntaxKind.ArraySize, out var size) ? size.First<TypeSyntax>() : null;

    /// <summary>Whether the arguments are the elements themselves, as in <c>[#](3, 4)</c>.</summary>
    public bool HasElementArguments => IsStatic && Size is null;

    /// <summary>The element type, when written.</summary>
    public TypeSyntax? ElementType => Node.First<TypeSyntax>();

    /// <summary>The arguments in text order.</summary>
    public SyntaxList<ExpressionSyntax> Arguments => new(Node.TryChild(SyntaxKind.ArgumentList, out var list) ? list : default);

    /// <summary>The parentheses and what they hold.</summary>
    public ArgumentListSyntax? ArgumentList => Node.First<ArgumentListSyntax>();
}

/// <summary><c>set place = value</c></summary>
public readonly record struct SetExpressionSyntax(SyntaxNode Node) : ISyntax<SetExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.SetExpression;

    /// <inheritdoc/>
    public static SetExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What gets the value.</summary>
    public ExpressionSyntax? Target => Node.Nth<ExpressionSyntax>(0);

    /// <summary>The value.</summary>
    public ExpressionSyntax? Value => Node.Nth<ExpressionSyntax>(1);
}

/// <summary><c>destruct e</c></summary>
public readonly record struct DestructExpressionSyntax(SyntaxNode Node) : ISyntax<DestructExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.DestructExpression;

    /// <inheritdoc/>
    public static DestructExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What it applies to.</summary>
    public ExpressionSyntax? Inner => Node.First<ExpressionSyntax>();
}

/// <summary><c>unlet x</c></summary>
public readonly record struct UnletExpressionSyntax(SyntaxNode Node) : ISyntax<UnletExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.UnletExpression;

    /// <inheritdoc/>
    public static UnletExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The local.</summary>
    public SyntaxToken? Name => SyntaxParts.NameAfter(Node, SyntaxKind.UnletKeyword);
}

/// <summary><c>if c { ... } else if d { ... } else { ... }</c></summary>
public readonly record struct IfExpressionSyntax(SyntaxNode Node) : ISyntax<IfExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.IfExpression;

    /// <inheritdoc/>
    public static IfExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The condition.</summary>
    public ConditionSyntax? Condition => Node.First<ConditionSyntax>();

    /// <summary>What happens when it holds.</summary>
    public BlockSyntax? Then => Node.First<BlockSyntax>();

    /// <summary>What happens when it does not, when written.</summary>
    public ElseClauseSyntax? Else => Node.First<ElseClauseSyntax>();
}

/// <summary><c>else { ... }</c> or <c>else if ...</c></summary>
public readonly record struct ElseClauseSyntax(SyntaxNode Node) : ISyntax<ElseClauseSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.ElseClause;

    /// <inheritdoc/>
    public static ElseClauseSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The block; null for <c>else if</c>.</summary>
    public BlockSyntax? Block => Node.First<BlockSyntax>();

    /// <summary>The next if; null for a block.</summary>
    public IfExpressionSyntax? If => Node.First<IfExpressionSyntax>();
}

/// <summary><c>foreach x in xs { ... }</c></summary>
public readonly record struct ForeachExpressionSyntax(SyntaxNode Node) : ISyntax<ForeachExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.ForeachExpression;

    /// <inheritdoc/>
    public static ForeachExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Whether <c>parallel</c> is written.</summary>
    public bool IsParallel => Node.Has(SyntaxKind.ParallelKeyword);

    /// <summary>Whether <c>pure</c> is written.</summary>
    public bool IsPure => Node.Has(SyntaxKind.PureKeyword);

    /// <summary>What each element is bound to.</summary>
    public PatternSyntax? Pattern => Node.First<PatternSyntax>();

    /// <summary>What is walked.</summary>
    public ConditionSyntax? Iterable => Node.First<ConditionSyntax>();

    /// <summary>The body.</summary>
    public BlockSyntax? Body => Node.First<BlockSyntax>();
}

/// <summary><c>block { ... }</c>, <c>pure block { ... }</c>, <c>unsafe pure block { ... }</c></summary>
public readonly record struct BlockExpressionSyntax(SyntaxNode Node) : ISyntax<BlockExpressionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.BlockExpression;

    /// <inheritdoc/>
    public static BlockExpressionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Whether <c>pure</c> is written.</summary>
    public bool IsPure => Node.Has(SyntaxKind.PureKeyword);

    /// <summary>Whether <c>unsafe</c> is written.</summary>
    public bool IsUnsafe => Node.Has(SyntaxKind.UnsafeKeyword);

    /// <summary>The block.</summary>
    public BlockSyntax? Block => Node.First<BlockSyntax>();
}
