// The trees of items, one line each.

using Xunit;

namespace Syntax.Tests.Shapes;

public sealed class ItemShapes
{
    [Fact]
    public void Imports_have_a_module_steps_and_an_importee()
    {
        Shape.Items("import a.*;", "(Import import a . * ;)");
        Shape.Items("import a.B;", "(Import import a . B ;)");
        Shape.Items("import a.b.c.D;", "(Import import a . b . c . D ;)");
    }

    [Fact]
    public void Functions_have_a_header_and_a_body()
    {
        Shape.Items("func main() { }", "(Function (FunctionHeader func main (ParameterList ())) (Block { }))");
        Shape.Items("exported func main() int { 3 }", "(Function (FunctionHeader (Attribute exported) func main (ParameterList ()) (NameType int)) (Block { (ExpressionStatement (Integer 3)) }))");
        Shape.Items("extern func f();", "(Function (FunctionHeader (Attribute extern) func f (ParameterList ())) ;)");
        Shape.Items("func f(a int, b &Ship) bool;", "(Function (FunctionHeader func f (ParameterList ((Parameter (Pattern a (NameType int))) , (Parameter (Pattern b (InterpretedType & (NameType Ship)))) )) (NameType bool)) ;)");
        Shape.Items("func f<T>(x T) where T Ref { x }", "(Function (FunctionHeader func f (GenericParameterList < (GenericParameter T) >) (ParameterList ((Parameter (Pattern x (NameType T))) )) (WhereClause where (TypedRuneRule T Ref))) (Block { (ExpressionStatement (Name x)) }))");
        Shape.Items("funky f() { }", "(Function (FunctionHeader funky f (ParameterList ())) (Block { }))");
        Shape.Items("func __call(self &A) int { 3 }", "(Function (FunctionHeader func __call (ParameterList ((Parameter (Pattern self (InterpretedType & (NameType A)))) )) (NameType int)) (Block { (ExpressionStatement (Integer 3)) }))");
    }

    [Fact]
    public void Operators_can_be_function_names()
    {
        Shape.Items("func +(a A, b A) A;", "(Function (FunctionHeader func + (ParameterList ((Parameter (Pattern a (NameType A))) , (Parameter (Pattern b (NameType A))) )) (NameType A)) ;)");
        Shape.Items("func -(a A) A;", "(Function (FunctionHeader func - (ParameterList ((Parameter (Pattern a (NameType A))) )) (NameType A)) ;)");
        Shape.Items("func *(a A) A;", "(Function (FunctionHeader func * (ParameterList ((Parameter (Pattern a (NameType A))) )) (NameType A)) ;)");
        Shape.Items("func /(a A) A;", "(Function (FunctionHeader func / (ParameterList ((Parameter (Pattern a (NameType A))) )) (NameType A)) ;)");
        Shape.Items("func ==(a A) bool;", "(Function (FunctionHeader func == (ParameterList ((Parameter (Pattern a (NameType A))) )) (NameType bool)) ;)");
        Shape.Items("func ===(a A) bool;", "(Function (FunctionHeader func === (ParameterList ((Parameter (Pattern a (NameType A))) )) (NameType bool)) ;)");
        Shape.Items("func !=(a A) bool;", "(Function (FunctionHeader func != (ParameterList ((Parameter (Pattern a (NameType A))) )) (NameType bool)) ;)");
        Shape.Items("func <(a A) bool;", "(Function (FunctionHeader func < (ParameterList ((Parameter (Pattern a (NameType A))) )) (NameType bool)) ;)");
        Shape.Items("func >(a A) bool;", "(Function (FunctionHeader func > (ParameterList ((Parameter (Pattern a (NameType A))) )) (NameType bool)) ;)");
        Shape.Items("func <=(a A) bool;", "(Function (FunctionHeader func <= (ParameterList ((Parameter (Pattern a (NameType A))) )) (NameType bool)) ;)");
        Shape.Items("func >=(a A) bool;", "(Function (FunctionHeader func >= (ParameterList ((Parameter (Pattern a (NameType A))) )) (NameType bool)) ;)");
        Shape.Items("func <=>(a A) int;", "(Function (FunctionHeader func <=> (ParameterList ((Parameter (Pattern a (NameType A))) )) (NameType int)) ;)");
        Shape.Items("func <<T>(a T) bool;", "(Function (FunctionHeader func < (GenericParameterList < (GenericParameter T) >) (ParameterList ((Parameter (Pattern a (NameType T))) )) (NameType bool)) ;)");
        Shape.Items("func ><T>(a T) bool;", "(Function (FunctionHeader func > (GenericParameterList < (GenericParameter T) >) (ParameterList ((Parameter (Pattern a (NameType T))) )) (NameType bool)) ;)");
    }

