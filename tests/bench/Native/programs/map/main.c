// A hash map of a million ints: filled, asked for what it holds and what it does not, and changed. Open addressing, one
// place after another; an empty place has the key -1.
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  int *keys, *values;
  int count, mask;
} int_map;

static int *filled(int size, int with) {
  int *made = malloc((size_t)size * sizeof *made);
  for (int i = 0; i < size; i++) made[i] = with;
  return made;
}

static int place(const int_map *map, int key) {
  int mask = map->mask;
  int h = (int)((unsigned)key * 668265263u);
  int at = (int)((unsigned)((int)((unsigned)h - (unsigned)(h % (mask + 1))) / 65536) + (unsigned)h);
  at = at % (mask + 1);
  if (at < 0) at = at + mask + 1;
  for (;;) {
    int found = map->keys[at];
    if (found == key) return at;
    if (found < 0) return at;
    at++;
    if (at > mask) at = 0;
  }
}

static void grow(int_map *map) {
  int before = map->mask + 1, size = before * 2;
  int *keys = map->keys, *values = map->values;
  map->keys = filled(size, -1);
  map->values = filled(size, 0);
  map->mask = size - 1;
  for (int i = 0; i < before; i++) {
    int key = keys[i];
    if (key < 0) continue;
    int at = place(map, key);
    map->keys[at] = key;
    map->values[at] = values[i];
  }
  free(keys);
  free(values);
}

static void put(int_map *map, int key, int value) {
  if (map->count * 2 > map->mask) grow(map);
  int at = place(map, key);
  if (map->keys[at] < 0) {
    map->keys[at] = key;
    map->count++;
  }
  map->values[at] = value;
}

static int get(const int_map *map, int key) {
  int at = place(map, key);
  if (map->keys[at] < 0) return -1;
  return map->values[at];
}

int main(int argc, char **argv) {
  (void)argv;
  int count = 1000000 + argc - 1;
  int_map map = {filled(16, -1), filled(16, 0), 0, 15};
  for (int i = 0; i < count; i++) put(&map, i * 7, i);
  unsigned sum = 0;
  for (int round = 0; round < 5; round++)
    for (int i = 0; i < count; i++) {
      sum = sum * 3 + (unsigned)get(&map, i * 7 + round);
      put(&map, i * 7, i + round);
    }
  printf("%d %d\n", map.count, (int)sum);
  free(map.keys);
  free(map.values);
}
