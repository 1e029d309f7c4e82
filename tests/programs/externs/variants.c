// The C side of variants.vale.
#include <stdio.h>
#include "main/seen.h"
#include "main/nothing.h"
#include "main/sum.h"
#include "main/mirrored.h"

main_Shape main_seen(main_Shape shape) {
  if (shape.type != main_Shape_Type_Round) abort();
  printf("in C: round of %d\n", ((main_Round*)shape.obj)->radius);
  fflush(stdout);
  free(shape.obj);
  main_Square* square = malloc(sizeof *square);
  square->side = 5;
  main_Shape made = { square, main_Shape_Type_Square };
  return main_mirrored(made);
}

main_Shape main_nothing() {
  main_Shape made = { malloc(1), main_Shape_Type_Nothing };
  return made;
}

ValeInt main_sum(ValeInt a, main_Shape b, ValeInt c, ValeInt d, ValeInt e, ValeInt f, main_Shape g) {
  if (b.type != main_Shape_Type_Both || g.type != main_Shape_Type_Round) abort();
  main_Both* both = b.obj;
  printf("in C: %s of %d, then round of %d\n", both->one.type == main_Shape_Type_Round ? "round" : "?",
    ((main_Round*)both->one.obj)->radius, ((main_Round*)both->two.obj)->radius);
  fflush(stdout);
  ValeInt sum = a + c + d + e + f + ((main_Round*)g.obj)->radius;
  free(b.obj);
  free(g.obj);
  return sum;
}
