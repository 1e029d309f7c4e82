/* The part of a Vale program that is the same in all of them: pools, strings, printing, halting.
   Compiled Vale code inlines the hot paths (taking a slot from a pool, counting) and calls here for the rest.
   The data layouts below are known to Backend/Llvm/Emit; change both together. C11, one thread. */

#define _GNU_SOURCE
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define HIDDEN __attribute__((visibility("hidden")))
#define COLD __attribute__((cold, noinline))
#define NORETURN _Noreturn

/* Where a function's item stands; lines within the function are added to it. */
typedef struct {
  const char *path;
  int32_t first_line;
} vale_place;

/* A Vale string. A count below zero marks a literal, which is neither counted nor freed. A NUL follows the bytes. */
typedef struct {
  int64_t count;
  int32_t length;
  char bytes[];
} vale_str;

/* ------------------------------------------------------------------ halting */

static NORETURN COLD void halt_at(const vale_place *place, int32_t line) {
  fprintf(stderr, ", at %s:%d\n", place->path, (int)(place->first_line + line));
  exit(1);
}

static COLD void halt_begin(void) {
  fflush(stdout);
  fputs("halted: ", stderr);
}

HIDDEN NORETURN COLD void __vale_halt(const char *what, const vale_place *place, int32_t line) {
  halt_begin();
  fputs(what, stderr);
  halt_at(place, line);
}

HIDDEN NORETURN COLD void __vale_halt_dead(const char *type, const vale_place *place, int32_t line) {
  halt_begin();
  fprintf(stderr, "dereferenced a %s that is already dead", type);
  halt_at(place, line);
}

HIDDEN NORETURN COLD void __vale_halt_str(const vale_str *message, const vale_place *place, int32_t line) {
  halt_begin();
  fwrite(message->bytes, 1, (size_t)message->length, stderr);
  halt_at(place, line);
}

HIDDEN NORETURN COLD void __vale_halt_range(int32_t begin, int64_t end, int32_t length, const vale_place *place, int32_t line) {
  halt_begin();
  fprintf(stderr, "string range out of bounds: %d..%lld of %d bytes", (int)begin, (long long)end, (int)length);
  halt_at(place, line);
}

HIDDEN NORETURN COLD void __vale_halt_index(const char *type, int32_t index, int32_t length, const vale_place *place, int32_t line) {
  halt_begin();
  fprintf(stderr, "index %d is out of bounds: the %s holds %d", (int)index, type, (int)length);
  halt_at(place, line);
}

HIDDEN NORETURN COLD void __vale_halt_full(const char *type, int32_t capacity, const vale_place *place, int32_t line) {
  halt_begin();
  fprintf(stderr, "the %s is full: it has room for %d", type, (int)capacity);
  halt_at(place, line);
}

HIDDEN NORETURN COLD void __vale_halt_held(const char *type, int32_t length, const vale_place *place, int32_t line) {
  halt_begin();
  fprintf(stderr, "a %s that still holds %d elements was destroyed", type, (int)length);
  halt_at(place, line);
}

HIDDEN NORETURN COLD void __vale_halt_capacity(const char *type, int32_t capacity, const vale_place *place, int32_t line) {
  halt_begin();
  fprintf(stderr, "a %s cannot have room for %d elements", type, (int)capacity);
  halt_at(place, line);
}

/* For mistakes found at the border with C, which have no place in Vale source. */
HIDDEN NORETURN COLD void __vale_halt_foreign(const char *what, const char *function) {
  halt_begin();
  fprintf(stderr, "%s, in a call of %s from or to C\n", what, function);
  exit(1);
}

static NORETURN COLD void halt_memory(void) {
  halt_begin();
  fputs("out of memory\n", stderr);
  exit(1);
}

static void *allocate(size_t size) {
  void *memory = malloc(size);
  if (!memory) halt_memory();
  return memory;
}

