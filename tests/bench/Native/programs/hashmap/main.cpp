// The same with std::unordered_map.
#include <cstdio>
#include <unordered_map>

int main() {
  std::unordered_map<int, int> map;
  for (int i = 0; i < 1000000; i++) map.emplace(i * 7, i);
  unsigned dice = 1, sum = 0;
  for (int round = 0; round < 5; round++) {
    for (int i = 0; i < 1000000; i++) {
      dice = dice * 1103515245u + 12345u;
      int key = (int)dice / 65536 % 1000000;
      if (key < 0) key = -key;
      sum += (unsigned)map.find(key * 7)->second;
    }
  }
  printf("%d\n", (int)sum);
  return 0;
}
