// Which local each name of a function is, by where it is written alone. Code that is not checked - behind a return, in a
// lambda that nobody calls, in broken statements - has locals too. What else a name may mean is not known here.

using Vale.Syntax;

namespace Vale.Ide;

/// <summary>How a local comes to be.</summary>
internal enum LocalKind : byte { Parameter, Local, LambdaParameter, Element }

/// <summary>A declaration.</summary>
/// <param name="Range">Its name.</param>
/// <param name="Visible">From where to where the name means it, but for inner locals of its name.</param>
/// <param name="Lambda">The number of the lambda it is declared in, or -1.</param>
internal readonly record struct LocalDeclaration(string Name, TextRange Range, LocalKind Kind, TextRange Visible, int Lambda);

/// <summary>A use.</summary>
/// <param name="Declaration">The number of its declaration.</param>
/// <param name="IsCallee">It is called; where there is a function of the name too, that may be meant.</param>
/// <param name="IsSet">It is given a new value.</param>
/// <param name="Lambda">The number of the lambda it stands in, or -1.</param>
internal readonly record struct LocalUse(TextRange Range, int Declaration, bool IsCallee, bool IsSet, int Lambda);

/// <summary>The locals of a function.</summary>
internal sealed class LocalScopes
{
    private readonly List<Dictionary<string, int>> _scopes = [];
    private readonly List<int> _ends = [];
    private int _lambda = -1;
    private int _lambdas;

    private LocalScopes()
    {
    }

    /// <summary>The declarations in the order of places.</summary>
    public List<LocalDeclaration> Declarations { get; } = [];

    /// <summary>The uses in the order of places.</summary>
    public List<LocalUse> Uses { get; } = [];

    /// <summary>The names that no local explains, in the order of places: functions, types, generic parameters or nothing.</summary>
    public List<SyntaxToken> Free { get; } = [];

    /// <summary>The locals of a function, a node of kind <see cref="SyntaxKind.Function"/>, placed as the node is.</summary>
    public static LocalScopes Of(SyntaxNode function)
    {
        var scopes = new LocalScopes();
        var syntax = new FunctionSyntax(function);
        scopes.Open(function.End);
        if (!syntax.Header.Node.IsNone && syntax.Header.Parameters is { } list) scopes.Parameters(list, LocalKind.Parameter);
        if (syntax.Body is { } body) scopes.Block(body);
        scopes.Close();
        scopes.Uses.Sort(static (a, b) => a.Range.Start.CompareTo(b.Range.Start));
        return scopes;
    }

    /// <summary>The locals of a body alone, placed as the block is; a parameter's name is free in it.</summary>
    public static LocalScopes OfBody(SyntaxNode block)
    {
        var scopes = new LocalScopes();
        scopes.Open(block.End);
        scopes.Block(new BlockSyntax(block));
        scopes.Close();
        return scopes;
    }

    /// <summary>The number of the declaration whose name, or a use of whose name, an offset touches; null when there is none.</summary>
    public int? At(int offset)
    {
        int? found = null;
        for (var i = 0; i < Declarations.Count; i++)
            if (Declarations[i].Range.Touches(offset) && (found is null || Declarations[i].Range.Start == offset)) found = i;
        if (found is not null) return found;
        foreach (var use in Uses)
            if (use.Range.Touches(offset) && (found is null || use.Range.Start == offset)) found = use.Declaration;
        return found;
    }

    /// <summary>Whether a local of that name can be seen at an offset.</summary>
    public bool IsVisible(string name, int offset)
    {
        foreach (var declaration in Declarations)
            if (declaration.Name == name && declaration.Visible.Contains(offset)) return true;
        return false;
    }

    private void Open(int end)
    {
        _scopes.Add(new Dictionary<string, int>(StringComparer.Ordinal));
        _ends.Add(end);
    }

    private void Close()
    {
        _scopes.RemoveAt(_scopes.Count - 1);
        _ends.RemoveAt(_ends.Count - 1);
    }

    private void Declare(SyntaxToken name, LocalKind kind, int visibleFrom)
    {
        _scopes[^1][name.Text] = Declarations.Count;
        Declarations.Add(new LocalDeclaration(name.Text, name.Range, kind, new TextRange(visibleFrom, Math.Max(visibleFrom, _ends[^1])), _lambda));
    }

