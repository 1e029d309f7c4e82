// Counts the steps of the Collatz sequence of every number below a limit: a loop within a loop, on integers alone.
#include <stdint.h>
#include <stdio.h>

static int steps(int64_t n) {
  int count = 0;
  while (n != 1) {
    if (n % 2 == 0) n = n / 2;
    else n = n * 3 + 1;
    count++;
  }
  return count;
}

int main(int argc, char **argv) {
  (void)argv;
  int limit = 1000000 + argc - 1, longest = 0;
  int64_t sum = 0;
  for (int i = 1; i < limit; i++) {
    int count = steps(i);
    sum += count;
    if (count > longest) longest = count;
  }
  printf("%lld %d\n", (long long)sum, longest);
}
