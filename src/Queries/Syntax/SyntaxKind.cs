// The kinds of everything that stands in a tree: trivia, tokens and nodes. It knows the words of Vale's grammar and
// nothing of how a text is cut into them. The order matters: SyntaxFacts answers by comparing ranges of this list.

namespace Vale.Syntax;

/// <summary>What a token or node of a tree is. Words are ordinary <see cref="Identifier"/> tokens unless the
/// grammar gives them a meaning where they stand, in which case the token carries the keyword's kind.</summary>
public enum SyntaxKind : ushort
{
    /// <summary>No kind; never found in a tree.</summary>
    None = 0,
    /// <summary>The end of what is being parsed; never found in a tree.</summary>
    EndOfFile,
    /// <summary>A zero-width mark that carries a <see cref="SyntaxProblem"/>. See <see cref="GreenProblem"/>.</summary>
    Problem,

    // Trivia.
    /// <summary>Spaces, tabs and line ends.</summary>
    Whitespace,
    /// <summary><c>// ...</c> up to the line's end.</summary>
    LineComment,
    /// <summary><c>« ... »</c>.</summary>
    ChevronComment,
    /// <summary><c>...</c>, which the language skips like a comment.</summary>
    EllipsisComment,

    // Tokens with varying text.
    Identifier,
    IntegerLiteral,
    FloatLiteral,
    /// <summary>The opening <c>"</c> or <c>"""</c>.</summary>
    StringOpen,
    /// <summary>A run of characters and escapes within a string, as written.</summary>
    StringText,
    /// <summary>The closing <c>"</c> or <c>"""</c>.</summary>
    StringClose,
    /// <summary><c>{</c> within a string, or <c>{\</c> with the line end after it.</summary>
    InterpolationOpen,
    /// <summary>The <c>}</c> that ends an interpolated expression.</summary>
    InterpolationClose,
    /// <summary>A character that no token begins with.</summary>
    Unknown,

    // Punctuation.
    OpenParen,
    CloseParen,
    OpenSquare,
    CloseSquare,
    OpenCurly,
    CloseCurly,
    /// <summary><c>&lt;</c> as a bracket; as an operator it is <see cref="Less"/>.</summary>
    OpenAngle,
    /// <summary><c>&gt;</c> as a bracket; as an operator it is <see cref="Greater"/>.</summary>
    CloseAngle,
    Comma,
    Semicolon,
    Dot,
    DotDot,
    /// <summary><c>=</c>.</summary>
    Equal,
    /// <summary><c>=&gt;</c>.</summary>
    Arrow,
    EqualEqual,
    EqualEqualEqual,
    BangEqual,
    LessEqual,
    GreaterEqual,
    /// <summary><c>&lt;=&gt;</c>.</summary>
    Spaceship,
    Less,
    Greater,
    Plus,
    Minus,
    Star,
    Slash,
    Ampersand,
    AmpersandAmpersand,
    Caret,
    At,
    Hash,
    Bang,
    Apostrophe,
    /// <summary>The single character <c>…</c>, an expression that stands for something left out.</summary>
    Ellipsis,

    // Words with a meaning where they stand.
    Underscore,
    FuncKeyword,
    StructKeyword,
    InterfaceKeyword,
    ImplKeyword,
    ImportKeyword,
    ExportKeyword,
    AsKeyword,
    ForKeyword,
    WhereKeyword,
    AbstractKeyword,
    ExternKeyword,
    ExportedKeyword,
    PureKeyword,
    AdditiveKeyword,
    LinearKeyword,
    WeakableKeyword,
    SealedKeyword,
    VirtualKeyword,
    PreKeyword,
    SelfKeyword,
    SetKeyword,
    ReturnKeyword,
    BreakKeyword,
    IfKeyword,
    ElseKeyword,
    WhileKeyword,
    ForeachKeyword,
    ParallelKeyword,
    InKeyword,
    BlockKeyword,
    UnsafeKeyword,
    DestructKeyword,
    UnletKeyword,
    NotKeyword,
    AndKeyword,
    OrKeyword,
    TrueKeyword,
    FalseKeyword,
    OwnKeyword,
    BorrowKeyword,
    WeakKeyword,
    ShareKeyword,
    InlKeyword,
    HeapKeyword,
    ImmKeyword,
    MutKeyword,
    VaryKeyword,
    FinalKeyword,
    RoKeyword,
    RwKeyword,

    // The file and its items.
    SourceFile,
    Import,
    Function,
    Struct,
    Interface,
    Impl,
    ExportAs,
    /// <summary>Tokens at the top level that begin no item.</summary>
    ErrorItem,

    // Parts of items.
    FunctionHeader,
    Attribute,
    MacroAttribute,
    GenericParameterList,
    GenericParameter,
    WhereClause,
    ParameterList,
    Parameter,
    /// <summary>The default region of a body: <c>i'</c> just before the <c>{</c>.</summary>
    BodyRegion,
    StructBody,
    StructMember,
    VariadicMember,
    InterfaceBody,

    // Types (templexes).
    NameType,
    IntegerType,
    BoolType,
    StringType,
    AnonymousType,
    OwnershipType,
    MutabilityType,
    VariabilityType,
    LocationType,
    RegionType,
    InterpretedType,
    CallType,
    StaticArrayType,
    RuntimeArrayType,
    TupleType,
    PrototypeType,
    /// <summary>A rune with its kind where it is used: <c>K Ref imm</c>.</summary>
    TypedRuneType,
    /// <summary>Where a type was expected: empty, or the tokens that are none.</summary>
    ErrorType,

    // Rules. A type is a rule too.
    EqualsRule,
    CallRule,
    ComponentsRule,
    TypedRuneRule,

    // Parts of types and rules.
    TypeArgumentList,
    /// <summary>A region as a mark: <c>r'</c> or a bare <c>'</c>.</summary>
    Region,

    // Patterns.
    Pattern,
    DestructurePattern,

    // Statements.
    ExpressionStatement,
    LetStatement,
    ReturnStatement,
    BreakStatement,
    WhileStatement,
    /// <summary>A stray <c>;</c>.</summary>
    EmptyStatement,
    /// <summary>Tokens that begin no statement.</summary>
    ErrorStatement,

    // Parts of statements.
    Block,
    /// <summary>The statements between <c>if</c>, <c>while</c> or <c>in</c> and the body's <c>{</c>.</summary>
    Condition,
    ElseClause,

    // Expressions.
    NameExpression,
    IntegerExpression,
    FloatExpression,
    BoolExpression,
    StringExpression,
    MagicParameterExpression,
    EllipsisExpression,
    TupleExpression,
    ParenthesizedExpression,
    BinaryExpression,
    AndExpression,
    OrExpression,
    NotExpression,
    AugmentExpression,
    TransmigrateExpression,
    RegionPrefixExpression,
    CallExpression,
    IndexExpression,
    RangeExpression,
    MemberExpression,
    MethodCallExpression,
    LambdaExpression,
    ArrayExpression,
    SetExpression,
    DestructExpression,
    UnletExpression,
    IfExpression,
    ForeachExpression,
    BlockExpression,
    /// <summary>Where an expression was expected: empty, or the tokens that are none.</summary>
    ErrorExpression,

    // Parts of expressions.
    ArgumentList,
    IndexList,
    ArraySize,
    Interpolation,

    /// <summary>Skipped tokens within a node.</summary>
    Error,
}