    private void Use(SyntaxToken name, bool isCallee, bool isSet)
    {
        for (var i = _scopes.Count - 1; i >= 0; i--)
            if (_scopes[i].TryGetValue(name.Text, out var declaration))
            {
                Uses.Add(new LocalUse(name.Range, declaration, isCallee, isSet, _lambda));
                return;
            }
        Free.Add(name);
    }

    private void Parameters(ParameterListSyntax list, LocalKind kind)
    {
        foreach (var parameter in list.Parameters)
            if (parameter.Pattern is { } pattern) Pattern(pattern, kind, pattern.Node.End);
    }

    private void Pattern(PatternSyntax pattern, LocalKind kind, int visibleFrom)
    {
        if (pattern is { IsIgnored: false, IsConstructingMember: false, Name: { } name })
        {
            if (pattern.IsSet) Use(name, false, true);
            else Declare(name, kind, visibleFrom);
        }
        if (pattern.Destructure is { } parts)
            foreach (var part in parts.Elements) Pattern(part, kind, visibleFrom);
    }

    private void Block(BlockSyntax block)
    {
        Open(block.Node.End);
        foreach (var statement in block.Statements) Visit(statement.Node);
        Close();
    }

    private void Visit(SyntaxNode node)
    {
        if (node.IsToken) return;
        switch (node.Kind)
        {
            case SyntaxKind.NameExpression:
                var name = new NameExpressionSyntax(node);
                if (name.TypeArguments is null) Use(name.Name, false, false);
                return;
            case SyntaxKind.CallExpression when new CallExpressionSyntax(node).Callee is { } callee && callee.Node.As<NameExpressionSyntax>() is { TypeArguments: null } called:
                Use(called.Name, true, false);
                foreach (var child in node.Children)
                    if (child.Offset != callee.Node.Offset) Visit(child);
                return;
            case SyntaxKind.SetExpression when new SetExpressionSyntax(node).Target is { } target && target.Node.As<NameExpressionSyntax>() is { TypeArguments: null } set:
                Use(set.Name, false, true);
                foreach (var child in node.Children)
                    if (child.Offset != target.Node.Offset) Visit(child);
                return;
            case SyntaxKind.UnletExpression:
                if (new UnletExpressionSyntax(node).Name is { } unlet) Use(unlet, false, false);
                return;
            case SyntaxKind.LetStatement:
                var let = new LetStatementSyntax(node);
                if (let.Value is { } value) Visit(value.Node);
                if (let.Pattern is { } pattern) Pattern(pattern, LocalKind.Local, node.End);
                return;
            case SyntaxKind.Block:
                Block(new BlockSyntax(node));
                return;
            case SyntaxKind.IfExpression or SyntaxKind.WhileStatement:
                Open(node.End);
                VisitChildren(node);
                Close();
                return;
            case SyntaxKind.ForeachExpression:
                Foreach(new ForeachExpressionSyntax(node));
                return;
            case SyntaxKind.LambdaExpression:
                Lambda(new LambdaExpressionSyntax(node));
                return;
            default:
                VisitChildren(node);
                return;
        }
    }

    private void VisitChildren(SyntaxNode node)
    {
        foreach (var child in node.Children) Visit(child);
    }

    private void Foreach(ForeachExpressionSyntax syntax)
    {
        Open(syntax.Node.End);
        if (syntax.Iterable is { } iterable) VisitChildren(iterable.Node);
        Open(syntax.Node.End);
        if (syntax.Pattern is { } pattern) Pattern(pattern, LocalKind.Element, syntax.Body?.Node.Offset ?? pattern.Node.End);
        if (syntax.Body is { } body) Block(body);
        Close();
        Close();
    }

    private void Lambda(LambdaExpressionSyntax syntax)
    {
        var outer = _lambda;
        _lambda = _lambdas++;
        Open(syntax.Node.End);
        if (syntax.Parameters is { } list) Parameters(list, LocalKind.LambdaParameter);
        foreach (var child in syntax.Node.Children)
            if (child.Kind != SyntaxKind.ParameterList) Visit(child);
        Close();
        _lambda = outer;
    }
}
