// The solver's work made visible: rules and conclusions as text, for those who look into the compiler. The forms are for
// eyes, not for parsers.

using System.Text;
using Vale.Compiler.Types;
using Vale.Queries.Runtime;
using Vale.Queries.Runtime.Values;

namespace Vale.Compiler.Solver;

/// <summary>One conclusion.</summary>
/// <param name="Because">The rule it was drawn from; null for what was given: a placeholder, or an argument's type.</param>
/// <param name="Rune">The rune's number.</param>
/// <param name="Value">What it is from now on.</param>
public readonly record struct SolverStep(Rule? Because, int Rune, TemplataId Value);

/// <summary>One solve from beginning to end.</summary>
public sealed record SolverTrace(RuleSet Set, ValueArray<SolverStep> Steps, SolverConflict? Conflict)
{
    /// <summary>Runes and rules, numbered.</summary>
    public static string Rules(QueryContext db, RuleSet set)
    {
        var text = new StringBuilder("runes\n");
        for (var i = 0; i < set.Runes.Length; i++)
        {
            text.Append("  ").Append(NameOf(set, i)).Append(": ").Append(set.Runes[i].Type.ToString().ToLowerInvariant());
            if (i < set.GenericCount) text.Append(", generic parameter");
            for (var p = 0; p < set.Parameters.Length; p++)
                if (set.Parameters[p] == i) text.Append(", type of parameter ").Append(p);
            for (var r = 0; r < set.Results.Length; r++)
                if (set.Results[r] == i) text.Append(", result");
            text.Append('\n');
        }
        text.Append(set.Rules.IsEmpty ? "no rules\n" : "rules\n");
        foreach (var rule in set.Rules) Line(rule);
        for (var i = 0; i < set.Defaults.Length; i++)
        {
            if (set.Defaults[i].IsEmpty) continue;
            text.Append("default of ").Append(NameOf(set, i)).Append('\n');
            foreach (var rule in set.Defaults[i]) Line(rule);
        }
        return text.ToString();

        void Line(Rule rule)
        {
            text.Append("  ").Append(Print(db, set, rule));
            if (rule.Scope != RuleScope.Everywhere) text.Append(rule.Scope == RuleScope.CallSite ? "    (at calls)" : "    (in the definition)");
            text.Append('\n');
        }
    }

    /// <summary>The conclusions in order, each with its reason, and what stayed unknown.</summary>
    public string Print(QueryContext db)
    {
        var text = new StringBuilder();
        var known = new bool[Set.Runes.Length];
        var number = 0;
        foreach (var step in Steps)
        {
            known[step.Rune] = true;
            text.Append($"{++number,3}. {NameOf(Set, step.Rune)} = {TypeQueries.Display(db, step.Value)}    ");
            text.Append(step.Because is { } rule ? $"by {Print(db, Set, rule)}" : "given").Append('\n');
        }
        if (Conflict is { } conflict)
        {
            text.Append($"conflict: {NameOf(Set, conflict.Rune)} is {TypeQueries.Display(db, conflict.Known)}");
            if (conflict.Wanted is { } wanted) text.Append($", and would be {TypeQueries.Display(db, wanted)}");
            text.Append($"    by {Print(db, Set, conflict.Rule)}\n");
        }
        for (var i = 0; i < known.Length; i++)
            if (!known[i]) text.Append("     ").Append(NameOf(Set, i)).Append(" is not known\n");
        return text.Length == 0 ? "nothing to solve\n" : text.ToString();
    }

    private static string NameOf(RuleSet set, int rune) => rune < 0 ? "_" : set.Runes[rune].Name is { Length: > 0 } name ? name[0] == '<' ? $"{name}{rune}" : name : $"#{rune}";

    private static string Print(QueryContext db, RuleSet set, Rule rule)
    {
        string Rune(int i) => NameOf(set, rule.Runes[i]);
        string From(int first, int end)
        {
            var names = new string[Math.Max(0, end - first)];
            for (var i = 0; i < names.Length; i++) names[i] = Rune(first + i);
            return string.Join(", ", names);
        }
        var count = rule.Runes.Length;
        return rule.Kind switch
        {
            RuleKind.Equals => $"{Rune(0)} = {Rune(1)}",
            RuleKind.Literal => $"{Rune(0)} = {TypeQueries.Display(db, rule.Value)}",
            RuleKind.OneOf => $"{Rune(0)} = any({string.Join(", ", rule.Values.Select(value => TypeQueries.Display(db, value)))})",
            RuleKind.Augment => $"{Rune(0)} = {rule.Ownership.ToString().ToLowerInvariant()} {Rune(1)}",
            RuleKind.ToCoord => $"{Rune(0)} = coord of {Rune(1)}",
            RuleKind.CoordParts => $"{Rune(0)} = Ref[{Rune(1)}, {Rune(2)}]",
            RuleKind.KindParts => $"{Rune(0)} = Kind[{Rune(1)}]",
            RuleKind.PrototypeParts => $"{Rune(0)} = Prot[_, {Rune(1)}, {Rune(2)}]",
            RuleKind.Citizen => $"{Rune(0)} = {db.Lookup(Items.ItemQueries.Denizens, rule.Template).Name}<{From(1, count)}>",
            RuleKind.Array => $"{Rune(0)} = [{Rune(1)}]<{Rune(2)}, {Rune(3)}>{Rune(4)}",
            RuleKind.Tuple => $"{Rune(0)} = ({From(1, count)})",
            RuleKind.Pack => $"{Rune(0)} = Refs({From(1, count)})",
            RuleKind.IsConcrete => $"isConcrete({Rune(0)})",
            RuleKind.IsInterface => $"isInterface({Rune(0)})",
            RuleKind.IsStruct => $"isStruct({Rune(0)})",
            RuleKind.IsImmutable => $"isImmutable({Rune(0)})",
            RuleKind.Function => $"{Rune(0)} = func {rule.Name}({From(1, count - 1)}) {Rune(count - 1)}",
            RuleKind.Default => $"{Rune(0)} = default({From(1, count)})",
            _ => $"implements({From(0, count)})",
        };
    }
}