    [Fact]
    public void Attributes_stand_before_the_keyword()
    {
        Shape.Items("extern(\"name\") func f();", """
            (Function (FunctionHeader (Attribute extern ((String " name ") )) func f (ParameterList ())) ;)
            """);
        Shape.Items("pure additive abstract func f();", "(Function (FunctionHeader (Attribute pure) (Attribute additive) (Attribute abstract) func f (ParameterList ())) ;)");
        Shape.Items("#Derive #!Skip weakable sealed linear exported struct A { }", "(Struct (MacroAttribute # Derive) (MacroAttribute # ! Skip) (Attribute weakable) (Attribute sealed) (Attribute linear) (Attribute exported) struct A (StructBody { }))");
    }

    [Fact]
    public void Structs_have_members_and_methods()
    {
        Shape.Items("struct A { }", "(Struct struct A (StructBody { }))");
        Shape.Items("struct A imm { x int; }", "(Struct struct A (MutabilityType imm) (StructBody { (StructMember x (NameType int) ;) }))");
        Shape.Items("struct A<T> mut where T Ref { x! T; 0 int; _ ..T; _! ..T }", "(Struct struct A (GenericParameterList < (GenericParameter T) >) (MutabilityType mut) (WhereClause where (TypedRuneRule T Ref)) (StructBody { (StructMember x ! (NameType T) ;) (StructMember 0 (NameType int) ;) (VariadicMember _ .. (NameType T) ;) (VariadicMember _ ! .. (NameType T)) }))");
        Shape.Items("struct A { func f(&self) int { 3 } x int; pure func g(self A); }", "(Struct struct A (StructBody { (Function (FunctionHeader func f (ParameterList ((Parameter & self) )) (NameType int)) (Block { (ExpressionStatement (Integer 3)) })) (StructMember x (NameType int) ;) (Function (FunctionHeader (Attribute pure) func g (ParameterList ((Parameter (Pattern self (NameType A))) ))) ;) }))");
    }

    [Fact]
    public void Interfaces_have_functions()
    {
        Shape.Items("interface I { }", "(Interface interface I (InterfaceBody { }))");
        Shape.Items("sealed interface I<T> imm where T Ref { func f(virtual self &I<T>) int; func g(&self) { } abstract func h(virtual self I, [a, b], c); }", "(Interface (Attribute sealed) interface I (GenericParameterList < (GenericParameter T) >) (MutabilityType imm) (WhereClause where (TypedRuneRule T Ref)) (InterfaceBody { (Function (FunctionHeader func f (ParameterList ((Parameter virtual (Pattern self (InterpretedType & (CallType (NameType I) (TypeArgumentList < (NameType T) >))))) )) (NameType int)) ;) (Function (FunctionHeader func g (ParameterList ((Parameter & self) ))) (Block { })) (Function (FunctionHeader (Attribute abstract) func h (ParameterList ((Parameter virtual (Pattern self (NameType I))) , (Parameter (Pattern (DestructurePattern [ (Pattern a) , (Pattern b) ]))) , (Parameter (Pattern c)) ))) ;) }))");
    }

    [Fact]
    public void Impls_name_an_interface_and_a_struct()
    {
        Shape.Items("impl I for S;", "(Impl impl (NameType I) for (NameType S) ;)");
        Shape.Items("impl<T> I<T, int> for S<T> where func drop(T)void;", "(Impl impl (GenericParameterList < (GenericParameter T) >) (CallType (NameType I) (TypeArgumentList < (NameType T) , (NameType int) >)) for (CallType (NameType S) (TypeArgumentList < (NameType T) >)) (WhereClause where (PrototypeType func drop (TupleType ((NameType T) )) (NameType void))) ;)");
        Shape.Items("sealed impl I for S;", "(Impl (Attribute sealed) impl (NameType I) for (NameType S) ;)");
    }

