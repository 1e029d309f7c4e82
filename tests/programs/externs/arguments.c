// The C side of arguments.vale.
#include <stdint.h>
#include "main/addInts.h"
#include "main/doubleWide.h"
#include "main/half.h"
#include "main/opposite.h"

ValeInt main_addInts(ValeInt a, ValeInt b) {
  return a + b;
}

int64_t main_doubleWide(int64_t x) {
  return x * 2;
}

double main_half(double x) {
  return x / 2.0;
}

int8_t main_opposite(int8_t x) {
  return !x;
}
