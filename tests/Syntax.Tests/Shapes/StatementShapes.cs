// The trees of statements, one line each.

using Xunit;

namespace Syntax.Tests.Shapes;

public sealed class StatementShapes
{
    [Fact]
    public void Lets()
    {
        Shape.Statements("x = 4;", "(Let (Pattern x) = (Integer 4) ;)");
        Shape.Statements("x int = 4;", "(Let (Pattern x (NameType int)) = (Integer 4) ;)");
        Shape.Statements("[a, b] = (1, 2);", "(Let (Pattern (DestructurePattern [ (Pattern a) , (Pattern b) ])) = (Tuple ((Integer 1) , (Integer 2) )) ;)");
        Shape.Statements("x = 4", "(Let (Pattern x) = (Integer 4))");
        Shape.Statements("_ = f();", "(Let (Pattern _) = (Call (Name f) (ArgumentList ())) ;)");
    }

    [Fact]
    public void Results()
    {
        Shape.Statements("4", "(ExpressionStatement (Integer 4))");
        Shape.Statements("4;", "(ExpressionStatement (Integer 4) ;)");
        Shape.Statements("4; 3", "(ExpressionStatement (Integer 4) ;) (ExpressionStatement (Integer 3))");
        Shape.Statements("a; b;", "(ExpressionStatement (Name a) ;) (ExpressionStatement (Name b) ;)");
        Shape.Statements("", "");
    }

    [Fact]
    public void Returns_and_breaks()
    {
        Shape.Statements("return 3;", "(Return return (Integer 3) ;)");
        Shape.Statements("return void();", "(Return return (Call (Name void) (ArgumentList ())) ;)");
        Shape.Statements("break;", "(Break break ;)");
    }

    [Fact]
    public void Sets()
    {
        Shape.Statements("set x = 5;", "(ExpressionStatement (Set set (Name x) = (Integer 5)) ;)");
        Shape.Statements("set a.b.c = 5;", "(ExpressionStatement (Set set (Member (Member (Name a) . b) . c) = (Integer 5)) ;)");
        Shape.Statements("set a[i] = 5;", "(ExpressionStatement (Set set (Index (Name a) (IndexList [ (Name i) ])) = (Integer 5)) ;)");
        Shape.Statements("old = set a.b = c;", "(Let (Pattern old) = (Set set (Member (Name a) . b) = (Name c)) ;)");
        Shape.Statements("set(true);", "(ExpressionStatement (Call (Name set) (ArgumentList ((Bool true) ))) ;)");
        Shape.Statements("f(set a = b, c);", "(ExpressionStatement (Call (Name f) (ArgumentList ((Set set (Name a) = (Name b)) , (Name c) ))) ;)");
    }

    [Fact]
    public void Ifs()
    {
        Shape.Statements("if a { b }", "(ExpressionStatement (If if (Condition (ExpressionStatement (Name a))) (Block { (ExpressionStatement (Name b)) })))");
        Shape.Statements("if a { } else { }", "(ExpressionStatement (If if (Condition (ExpressionStatement (Name a))) (Block { }) (ElseClause else (Block { }))))");
        Shape.Statements("if a { } else if b { } else if c { } else { d }", "(ExpressionStatement (If if (Condition (ExpressionStatement (Name a))) (Block { }) (ElseClause else (If if (Condition (ExpressionStatement (Name b))) (Block { }) (ElseClause else (If if (Condition (ExpressionStatement (Name c))) (Block { }) (ElseClause else (Block { (ExpressionStatement (Name d)) }))))))))");
        Shape.Statements("if x = f(); x > 3 { }", "(ExpressionStatement (If if (Condition (Let (Pattern x) = (Call (Name f) (ArgumentList ())) ;) (ExpressionStatement (Binary (Name x) > (Integer 3)))) (Block { })))");
        Shape.Statements("if [u] = a { }", "(ExpressionStatement (If if (Condition (Let (Pattern (DestructurePattern [ (Pattern u) ])) = (Name a))) (Block { })))");
        Shape.Statements("if set x = f() { }", "(ExpressionStatement (If if (Condition (ExpressionStatement (Set set (Name x) = (Call (Name f) (ArgumentList ()))))) (Block { })))");
        Shape.Statements("if { a }() { b }", "(ExpressionStatement (If if (Condition !ExpectedCondition) (Block { (ExpressionStatement (Name a)) }))) (ExpressionStatement (Tuple ()) !ExpectedSemicolon (Error { b }))");
    }

