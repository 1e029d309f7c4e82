// Grows trees of objects and lets them go: what making and freeing an object costs.
#include <stdio.h>
#include <stdlib.h>

struct tree;
typedef struct {
  unsigned (*weight)(struct tree *tree);
  void (*drop)(struct tree *tree);
} methods;
typedef struct tree {
  const methods *methods;
} tree;
typedef struct {
  tree base;
  int weight;
} leaf;
typedef struct {
  tree base;
  tree *left, *right;
} fork;

static unsigned leaf_weight(tree *t) { return (unsigned)((leaf *)t)->weight; }
static void leaf_drop(tree *t) { free(t); }
static const methods leaves = {leaf_weight, leaf_drop};

static unsigned fork_weight(tree *t) {
  fork *f = (fork *)t;
  return f->left->methods->weight(f->left) * 3 + f->right->methods->weight(f->right) + 1;
}
static void fork_drop(tree *t) {
  fork *f = (fork *)t;
  f->left->methods->drop(f->left);
  f->right->methods->drop(f->right);
  free(f);
}
static const methods forks = {fork_weight, fork_drop};

static tree *grow(int depth, unsigned seed) {
  if (depth == 0) {
    leaf *l = malloc(sizeof *l);
    *l = (leaf){{&leaves}, (int)seed};
    return &l->base;
  }
  fork *f = malloc(sizeof *f);
  f->base.methods = &forks;
  f->left = grow(depth - 1, seed * 2);
  f->right = grow(depth - 1, seed * 2 + 1);
  return &f->base;
}

int main(int argc, char **argv) {
  (void)argv;
  int depth = 12 + argc - 1;
  unsigned sum = 0;
  for (int i = 0; i < 1500; i++) {
    tree *t = grow(depth, (unsigned)i);
    sum = sum * 31 + t->methods->weight(t);
    t->methods->drop(t);
  }
  printf("%d\n", (int)sum);
}