/* ------------------------------------------------------------------ pools

   A slot begins with its generation, which survives the slot's death and reuse: that is what a borrow reference compares.
   So memory stays with its size class until the program ends, and a free slot's list link stands behind the generation.
   Classes: 16-byte steps up to 1024 bytes, then four to each doubling. The second half of the table holds what has no
   generation: counted boxes and short strings, whose first word is a count, and in an unsafe region objects of which no
   weak reference is made. The two halves must never share a slot. */

enum { STEP_CLASSES = 64, DOUBLING_CLASSES = 160, KIND_CLASSES = STEP_CLASSES + DOUBLING_CLASSES };

typedef struct vale_slot {
  uint64_t generation;
  struct vale_slot *next;
} vale_slot;

typedef struct chunk {
  struct chunk *next;
  uint64_t padding;
} chunk;

HIDDEN vale_slot *__vale_free_slots[2 * KIND_CLASSES];
static char *fresh[2 * KIND_CLASSES], *fresh_end[2 * KIND_CLASSES];
static size_t chunk_size[2 * KIND_CLASSES];
static size_t slots_made[2 * KIND_CLASSES];
static chunk *chunks;

static size_t class_size(uint32_t class) {
  if (class >= KIND_CLASSES) class -= KIND_CLASSES;
  if (class < STEP_CLASSES) return 16 * ((size_t)class + 1);
  class -= STEP_CLASSES;
  return ((size_t)5 + class % 4) << (8 + class / 4);
}

/* The smallest class whose slots have room for `size`, which is above zero. */
static inline uint32_t class_of(uint64_t size) {
  if (size <= 16 * STEP_CLASSES) return (uint32_t)((size - 1) / 16);
  int shift = 63 - __builtin_clzll(size - 1) - 2;
  return STEP_CLASSES + (uint32_t)(shift - 8) * 4 + (uint32_t)((size - 1) >> shift) - 4;
}

/* Called when a class's free list is empty: gives one slot and puts the rest of a page on the list. */
HIDDEN COLD void *__vale_pool_refill(uint32_t class) {
  size_t size = class_size(class);
  if (fresh[class] == fresh_end[class]) {
    size_t slots = chunk_size[class] / size;
    if (slots < 4096 / size) slots = 4096 / size;
    if (slots == 0) slots = 1;
    chunk *added = calloc(1, sizeof(chunk) + slots * size);
    if (!added) halt_memory();
    added->next = chunks;
    chunks = added;
    fresh[class] = (char *)(added + 1);
    fresh_end[class] = fresh[class] + slots * size;
    size_t grown = 2 * slots * size;
    chunk_size[class] = grown < (1u << 20) ? grown : (1u << 20);
  }
  char *given = fresh[class], *end = fresh_end[class];
  char *next = given + size, *stop = end;
  if ((size_t)(end - next) > 4096) stop = next + (4096 / size > 0 ? 4096 / size : 1) * size;
  slots_made[class] += (size_t)(stop - given) / size;
  vale_slot **tail = &__vale_free_slots[class];
  for (; next < stop; next += size) {
    *tail = (vale_slot *)next;
    tail = &((vale_slot *)next)->next;
  }
  *tail = NULL;
  fresh[class] = stop;
  return given;
}

static inline void *take_slot(uint32_t class) {
  vale_slot *slot = __vale_free_slots[class];
  if (!slot) return __vale_pool_refill(class);
  __vale_free_slots[class] = slot->next;
  return slot;
}

static inline void give_slot(void *dead, uint32_t class) {
  vale_slot *slot = dead;
  slot->next = __vale_free_slots[class];
  __vale_free_slots[class] = slot;
}

/* What was not given back, when the environment asks: tests of the compiler do. */
static int report_leaks(void) {
  int leaks = 0;
  for (uint32_t class = 0; class < 2 * KIND_CLASSES; class++) {
    size_t held = slots_made[class];
    for (vale_slot *slot = __vale_free_slots[class]; slot; slot = slot->next) held--;
    if (held == 0) continue;
    fprintf(stderr, "leaked: %zu %s of %zu bytes\n", held, class < KIND_CLASSES ? "objects" : "values", class_size(class));
    leaks = 1;
  }
  return leaks;
}

