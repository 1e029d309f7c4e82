// Every code a diagnostic can have. Each has a page docs/diagnostics/CODE.md, and a tidy test holds the two together.

namespace Vale.Compiler.Diagnostics;

/// <summary>The codes of the compiler's diagnostics; those of syntax are in Vale.Syntax.</summary>
public static class DiagnosticCodes
{
    public const string AbstractWithoutVirtual = "abstract-without-virtual";
    public const string AmbiguousCall = "ambiguous-call";
    public const string AmbiguousType = "ambiguous-type";
    public const string BranchMismatch = "branch-mismatch";
    public const string BreakOutsideLoop = "break-outside-loop";
    public const string DestructOfUnowned = "destruct-of-unowned";
    public const string DuplicateDenizen = "duplicate-denizen";
    public const string DuplicateExport = "duplicate-export";
    public const string DuplicateFunction = "duplicate-function";
    public const string DuplicateLocal = "duplicate-local";
    public const string DuplicateName = "duplicate-name";
    public const string DuplicateTypeExport = "duplicate-type-export";
    public const string DuplicateVirtual = "duplicate-virtual";
    public const string ElementMismatch = "element-mismatch";
    public const string EndlessInstances = "endless-instances";
    public const string ExternWithBody = "extern-with-body";
    public const string FinalElement = "final-element";
    public const string FinalMember = "final-member";
    public const string ForeachNeedsList = "foreach-needs-list";
    public const string GenericExport = "generic-export";
    public const string GenericExtern = "generic-extern";
    public const string ImmutableHoldsItself = "immutable-holds-itself";
    public const string ImplForNoStruct = "impl-for-no-struct";
    public const string ImplOfNoInterface = "impl-of-no-interface";
    public const string ImplOfSealed = "impl-of-sealed";
    public const string IntegerTooLarge = "integer-too-large";
    public const string LambdaMismatch = "lambda-mismatch";
    public const string MainWithParameters = "main-with-parameters";
    public const string MissingBody = "missing-body";
    public const string MissingMembers = "missing-members";
    public const string MissingOverride = "missing-override";
    public const string MissingReturn = "missing-return";
    public const string MoveOutOfMember = "move-out-of-member";
    public const string MovedInLoop = "moved-in-loop";
    public const string MovedInOneBranch = "moved-in-one-branch";
    public const string MutabilityMismatch = "mutability-mismatch";
    public const string MutableElementOfImmutable = "mutable-element-of-immutable";
    public const string MutableMemberOfImmutable = "mutable-member-of-immutable";
    public const string NoMatchingFunction = "no-matching-function";
    public const string NotAValue = "not-a-value";
    public const string NotCallable = "not-callable";
    public const string NotDestructurable = "not-destructurable";
    public const string NotDroppable = "not-droppable";
    public const string NotIndexable = "not-indexable";
    public const string NotIterable = "not-iterable";
    public const string NotSettable = "not-settable";
    public const string NotWeakable = "not-weakable";
    public const string OverlappingImpls = "overlapping-impls";
    public const string OverrideReturnMismatch = "override-return-mismatch";
    public const string ParameterWithoutType = "parameter-without-type";
    public const string RulesConflict = "rules-conflict";
    public const string TooDeep = "too-deep";
    public const string TypeMismatch = "type-mismatch";
    public const string UnexportedType = "unexported-type";
    public const string UninferableType = "uninferable-type";
    public const string UnknownElementType = "unknown-element-type";
    public const string UnknownFunction = "unknown-function";
    public const string UnknownImport = "unknown-import";
    public const string UnknownMember = "unknown-member";
    public const string UnknownModule = "unknown-module";
    public const string UnknownName = "unknown-name";
    public const string UnknownPackage = "unknown-package";
    public const string UnknownRule = "unknown-rule";
    public const string UnknownType = "unknown-type";
    public const string UnmetBound = "unmet-bound";
    public const string UnreachableCode = "unreachable-code";
    public const string UnsolvedRune = "unsolved-rune";
    public const string UnsupportedConstruct = "unsupported-construct";
    /// <summary>An import that nothing needs. A hint, which only editors show.</summary>
    public const string UnusedImport = "unused-import";
    /// <summary>A local that nobody uses. A hint, which only editors show.</summary>
    public const string UnusedLocal = "unused-local";
    public const string UseAfterMove = "use-after-move";
    public const string VaryingMemberOfImmutable = "varying-member-of-immutable";
    public const string VirtualOfNoInterface = "virtual-of-no-interface";
    public const string WeakabilityMismatch = "weakability-mismatch";
    public const string WrongArgumentCount = "wrong-argument-count";
    public const string WrongArrayArguments = "wrong-array-arguments";
    public const string WrongPartCount = "wrong-part-count";
    public const string WrongTemplataType = "wrong-templata-type";
}
