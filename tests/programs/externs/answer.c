// The C side of answer.vale.
#include "main/answer.h"

ValeInt main_answer() {
  return 42;
}
