/* What the standard library asks the system for. It is linked where a program calls any of it. Strings that come in are
   copies, freed here; strings that go out are freed by Vale. */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include "ValeBuiltins.h"

static void halt(const char* what, const char* path) {
  fflush(stdout);
  fprintf(stderr, "halted: %s %s: %s\n", what, path, strerror(errno));
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

/* command */

/* What was read of an output while something else was waited for, so that the program could go on. */
typedef struct {
  char* bytes;
  size_t begin, end, room;
} Kept;

typedef struct {
  pid_t process;
  int in;
  int outputs[2];
  Kept kept[2];
  int has_ended;
  int status;
} Command;

static char** words;
static int word_count, word_room;

ValeStr* stdlib_get_env_var(ValeStr* name) {
  const char* value = getenv(name->chars);
  free(name);
  return ValeStrFrom(value == NULL ? "" : value);
}

void stdlib___add_argument(ValeStr* word) {
  if (word_count + 1 >= word_room) {
    word_room = word_room == 0 ? 16 : word_room * 2;
    words = realloc(words, sizeof(char*) * (size_t)word_room);
    if (words == NULL) halt("cannot hold", word->chars);
  }
  words[word_count++] = strdup(word->chars);
  words[word_count] = NULL;
  free(word);
}

static void close_all(const int* ends, int count) {
  for (int i = 0; i < count; i++)
    if (ends[i] >= 0) close(ends[i]);
}

int64_t stdlib___launch(ValeStr* cwd) {
  /* In, out and err, each with its end to read and its end to write. */
  int pipes[6] = {-1, -1, -1, -1, -1, -1};
  Command* command = NULL;
  pid_t process = -1;
  fflush(stdout);
  if (pipe2(pipes, O_CLOEXEC) == 0 && pipe2(pipes + 2, O_CLOEXEC) == 0 && pipe2(pipes + 4, O_CLOEXEC) == 0) process = fork();
  if (process == 0) {
    if (dup2(pipes[0], 0) < 0 || dup2(pipes[3], 1) < 0 || dup2(pipes[5], 2) < 0) _exit(127);
    if (cwd->length > 0 && chdir(cwd->chars) != 0) _exit(127);
    execv(words[0], words);
    _exit(127);
  }
  if (process > 0) command = malloc(sizeof *command);
  if (command == NULL) {
    close_all(pipes, 6);
  } else {
    close(pipes[0]);
    close(pipes[3]);
    close(pipes[5]);
    *command = (Command){.process = process, .in = pipes[1], .outputs = {pipes[2], pipes[4]}};
  }
  for (int i = 0; i < word_count; i++) free(words[i]);
  word_count = 0;
  free(cwd);
  return (int64_t)(intptr_t)command;
}

static Command* command_of(int64_t handle) { return (Command*)(intptr_t)handle; }

/* Takes what an output has, as far as it has anything; closes it at its end. */
static void keep(Command* command, int which) {
  Kept* kept = &command->kept[which];
  if (kept->begin == kept->end) kept->begin = kept->end = 0;
  if (kept->room - kept->end < 65536) {
    kept->room = kept->end + 2 * 65536;
    kept->bytes = realloc(kept->bytes, kept->room);
    if (kept->bytes == NULL) halt("cannot hold", "the output of a program");
  }
  ssize_t length = read(command->outputs[which], kept->bytes + kept->end, kept->room - kept->end);
  if (length > 0) kept->end += (size_t)length;
  if (length > 0 || (length < 0 && (errno == EINTR || errno == EAGAIN))) return;
  close(command->outputs[which]);
  command->outputs[which] = -1;
}

static int has_kept(const Command* command, int which) { return command->kept[which].begin < command->kept[which].end; }

/* Waits until an output has something, or its end; also until the input takes something, when that is asked for, which is
   what it returns. Both outputs are read whatever is waited for: a program whose output nobody takes stands still. */
static int attend(Command* command, int to_write) {
  struct pollfd ends[3] = {{command->outputs[0], POLLIN, 0}, {command->outputs[1], POLLIN, 0}, {to_write ? command->in : -1, POLLOUT, 0}};
  int ready;
  do ready = poll(ends, 3, -1);
  while (ready < 0 && errno == EINTR);
  if (ready < 0) halt("cannot wait for", "the output of a program");
  for (int i = 0; i < 2; i++)
    if (ends[i].revents != 0) keep(command, i);
  return ends[2].revents;
}

/* Waits until one of the first `count` outputs has something. 0 when all of them have ended. */
static int wait_for(Command* command, int count) {
  for (;;) {
    int is_open = 0;
    for (int i = 0; i < count; i++) {
      if (has_kept(command, i)) return 1;
      is_open |= command->outputs[i] >= 0;
    }
    if (!is_open) return 0;
    attend(command, 0);
  }
}

int8_t stdlib___wait_for_output(int64_t handle) { return (int8_t)wait_for(command_of(handle), 2); }

int8_t stdlib___wait_for_stdout(int64_t handle) { return (int8_t)wait_for(command_of(handle), 1); }

static ValeStr* read_from(Command* command, int which, ValeInt most) {
  struct pollfd end = {command->outputs[which], POLLIN, 0};
  Kept* kept = &command->kept[which];
  if (!has_kept(command, which) && end.fd >= 0 && poll(&end, 1, 0) > 0) keep(command, which);
  size_t length = kept->end - kept->begin;
  if (most < 0) most = 0;
  if (length > (size_t)most) length = (size_t)most;
  ValeStr* text = ValeStrNew((ValeInt)length);
  if (length > 0) memcpy(text->chars, kept->bytes + kept->begin, length);
  kept->begin += length;
  return text;
}

ValeStr* stdlib_read_stdout(int64_t handle, ValeInt most) { return read_from(command_of(handle), 0, most); }
ValeStr* stdlib_read_stderr(int64_t handle, ValeInt most) { return read_from(command_of(handle), 1, most); }

void stdlib_write_stdin(int64_t handle, ValeStr* text) {
  Command* command = command_of(handle);
  void (*before)(int) = signal(SIGPIPE, SIG_IGN);
  if (command->in >= 0) fcntl(command->in, F_SETFL, fcntl(command->in, F_GETFL) | O_NONBLOCK);
  for (ValeInt done = 0; command->in >= 0 && done < text->length;) {
    ssize_t written = write(command->in, text->chars + done, (size_t)(text->length - done));
    if (written > 0) done += (ValeInt)written;
    else if (written < 0 && errno == EAGAIN) attend(command, 1);
    else if (written < 0 && errno != EINTR) break;
  }
  signal(SIGPIPE, before);
  free(text);
}

void stdlib_close_stdin(int64_t handle) {
  Command* command = command_of(handle);
  if (command->in >= 0) close(command->in);
  command->in = -1;
}

static void note_end(Command* command, int options) {
  pid_t ended;
  if (command->has_ended) return;
  do ended = waitpid(command->process, &command->status, options);
  while (ended < 0 && errno == EINTR);
  command->has_ended = ended != 0;
}

int8_t stdlib_alive(int64_t handle) {
  Command* command = command_of(handle);
  note_end(command, WNOHANG);
  return !command->has_ended;
}

ValeInt stdlib_join(int64_t handle) {
  Command* command = command_of(handle);
  stdlib_close_stdin(handle);
  note_end(command, 0);
  return WIFSIGNALED(command->status) ? 128 + WTERMSIG(command->status) : WEXITSTATUS(command->status);
}

void stdlib_destroy(int64_t handle) {
  Command* command = command_of(handle);
  int ends[3] = {command->in, command->outputs[0], command->outputs[1]};
  close_all(ends, 3);
  for (int i = 0; i < 2; i++) free(command->kept[i].bytes);
  free(command);
}
