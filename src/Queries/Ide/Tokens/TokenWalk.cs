// Walks a piece of a tree and says of each token what it is: by its kind, by where it stands, and for names by what they
// mean. Names in bodies mean what the checked body says; where it says nothing, because of a mistake, their place decides.

using Vale.Compiler.Bodies;
using Vale.Compiler.Inputs;
using Vale.Compiler.Items;
using Vale.Compiler.Names;
using Vale.Compiler.Signatures;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Syntax;

namespace Vale.Ide.Tokens;

/// <summary>Collects the tokens of pieces of one item. Single use, one thread.</summary>
internal sealed class TokenWalk(QueryContext db, FileId file, DenizenId? item, List<SemanticToken> tokens)
{
    private BodyReference[] _references = [];
    private int _next;
    private HashSet<(FunctionId, int)>? _mutable;
    private FunctionId _function;
    private CheckedBody? _body;
    private bool _isBody;
    private FileId _askedFile;
    private bool _askedFileIsLibrary;
    private bool _hasAsked;

    /// <summary>Gives the meaning of the names in the body of the item's function, to be walked next.</summary>
    /// <param name="body">Null when it is not checked.</param>
    public void Enter(FunctionId function, CheckedBody? body)
    {
        (_isBody, _function, _body) = (true, function, body);
        if (body is null) return;
        _references = Array.FindAll(body.References.AsSpan().ToArray(), static reference => !reference.IsInHeader);
        // Of references to the same text, those of a lambda checked for several types, the first is as good as any.
        Array.Sort(_references, static (a, b) => a.Start.CompareTo(b.Start));
        foreach (var reference in body.References)
            if (reference is { Kind: ReferenceKind.Local, Use: ReferenceUse.Write }) (_mutable ??= []).Add((reference.Function, reference.Local));
    }

    /// <summary>True for a local that the body sets after it was declared.</summary>
    public bool IsSet(FunctionId function, int local) => _mutable?.Contains((function, local)) == true;

    /// <summary>Walks a node and what is in it, functions of other items left out.</summary>
    public void Walk(SyntaxNode node, SyntaxKind around = SyntaxKind.None)
    {
        if (node.IsToken)
        {
            Token(node, around, default, SyntaxKind.None, 0);
            return;
        }
        var word = 0;
        foreach (var child in node.Children)
        {
            if (child.IsToken)
            {
                Token(child, node.Kind, node, around, word);
                if (child.Kind is SyntaxKind.Identifier or SyntaxKind.Underscore) word++;
            }
            // A function within a type has tokens of its own.
            else if (child.Kind is not (SyntaxKind.Function or SyntaxKind.Problem)) Walk(child, node.Kind);
        }
    }

    private void Token(SyntaxNode token, SyntaxKind parent, SyntaxNode node, SyntaxKind around, int word)
    {
        var kind = token.Kind;
        if (kind == SyntaxKind.Identifier) Name(token, parent, node, around, word);
        else if (SyntaxFacts.IsKeyword(kind)) Add(token, TokenType.Keyword);
        else if (SyntaxFacts.IsComment(kind)) Add(token, TokenType.Comment);
        else
            switch (kind)
            {
                case SyntaxKind.IntegerLiteral when parent is SyntaxKind.MemberExpression or SyntaxKind.StructMember:
                    Add(token, TokenType.Property);
                    break;
                case SyntaxKind.IntegerLiteral or SyntaxKind.FloatLiteral:
                    Add(token, TokenType.Number);
                    break;
                case SyntaxKind.StringOpen or SyntaxKind.StringText or SyntaxKind.StringClose:
                    AddString(token);
                    break;
                case SyntaxKind.Underscore when parent == SyntaxKind.MagicParameterExpression:
                    Add(token, TokenType.Parameter);
                    break;
                case >= SyntaxKind.DotDot and <= SyntaxKind.Caret or SyntaxKind.Bang or SyntaxKind.OpenAngle or SyntaxKind.CloseAngle
                    when parent is not (SyntaxKind.GenericParameterList or SyntaxKind.TypeArgumentList):
                    Operator(token, parent, node);
                    break;
            }
    }

    private void Operator(SyntaxNode token, SyntaxKind parent, SyntaxNode node)
    {
        if (parent == SyntaxKind.FunctionHeader && node.As<FunctionHeaderSyntax>()?.Name?.Offset == token.Offset)
        {
            Add(token, TokenType.Operator, Declared(TokenModifiers.Declaration));
            return;
        }
        var modifiers = TokenModifiers.None;
        if (Reference(token) is { } reference)
            modifiers = reference.Kind == ReferenceKind.Bound ? TokenModifiers.Bound : reference.Kind == ReferenceKind.Function ? Of(reference.Function) : modifiers;
        Add(token, TokenType.Operator, modifiers);
    }

    // Names.

