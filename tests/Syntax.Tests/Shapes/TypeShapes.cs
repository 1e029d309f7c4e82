// The trees of types and rules, one line each.

using Xunit;

namespace Syntax.Tests.Shapes;

public sealed class TypeShapes
{
    [Fact]
    public void Names_and_calls()
    {
        Shape.Type("int", "(NameType int)");
        Shape.Type("List<int>", "(CallType (NameType List) (TypeArgumentList < (NameType int) >))");
        Shape.Type("Map<str, List<int>>", "(CallType (NameType Map) (TypeArgumentList < (NameType str) , (CallType (NameType List) (TypeArgumentList < (NameType int) >)) >))");
        Shape.Type("Box< int >", "(CallType (NameType Box) (TypeArgumentList < (NameType int) >))");
        Shape.Type("Box<int,>", "(CallType (NameType Box) (TypeArgumentList < (NameType int) , >))");
        Shape.Type("A<K Ref imm, V, N Int>", "(CallType (NameType A) (TypeArgumentList < (TypedRuneType K Ref imm) , (NameType V) , (TypedRuneType N Int) >))");
    }

    [Fact]
    public void Ownership_and_regions()
    {
        Shape.Type("&A", "(InterpretedType & (NameType A))");
        Shape.Type("&&A", "(InterpretedType && (NameType A))");
        Shape.Type("^A", "(InterpretedType ^ (NameType A))");
        Shape.Type("@A", "(InterpretedType @ (NameType A))");
        Shape.Type("r'A", "(InterpretedType (Region r ') (NameType A))");
        Shape.Type("'A", "(InterpretedType (Region ') (NameType A))");
        Shape.Type("&r'A", "(InterpretedType & (Region r ') (NameType A))");
        Shape.Type("&'A", "(InterpretedType & (Region ') (NameType A))");
        Shape.Type("&&[#3]<_, _>A", "(InterpretedType && (StaticArrayType [ # (IntegerType 3) ] (TypeArgumentList < (AnonymousType _) , (AnonymousType _) >) (NameType A)))");
        Shape.Type("r'", "(RegionType r ')");
        Shape.Type("A<r', i'>", "(CallType (NameType A) (TypeArgumentList < (RegionType r ') , (RegionType i ') >))");
    }

    [Fact]
    public void Arrays()
    {
        Shape.Type("[]int", "(RuntimeArrayType [ ] (NameType int))");
        Shape.Type("[]<imm>int", "(RuntimeArrayType [ ] (TypeArgumentList < (MutabilityType imm) >) (NameType int))");
        Shape.Type("#[]int", "(RuntimeArrayType # [ ] (NameType int))");
        Shape.Type("[][]int", "(RuntimeArrayType [ ] (RuntimeArrayType [ ] (NameType int)))");
        Shape.Type("[#3]int", "(StaticArrayType [ # (IntegerType 3) ] (NameType int))");
        Shape.Type("[#N]<imm, vary>int", "(StaticArrayType [ # (NameType N) ] (TypeArgumentList < (MutabilityType imm) , (VariabilityType vary) >) (NameType int))");
        Shape.Type("#[#3]int", "(StaticArrayType # [ # (IntegerType 3) ] (NameType int))");
        Shape.Type("[#N]List<int>", "(StaticArrayType [ # (NameType N) ] (CallType (NameType List) (TypeArgumentList < (NameType int) >)))");
    }

    [Fact]
    public void Tuples_and_prototypes()
    {
        Shape.Type("()", "(TupleType ())");
        Shape.Type("(int)", "(TupleType ((NameType int) ))");
        Shape.Type("(int, bool)", "(TupleType ((NameType int) , (NameType bool) ))");
        Shape.Type("(int,)", "(TupleType ((NameType int) , ))");
        Shape.Type("func(int)bool", "(PrototypeType func (TupleType ((NameType int) )) (NameType bool))");
        Shape.Type("func f(int, &A)void", "(PrototypeType func f (TupleType ((NameType int) , (InterpretedType & (NameType A)) )) (NameType void))");
        Shape.Type("func +(int, int)int", "(PrototypeType func + (TupleType ((NameType int) , (NameType int) )) (NameType int))");
        Shape.Type("func <(&T, &T)bool", "(PrototypeType func < (TupleType ((InterpretedType & (NameType T)) , (InterpretedType & (NameType T)) )) (NameType bool))");
        Shape.Type("func(int)func(int)int", "(PrototypeType func (TupleType ((NameType int) )) (PrototypeType func (TupleType ((NameType int) )) (NameType int)))");
    }

    [Fact]
    public void Words_and_literals()
    {
        Shape.Type("_", "(AnonymousType _)");
        Shape.Type("true", "(BoolType true)");
        Shape.Type("false", "(BoolType false)");
        Shape.Type("A<own, borrow, weak, share>", "(CallType (NameType A) (TypeArgumentList < (OwnershipType own) , (OwnershipType borrow) , (OwnershipType weak) , (OwnershipType share) >))");
        Shape.Type("A<imm, mut, vary, final>", "(CallType (NameType A) (TypeArgumentList < (MutabilityType imm) , (MutabilityType mut) , (VariabilityType vary) , (VariabilityType final) >))");
        Shape.Type("A<inl, heap>", "(CallType (NameType A) (TypeArgumentList < (LocationType inl) , (LocationType heap) >))");
        Shape.Type("7", "(IntegerType 7)");
        Shape.Type("\"text\"", """
            (StringType (String " text "))
            """);
    }
}
