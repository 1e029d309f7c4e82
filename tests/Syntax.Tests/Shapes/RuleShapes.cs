// The trees of rules, one line each.

using Xunit;

namespace Syntax.Tests.Shapes;

public sealed class RuleShapes
{
    [Fact]
    public void Typed_runes()
    {
        Shape.Rule("T Ref", "(TypedRuneRule T Ref)");
        Shape.Rule("_ Kind", "(TypedRuneRule _ Kind)");
        Shape.Rule("N Int", "(TypedRuneRule N Int)");
        Shape.Rule("P Prot", "(TypedRuneRule P Prot)");
        Shape.Rule("X RefList", "(TypedRuneRule X RefList)");
        Shape.Rule("B Bool", "(TypedRuneRule B Bool)");
    }

    [Fact]
    public void Equations()
    {
        Shape.Rule("T = int", "(EqualsRule (NameType T) = (NameType int))");
        Shape.Rule("T Ref = Ref[own, _]", "(EqualsRule (TypedRuneRule T Ref) = (ComponentsRule Ref [ (OwnershipType own) , (AnonymousType _) ]))");
        Shape.Rule("Ref[_, _] = int", "(EqualsRule (ComponentsRule Ref [ (AnonymousType _) , (AnonymousType _) ]) = (NameType int))");
        Shape.Rule("C = any([#I]X, [#N]T)", "(EqualsRule (NameType C) = (CallRule any ((StaticArrayType [ # (NameType I) ] (NameType X)) , (StaticArrayType [ # (NameType N) ] (NameType T)) )))");
        Shape.Rule("T Ref = (int, bool)", "(EqualsRule (TypedRuneRule T Ref) = (TupleType ((NameType int) , (NameType bool) )))");
    }

    [Fact]
    public void Components()
    {
        Shape.Rule("Ref[own, Kind[mut]]", "(ComponentsRule Ref [ (OwnershipType own) , (ComponentsRule Kind [ (MutabilityType mut) ]) ])");
        Shape.Rule("Prot[_, pack(int, bool), _]", "(ComponentsRule Prot [ (AnonymousType _) , (CallRule pack ((NameType int) , (NameType bool) )) , (AnonymousType _) ])");
    }

    [Fact]
    public void Calls_and_bounds()
    {
        Shape.Rule("implements(A, I)", "(CallRule implements ((NameType A) , (NameType I) ))");
        Shape.Rule("isInterface(T)", "(CallRule isInterface ((NameType T) ))");
        Shape.Rule("exists(func +(T)int)", "(CallRule exists ((PrototypeType func + (TupleType ((NameType T) )) (NameType int)) ))");
        Shape.Rule("any(own, borrow)", "(CallRule any ((OwnershipType own) , (OwnershipType borrow) ))");
        Shape.Rule("func drop(T)void", "(PrototypeType func drop (TupleType ((NameType T) )) (NameType void))");
        Shape.Rule("func(T)void", "(PrototypeType func (TupleType ((NameType T) )) (NameType void))");
        Shape.Rule("List<int>", "(CallType (NameType List) (TypeArgumentList < (NameType int) >))");
    }
}
