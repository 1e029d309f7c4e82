// The rules of where clauses: function bounds, implements, equalities, and the parts of types.

using Vale.Compiler.Items;
using Vale.Compiler.Solver;
using Vale.Compiler.Types;
using Vale.Queries.Runtime.Values;
using Vale.Syntax;

namespace Vale.Compiler.Signatures;

internal sealed partial class RuleCompiler
{
    /// <summary>Compiles a rule; yields the rune of what it stands for, or an error.</summary>
    private int Compile(RuleSyntax rule, TemplataType? wanted)
    {
        var node = rule.Node;
        switch (rule.Kind)
        {
            case SyntaxKind.EqualsRule: return Equals(new EqualsRuleSyntax(node));
            case SyntaxKind.TypedRuneRule:
            {
                var typed = new TypedRuneRuleSyntax(node);
                return typed.Rune is { } name ? _byName.GetValueOrDefault(name.Text, Error) : typed.Kind is { } kind ? Fresh(ShapeReader.Of(kind), node) : Error;
            }
            case SyntaxKind.CallRule: return Call(new CallRuleSyntax(node), wanted);
            case SyntaxKind.ComponentsRule: return Components(new ComponentsRuleSyntax(node));
            default:
                if (rule.AsType is not { } type) return Error;
                if (type.Kind == SyntaxKind.PrototypeType) return Prototype(new PrototypeTypeSyntax(node), null);
                return Compile(type, wanted ?? TypeOf(type));
        }
    }

    /// <summary>The templata type a templex has by itself.</summary>
    private TemplataType TypeOf(TypeSyntax type) => type.Kind switch
    {
        SyntaxKind.IntegerType => TemplataType.Integer,
        SyntaxKind.BoolType => TemplataType.Boolean,
        SyntaxKind.StringType => TemplataType.String,
        SyntaxKind.MutabilityType => TemplataType.Mutability,
        SyntaxKind.VariabilityType => TemplataType.Variability,
        SyntaxKind.OwnershipType => TemplataType.Ownership,
        SyntaxKind.LocationType => TemplataType.Location,
        SyntaxKind.PrototypeType => TemplataType.Prototype,
        SyntaxKind.NameType when _byName.TryGetValue(new NameTypeSyntax(type.Node).Name.Text, out var rune) => _runes[rune].Type,
        _ => TemplataType.Coord,
    };

    private TemplataType? TypeOf(RuleSyntax rule)
    {
        switch (rule.Kind)
        {
            case SyntaxKind.TypedRuneRule: return new TypedRuneRuleSyntax(rule.Node).Kind is { } kind ? ShapeReader.Of(kind) : null;
            case SyntaxKind.ComponentsRule: return new ComponentsRuleSyntax(rule.Node).Kind is { } container ? ShapeReader.Of(container) : null;
            case SyntaxKind.CallRule or SyntaxKind.EqualsRule: return null;
            default: return rule.AsType is { } type && type.Kind != SyntaxKind.AnonymousType ? TypeOf(type) : null;
        }
    }

    private int Equals(EqualsRuleSyntax syntax)
    {
        if (syntax.Left is not { } left || syntax.Right is not { } right) return Error;
        var type = TypeOf(left) ?? TypeOf(right);
        if (right.AsType is { Kind: SyntaxKind.PrototypeType } prototype)
        {
            var named = Compile(left, TemplataType.Prototype);
            return named == Error ? Error : Prototype(new PrototypeTypeSyntax(prototype.Node), named);
        }
        var first = Compile(left, type);
        var second = Compile(right, type);
        if (first == Error || second == Error) return Error;
        second = Fit(second, _runes[first].Type, right.Node);
        if (second != Error) Rule(RuleKind.Equals, [first, second], syntax.Node);
        return first;
    }

    /// <summary>A function that must exist: a bound where the denizen is compiled, something to find where it is used (SROACSD).</summary>
    private int Prototype(PrototypeTypeSyntax syntax, int? result)
    {
        var runes = new List<int> { result ?? Fresh(TemplataType.Prototype, syntax.Node) };
        foreach (var parameter in syntax.Parameters) runes.Add(Compile(parameter, TemplataType.Coord));
        runes.Add(syntax.ReturnType is { } returns ? Compile(returns, TemplataType.Coord)
            : Literal(TypeQueries.Of(_db, Coord.Void), TemplataType.Coord, syntax.Node));
        if (runes.Contains(Error)) return Error;
        var rule = Rule(RuleKind.Function, runes.ToArray(), syntax.Node);
        Replace(rule, rule with { Name = syntax.Name?.Text ?? "__call" });
        return runes[0];
    }

