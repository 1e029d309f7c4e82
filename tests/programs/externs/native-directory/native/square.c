// The C side of the program.
#include "main/square.h"

ValeInt main_square(ValeInt x) {
  return x * x;
}
