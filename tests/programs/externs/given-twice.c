// The C side of given-twice.vale.
#include "main/work.h"
#include "main/make.h"
#include "main/pair.h"

void main_work() {
  main_ShipRef ship = main_make();
  main_pair(ship, ship);
}
