// Typed views of a file, its items and their parts. Views only: no checks, no meaning.

namespace Vale.Syntax;

/// <summary>A whole file: items with comments and whitespace between them.</summary>
public readonly record struct SourceFileSyntax(SyntaxNode Node) : ISyntax<SourceFileSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.SourceFile;

    /// <inheritdoc/>
    public static SourceFileSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The items in text order, those that could not be read included.</summary>
    public SyntaxList<ItemSyntax> Items => Node.All<ItemSyntax>();

    /// <summary>The imports in text order.</summary>
    public SyntaxList<ImportSyntax> Imports => Node.All<ImportSyntax>();
}

/// <summary>Any item of a file; see <see cref="SyntaxNode.As{T}"/> to ask which.</summary>
public readonly record struct ItemSyntax(SyntaxNode Node) : ISyntax<ItemSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => SyntaxFacts.IsItem(kind);

    /// <inheritdoc/>
    public static ItemSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What the item is.</summary>
    public SyntaxKind Kind => Node.Kind;

    /// <summary>The token that names the item, for those that have one.</summary>
    public SyntaxToken? Name => Node.Kind switch
    {
        SyntaxKind.Function => new FunctionSyntax(Node).Header.Name,
        SyntaxKind.Struct => new StructSyntax(Node).Name,
        SyntaxKind.Interface => new InterfaceSyntax(Node).Name,
        SyntaxKind.ExportAs => new ExportAsSyntax(Node).Name,
        _ => null,
    };
}

/// <summary><c>import module.step.Importee;</c></summary>
public readonly record struct ImportSyntax(SyntaxNode Node) : ISyntax<ImportSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.Import;

    /// <inheritdoc/>
    public static ImportSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The first step: the module's name.</summary>
    public SyntaxToken? ModuleName => Step(0);

    /// <summary>The last step: a name, or <c>*</c> for everything. Null when only the module is written.</summary>
    public SyntaxToken? Importee => StepCount < 2 ? null : Step(StepCount - 1);

    /// <summary>Whether the last step is <c>*</c>.</summary>
    public bool IsWildcard => Importee?.Kind == SyntaxKind.Star;

    /// <summary>How many steps are written, the module's name and the importee included.</summary>
    public int StepCount
    {
        get
        {
            var count = 0;
            foreach (var child in Node.Children)
            {
                if (IsStep(child.Kind))
                    count++;
            }
            return count;
        }
    }

    /// <summary>The step at <paramref name="index"/>: 0 is the module, the last is the importee, the package's steps lie between.</summary>
    public SyntaxToken? Step(int index)
    {
        foreach (var child in Node.Children)
        {
            if (IsStep(child.Kind) && index-- == 0)
                return new SyntaxToken((GreenToken)child.Green, child.Offset);
        }
        return null;
    }

    private static bool IsStep(SyntaxKind kind) => kind is SyntaxKind.Identifier or SyntaxKind.Star;
}

/// <summary>A function: its header, and a body or <c>;</c>.</summary>
public readonly record struct FunctionSyntax(SyntaxNode Node) : ISyntax<FunctionSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.Function;

    /// <inheritdoc/>
    public static FunctionSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Everything but the body. It compares equal while only the body changes.</summary>
    public FunctionHeaderSyntax Header => new(Node.TryChild(SyntaxKind.FunctionHeader, out var child) ? child : default);

    /// <summary>The body, null for <c>;</c>.</summary>
    public BlockSyntax? Body => Node.First<BlockSyntax>();
}

