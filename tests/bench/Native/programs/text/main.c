// Builds strings out of pieces and numbers, over and over, and reads their bytes. A string is immutable and owned by one.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  int length;
  char bytes[];
} text;

static text *from(const char *bytes, int length) {
  text *made = malloc(sizeof(text) + (size_t)length + 1);
  made->length = length;
  memcpy(made->bytes, bytes, (size_t)length);
  made->bytes[length] = 0;
  return made;
}

// Consumes both.
static text *join(text *a, text *b) {
  text *made = malloc(sizeof(text) + (size_t)a->length + (size_t)b->length + 1);
  made->length = a->length + b->length;
  memcpy(made->bytes, a->bytes, (size_t)a->length);
  memcpy(made->bytes + a->length, b->bytes, (size_t)b->length + 1);
  free(a);
  free(b);
  return made;
}

static text *number(int value) {
  char digits[16], *end = digits + sizeof digits, *at = end;
  unsigned rest = value < 0 ? 0u - (unsigned)value : (unsigned)value;
  do *--at = (char)('0' + rest % 10);
  while (rest /= 10);
  if (value < 0) *--at = '-';
  return from(at, (int)(end - at));
}

static text *line(int start) {
  text *made = from("", 0);
  for (int i = 0; i < 12; i++) made = join(join(made, number(start + i)), from(",", 1));
  return join(made, from("\n", 1));
}

static unsigned weigh(text *t, unsigned sum) {
  for (int i = 0; i < t->length; i++) sum = sum * 31 + (unsigned char)t->bytes[i];
  free(t);
  return sum;
}

int main(int argc, char **argv) {
  (void)argv;
  int count = 100000 + argc - 1;
  unsigned sum = 0;
  for (int i = 0; i < count; i++) sum = weigh(line(i * 17), sum);
  printf("%d\n", (int)sum);
}