    [Fact]
    public void Exports_give_a_type_a_name()
    {
        Shape.Items("export int as Number;", "(ExportAs export (NameType int) as Number ;)");
        Shape.Items("export []<mut>int as Ints;", "(ExportAs export (RuntimeArrayType [ ] (TypeArgumentList < (MutabilityType mut) >) (NameType int)) as Ints ;)");
        Shape.Items("export Pair<int, str> as P;", "(ExportAs export (CallType (NameType Pair) (TypeArgumentList < (NameType int) , (NameType str) >)) as P ;)");
    }

    [Fact]
    public void Generic_parameters_have_kinds_attributes_and_defaults()
    {
        Shape.Items("func f<T, N Int, T Ref imm, r', r' ro, r' rw, r' additive, r' imm, t'T, r' = pool, r' ro = arena, N Int = 5>();", "(Function (FunctionHeader func f (GenericParameterList < (GenericParameter T) , (GenericParameter N Int) , (GenericParameter T Ref imm) , (GenericParameter (RegionType r ')) , (GenericParameter (RegionType r ') ro) , (GenericParameter (RegionType r ') rw) , (GenericParameter (RegionType r ') additive) , (GenericParameter (RegionType r ') imm) , (GenericParameter (Region t ') T) , (GenericParameter (RegionType r ') = (NameType pool)) , (GenericParameter (RegionType r ') ro = (NameType arena)) , (GenericParameter N Int = (IntegerType 5)) >) (ParameterList ())) ;)");
        Shape.Items("func f<>();", "(Function (FunctionHeader func f (GenericParameterList < >) (ParameterList ())) ;)");
    }

    [Fact]
    public void A_region_before_the_body_is_the_bodys()
    {
        Shape.Items("func f() i'int i'{ }", "(Function (FunctionHeader func f (ParameterList ()) (InterpretedType (Region i ') (NameType int)) (BodyRegion (Region i '))) (Block { }))");
        Shape.Items("func f() i'{ }", "(Function (FunctionHeader func f (ParameterList ()) (BodyRegion (Region i '))) (Block { }))");
        Shape.Items("func f() 'int { }", "(Function (FunctionHeader func f (ParameterList ()) (InterpretedType (Region ') (NameType int))) (Block { }))");
        Shape.Items("func f() where T Ref r'{ }", "(Function (FunctionHeader func f (ParameterList ()) (WhereClause where (TypedRuneRule T Ref)) (BodyRegion (Region r '))) (Block { }))");
    }

    [Fact]
    public void Parameters_are_patterns()
    {
        Shape.Items("func f(a int, _ int, x pre &A, virtual self &I, &self, virtual &self, Vec[a, b], v Vec[a, b], (x) int);", "(Function (FunctionHeader func f (ParameterList ((Parameter (Pattern a (NameType int))) , (Parameter (Pattern _ (NameType int))) , (Parameter (Pattern x pre (InterpretedType & (NameType A)))) , (Parameter virtual (Pattern self (InterpretedType & (NameType I)))) , (Parameter & self) , (Parameter virtual & self) , (Parameter (Pattern (NameType Vec) (DestructurePattern [ (Pattern a) , (Pattern b) ]))) , (Parameter (Pattern v (NameType Vec) (DestructurePattern [ (Pattern a) , (Pattern b) ]))) , (Parameter !ExpectedPattern (Error (x ) int)) ))) ;)");
        Shape.Items("func f(a []int, b [#3]int, c #[]int);", "(Function (FunctionHeader func f (ParameterList ((Parameter (Pattern a (RuntimeArrayType [ ] (NameType int)))) , (Parameter (Pattern b (StaticArrayType [ # (IntegerType 3) ] (NameType int)))) , (Parameter (Pattern c (RuntimeArrayType # [ ] (NameType int)))) ))) ;)");
    }

    [Fact]
    public void Trivia_lies_between_items_and_not_in_them()
    {
        Shape.Items("// one\nfunc f() { } // two\n\nfunc g() { }", "(Function (FunctionHeader func f (ParameterList ())) (Block { })) (Function (FunctionHeader func g (ParameterList ())) (Block { }))");
    }
}
