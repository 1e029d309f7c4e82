// The C side of nothing-returned.vale.
#include <stdio.h>
#include "main/greet.h"

void main_greet() {
  printf("from C\n");
  fflush(stdout);
}