    private int Call(CallRuleSyntax syntax, TemplataType? wanted)
    {
        var node = syntax.Node;
        var arguments = new List<RuleSyntax>();
        foreach (var argument in syntax.Arguments) arguments.Add(argument);
        switch (syntax.Name?.Text)
        {
            case "implements" when arguments.Count == 2:
            {
                var sub = Compile(arguments[0], TemplataType.Coord);
                var super = Compile(arguments[1], TemplataType.Coord);
                if (sub != Error && super != Error) Rule(RuleKind.Implements, [sub, super], node);
                return Error;
            }
            case "any" when arguments.Count > 0:
            {
                var values = new List<TemplataId>();
                var type = wanted ?? TypeOf(arguments[0]) ?? TemplataType.Coord;
                foreach (var argument in arguments)
                {
                    if (argument.AsType is { } literal && _resolver.Resolve(literal, type) is { } value) values.Add(value);
                    else return Error;
                }
                var rune = Fresh(type, node);
                var rule = Rule(RuleKind.OneOf, [rune], node);
                Replace(rule, rule with { Values = values.ToValueArray() });
                return rune;
            }
            case "isInterface" or "isConcrete" or "isStruct" when arguments.Count == 1:
            {
                var rune = Compile(arguments[0], null);
                if (rune == Error) return Error;
                Rule(syntax.Name.Value.Text switch { "isInterface" => RuleKind.IsInterface, "isStruct" => RuleKind.IsStruct, _ => RuleKind.IsConcrete }, [rune], node);
                return rune;
            }
            case "Refs":
                return Refs(arguments, node);
            default:
                _problems.Add(new UnknownRule(Where(node), syntax.Name?.Text ?? ""));
                return Error;
        }
    }

    private int Refs(List<RuleSyntax> arguments, SyntaxNode node)
    {
        var runes = new List<int> { Fresh(TemplataType.Pack, node) };
        foreach (var argument in arguments)
        {
            var rune = Compile(argument, TemplataType.Coord);
            if (rune == Error) return Error;
            runes.Add(Fit(rune, TemplataType.Coord, argument.Node));
        }
        Rule(RuleKind.Pack, runes.ToArray(), node);
        return runes[0];
    }

    private int Components(ComponentsRuleSyntax syntax)
    {
        var node = syntax.Node;
        var parts = new List<RuleSyntax>();
        foreach (var part in syntax.Components) parts.Add(part);
        switch (syntax.Kind)
        {
            case RuneKind.Ref when parts.Count == 2:
                return Parts(RuleKind.CoordParts, TemplataType.Coord, parts, [TemplataType.Ownership, TemplataType.Kind], node);
            case RuneKind.Kind when parts.Count == 1:
                return Parts(RuleKind.KindParts, TemplataType.Kind, parts, [TemplataType.Mutability], node);
            case RuneKind.Prot when parts.Count == 3 && parts[0].AsType?.Node.As<StringTypeSyntax>()?.Literal?.Value is { } name:
                return NamedPrototype(name, parts[1], parts[2], node);
            case RuneKind.Prot when parts.Count >= 2:
                return Parts(RuleKind.PrototypeParts, TemplataType.Prototype, parts[^2..], [TemplataType.Pack, TemplataType.Coord], node);
            default:
                _problems.Add(new UnsupportedConstruct(Where(node), "rules of this form"));
                return Error;
        }
    }

    private int Parts(RuleKind kind, TemplataType whole, List<RuleSyntax> parts, ReadOnlySpan<TemplataType> types, SyntaxNode node)
    {
        var runes = new int[parts.Count + 1];
        runes[0] = Fresh(whole, node);
        for (var i = 0; i < parts.Count; i++)
        {
            var rune = Compile(parts[i], types[i]);
            if (rune == Error || (runes[i + 1] = Fit(rune, types[i], parts[i].Node)) == Error) return Error;
        }
        Rule(kind, runes, node);
        return runes[0];
    }

    /// <summary><c>Prot["moo", Refs(int, bool), R Ref]</c>: a function bound with its parts spelled out.</summary>
    private int NamedPrototype(string name, RuleSyntax parameters, RuleSyntax returns, SyntaxNode node)
    {
        var runes = new List<int> { Fresh(TemplataType.Prototype, node) };
        foreach (var parameter in parameters.Node.As<CallRuleSyntax>() is { Name.Text: "Refs" } refs ? refs.Arguments : default)
        {
            var rune = Compile(parameter, TemplataType.Coord);
            runes.Add(rune == Error ? Error : Fit(rune, TemplataType.Coord, parameter.Node));
        }
        runes.Add(Compile(returns, TemplataType.Coord));
        if (runes.Contains(Error)) return Error;
        var rule = Rule(RuleKind.Function, runes.ToArray(), node);
        Replace(rule, rule with { Name = name });
        return runes[0];
    }
}