/// <summary>Attributes, name, generic parameters, parameters, return type, where clause and the body's region.</summary>
public readonly record struct FunctionHeaderSyntax(SyntaxNode Node) : ISyntax<FunctionHeaderSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.FunctionHeader;

    /// <inheritdoc/>
    public static FunctionHeaderSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What stands before <c>func</c>.</summary>
    public SyntaxList<AttributeSyntax> Attributes => Node.All<AttributeSyntax>();

    /// <summary>The name: a word, or an operator such as <c>+</c> or <c>&lt;=&gt;</c>. Null when it is missing.</summary>
    public SyntaxToken? Name => SyntaxParts.NameAfter(Node, SyntaxKind.FuncKeyword);

    /// <summary><c>&lt;T, r'&gt;</c>, when written.</summary>
    public GenericParameterListSyntax? GenericParameters => Node.First<GenericParameterListSyntax>();

    /// <summary><c>(a int, b bool)</c>; null only when it is missing.</summary>
    public ParameterListSyntax? Parameters => Node.First<ParameterListSyntax>();

    /// <summary>The return type, when written.</summary>
    public TypeSyntax? ReturnType => Node.First<TypeSyntax>();

    /// <summary>The rules after <c>where</c>, when written.</summary>
    public WhereClauseSyntax? Where => Node.First<WhereClauseSyntax>();

    /// <summary>The default region of the body, when written just before its brace.</summary>
    public RegionSyntax? BodyRegion => Node.TryChild(SyntaxKind.BodyRegion, out var child) ? child.First<RegionSyntax>() : null;

    /// <summary>Whether an attribute of this keyword's kind is written.</summary>
    public bool HasAttribute(SyntaxKind keyword) => SyntaxParts.HasAttribute(Node, keyword);
}

/// <summary>An attribute: a keyword such as <c>exported</c>, <c>extern("name")</c>, or a macro <c>#Name</c>, <c>#!Name</c>.</summary>
public readonly record struct AttributeSyntax(SyntaxNode Node) : ISyntax<AttributeSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind is SyntaxKind.Attribute or SyntaxKind.MacroAttribute;

    /// <inheritdoc/>
    public static AttributeSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The attribute's keyword, <see cref="SyntaxKind.Hash"/> for a macro.</summary>
    public SyntaxKind Keyword => Node.Green.Child(0).Kind;

    /// <summary>Whether this names a macro.</summary>
    public bool IsMacro => Node.Kind == SyntaxKind.MacroAttribute;

    /// <summary>Whether this is <c>#!Name</c>: the macro is not to be called.</summary>
    public bool IsMacroSuppressed => Node.Has(SyntaxKind.Bang);

    /// <summary>The macro's name, without marks.</summary>
    public SyntaxToken? MacroName => IsMacro ? Node.Token(SyntaxKind.Identifier) : null;

    /// <summary>The text in <c>extern("text")</c>, which makes the function a builtin of that name.</summary>
    public StringExpressionSyntax? ExternName => Node.First<StringExpressionSyntax>();
}

/// <summary>A struct.</summary>
public readonly record struct StructSyntax(SyntaxNode Node) : ISyntax<StructSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.Struct;

    /// <inheritdoc/>
    public static StructSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What stands before the keyword.</summary>
    public SyntaxList<AttributeSyntax> Attributes => Node.All<AttributeSyntax>();

    /// <summary>The name; null when it is missing.</summary>
    public SyntaxToken? Name => SyntaxParts.NameAfter(Node, SyntaxKind.StructKeyword);

    /// <summary><c>&lt;T, r'&gt;</c>, when written.</summary>
    public GenericParameterListSyntax? GenericParameters => Node.First<GenericParameterListSyntax>();

    /// <summary>What is written for the mutability, usually <c>imm</c> or <c>mut</c>.</summary>
    public TypeSyntax? Mutability => Node.First<TypeSyntax>();

    /// <summary>The rules after <c>where</c>, when written.</summary>
    public WhereClauseSyntax? Where => Node.First<WhereClauseSyntax>();

    /// <summary>The members in text order, methods included.</summary>
    public SyntaxList<StructMemberSyntax> Members => new(Node.TryChild(SyntaxKind.StructBody, out var body) ? body : default);

    /// <summary>The functions written among the members.</summary>
    public SyntaxList<FunctionSyntax> Methods => new(Node.TryChild(SyntaxKind.StructBody, out var body) ? body : default);

    /// <summary>Whether an attribute of this keyword's kind is written.</summary>
    public bool HasAttribute(SyntaxKind keyword) => SyntaxParts.HasAttribute(Node, keyword);
}

