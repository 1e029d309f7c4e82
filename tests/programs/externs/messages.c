// The C side of messages.vale.
#include <stdio.h>
#include "main/doubled.h"
#include "main/firstLegs.h"
#include "main/total.h"

main_Voyage* main_doubled(main_Voyage* voyage) {
  printf("in C: %s, %u legs, %d %d %d, first %s\n", voyage->ship->chars, voyage->legs->length, voyage->legs->elements[0]->miles,
    voyage->legs->elements[1]->miles, voyage->legs->elements[2]->miles, voyage->first->isPaid ? "paid" : "unpaid");
  fflush(stdout);
  for (unsigned i = 0; i < voyage->legs->length; i++) voyage->legs->elements[i]->miles *= 2;
  voyage->first->isPaid = 0;
  voyage->fare += 1;
  // What the root points to may lie anywhere, so long as C sees to it. Vale frees the root.
  static union { ValeStr text; char room[32]; } name;
  name.text.length = 10;
  memcpy(name.text.chars, "Antares II", 10);
  voyage->ship = &name.text;
  return voyage;
}

int64_t main_total(main_Legs* legs) {
  int64_t total = 0;
  for (unsigned i = 0; i < legs->length; i++) total += legs->elements[i]->miles;

  // A message of C's own making, which Vale takes over.
  static main_Leg none;
  main_Voyage* own = calloc(1, sizeof(main_Voyage));
  own->ship = ValeStrFrom("Vega");
  own->legs = legs;
  own->first = &none;
  ValeStr* name = own->ship;
  main_Voyage* shorter = main_firstLegs(own, 2);
  printf("in C: %u legs\n", shorter->legs->length);
  fflush(stdout);
  free(name);
  free(legs);
  free(shorter);
  return total;
}