/* ------------------------------------------------------------------ arrays whose length the program chooses

   Sizes are in bytes, header included. A mutable array begins with a generation, so its memory stays with its class. The
   pages of large ones that died are the system's again, but for those that died last: a program that makes one array after
   another would pay for every page each time. An imm array begins with its count, and lies in memory of its own when it is
   not short. */

enum { LARGE_ARRAY = 1 << 20, KEPT_BYTES = 64 << 20, KEPT_ARRAYS = 16 };

/* The large arrays that died last and were not used again, a ring: those from `oldest` on died first. */
static struct {
  char *array;
  size_t size;
} kept[KEPT_ARRAYS];
static size_t kept_bytes;
static uint32_t oldest;

static void forget(uint32_t i) {
  kept_bytes -= kept[i].size;
  kept[i].array = NULL;
  kept[i].size = 0;
}

/* The first page has the generation. */
static void let_go(uint32_t i) {
  if (!kept[i].array) return;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), array = (uintptr_t)kept[i].array;
  uintptr_t from = (array + sizeof(vale_slot) + page - 1) / page * page, to = (array + kept[i].size) / page * page;
  int before = errno;
  if (from < to) madvise((void *)from, to - from, MADV_DONTNEED);
  errno = before;
  forget(i);
}

static COLD void keep(void *dead, size_t size) {
  let_go(oldest);
  kept[oldest].array = dead;
  kept[oldest].size = size;
  kept_bytes += size;
  oldest = (oldest + 1) % KEPT_ARRAYS;
  for (uint32_t i = oldest; kept_bytes > KEPT_BYTES; i = (i + 1) % KEPT_ARRAYS) let_go(i);
}

HIDDEN void *__vale_array_new(int64_t size) {
  void *made = take_slot(class_of((uint64_t)size));
  if (size >= LARGE_ARRAY)
    for (uint32_t i = 0; i < KEPT_ARRAYS; i++)
      if (kept[i].array == made) forget(i);
  return made;
}

HIDDEN void __vale_array_free(void *dead, int64_t size) {
  if (size >= LARGE_ARRAY) keep(dead, (size_t)size);
  give_slot(dead, class_of((uint64_t)size));
}

HIDDEN void *__vale_array_new_counted(int64_t size) {
  return size <= 16 * STEP_CLASSES ? take_slot(KIND_CLASSES + class_of((uint64_t)size)) : allocate((size_t)size);
}

HIDDEN void __vale_array_free_counted(void *dead, int64_t size) {
  if (size <= 16 * STEP_CLASSES) give_slot(dead, KIND_CLASSES + class_of((uint64_t)size));
  else free(dead);
}

/* ------------------------------------------------------------------ freeing what may hold more of its kind

   A free function that finds the depth at its limit leaves its object here, and the outermost one sees to those that wait.
   So a long list needs no more stack than a short one. */

typedef void vale_free(void *dead);

HIDDEN int32_t __vale_free_depth, __vale_frees_waiting;
static struct {
  void *dead;
  vale_free *how;
} *waiting;
static int32_t waiting_room;

HIDDEN COLD void __vale_free_later(void *dead, vale_free *how) {
  if (__vale_frees_waiting == waiting_room) {
    if (waiting_room > INT32_MAX / 4) halt_memory();
    waiting_room = waiting_room ? 2 * waiting_room : 64;
    void *grown = realloc(waiting, (size_t)waiting_room * sizeof *waiting);
    if (!grown) halt_memory();
    waiting = grown;
  }
  waiting[__vale_frees_waiting].dead = dead;
  waiting[__vale_frees_waiting++].how = how;
}

HIDDEN COLD void __vale_free_waiting(void) {
  __vale_free_depth = 1; /* none of these is the outermost */
  while (__vale_frees_waiting > 0) {
    __vale_frees_waiting--;
    waiting[__vale_frees_waiting].how(waiting[__vale_frees_waiting].dead);
  }
  __vale_free_depth = 0;
}

/* ------------------------------------------------------------------ strings */

