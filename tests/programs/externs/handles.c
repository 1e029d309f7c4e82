// The C side of handles.vale.
#include "main/refuel.h"
#include "main/burn.h"
#include "main/relay.h"
#include "main/fuel.h"
#include "main/numbers.h"
#include "main/makeNumbers.h"
#include "main/sumOf.h"
#include "main/at.h"
#include "main/atOfThree.h"

void main_refuel(main_ShipRef ship, ValeInt by) {
  main_burn(ship, -by);
}

main_FliesRef main_relay(main_FliesRef it) {
  return it;
}

main_NumbersRef main_numbers() {
  main_NumbersRef numbers = main_makeNumbers(5);
  return numbers;
}

ValeInt main_sumOf(main_NumbersRef numbers, main_ThreeRef three) {
  ValeInt sum = 0;
  for (ValeInt i = 0; i < main_Three_SIZE; i++) sum += main_at(numbers, i) + main_atOfThree(three, i);
  return sum;
}
