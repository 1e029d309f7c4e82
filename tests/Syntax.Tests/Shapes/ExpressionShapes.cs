// The trees of expressions, one line each.

using Xunit;

namespace Syntax.Tests.Shapes;

public sealed class ExpressionShapes
{
    [Fact]
    public void Literals()
    {
        Shape.Expression("42", "(Integer 42)");
        Shape.Expression("-7", "(Integer -7)");
        Shape.Expression("4i64", "(Integer 4i64)");
        Shape.Expression("4.25", "(Float 4.25)");
        Shape.Expression("-0.5", "(Float -0.5)");
        Shape.Expression("4.", "(Float 4.)");
        Shape.Expression("true", "(Bool true)");
        Shape.Expression("false", "(Bool false)");
        Shape.Expression("…", "(Ellipsis …)");
    }

    [Fact]
    public void Strings()
    {
        Shape.Expression("\"\"", """
            (String " ")
            """);
        Shape.Expression("\"a\"", """
            (String " a ")
            """);
        Shape.Expression("\"a\\n\\\"\\{\"", """
            (String " a\n\"\{ ")
            """);
        Shape.Expression("\"a {b} c\"", """
            (String " a  (Interpolation { (Name b) })  c ")
            """);
        Shape.Expression("\"{a}{b}\"", """
            (String " (Interpolation { (Name a) }) (Interpolation { (Name b) }) ")
            """);
        Shape.Expression("\"\"\"a \"b\" c\"\"\"", """"
            (String """ a "b" c """)
            """");
        Shape.Expression("\"{f(\"x {y}\")}\"", """
            (String " (Interpolation { (Call (Name f) (ArgumentList ((String " x  (Interpolation { (Name y) }) ") ))) }) ")
            """);
        Shape.Expression("\"a\nb\"", """
            (String " a\nb ")
            """);
        Shape.Expression("\"\"\"{\n\"\"\"", """"
            (String """ {\n """)
            """");
        Shape.Expression("\"\"\"{\\\n a}\"\"\"", """"
            (String """ (Interpolation {\\n (Name a) }) """)
            """");
    }

    [Fact]
    public void Names()
    {
        Shape.Expression("a", "(Name a)");
        Shape.Expression("f<int>", "(Name f (TypeArgumentList < (NameType int) >))");
        Shape.Expression("==", "(Name ==)");
        Shape.Expression("<=>", "(Name <=>)");
        Shape.Expression("_", "(MagicParameter _)");
    }

    [Fact]
    public void Operators_bind_by_their_tightness()
    {
        Shape.Expression("a + b", "(Binary (Name a) + (Name b))");
        Shape.Expression("a + b + c", "(Binary (Binary (Name a) + (Name b)) + (Name c))");
        Shape.Expression("a + b * c", "(Binary (Name a) + (Binary (Name b) * (Name c)))");
        Shape.Expression("a * b + c", "(Binary (Binary (Name a) * (Name b)) + (Name c))");
        Shape.Expression("a - b / c", "(Binary (Name a) - (Binary (Name b) / (Name c)))");
        Shape.Expression("a mod b == c", "(Binary (Binary (Name a) mod (Name b)) == (Name c))");
        Shape.Expression("a + b mod c", "(Binary (Binary (Name a) + (Name b)) mod (Name c))");
        Shape.Expression("a < b and c > d", "(And (Binary (Name a) < (Name b)) and (Binary (Name c) > (Name d)))");
        Shape.Expression("a or b and c", "(And (Or (Name a) or (Name b)) and (Name c))");
        Shape.Expression("a == b or c != d", "(Or (Binary (Name a) == (Name b)) or (Binary (Name c) != (Name d)))");
        Shape.Expression("a <= b", "(Binary (Name a) <= (Name b))");
        Shape.Expression("a >= b", "(Binary (Name a) >= (Name b))");
        Shape.Expression("a <=> b", "(Binary (Name a) <=> (Name b))");
        Shape.Expression("a === b", "(Binary (Name a) === (Name b))");
        Shape.Expression("not a and b", "(And (Not not (Name a)) and (Name b))");
        Shape.Expression("(a + b) * c", "(Binary (Parenthesized ((Binary (Name a) + (Name b)) )) * (Name c))");
    }

    [Fact]
    public void Prefixes()
    {
        Shape.Expression("&a", "(Augment & (Name a))");
        Shape.Expression("&&a", "(Augment && (Name a))");
        Shape.Expression("^a", "(Augment ^ (Name a))");
        Shape.Expression("inl A(3)", "(Augment inl (Call (Name A) (ArgumentList ((Integer 3) ))))");
        Shape.Expression("not a", "(Not not (Name a))");
        Shape.Expression("not not a", "(Not not (Not not (Name a)))");
        Shape.Expression("&a.b", "(Augment & (Member (Name a) . b))");
        Shape.Expression("&{ _ }", "(Augment & (Lambda (Block { (ExpressionStatement (MagicParameter _)) })))");
        Shape.Expression("r'a", "(Transmigrate r ' (Name a))");
        Shape.Expression("r'a.b()", "(Transmigrate r ' (MethodCall (Name a) . b (ArgumentList ())))");
        Shape.Expression("'r a", "(RegionPrefix ' r (Name a))");
        Shape.Expression("a&", "(Augment (Name a) &)");
    }

    [Fact]
    public void Calls_and_members()
    {
        Shape.Expression("f()", "(Call (Name f) (ArgumentList ()))");
        Shape.Expression("f(a, b)", "(Call (Name f) (ArgumentList ((Name a) , (Name b) )))");
        Shape.Expression("f(a, b,)", "(Call (Name f) (ArgumentList ((Name a) , (Name b) , )))");
        Shape.Expression("f<int>(a)", "(Call (Name f (TypeArgumentList < (NameType int) >)) (ArgumentList ((Name a) )))");
        Shape.Expression("f< A<int> >(a)", "(Call (Name f (TypeArgumentList < (CallType (NameType A) (TypeArgumentList < (NameType int) >)) >)) (ArgumentList ((Name a) )))");
        Shape.Expression("a.b", "(Member (Name a) . b)");
        Shape.Expression("a.b()", "(MethodCall (Name a) . b (ArgumentList ()))");
        Shape.Expression("a.b<int>(c)", "(MethodCall (Name a) . b (TypeArgumentList < (NameType int) >) (ArgumentList ((Name c) )))");
        Shape.Expression("a.0.1", "(Member (Member (Name a) . 0) . 1)");
        Shape.Expression("a./(b)", "(MethodCall (Name a) . / (ArgumentList ((Name b) )))");
        Shape.Expression("a.==(b)", "(MethodCall (Name a) . == (ArgumentList ((Name b) )))");
        Shape.Expression("a.<(b)", "(MethodCall (Name a) . < (ArgumentList ((Name b) )))");
        Shape.Expression("as*.b", "(Member (Name as) * . b)");
        Shape.Expression("as*.b()", "(MethodCall (Name as) * . b (ArgumentList ()))");
        Shape.Expression("a[i]", "(Index (Name a) (IndexList [ (Name i) ]))");
        Shape.Expression("a[i, j]", "(Index (Name a) (IndexList [ (Name i) , (Name j) ]))");
        Shape.Expression("a [i]", "(Index (Name a) (IndexList [ (Name i) ]))");
        Shape.Expression("(a)(b)", "(Call (Parenthesized ((Name a) )) (ArgumentList ((Name b) )))");
        Shape.Expression("+(a, b)", "(Call (Name +) (ArgumentList ((Name a) , (Name b) )))");
        Shape.Expression("f(+)", "(Call (Name f) (ArgumentList ((Name +) )))");
        Shape.Expression("f (a)", "(Call (Name f) (ArgumentList ((Name a) )))");
        Shape.Expression("{ 0 }()", "(Call (Lambda (Block { (ExpressionStatement (Integer 0)) })) (ArgumentList ()))");
    }

    [Fact]
    public void Ranges()
    {
        Shape.Expression("0..5", "(Range (Integer 0) .. (Integer 5))");
        Shape.Expression("a..b", "(Range (Name a) .. (Name b))");
        Shape.Expression("0..a.len()", "(MethodCall (Range (Integer 0) .. (Name a)) . len (ArgumentList ()))");
        Shape.Expression("0..f()", "(Range (Integer 0) .. (Call (Name f) (ArgumentList ())))");
        Shape.Expression("0..a[1]", "(Range (Integer 0) .. (Index (Name a) (IndexList [ (Integer 1) ])))");
        Shape.Expression("f()..g()(1)[2]", "(Range (Call (Name f) (ArgumentList ())) .. (Index (Call (Call (Name g) (ArgumentList ())) (ArgumentList ((Integer 1) ))) (IndexList [ (Integer 2) ])))");
        Shape.Expression("0..f().len()", "(MethodCall (Range (Integer 0) .. (Call (Name f) (ArgumentList ()))) . len (ArgumentList ()))");
    }

    [Fact]
    public void Tuples()
    {
        Shape.Expression("()", "(Tuple ())");
        Shape.Expression("(a)", "(Parenthesized ((Name a) ))");
        Shape.Expression("(a,)", "(Tuple ((Name a) , ))");
        Shape.Expression("(a, b)", "(Tuple ((Name a) , (Name b) ))");
        Shape.Expression("(a, b,)", "(Tuple ((Name a) , (Name b) , ))");
        Shape.Expression("((a))", "(Parenthesized ((Parenthesized ((Name a) )) ))");
    }

    [Fact]
    public void Lambdas()
    {
        Shape.Expression("x => x", "(Lambda (ParameterList (Parameter (Pattern x))) => (Name x))");
        Shape.Expression("x => { x }", "(Lambda (ParameterList (Parameter (Pattern x))) => (Block { (ExpressionStatement (Name x)) }))");
        Shape.Expression("(x) => x", "(Lambda (ParameterList ((Parameter (Pattern x)) )) => (Name x))");
        Shape.Expression("(x int, y) => x", "(Lambda (ParameterList ((Parameter (Pattern x (NameType int))) , (Parameter (Pattern y)) )) => (Name x))");
        Shape.Expression("([a, b]) => a", "(Lambda (ParameterList ((Parameter (Pattern (DestructurePattern [ (Pattern a) , (Pattern b) ]))) )) => (Name a))");
        Shape.Expression("() => 3", "(Lambda (ParameterList ()) => (Integer 3))");
        Shape.Expression("{ _ + 1 }", "(Lambda (Block { (ExpressionStatement (Binary (MagicParameter _) + (Integer 1))) }))");
        Shape.Expression("{ }", "(Lambda (Block { }))");
        Shape.Expression("a => b => c", "(Lambda (ParameterList (Parameter (Pattern a))) => (Lambda (ParameterList (Parameter (Pattern b))) => (Name c)))");
        Shape.Expression("x => x + 1", "(Lambda (ParameterList (Parameter (Pattern x))) => (Binary (Name x) + (Integer 1)))");
    }

    [Fact]
    public void Arrays()
    {
        Shape.Expression("[](n, f)", "(Array (ArraySize [ ]) (ArgumentList ((Name n) , (Name f) )))");
        Shape.Expression("[]int(n)", "(Array (ArraySize [ ]) (NameType int) (ArgumentList ((Name n) )))");
        Shape.Expression("[][]bool(n)", "(Array (ArraySize [ ]) (RuntimeArrayType [ ] (NameType bool)) (ArgumentList ((Name n) )))");
        Shape.Expression("[#3](f)", "(Array (ArraySize [ # (IntegerType 3) ]) (ArgumentList ((Name f) )))");
        Shape.Expression("[#N](f)", "(Array (ArraySize [ # (NameType N) ]) (ArgumentList ((Name f) )))");
        Shape.Expression("[#](a, b)", "(Array (ArraySize [ # ]) (ArgumentList ((Name a) , (Name b) )))");
        Shape.Expression("#[](n, f)", "(Array # (ArraySize [ ]) (ArgumentList ((Name n) , (Name f) )))");
        Shape.Expression("#[#3](f)", "(Array # (ArraySize [ # (IntegerType 3) ]) (ArgumentList ((Name f) )))");
        Shape.Expression("#[#](a, b)", "(Array # (ArraySize [ # ]) (ArgumentList ((Name a) , (Name b) )))");
        Shape.Expression("[]List<int>(n)", "(Array (ArraySize [ ]) (CallType (NameType List) (TypeArgumentList < (NameType int) >)) (ArgumentList ((Name n) )))");
    }

    [Fact]
    public void Statements_that_have_a_value()
    {
        Shape.Expression("if a { b } else { c }", "(If if (Condition (ExpressionStatement (Name a))) (Block { (ExpressionStatement (Name b)) }) (ElseClause else (Block { (ExpressionStatement (Name c)) })))");
        Shape.Expression("3 + if a { 1 } else { 2 }", "(Binary (Integer 3) + (If if (Condition (ExpressionStatement (Name a))) (Block { (ExpressionStatement (Integer 1)) }) (ElseClause else (Block { (ExpressionStatement (Integer 2)) }))))");
        Shape.Expression("foreach x in xs { x }", "(Foreach foreach (Pattern x) in (Condition (ExpressionStatement (Name xs))) (Block { (ExpressionStatement (Name x)) }))");
        Shape.Expression("block { 3 }", "(BlockExpression block (Block { (ExpressionStatement (Integer 3)) }))");
        Shape.Expression("pure block { 3 }", "(BlockExpression pure block (Block { (ExpressionStatement (Integer 3)) }))");
        Shape.Expression("unsafe pure block { 3 }", "(BlockExpression unsafe pure block (Block { (ExpressionStatement (Integer 3)) }))");
        Shape.Expression("set a = b", "(Set set (Name a) = (Name b))");
        Shape.Expression("unlet a", "(Unlet unlet a)");
        Shape.Expression("destruct a", "(Destruct destruct (Name a))");
    }
}