/* Strings short enough for a pool class of one step lie there, longer ones in memory of their own. */
static inline size_t str_size(int64_t length) { return offsetof(vale_str, bytes) + (size_t)length + 1; }

static vale_str *str_new(int64_t length, const vale_place *place, int32_t line) {
  if (length > INT32_MAX) __vale_halt("string too long", place, line);
  size_t size = str_size(length);
  vale_str *made;
  if (size <= 16 * STEP_CLASSES) made = take_slot(KIND_CLASSES + class_of(size));
  else made = allocate(size);
  made->count = 1;
  made->length = (int32_t)length;
  made->bytes[length] = 0;
  return made;
}

static vale_str *str_from(const char *bytes, size_t length) {
  vale_str *made = str_new((int64_t)length, NULL, 0);
  memcpy(made->bytes, bytes, length);
  return made;
}

HIDDEN void __vale_str_free(vale_str *dead) {
  size_t size = str_size(dead->length);
  if (size > 16 * STEP_CLASSES) free(dead);
  else give_slot(dead, KIND_CLASSES + class_of(size));
}

static inline void check_range(const vale_str *s, int32_t begin, int64_t end, const vale_place *place, int32_t line) {
  if (begin < 0 || end < begin || end > s->length) __vale_halt_range(begin, end, s->length, place, line);
}

HIDDEN vale_str *__vale_str_concat(vale_str *a, int32_t a_begin, int32_t a_end, vale_str *b, int32_t b_begin, int32_t b_end,
                                 const vale_place *place, int32_t line) {
  check_range(a, a_begin, a_end, place, line);
  check_range(b, b_begin, b_end, place, line);
  size_t first = (size_t)(a_end - a_begin), second = (size_t)(b_end - b_begin);
  vale_str *made = str_new((int64_t)first + (int64_t)second, place, line);
  memcpy(made->bytes, a->bytes + a_begin, first);
  memcpy(made->bytes + first, b->bytes + b_begin, second);
  return made;
}

HIDDEN int8_t __vale_str_eq(const vale_str *a, int32_t a_begin, int32_t a_end, const vale_str *b, int32_t b_begin, int32_t b_end,
                          const vale_place *place, int32_t line) {
  check_range(a, a_begin, a_end, place, line);
  check_range(b, b_begin, b_end, place, line);
  return a_end - a_begin == b_end - b_begin && memcmp(a->bytes + a_begin, b->bytes + b_begin, (size_t)(a_end - a_begin)) == 0;
}

HIDDEN int32_t __vale_str_compare(const vale_str *a, int32_t a_begin, int32_t a_end, const vale_str *b, int32_t b_begin,
                                int32_t b_end, const vale_place *place, int32_t line) {
  check_range(a, a_begin, a_end, place, line);
  check_range(b, b_begin, b_end, place, line);
  int32_t first = a_end - a_begin, second = b_end - b_begin;
  int order = memcmp(a->bytes + a_begin, b->bytes + b_begin, (size_t)(first < second ? first : second));
  if (order != 0) return order < 0 ? -1 : 1;
  return first < second ? -1 : first > second;
}

HIDDEN int32_t __vale_str_index_of(const vale_str *a, int32_t a_begin, int32_t a_end, const vale_str *b, int32_t b_begin,
                                 int32_t b_end, const vale_place *place, int32_t line) {
  check_range(a, a_begin, a_end, place, line);
  check_range(b, b_begin, b_end, place, line);
  if (b_begin == b_end) return 0;
  const char *from = a->bytes + a_begin;
  const char *found = memmem(from, (size_t)(a_end - a_begin), b->bytes + b_begin, (size_t)(b_end - b_begin));
  return found ? (int32_t)(found - from) : -1;
}

HIDDEN vale_str *__vale_str_slice(vale_str *s, int32_t begin, int32_t end, const vale_place *place, int32_t line) {
  check_range(s, begin, end, place, line);
  if (begin == 0 && end == s->length) {
    if (s->count > 0) s->count++;
    return s;
  }
  return str_from(s->bytes + begin, (size_t)(end - begin));
}

