// The trees of patterns, one line each.

using Xunit;

namespace Syntax.Tests.Shapes;

public sealed class PatternShapes
{
    [Fact]
    public void Names_and_types()
    {
        Shape.Pattern("a", "(Pattern a)");
        Shape.Pattern("a int", "(Pattern a (NameType int))");
        Shape.Pattern("_", "(Pattern _)");
        Shape.Pattern("_ int", "(Pattern _ (NameType int))");
        Shape.Pattern("a &A", "(Pattern a (InterpretedType & (NameType A)))");
        Shape.Pattern("a []int", "(Pattern a (RuntimeArrayType [ ] (NameType int)))");
        Shape.Pattern("a [#3]int", "(Pattern a (StaticArrayType [ # (IntegerType 3) ] (NameType int)))");
        Shape.Pattern("a func(int)void", "(Pattern a (PrototypeType func (TupleType ((NameType int) )) (NameType void)))");
        Shape.Pattern("a (int, bool)", "(Pattern a (TupleType ((NameType int) , (NameType bool) )))");
    }

    [Fact]
    public void Destructuring()
    {
        Shape.Pattern("[]", "(Pattern (DestructurePattern [ ]))");
        Shape.Pattern("[a]", "(Pattern (DestructurePattern [ (Pattern a) ]))");
        Shape.Pattern("[a, b]", "(Pattern (DestructurePattern [ (Pattern a) , (Pattern b) ]))");
        Shape.Pattern("[a,]", "(Pattern (DestructurePattern [ (Pattern a) , ]))");
        Shape.Pattern("[a int, _, [b, c]]", "(Pattern (DestructurePattern [ (Pattern a (NameType int)) , (Pattern _) , (Pattern (DestructurePattern [ (Pattern b) , (Pattern c) ])) ]))");
        Shape.Pattern("A[a, b]", "(Pattern (NameType A) (DestructurePattern [ (Pattern a) , (Pattern b) ]))");
        Shape.Pattern("A<int>[a]", "(Pattern (CallType (NameType A) (TypeArgumentList < (NameType int) >)) (DestructurePattern [ (Pattern a) ]))");
        Shape.Pattern("a [b, c]", "(Pattern a (DestructurePattern [ (Pattern b) , (Pattern c) ]))");
        Shape.Pattern("a A[b, c]", "(Pattern a (NameType A) (DestructurePattern [ (Pattern b) , (Pattern c) ]))");
        Shape.Pattern("a (int, bool)[b, c]", "(Pattern a (TupleType ((NameType int) , (NameType bool) )) (DestructurePattern [ (Pattern b) , (Pattern c) ]))");
        Shape.Pattern("A[ ]", "(Pattern (NameType A) (DestructurePattern [ ]))");
        Shape.Pattern("a A[]", "(Pattern a (NameType A) (DestructurePattern [ ]))");
    }

    [Fact]
    public void Existing_places_and_members()
    {
        Shape.Pattern("[set a, b]", "(Pattern (DestructurePattern [ (Pattern set a) , (Pattern b) ]))");
        Shape.Pattern("self.x", "(Pattern self . x)");
        Shape.Pattern("self.x &&A", "(Pattern self . x (InterpretedType && (NameType A)))");
        Shape.Pattern("a r'A", "(Pattern a (InterpretedType (Region r ') (NameType A)))");
    }
}