    private void Name(SyntaxNode token, SyntaxKind parent, SyntaxNode node, SyntaxKind around, int word)
    {
        switch (parent)
        {
            case SyntaxKind.FunctionHeader:
                Add(token, IsMethod() ? TokenType.Method : TokenType.Function, Declared(TokenModifiers.Declaration));
                break;
            case SyntaxKind.Struct or SyntaxKind.Interface:
                Add(token, parent == SyntaxKind.Struct ? TokenType.Struct : TokenType.Interface, Declared(TokenModifiers.Declaration | TokenModifiers.Definition));
                break;
            case SyntaxKind.ExportAs:
                Add(token, TokenType.Type, TokenModifiers.Declaration | TokenModifiers.Exported);
                break;
            case SyntaxKind.StructMember or SyntaxKind.VariadicMember:
                Add(token, TokenType.Property, TokenModifiers.Declaration | (node.Has(SyntaxKind.Bang) ? TokenModifiers.Mutable : TokenModifiers.None));
                break;
            case SyntaxKind.GenericParameter or SyntaxKind.TypedRuneRule or SyntaxKind.TypedRuneType when word > 0:
            case SyntaxKind.MacroAttribute:
                // Ref, Int, Kind and their like; the names of macros.
                Add(token, TokenType.Keyword);
                break;
            case SyntaxKind.GenericParameter:
                Add(token, TokenType.TypeParameter, TokenModifiers.Declaration);
                break;
            case SyntaxKind.TypedRuneRule or SyntaxKind.TypedRuneType or SyntaxKind.Region or SyntaxKind.RegionType
                or SyntaxKind.TransmigrateExpression or SyntaxKind.RegionPrefixExpression:
                Add(token, TokenType.TypeParameter);
                break;
            case SyntaxKind.NameType:
                TypeName(token);
                break;
            case SyntaxKind.PrototypeType:
                Add(token, TokenType.Function, TokenModifiers.Declaration | TokenModifiers.Bound);
                break;
            case SyntaxKind.CallRule or SyntaxKind.ComponentsRule:
                Add(token, TokenType.Function, TokenModifiers.DefaultLibrary);
                break;
            case SyntaxKind.Import:
                Add(token, TokenType.Namespace);
                break;
            case SyntaxKind.Pattern when !_isBody:
                Add(token, TokenType.Parameter, TokenModifiers.Declaration);
                break;
            case SyntaxKind.Pattern or SyntaxKind.NameExpression or SyntaxKind.MemberExpression or SyntaxKind.MethodCallExpression
                or SyntaxKind.UnletExpression or SyntaxKind.BinaryExpression:
                BodyName(token, parent, around);
                break;
        }
    }

    private void TypeName(SyntaxNode token)
    {
        var text = token.Text;
        if (item is { } id && Symbols.Rune(db, id, text) is not null)
        {
            Add(token, TokenType.TypeParameter);
            return;
        }
        if (WellKnownKinds.ByName(text) is not null)
        {
            Add(token, TokenType.Type, TokenModifiers.DefaultLibrary);
            return;
        }
        foreach (var (found, _) in NameQueries.Lookup(db, file, text))
            if (found.Kind is DenizenKind.Struct or DenizenKind.Interface)
            {
                Add(token, TypeOf(found.Kind), Library(found.Id));
                return;
            }
        Add(token, TokenType.Type);
    }

    private void BodyName(SyntaxNode token, SyntaxKind parent, SyntaxKind around)
    {
        if (Reference(token) is { } reference)
            switch (reference.Kind)
            {
                case ReferenceKind.Local:
                    LocalName(token, parent, reference);
                    return;
                case ReferenceKind.Member:
                    Add(token, TokenType.Property, (IsVarying(reference) ? TokenModifiers.Mutable : TokenModifiers.None) | Library(reference.Denizen));
                    return;
                case ReferenceKind.Rune:
                    Add(token, TokenType.TypeParameter);
                    return;
                case ReferenceKind.Bound:
                    Add(token, parent == SyntaxKind.MethodCallExpression ? TokenType.Method : TokenType.Function, TokenModifiers.Bound);
                    return;
                case ReferenceKind.Function:
                    FunctionName(token, parent, reference.Function);
                    return;
                case ReferenceKind.Type:
                    Add(token, TypeOf(db.Lookup(ItemQueries.Denizens, reference.Denizen).Kind), Library(reference.Denizen));
                    return;
            }
        Add(token, parent switch
        {
            SyntaxKind.MemberExpression => TokenType.Property,
            SyntaxKind.MethodCallExpression => TokenType.Method,
            SyntaxKind.BinaryExpression => TokenType.Function,
            SyntaxKind.NameExpression when around == SyntaxKind.CallExpression => TokenType.Function,
            SyntaxKind.Pattern when around == SyntaxKind.Parameter => TokenType.Parameter,
            _ => TokenType.Variable,
        }, parent == SyntaxKind.Pattern ? TokenModifiers.Declaration : TokenModifiers.None);
    }

