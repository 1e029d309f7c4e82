// The C side of calls-back.vale.
#include "main/runTwice.h"
#include "main/step.h"

ValeInt main_runTwice(ValeInt x) {
  return main_step(main_step(x));
}
