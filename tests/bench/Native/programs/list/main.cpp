// The same with std::vector, its bounds checked as the list's are.
#include <cstdio>
#include <vector>

int main() {
  unsigned dice = 1, sum = 0;
  for (int round = 0; round < 20; round++) {
    std::vector<int> list;
    for (int i = 0; i < 1000000; i++) list.push_back(i + round);
    for (int i = 0; i < 1000000; i++) {
      dice = dice * 1103515245u + 12345u;
      int at = (int)dice / 65536 % 1000000;
      if (at < 0) at = -at;
      sum += (unsigned)list.at((size_t)at);
    }
  }
  printf("%d\n", (int)sum);
  return 0;
}
