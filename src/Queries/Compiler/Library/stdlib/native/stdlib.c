/* What the standard library asks the system for. It is linked where a program calls any of it. Strings that come in are
   copies, freed here; strings that go out are freed by Vale. */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include "ValeBuiltins.h"

static void halt(const char* what, const char* path) {
  fflush(stdout);
  fprintf(stderr, "%s %s: %s\n", what, path, strerror(errno));
  exit(1);
}

/* date, mtpid, os */

int64_t stdlib_UnixTimestamp(void) { return (int64_t)time(NULL); }

int64_t stdlib_MtpIdExtern(void) {
  struct timeval now;
  gettimeofday(&now, NULL);
  uint64_t microseconds = (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_usec;
  return (int64_t)((uint64_t)(uint32_t)getpid() << 32 | (microseconds & UINT32_MAX));
}

int8_t stdlib_IsWindows(void) { return 0; }

/* stdin */

ValeInt stdlib_stdinReadInt(void) {
  ValeInt number;
  return scanf("%d", &number) == 1 ? number : 0;
}

ValeInt stdlib_getch(void) {
  struct termios before;
  if (tcgetattr(STDIN_FILENO, &before) != 0) return getchar();
  struct termios raw = before;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  int code = getchar();
  tcsetattr(STDIN_FILENO, TCSANOW, &before);
  return code;
}

/* path */

static int last_errno;

/* Notes how a call of the system went: 0 or -1. */
static ValeInt outcome(int result) {
  last_errno = result == 0 ? 0 : errno;
  if (last_errno == 0) return 0;
  return last_errno == ENOENT || last_errno == ENOTDIR ? 1 : 2;
}

ValeInt stdlib___last_error(void) {
  if (last_errno == 0) return 0;
  return last_errno == ENOENT || last_errno == ENOTDIR ? 1 : 2;
}

ValeStr* stdlib___last_error_text(void) { return ValeStrFrom(strerror(last_errno)); }

ValeStr* stdlib_GetPathSeparator(void) { return ValeStrFrom("/"); }
ValeStr* stdlib_GetEnvPathSeparator(void) { return ValeStrFrom(":"); }

ValeStr* stdlib_GetTempDirExtern(void) {
  const char* set = getenv("TMPDIR");
  return ValeStrFrom(set != NULL && set[0] != 0 ? set : "/tmp");
}

static int is_of_type(ValeStr* path, mode_t type) {
  struct stat found;
  int is = stat(path->chars, &found) == 0 && (type == 0 || (found.st_mode & S_IFMT) == type);
  free(path);
  return is;
}

int8_t stdlib_exists(ValeStr* path) { return (int8_t)is_of_type(path, 0); }
int8_t stdlib_is_dir(ValeStr* path) { return (int8_t)is_of_type(path, S_IFDIR); }
int8_t stdlib_is_file(ValeStr* path) { return (int8_t)is_of_type(path, S_IFREG); }

int8_t stdlib_IsSymLinkExtern(ValeStr* path) {
  struct stat found;
  int is = lstat(path->chars, &found) == 0 && S_ISLNK(found.st_mode);
  free(path);
  return (int8_t)is;
}

ValeStr* stdlib_resolve(ValeStr* path) {
  char* resolved = realpath(path->chars, NULL);
  if (resolved == NULL) halt("cannot resolve", path->chars);
  ValeStr* result = ValeStrFrom(resolved);
  free(resolved);
  free(path);
  return result;
}

ValeStr* stdlib_readFileAsString(ValeStr* path) {
  FILE* file = fopen(path->chars, "rb");
  if (file == NULL) halt("cannot read", path->chars);
  size_t length = 0, room = 65536;
  char* bytes = malloc(room);
  if (bytes == NULL) halt("cannot hold", path->chars);
  for (;;) {
    size_t more = fread(bytes + length, 1, room - length, file);
    length += more;
    if (length < room) break;
    if (room > INT32_MAX / 2 || (bytes = realloc(bytes, room * 2)) == NULL) {
      errno = EFBIG;
      halt("cannot hold", path->chars);
    }
    room *= 2;
  }
  if (ferror(file)) halt("cannot read", path->chars);
  fclose(file);
  ValeStr* result = ValeStrNew((ValeInt)length);
  memcpy(result->chars, bytes, length);
  free(bytes);
  free(path);
  return result;
}

void stdlib_writeStringToFile(ValeStr* path, ValeStr* contents) {
  FILE* file = fopen(path->chars, "wb");
  if (file == NULL) halt("cannot write", path->chars);
  size_t written = fwrite(contents->chars, 1, (size_t)contents->length, file);
  if (fclose(file) != 0 || written != (size_t)contents->length) halt("cannot write", path->chars);
  free(path);
  free(contents);
}

static int make_directory(ValeStr* path, int8_t may_exist) {
  int result = mkdir(path->chars, 0777);
  struct stat found;
  if (result != 0 && errno == EEXIST && may_exist) {
    result = stat(path->chars, &found) == 0 && S_ISDIR(found.st_mode) ? 0 : -1;
    if (result != 0) errno = EEXIST;
  }
  free(path);
  return outcome(result) == 0;
}

int8_t stdlib_makeDirectory(ValeStr* path, int8_t may_exist) { return (int8_t)make_directory(path, may_exist); }
int8_t stdlib_CreateDirExtern(ValeStr* path, int8_t may_exist) { return (int8_t)make_directory(path, may_exist); }

ValeInt stdlib_RemoveDirExtern(ValeStr* path) {
  ValeInt result = outcome(rmdir(path->chars));
  free(path);
  return result;
}

ValeInt stdlib_RemoveFileExtern(ValeStr* path) {
  ValeInt result = outcome(unlink(path->chars));
  free(path);
  return result;
}

ValeInt stdlib_RenameExtern(ValeStr* path, ValeStr* destination) {
  ValeInt result = outcome(rename(path->chars, destination->chars));
  free(path);
  free(destination);
  return result;
}

static int is_entry(const struct dirent* entry) { return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0; }
static int by_bytes(const struct dirent** a, const struct dirent** b) { return strcmp((*a)->d_name, (*b)->d_name); }

ValeStr* stdlib___list_directory(ValeStr* path) {
  struct dirent** entries;
  int count = scandir(path->chars, &entries, is_entry, by_bytes);
  outcome(count < 0 ? -1 : 0);
  free(path);
  if (count < 0) return ValeStrFrom("");
  size_t length = 0;
  for (int i = 0; i < count; i++) length += strlen(entries[i]->d_name) + 1;
  ValeStr* names = ValeStrNew((ValeInt)length);
  char* at = names->chars;
  for (int i = 0; i < count; i++) {
    size_t size = strlen(entries[i]->d_name);
    memcpy(at, entries[i]->d_name, size);
    at[size] = '/';
    at += size + 1;
    free(entries[i]);
  }
  free(entries);
  return names;
}