    private void LocalName(SyntaxNode token, SyntaxKind parent, BodyReference reference)
    {
        var modifiers = reference.Use switch
        {
            ReferenceUse.Declare => TokenModifiers.Declaration,
            ReferenceUse.Move => TokenModifiers.Consuming,
            _ => TokenModifiers.None,
        };
        if (IsSet(reference.Function, reference.Local)) modifiers |= TokenModifiers.Mutable;
        var local = Local(reference);
        // What a constructor gathers under self. are the members to be.
        var type = parent == SyntaxKind.MemberExpression || local?.Name.StartsWith("self.", StringComparison.Ordinal) == true ? TokenType.Property
            : local is { Site: < 0 } ? TokenType.Parameter
            : TokenType.Variable;
        Add(token, type, modifiers);
    }

    // A lambda in error has no body.
    private BodyLocal? Local(BodyReference reference)
    {
        if (_body is null) return null;
        if (reference.Function == _function) return reference.Local < _body.Body.Locals.Length ? _body.Body.Locals[reference.Local] : null;
        foreach (var lambda in _body.Lambdas)
            if (lambda.Function == reference.Function) return reference.Local < lambda.Body.Locals.Length ? lambda.Body.Locals[reference.Local] : null;
        return null;
    }

    private bool IsVarying(BodyReference reference) =>
        db.Get(SignatureQueries.StructDefinition, reference.Denizen).Members is var members && reference.Member < members.Length && members[reference.Member].IsVarying;

    private void FunctionName(SyntaxNode token, SyntaxKind parent, FunctionId function)
    {
        var data = db.Lookup(TypeQueries.Functions, function);
        if (data.Origin == FunctionOrigin.StructConstructor)
        {
            var isInterface = db.Lookup(ItemQueries.Denizens, data.Denizen).Kind == DenizenKind.AnonymousStruct;
            Add(token, isInterface ? TokenType.Interface : TokenType.Struct, Library(data.Denizen));
            return;
        }
        Add(token, parent == SyntaxKind.MethodCallExpression ? TokenType.Method : TokenType.Function, Of(function));
    }

    // Modifiers.

    private bool IsMethod() => item is { } id && db.Lookup(ItemQueries.Denizens, id).Parent is not null;

    private TokenModifiers Declared(TokenModifiers modifiers)
    {
        if (item is not { } id) return modifiers;
        if (db.Lookup(ItemQueries.Denizens, id).Kind != DenizenKind.Function)
            return db.Get(TypeQueries.Shape, id).IsExported ? modifiers | TokenModifiers.Exported : modifiers;
        var header = db.Get(SignatureQueries.Header, SignatureQueries.Declared(db, id));
        if (header.IsExported) modifiers |= TokenModifiers.Exported;
        return modifiers | header.Body switch
        {
            FunctionBody.Abstract => TokenModifiers.Abstract,
            FunctionBody.Extern or FunctionBody.Intrinsic => TokenModifiers.Extern,
            _ => TokenModifiers.Definition,
        };
    }

    private TokenModifiers Of(FunctionId function)
    {
        var modifiers = Library(db.Lookup(TypeQueries.Functions, function).Denizen);
        return db.Get(SignatureQueries.Header, function).Body switch
        {
            FunctionBody.Abstract => modifiers | TokenModifiers.Abstract,
            // All that the library does in the end is done by the backend.
            FunctionBody.Extern when modifiers == TokenModifiers.None => TokenModifiers.Extern,
            _ => modifiers,
        };
    }

    private TokenModifiers Library(DenizenId id)
    {
        var home = db.Lookup(ItemQueries.Denizens, id).File;
        if (home == file) return TokenModifiers.None;
        if (!_hasAsked || home != _askedFile)
        {
            var data = db.Lookup(InputQueries.Files, home);
            (_hasAsked, _askedFile, _askedFileIsLibrary) = (true, home, InputQueries.IsOfLibrary(db, new PackageData(data.Module, data.Package)));
        }
        return _askedFileIsLibrary ? TokenModifiers.DefaultLibrary : TokenModifiers.None;
    }

    private static TokenType TypeOf(DenizenKind kind) => kind is DenizenKind.Interface or DenizenKind.AnonymousStruct ? TokenType.Interface : TokenType.Struct;

    // The reference whose text is the token. Tokens come in the order of the text, and so do references.
    private BodyReference? Reference(SyntaxNode token)
    {
        while (_next < _references.Length && _references[_next].Start < token.Offset) _next++;
        for (var i = _next; i < _references.Length && _references[i].Start == token.Offset; i++)
            if (_references[i].Length == token.Width) return _references[i];
        return null;
    }

    private void Add(SyntaxNode token, TokenType type, TokenModifiers modifiers = TokenModifiers.None) =>
        tokens.Add(new SemanticToken(token.Offset, token.Width, type, modifiers));

    // Quotes and what is between them are one.
    private void AddString(SyntaxNode token)
    {
        if (token.Width == 0) return;
        if (tokens.Count > 0 && tokens[^1] is { Type: TokenType.String } last && last.End == token.Offset && token.Kind != SyntaxKind.StringOpen)
            tokens[^1] = last with { Length = last.Length + token.Width };
        else Add(token, TokenType.String);
    }
}
