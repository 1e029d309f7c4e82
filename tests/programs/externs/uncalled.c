// The C side of uncalled.vale.
#include "main/Leg.h"
#include "main/Ship.h"
#include "main/called.h"
#include "main/uncalled.h"

ValeInt main_called() {
  return 3;
}

ValeInt main_uncalled(main_ShipRef ship, main_Leg* leg) {
  ValeInt miles = leg->miles;
  free(leg);
  return ship.object ? miles : 0;
}
