// Calls a method of whatever object stands in an array, over and over: three structs, one interface.
#include <stdio.h>
#include <stdlib.h>

struct shape;
typedef struct {
  int (*area)(struct shape *self, int scale);
  void (*turn)(struct shape *self);
} methods;
typedef struct shape {
  const methods *methods;
} shape;

typedef struct {
  shape base;
  int side;
} square;
static int square_area(shape *self, int scale) {
  square *s = (square *)self;
  return (int)((unsigned)s->side * (unsigned)s->side * (unsigned)scale);
}
static void square_turn(shape *self) { ((square *)self)->side++; }
static const methods squares = {square_area, square_turn};

typedef struct {
  shape base;
  int width, height;
} box;
static int box_area(shape *self, int scale) {
  box *b = (box *)self;
  return (int)((unsigned)b->width * (unsigned)b->height * (unsigned)scale);
}
static void box_turn(shape *self) {
  box *b = (box *)self;
  int width = b->width;
  b->width = b->height;
  b->height = width;
}
static const methods boxes = {box_area, box_turn};

typedef struct {
  shape base;
  int weight, seen;
} dot;
static int dot_area(shape *self, int scale) {
  (void)scale;
  return ((dot *)self)->weight;
}
static void dot_turn(shape *self) {
  dot *d = (dot *)self;
  d->seen = (int)((unsigned)d->seen + (unsigned)d->weight);
}
static const methods dots = {dot_area, dot_turn};

static unsigned sum(shape **shapes, int count, int scale) {
  unsigned total = 0;
  for (int i = 0; i < count; i++) {
    total = total * 3 + (unsigned)shapes[i]->methods->area(shapes[i], scale);
    shapes[i]->methods->turn(shapes[i]);
  }
  return total;
}

int main(int argc, char **argv) {
  (void)argv;
  int count = 1000 + argc - 1;
  shape **shapes = malloc((size_t)count * sizeof *shapes);
  for (int i = 0; i < count; i++) {
    if (i % 3 == 0) {
      square *s = malloc(sizeof *s);
      *s = (square){{&squares}, i};
      shapes[i] = &s->base;
    } else if (i % 3 == 1) {
      box *b = malloc(sizeof *b);
      *b = (box){{&boxes}, i, i * 3};
      shapes[i] = &b->base;
    } else {
      dot *d = malloc(sizeof *d);
      *d = (dot){{&dots}, i, 0};
      shapes[i] = &d->base;
    }
  }
  unsigned total = 0;
  for (int round = 0; round < 50000; round++) total = total * 5 + sum(shapes, count, round);
  printf("%d\n", (int)total);
  for (int i = 0; i < count; i++) free(shapes[i]);
  free(shapes);
}