    [Fact]
    public void Whiles()
    {
        Shape.Statements("while a { }", "(While while (Condition (ExpressionStatement (Name a))) (Block { }))");
        Shape.Statements("pure while a { }", "(While pure while (Condition (ExpressionStatement (Name a))) (Block { }))");
        Shape.Statements("while x = f(); x { break; } 3", "(While while (Condition (Let (Pattern x) = (Call (Name f) (ArgumentList ())) ;) (ExpressionStatement (Name x))) (Block { (Break break ;) })) (ExpressionStatement (Integer 3))");
    }

    [Fact]
    public void Foreachs()
    {
        Shape.Statements("foreach x in xs { }", "(ExpressionStatement (Foreach foreach (Pattern x) in (Condition (ExpressionStatement (Name xs))) (Block { })))");
        Shape.Statements("foreach [a, b] in &xs { }", "(ExpressionStatement (Foreach foreach (Pattern (DestructurePattern [ (Pattern a) , (Pattern b) ])) in (Condition (ExpressionStatement (Augment & (Name xs)))) (Block { })))");
        Shape.Statements("foreach x int in xs { }", "(ExpressionStatement (Foreach foreach (Pattern x (NameType int)) in (Condition (ExpressionStatement (Name xs))) (Block { })))");
        Shape.Statements("foreach _ in 0..10 { }", "(ExpressionStatement (Foreach foreach (Pattern _) in (Condition (ExpressionStatement (Range (Integer 0) .. (Integer 10)))) (Block { })))");
        Shape.Statements("pure foreach x in xs { }", "(ExpressionStatement (Foreach pure foreach (Pattern x) in (Condition (ExpressionStatement (Name xs))) (Block { })))");
        Shape.Statements("parallel foreach x in xs { }", "(ExpressionStatement (Foreach parallel foreach (Pattern x) in (Condition (ExpressionStatement (Name xs))) (Block { })))");
        Shape.Statements("parallel pure foreach x in xs { }", "(ExpressionStatement (Foreach parallel pure foreach (Pattern x) in (Condition (ExpressionStatement (Name xs))) (Block { })))");
        Shape.Statements("foreach x in ys = f(); ys { }", "(ExpressionStatement (Foreach foreach (Pattern x) in (Condition (Let (Pattern ys) = (Call (Name f) (ArgumentList ())) ;) (ExpressionStatement (Name ys))) (Block { })))");
        Shape.Statements("a = foreach x in xs { x };", "(Let (Pattern a) = (Foreach foreach (Pattern x) in (Condition (ExpressionStatement (Name xs))) (Block { (ExpressionStatement (Name x)) })) ;)");
    }

    [Fact]
    public void Blocks()
    {
        Shape.Statements("block { }", "(ExpressionStatement (BlockExpression block (Block { })))");
        Shape.Statements("pure block { a }", "(ExpressionStatement (BlockExpression pure block (Block { (ExpressionStatement (Name a)) })))");
        Shape.Statements("unsafe pure block { }", "(ExpressionStatement (BlockExpression unsafe pure block (Block { })))");
        Shape.Statements("unsafe block { } 3", "(ExpressionStatement (BlockExpression unsafe block (Block { }))) (ExpressionStatement (Integer 3))");
        Shape.Statements("x = block { 7 };", "(Let (Pattern x) = (BlockExpression block (Block { (ExpressionStatement (Integer 7)) })) ;)");
    }

    [Fact]
    public void Destructs_and_unlets()
    {
        Shape.Statements("destruct x;", "(ExpressionStatement (Destruct destruct (Name x)) ;)");
        Shape.Statements("[a] = destruct x;", "(Let (Pattern (DestructurePattern [ (Pattern a) ])) = (Destruct destruct (Name x)) ;)");
        Shape.Statements("unlet x;", "(ExpressionStatement (Unlet unlet x) ;)");
        Shape.Statements("f(unlet x);", "(ExpressionStatement (Call (Name f) (ArgumentList ((Unlet unlet x) ))) ;)");
    }
}