HIDDEN vale_str *__vale_str_from_code(int32_t code) {
  unsigned char text[4];
  if (code < 128) {
    text[0] = (unsigned char)code;
    return str_from((char *)text, 1);
  }
  uint32_t point = (uint32_t)code;
  if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = 0xFFFD;
  size_t length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t i = length; i-- > 1; point >>= 6) text[i] = (unsigned char)(0x80 | (point & 0x3F));
  text[0] = (unsigned char)(lead[length] | point);
  return str_from((char *)text, length);
}

HIDDEN vale_str *__vale_str_from_int(int64_t value) {
  char text[24], *end = text + sizeof text, *at = end;
  uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
  do *--at = (char)('0' + rest % 10);
  while (rest /= 10);
  if (value < 0) *--at = '-';
  return str_from(at, (size_t)(end - at));
}

/* Writes the shortest digits that read back to `value` (finite, above zero) and gives their number; *exponent is that of
   the first digit. 15 digits always suffice for what was written with 15 or fewer; below the normal range each length is
   tried. At a power of two the gap below is half the gap above, so there the next digit string up may be the one. */
static int shortest_digits(double value, char *digits, int *exponent) {
  char text[40];
  int smallest = value < 2.2250738585072014e-308 ? 1 : 15, length;
  for (length = smallest;; length++) {
    snprintf(text, sizeof text, "%.*e", length - 1, value);
    char *mark = strchr(text, 'e');
    digits[0] = text[0];
    if (length > 1) memcpy(digits + 1, text + 2, (size_t)length - 1);
    *exponent = atoi(mark + 1);
    if (length == 17 || strtod(text, NULL) == value) break;
    int fraction_exponent;
    if (frexp(value, &fraction_exponent) != 0.5) continue;
    int last = length - 1;
    while (last > 0 && digits[last] == '9') last--;
    if (digits[last] == '9') continue; /* would carry into one digit fewer, which was tried */
    digits[last]++;
    memset(digits + last + 1, '0', (size_t)(length - 1 - last));
    text[0] = digits[0];
    if (length > 1) memcpy(text + 2, digits + 1, (size_t)length - 1);
    if (strtod(text, NULL) == value) break;
  }
  while (length > 1 && digits[length - 1] == '0') length--;
  return length;
}

