// Five bodies that attract each other, moved in small steps: floats in objects.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  double x, y, z, vx, vy, vz, mass;
} body;

static void push_apart(body *a, body *b, double step) {
  double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
  double square = dx * dx + dy * dy + dz * dz;
  double pull = step / (square * sqrt(square));
  a->vx = a->vx - dx * b->mass * pull;
  a->vy = a->vy - dy * b->mass * pull;
  a->vz = a->vz - dz * b->mass * pull;
  b->vx = b->vx + dx * a->mass * pull;
  b->vy = b->vy + dy * a->mass * pull;
  b->vz = b->vz + dz * a->mass * pull;
}

static void advance(body **bodies, int count, double step) {
  for (int i = 0; i < count; i++)
    for (int j = i + 1; j < count; j++) push_apart(bodies[i], bodies[j], step);
  for (int i = 0; i < count; i++) {
    body *b = bodies[i];
    b->x = b->x + step * b->vx;
    b->y = b->y + step * b->vy;
    b->z = b->z + step * b->vz;
  }
}

static double energy(body **bodies, int count) {
  double sum = 0;
  for (int i = 0; i < count; i++) {
    body *a = bodies[i];
    sum = sum + 0.5 * a->mass * (a->vx * a->vx + a->vy * a->vy + a->vz * a->vz);
    for (int j = i + 1; j < count; j++) {
      body *b = bodies[j];
      double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
      sum = sum - a->mass * b->mass / sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return sum;
}

int main(int argc, char **argv) {
  (void)argv;
  int count = 5;
  body **bodies = malloc((size_t)count * sizeof *bodies);
  for (int i = 0; i < count; i++) {
    double at = i * 3.5 + 1.0;
    bodies[i] = malloc(sizeof(body));
    *bodies[i] = (body){at, at * 0.75 - 2.0, 0.25 * at * at, 0.1 * at, 0.0 - 0.2 * at, 0.05, 1.0 / (at + 1.0)};
  }
  int steps = 2000000 + argc - 1;
  for (int i = 0; i < steps; i++) advance(bodies, count, 0.001);
  printf("%d\n", (int)(energy(bodies, count) * 1000000000.0));
  for (int i = 0; i < count; i++) free(bodies[i]);
  free(bodies);
}
