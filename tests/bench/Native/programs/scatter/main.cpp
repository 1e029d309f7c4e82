// The same with std::unordered_map.
#include <cstdint>
#include <cstdio>
#include <unordered_map>

static int key_of(int i) {
  return (int)((int64_t)((uint64_t)(int64_t)i * 7046029254386353131u) / 8589934592);
}

int main() {
  std::unordered_map<int, int> map;
  for (int i = 0; i < 1000000; i++) map.emplace(key_of(i), i);
  int64_t dice = 1;
  unsigned sum = 0;
  for (int round = 0; round < 5; round++) {
    for (int i = 0; i < 1000000; i++) {
      dice = dice * 16807 % 2147483647;
      sum += (unsigned)map.find(key_of((int)(dice % 1000000)))->second;
    }
  }
  printf("%d\n", (int)sum);
  return 0;
}