/* The layout is given in docs/language-semantics.md. */
static size_t float_text(double value, char *out) {
  char *at = out;
  if (isnan(value)) return (size_t)(stpcpy(out, "nan") - out);
  if (signbit(value)) *at++ = '-', value = -value;
  if (isinf(value)) return (size_t)(stpcpy(at, "inf") - out);
  if (value == 0) return (size_t)(stpcpy(at, "0.0") - out);
  char digits[24];
  int exponent, length = shortest_digits(value, digits, &exponent);
  if (value >= 1e15 || value < 1e-5) {
    *at++ = digits[0];
    if (length > 1) {
      *at++ = '.';
      memcpy(at, digits + 1, (size_t)length - 1);
      at += length - 1;
    }
    return (size_t)(at - out) + (size_t)sprintf(at, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
  }
  if (exponent < 0) {
    *at++ = '0';
    *at++ = '.';
    for (int i = -1; i > exponent; i--) *at++ = '0';
    memcpy(at, digits, (size_t)length);
    return (size_t)(at + length - out);
  }
  for (int i = 0; i <= exponent; i++) *at++ = i < length ? digits[i] : '0';
  *at++ = '.';
  if (length <= exponent + 1) *at++ = '0';
  for (int i = exponent + 1; i < length; i++) *at++ = digits[i];
  return (size_t)(at - out);
}

HIDDEN vale_str *__vale_str_from_float(double value) {
  char text[64];
  return str_from(text, float_text(value, text));
}

static void print_to(FILE *stream, const vale_str *s, int32_t begin, int32_t length, const vale_place *place, int32_t line) {
  check_range(s, begin, (int64_t)begin + length, place, line);
  fwrite(s->bytes + begin, 1, (size_t)length, stream);
}

HIDDEN void __vale_print(const vale_str *s, int32_t begin, int32_t length, const vale_place *place, int32_t line) {
  print_to(stdout, s, begin, length, place, line);
}

HIDDEN void __vale_print_error(const vale_str *s, int32_t begin, int32_t length, const vale_place *place, int32_t line) {
  print_to(stderr, s, begin, length, place, line);
}

/* ------------------------------------------------------------------ the border with C

   C sees a string as its own malloc'ed copy, { ValeInt length; char chars[]; } with a NUL behind, and owns it. */

typedef struct {
  int32_t length;
  char chars[];
} ValeStr;

ValeStr *ValeStrNew(int32_t length) {
  if (length < 0) __vale_halt_foreign("a string of negative length was asked for", "ValeStrNew");
  ValeStr *made = allocate(sizeof(ValeStr) + (size_t)length + 1);
  made->length = length;
  made->chars[0] = 0;
  made->chars[length] = 0;
  return made;
}

ValeStr *ValeStrFrom(const char *source) {
  if (!source) __vale_halt_foreign("a null pointer was given as a string", "ValeStrFrom");
  size_t length = strlen(source);
  if (length > INT32_MAX) __vale_halt_foreign("a string longer than 2147483647 bytes was given", "ValeStrFrom");
  ValeStr *made = ValeStrNew((int32_t)length);
  memcpy(made->chars, source, length);
  return made;
}

/* Consumes a Vale string, gives C its own. */
HIDDEN ValeStr *__vale_str_to_c(vale_str *s) {
  ValeStr *made = ValeStrNew(s->length);
  memcpy(made->chars, s->bytes, (size_t)s->length);
  if (s->count == 1) __vale_str_free(s);
  else if (s->count > 0) s->count--;
  return made;
}

/* Copies a string out of a message from C; `function` is told to the user when it cannot be one. */
HIDDEN vale_str *__vale_str_copy_c(const ValeStr *s, const char *function) {
  if (!s) __vale_halt_foreign("C gave a null pointer as a string", function);
  if (s->length < 0) __vale_halt_foreign("C gave a string of negative length", function);
  return str_from(s->chars, (size_t)s->length);
}

/* Takes over a string that C gives away. */
HIDDEN vale_str *__vale_str_from_c(ValeStr *s, const char *function) {
  vale_str *made = __vale_str_copy_c(s, function);
  free(s);
  return made;
}

/* A string inside a message lies behind what points to it, at a multiple of 16. */
HIDDEN int64_t __vale_message_str_size(const vale_str *s) {
  return ((int64_t)sizeof(ValeStr) + s->length + 1 + 15) / 16 * 16;
}

HIDDEN char *__vale_message_str_write(const vale_str *s, char *at) {
  ValeStr *made = (ValeStr *)(void *)at;
  made->length = s->length;
  memcpy(made->chars, s->bytes, (size_t)s->length);
  made->chars[s->length] = 0;
  return at + __vale_message_str_size(s);
}

/* Which of an interface's structs has that itable, or -1. */
HIDDEN int64_t __vale_variant_of(const void *const *itables, int64_t count, const void *itable) {
  for (int64_t i = 0; i < count; i++)
    if (itables[i] == itable) return i;
  return -1;
}

/* The objects that C owns: what it gives away must be one of them, or they would have two owners. Open addressing; the room
   is a power of two and at most half full. */
static struct {
  uintptr_t *slots;
  size_t count, room;
} owned_by_c;

static size_t owned_slot(uintptr_t object) {
  size_t at = (size_t)((uint64_t)object * 0x9E3779B97F4A7C15u >> 32) & (owned_by_c.room - 1);
  while (owned_by_c.slots[at] != 0 && owned_by_c.slots[at] != object) at = (at + 1) & (owned_by_c.room - 1);
  return at;
}

static COLD void grow_owned(void) {
  uintptr_t *old = owned_by_c.slots;
  size_t old_room = owned_by_c.room;
  owned_by_c.room = old_room ? 2 * old_room : 64;
  owned_by_c.slots = calloc(owned_by_c.room, sizeof *owned_by_c.slots);
  if (!owned_by_c.slots) halt_memory();
  for (size_t i = 0; i < old_room; i++)
    if (old[i]) owned_by_c.slots[owned_slot(old[i])] = old[i];
  free(old);
}

HIDDEN void __vale_give_to_c(void *object) {
  if (2 * (owned_by_c.count + 1) > owned_by_c.room) grow_owned();
  owned_by_c.slots[owned_slot((uintptr_t)object)] = (uintptr_t)object;
  owned_by_c.count++;
}

/* 0 when C did not own it. What stood further on than it need then moves up. */
HIDDEN int32_t __vale_take_from_c(void *object) {
  if (owned_by_c.count == 0) return 0;
  size_t mask = owned_by_c.room - 1, gap = owned_slot((uintptr_t)object);
  if (owned_by_c.slots[gap] == 0) return 0;
  owned_by_c.slots[gap] = 0;
  owned_by_c.count--;
  for (size_t at = (gap + 1) & mask; owned_by_c.slots[at] != 0; at = (at + 1) & mask) {
    uintptr_t moved = owned_by_c.slots[at];
    owned_by_c.slots[at] = 0;
    owned_by_c.slots[owned_slot(moved)] = moved;
  }
  return 1;
}

/* Memory for a message to C, and giving back one that C gave. */
HIDDEN void *__vale_message_new(int64_t size) { return allocate(size > 0 ? (size_t)size : 1); }
HIDDEN void __vale_message_free(void *message) { free(message); }

/* ------------------------------------------------------------------ start and end */

static int argument_count;
static char **arguments;

HIDDEN int32_t __vale_arg_count(void) { return argument_count; }

HIDDEN vale_str *__vale_arg(int32_t index, const vale_place *place, int32_t line) {
  if (index < 0 || index >= argument_count) {
    halt_begin();
    fprintf(stderr, "program argument %d of %d", (int)index, argument_count);
    halt_at(place, line);
  }
  return str_from(arguments[index], strlen(arguments[index]));
}

static char *stack_low, *stack_high;

/* Runs on its own stack. A fault near the stack's end is an overflow; any other keeps its usual outcome. */
static void on_fault(int number, siginfo_t *info, void *context) {
  (void)context;
  char *address = info->si_addr;
  if (address >= stack_low && address < stack_high) {
    static const char text[] = "halted: stack overflow\n";
    if (ftrylockfile(stdout) == 0) fflush(stdout);
    if (write(2, text, sizeof text - 1) < 0) _exit(1);
    _exit(1);
  }
  signal(number, SIG_DFL);
  raise(number);
}

/* Called first by a program's main. */
HIDDEN void __vale_start(int count, char **values) {
  argument_count = count > 0 ? count - 1 : 0;
  arguments = values + 1;
  static char fault_stack[1 << 15];
  struct rlimit limit;
  char here;
  if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
  uintptr_t top = (uintptr_t)&here, size = (uintptr_t)limit.rlim_cur;
  uintptr_t slack = 1 << 20; /* the kernel's guard gap, and the arguments above us */
  stack_low = (char *)(top > size + slack ? top - size - slack : 0);
  stack_high = (char *)(top > size ? top - size + slack : 0);
  stack_t stack = {.ss_sp = fault_stack, .ss_size = sizeof fault_stack};
  if (sigaltstack(&stack, NULL) != 0) return;
  struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  sigaction(SIGSEGV, &action, NULL);
}

/* Called last by a program's main, with its exit code: every chunk goes back. With VALE_REPORT_LEAKS in the environment,
   what is still held is told on standard error, and the exit code is 97 if there is any. */
HIDDEN int __vale_finish(int code) {
  if (fflush(stdout) != 0) {
    fprintf(stderr, "halted: cannot write standard output: %s\n", strerror(errno));
    code = 1;
  }
  if (getenv("VALE_REPORT_LEAKS") && report_leaks()) code = 97;
  while (chunks) {
    chunk *next = chunks->next;
    free(chunks);
    chunks = next;
  }
  free(waiting);
  free(owned_by_c.slots);
  return code;
}
