// Generic arguments as written at a call. What they mean depends on what a candidate wants in their place, so each
// candidate resolves them anew; names that mean nothing are told once.

using Vale.Compiler.Calls;
using Vale.Compiler.Items;
using Vale.Compiler.Types;
using Vale.Syntax;

namespace Vale.Compiler.Bodies;

internal sealed partial class BodyChecker
{
    private sealed class WrittenArguments : IWrittenArguments
    {
        private readonly BodyChecker _checker;
        private readonly List<TypeSyntax> _types = [];

        public WrittenArguments(BodyChecker checker, TypeArgumentListSyntax list)
        {
            _checker = checker;
            foreach (var type in list.Arguments)
            {
                _types.Add(type);
                var problems = new List<Problem>();
                if (!IsType(type)) continue;
                var coord = checker.Resolver(problems).Resolve(type);
                checker._problems.AddRange(problems);
                IsInError |= problems.Count > 0;
                if (problems.Count == 0) checker.ReferToType(type, coord);
            }
        }

        /// <summary>A problem was reported.</summary>
        public bool IsInError { get; }

        public int Count => _types.Count;

        public TemplataId? Resolve(int index, TemplataType wanted) => _checker.Resolver([]).Resolve(_types[index], wanted);

        // A word like `mut`, a number, or a rune that is no type means nothing as a coord.
        private bool IsType(TypeSyntax type) => type.Kind switch
        {
            SyntaxKind.NameType => _checker.FindRune(new NameTypeSyntax(type.Node).Name.Text) is not { } rune ||
                _checker._db.Lookup(TypeQueries.Templatas, rune).Type == TemplataType.Coord,
            SyntaxKind.CallType or SyntaxKind.InterpretedType or SyntaxKind.StaticArrayType or SyntaxKind.RuntimeArrayType => true,
            _ => false,
        };
    }
}
