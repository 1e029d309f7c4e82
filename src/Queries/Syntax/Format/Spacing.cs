// Whether a blank stands between two neighbours of one node, for all nodes that have no layout of their own. A table in
// the form of a function; it knows kinds only.

namespace Vale.Syntax;

internal static class Spacing
{
    /// <summary>Whether a blank stands between two children of a node.</summary>
    internal static bool Between(SyntaxKind parent, SyntaxKind left, SyntaxKind right)
    {
        if (right is SyntaxKind.Semicolon or SyntaxKind.Comma)
            return false;
        switch (parent)
        {
            case SyntaxKind.Import:
                return left == SyntaxKind.ImportKeyword;

            case SyntaxKind.Attribute or SyntaxKind.MacroAttribute:
            case SyntaxKind.Region or SyntaxKind.RegionType or SyntaxKind.InterpretedType or SyntaxKind.CallType:
            case SyntaxKind.StaticArrayType or SyntaxKind.RuntimeArrayType or SyntaxKind.ArraySize or SyntaxKind.ArrayExpression:
            case SyntaxKind.NameExpression or SyntaxKind.TransmigrateExpression:
            case SyntaxKind.CallExpression or SyntaxKind.IndexExpression or SyntaxKind.RangeExpression:
            case SyntaxKind.MemberExpression or SyntaxKind.MethodCallExpression:
            case SyntaxKind.StringExpression or SyntaxKind.StringType:
                return false;

            case SyntaxKind.FunctionHeader or SyntaxKind.Struct or SyntaxKind.Interface or SyntaxKind.Impl:
                return right is not (SyntaxKind.GenericParameterList or SyntaxKind.ParameterList);

            case SyntaxKind.GenericParameter:
                return left != SyntaxKind.Region;

            case SyntaxKind.Parameter:
                return left != SyntaxKind.Ampersand;

            // `set &x` with a blank would be a statement.
            case SyntaxKind.Pattern when left == SyntaxKind.SetKeyword:
                return right is SyntaxKind.Identifier or SyntaxKind.Underscore;

            case SyntaxKind.Pattern:
                return left != SyntaxKind.Dot && right != SyntaxKind.Dot
                    && !(right == SyntaxKind.DestructurePattern && SyntaxFacts.IsType(left));

            case SyntaxKind.PrototypeType:
                return left == SyntaxKind.FuncKeyword && right != SyntaxKind.TupleType;

            case SyntaxKind.StructMember or SyntaxKind.VariadicMember:
                return right != SyntaxKind.Bang && left != SyntaxKind.DotDot;

            case SyntaxKind.AugmentExpression:
                return left == SyntaxKind.InlKeyword;

            case SyntaxKind.RegionPrefixExpression:
                return left != SyntaxKind.Apostrophe;

            case SyntaxKind.CallRule or SyntaxKind.ComponentsRule:
                return false;

            default:
                return true;
        }
    }
}