/// <summary>A member of a struct: <c>name! Type;</c>, or <c>_ ..Type;</c>.</summary>
public readonly record struct StructMemberSyntax(SyntaxNode Node) : ISyntax<StructMemberSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind is SyntaxKind.StructMember or SyntaxKind.VariadicMember;

    /// <inheritdoc/>
    public static StructMemberSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Whether this stands for any number of members.</summary>
    public bool IsVariadic => Node.Kind == SyntaxKind.VariadicMember;

    /// <summary>The member's name: a word, or an integer in a tuple's struct.</summary>
    public SyntaxToken? Name => SyntaxParts.FirstWordOrInteger(Node);

    /// <summary>Whether <c>!</c> is written: the member may be set again.</summary>
    public bool IsVarying => Node.Has(SyntaxKind.Bang);

    /// <summary>The member's type.</summary>
    public TypeSyntax? Type => Node.First<TypeSyntax>();
}

/// <summary>An interface.</summary>
public readonly record struct InterfaceSyntax(SyntaxNode Node) : ISyntax<InterfaceSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.Interface;

    /// <inheritdoc/>
    public static InterfaceSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What stands before the keyword.</summary>
    public SyntaxList<AttributeSyntax> Attributes => Node.All<AttributeSyntax>();

    /// <summary>The name; null when it is missing.</summary>
    public SyntaxToken? Name => SyntaxParts.NameAfter(Node, SyntaxKind.InterfaceKeyword);

    /// <summary><c>&lt;T, r'&gt;</c>, when written.</summary>
    public GenericParameterListSyntax? GenericParameters => Node.First<GenericParameterListSyntax>();

    /// <summary>What is written for the mutability, usually <c>imm</c> or <c>mut</c>.</summary>
    public TypeSyntax? Mutability => Node.First<TypeSyntax>();

    /// <summary>The rules after <c>where</c>, when written.</summary>
    public WhereClauseSyntax? Where => Node.First<WhereClauseSyntax>();

    /// <summary>The functions of the interface.</summary>
    public SyntaxList<FunctionSyntax> Members => new(Node.TryChild(SyntaxKind.InterfaceBody, out var body) ? body : default);

    /// <summary>Whether an attribute of this keyword's kind is written.</summary>
    public bool HasAttribute(SyntaxKind keyword) => SyntaxParts.HasAttribute(Node, keyword);
}

/// <summary><c>impl&lt;T&gt; Interface&lt;T&gt; for Struct&lt;T&gt;;</c></summary>
public readonly record struct ImplSyntax(SyntaxNode Node) : ISyntax<ImplSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.Impl;

    /// <inheritdoc/>
    public static ImplSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What stands before the keyword.</summary>
    public SyntaxList<AttributeSyntax> Attributes => Node.All<AttributeSyntax>();

    /// <summary><c>&lt;T, r'&gt;</c>, when written.</summary>
    public GenericParameterListSyntax? GenericParameters => Node.First<GenericParameterListSyntax>();

    /// <summary>The interface; null when it is missing.</summary>
    public TypeSyntax? Interface
    {
        get
        {
            foreach (var child in Node.Children)
            {
                if (child.Kind == SyntaxKind.ForKeyword)
                    return null;
                if (child.As<TypeSyntax>() is { } type)
                    return type;
            }
            return null;
        }
    }

    /// <summary>The struct; null when it is missing.</summary>
    public TypeSyntax? Struct => Node.FirstAfter<TypeSyntax>(SyntaxKind.ForKeyword);

    /// <summary>The rules after <c>where</c>, when written.</summary>
    public WhereClauseSyntax? Where => Node.First<WhereClauseSyntax>();
}

/// <summary><c>export Type as Name;</c></summary>
public readonly record struct ExportAsSyntax(SyntaxNode Node) : ISyntax<ExportAsSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.ExportAs;

    /// <inheritdoc/>
    public static ExportAsSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>What is exported.</summary>
    public TypeSyntax? Type => Node.First<TypeSyntax>();

    /// <summary>The name it gets outside.</summary>
    public SyntaxToken? Name => SyntaxParts.NameAfter(Node, SyntaxKind.AsKeyword);
}

