// The C side of strings-both-ways.vale.
#include "main/reversed.h"
#include "main/zeros.h"
#include "main/bracketed.h"

ValeStr* main_reversed(ValeStr* text) {
  ValeStr* both = ValeStrNew(2 * text->length + 1);
  memcpy(both->chars, text->chars, text->length);
  both->chars[text->length] = '|';
  for (ValeInt i = 0; i < text->length; i++) both->chars[text->length + 1 + i] = text->chars[text->length - 1 - i];
  free(text);
  return main_bracketed(both);
}

ValeStr* main_zeros(ValeInt count) {
  ValeStr* made = ValeStrNew(count);
  memset(made->chars, 0, count);
  return made;
}
