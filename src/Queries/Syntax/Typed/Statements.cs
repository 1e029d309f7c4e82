// Typed views of patterns, blocks and statements. Views only: no checks, no meaning.

namespace Vale.Syntax;

/// <summary>What a value is bound to: a name, a type and a destructuring, each optional. <c>a</c>, <c>a int</c>, <c>_</c>, <c>[a, b]</c>, <c>Vec[x, y]</c>, <c>v Vec[x, y]</c>, <c>set x</c>, <c>self.x</c>.</summary>
public readonly record struct PatternSyntax(SyntaxNode Node) : ISyntax<PatternSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.Pattern;

    /// <inheritdoc/>
    public static PatternSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The name bound: a word, or <c>_</c> which binds nothing. Null when none is written.</summary>
    public SyntaxToken? Name => SyntaxParts.PatternName(Node);

    /// <summary>Whether the name is <c>_</c>.</summary>
    public bool IsIgnored => Name?.Kind == SyntaxKind.Underscore;

    /// <summary>Whether <c>set</c> is written: the name is an existing local that gets a new value.</summary>
    public bool IsSet => Node.Has(SyntaxKind.SetKeyword);

    /// <summary>Whether <c>self.</c> is written: the name is a member of the struct being constructed.</summary>
    public bool IsConstructingMember => Node.Has(SyntaxKind.SelfKeyword);

    /// <summary>The type, when written.</summary>
    public TypeSyntax? Type => Node.First<TypeSyntax>();

    /// <summary>The destructuring, when written.</summary>
    public DestructurePatternSyntax? Destructure => Node.First<DestructurePatternSyntax>();
}

/// <summary><c>[a, b int, _]</c></summary>
public readonly record struct DestructurePatternSyntax(SyntaxNode Node) : ISyntax<DestructurePatternSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.DestructurePattern;

    /// <inheritdoc/>
    public static DestructurePatternSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The patterns in text order.</summary>
    public SyntaxList<PatternSyntax> Elements => Node.All<PatternSyntax>();
}

/// <summary><c>{ ... }</c></summary>
public readonly record struct BlockSyntax(SyntaxNode Node) : ISyntax<BlockSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.Block;

    /// <inheritdoc/>
    public static BlockSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The statements in text order.</summary>
    public SyntaxList<StatementSyntax> Statements => Node.All<StatementSyntax>();

    /// <summary>The expression the block is worth: that of a last statement without <c>;</c>. Null when the block is worth nothing.</summary>
    public ExpressionSyntax? Result => SyntaxParts.Result(Node);
}

/// <summary>What stands between <c>if</c>, <c>while</c> or <c>in</c> and the brace: usually one expression, but statements may come before it, as in <c>if x = f(); x &gt; 3 { ... }</c>.</summary>
public readonly record struct ConditionSyntax(SyntaxNode Node) : ISyntax<ConditionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.Condition;

    /// <inheritdoc/>
    public static ConditionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The statements in text order.</summary>
    public SyntaxList<StatementSyntax> Statements => Node.All<StatementSyntax>();

    /// <summary>The last expression, when it is one.</summary>
    public ExpressionSyntax? Result => SyntaxParts.Result(Node);
}

/// <summary>Any statement; ask <see cref="Kind"/> which.</summary>
public readonly record struct StatementSyntax(SyntaxNode Node) : ISyntax<StatementSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => SyntaxFacts.IsStatement(kind);

    /// <inheritdoc/>
    public static StatementSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Which form it is.</summary>
    public SyntaxKind Kind => Node.Kind;

    /// <summary>Whether <c>;</c> ends it.</summary>
    public bool HasSemicolon => Node.Has(SyntaxKind.Semicolon);
}

/// <summary><c>f(x);</c>, or without <c>;</c> the value of the block.</summary>
public readonly record struct ExpressionStatementSyntax(SyntaxNode Node) : ISyntax<ExpressionStatementSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.ExpressionStatement;

    /// <inheritdoc/>
    public static ExpressionStatementSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The expression.</summary>
    public ExpressionSyntax? Expression => Node.First<ExpressionSyntax>();

    /// <summary>Whether <c>;</c> ends it.</summary>
    public bool HasSemicolon => Node.Has(SyntaxKind.Semicolon);
}

/// <summary><c>x = e;</c>, <c>x int = e;</c>, <c>[a, b] = e;</c></summary>
public readonly record struct LetStatementSyntax(SyntaxNode Node) : ISyntax<LetStatementSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.LetStatement;

    /// <inheritdoc/>
    public static LetStatementSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What is bound.</summary>
    public PatternSyntax? Pattern => Node.First<PatternSyntax>();

    /// <summary>The value.</summary>
    public ExpressionSyntax? Value => Node.First<ExpressionSyntax>();
}

/// <summary><c>return e;</c></summary>
public readonly record struct ReturnStatementSyntax(SyntaxNode Node) : ISyntax<ReturnStatementSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.ReturnStatement;

    /// <inheritdoc/>
    public static ReturnStatementSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What is returned.</summary>
    public ExpressionSyntax? Value => Node.First<ExpressionSyntax>();
}

/// <summary><c>break;</c></summary>
public readonly record struct BreakStatementSyntax(SyntaxNode Node) : ISyntax<BreakStatementSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.BreakStatement;

    /// <inheritdoc/>
    public static BreakStatementSyntax Wrap(SyntaxNode node) => new(node);
}

/// <summary><c>while c { ... }</c>, <c>pure while ...</c></summary>
public readonly record struct WhileStatementSyntax(SyntaxNode Node) : ISyntax<WhileStatementSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.WhileStatement;

    /// <inheritdoc/>
    public static WhileStatementSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Whether <c>pure</c> is written.</summary>
    public bool IsPure => Node.Has(SyntaxKind.PureKeyword);

    /// <summary>The condition.</summary>
    public ConditionSyntax? Condition => Node.First<ConditionSyntax>();

    /// <summary>The body.</summary>
    public BlockSyntax? Body => Node.First<BlockSyntax>();
}