/// <summary><c>&lt;T, N Int, r'&gt;</c></summary>
public readonly record struct GenericParameterListSyntax(SyntaxNode Node) : ISyntax<GenericParameterListSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.GenericParameterList;

    /// <inheritdoc/>
    public static GenericParameterListSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The parameters in text order.</summary>
    public SyntaxList<GenericParameterSyntax> Parameters => Node.All<GenericParameterSyntax>();
}

/// <summary>A generic parameter: <c>T</c>, <c>N Int</c>, <c>T Ref imm</c>, <c>r' ro = pool</c>, <c>t'T</c>.</summary>
public readonly record struct GenericParameterSyntax(SyntaxNode Node) : ISyntax<GenericParameterSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.GenericParameter;

    /// <inheritdoc/>
    public static GenericParameterSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Whether the parameter is a region such as <c>r'</c>.</summary>
    public bool IsRegion => Node.Green.Child(0).Kind == SyntaxKind.RegionType;

    /// <summary>The parameter's name, without the apostrophe of a region.</summary>
    public SyntaxToken? Name => Node.TryChild(SyntaxKind.RegionType, out var region) ? SyntaxParts.FirstWordOrInteger(region) : SyntaxParts.FirstWordOrInteger(Node);

    /// <summary>The kind written after the name, such as <c>Int</c> or <c>Ref</c>.</summary>
    public RuneKind? Kind => Node.TryChild(SyntaxKind.RegionType, out _) ? RuneKind.Region : SyntaxParts.RuneKindAfterName(Node);

    /// <summary>The region before the name, as in <c>t'T</c>.</summary>
    public RegionSyntax? CoordRegion => Node.First<RegionSyntax>();

    /// <summary><c>imm</c>, <c>ro</c>, <c>rw</c> or <c>additive</c>, when written.</summary>
    public SyntaxToken? Attribute => Node.Token(SyntaxKind.ImmKeyword) ?? Node.Token(SyntaxKind.RoKeyword) ?? Node.Token(SyntaxKind.RwKeyword) ?? Node.Token(SyntaxKind.AdditiveKeyword);

    /// <summary>What stands after <c>=</c>, when written.</summary>
    public TypeSyntax? Default => Node.FirstAfter<TypeSyntax>(SyntaxKind.Equal);
}

/// <summary><c>where rule, rule</c></summary>
public readonly record struct WhereClauseSyntax(SyntaxNode Node) : ISyntax<WhereClauseSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.WhereClause;

    /// <inheritdoc/>
    public static WhereClauseSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The rules in text order.</summary>
    public SyntaxList<RuleSyntax> Rules => Node.All<RuleSyntax>();
}

/// <summary>The parameters of a function or lambda, with or without parentheses.</summary>
public readonly record struct ParameterListSyntax(SyntaxNode Node) : ISyntax<ParameterListSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.ParameterList;

    /// <inheritdoc/>
    public static ParameterListSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>The parameters in text order.</summary>
    public SyntaxList<ParameterSyntax> Parameters => Node.All<ParameterSyntax>();
}

/// <summary>A parameter: a pattern, or <c>&amp;self</c>.</summary>
public readonly record struct ParameterSyntax(SyntaxNode Node) : ISyntax<ParameterSyntax>
{
    /// <inheritdoc/>
    public static bool Wraps(SyntaxKind kind) => kind == SyntaxKind.Parameter;

    /// <inheritdoc/>
    public static ParameterSyntax Wrap(SyntaxNode node) => new(node);

    /// <summary>Whether <c>virtual</c> is written.</summary>
    public bool IsVirtual => Node.Has(SyntaxKind.VirtualKeyword);

    /// <summary>Whether this is <c>&amp;self</c>.</summary>
    public bool IsSelfBorrow => Node.Has(SyntaxKind.Ampersand);

    /// <summary>The <c>self</c> of <c>&amp;self</c>.</summary>
    public SyntaxToken? Self => Node.Token(SyntaxKind.SelfKeyword);

    /// <summary>Whether <c>pre</c> is written: the reference is checked by the caller.</summary>
    public bool IsPreChecked => Pattern is { } pattern && pattern.Node.Has(SyntaxKind.PreKeyword);

    /// <summary>The pattern; null for <c>&amp;self</c>.</summary>
    public PatternSyntax? Pattern => Node.First<PatternSyntax>();
}
