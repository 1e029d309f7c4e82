// The C side of stale-handle.vale.
#include "main/remember.h"
#include "main/recall.h"
#include "main/fuel.h"

static main_ShipRef remembered;

void main_remember(main_ShipRef ship) {
  remembered = ship;
}

ValeInt main_recall() {
  return main_fuel(remembered);
}
