// Walks a graph of objects along the edges that the objects themselves choose, and changes them on the way.
#include <stdio.h>
#include <stdlib.h>

typedef struct node {
  int value, visits, count;
  struct node **edges;
} node;

static int draw(int *state, int limit) {
  *state = (int)((unsigned)*state * 1103515245u + 12345u);
  int drawn = *state / 65536 % limit;
  return drawn < 0 ? -drawn : drawn;
}

static node *step(node *at) {
  at->visits++;
  at->value = (int)((unsigned)at->value * 5u + 1u);
  int turn = at->value % 4;
  return at->edges[turn < 0 ? -turn : turn];
}

static int relax(node *n) {
  unsigned sum = (unsigned)n->value;
  for (int i = 0; i < n->count; i++) sum += (unsigned)n->edges[i]->value;
  n->value = (int)sum;
  return n->value;
}

int main(int argc, char **argv) {
  (void)argv;
  int count = 1000 + argc - 1, state = 42;
  node **nodes = malloc((size_t)count * sizeof *nodes);
  for (int i = 0; i < count; i++) {
    nodes[i] = malloc(sizeof(node));
    *nodes[i] = (node){i * 77 - 30000, 0, 0, malloc(4 * sizeof(node *))};
  }
  for (int i = 0; i < count * 4; i++) {
    node *n = nodes[i / 4];
    n->edges[n->count++] = nodes[draw(&state, count)];
  }

  node *at = nodes[0];
  for (int i = 0; i < 20000000; i++) at = step(at);
  unsigned sum = 0;
  for (int i = 0; i < 10000; i++)
    for (int j = 0; j < count; j++) sum = sum * 7 + (unsigned)relax(nodes[j]);
  for (int i = 0; i < count; i++) sum = sum * 31 + (unsigned)nodes[i]->visits;
  printf("%d\n", (int)sum);
  for (int i = 0; i < count; i++) {
    free(nodes[i]->edges);
    free(nodes[i]);
  }
  free(nodes);
}
