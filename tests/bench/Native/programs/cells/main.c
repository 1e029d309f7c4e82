// A cellular automaton on a board that is an array of rows: lives and deaths by the number of living neighbours.
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  int width;
  int **rows;
} board;

static board *empty(int width) {
  board *made = malloc(sizeof *made);
  made->width = width;
  made->rows = malloc((size_t)width * sizeof *made->rows);
  for (int y = 0; y < width; y++) made->rows[y] = calloc((size_t)width, sizeof **made->rows);
  return made;
}

static int neighbours(const board *b, int x, int y) {
  int **rows = b->rows, sum = 0;
  for (int dy = -1; dy <= 1; dy++) {
    int *row = rows[y + dy];
    sum = sum + row[x - 1] + row[x] + row[x + 1];
  }
  return sum - rows[y][x];
}

static void advance(board *old, board *new) {
  for (int y = 1; y < old->width - 1; y++)
    for (int x = 1; x < old->width - 1; x++) {
      int around = neighbours(old, x, y);
      new->rows[y][x] = around == 3 ? 1 : around == 2 ? old->rows[y][x] : 0;
    }
}

static int living(const board *b) {
  unsigned sum = 0;
  for (int y = 0; y < b->width; y++)
    for (int x = 0; x < b->width; x++) sum = sum * 3 + (unsigned)(b->rows[y][x] * (x + 1));
  return (int)sum;
}

static void drop(board *b) {
  for (int y = 0; y < b->width; y++) free(b->rows[y]);
  free(b->rows);
  free(b);
}

int main(int argc, char **argv) {
  (void)argv;
  int width = 512 + argc - 1, state = 7;
  board *a = empty(width), *b = empty(width);
  for (int y = 1; y < width - 1; y++)
    for (int x = 1; x < width - 1; x++) {
      state = (int)((unsigned)state * 1103515245u + 12345u);
      a->rows[y][x] = state / 65536 > 0 ? 1 : 0;
    }
  for (int round = 0; round < 100; round++) {
    advance(a, b);
    advance(b, a);
  }
  printf("%d\n", living(a));
  drop(a);
  drop(b);
}
