// What the kernel tells of one thread, by proc(5). The files of threads stay open: opening one costs more than to read it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "preload.h"

// Of so many threads at once; of more, one takes the place of another.
#define KEPT 64
enum { SCHEDSTAT, STAT, FILES };
static const char *const names[FILES] = {"schedstat", "stat"};

static struct kept {
  pid_t thread;  // 0 for none
  int files[FILES];
} kept[KEPT];

static int open_file(pid_t thread, const char *name) {
  char path[64];
  snprintf(path, sizeof path, "/proc/self/task/%d/%s", (int)thread, name);
  return open(path, O_RDONLY | O_CLOEXEC);
}

static void forget(struct kept *it) {
  for (int file = 0; it->thread && file < FILES; file++) {
    if (it->files[file] >= 0) close(it->files[file]);
  }
  it->thread = 0;
}

static ssize_t read_at(int file, char *text, size_t room) { return file < 0 ? -1 : pread(file, text, room, 0); }

// Of its `room` the last byte is for the end. False for a thread that has gone.
static bool read_kept(pid_t thread, int file, char *text, size_t room) {
  struct kept *it = &kept[thread % KEPT];
  ssize_t length = it->thread == thread ? read_at(it->files[file], text, room - 1) : -1;
  if (length < 0) {
    // Another thread had its place, or its number.
    forget(it);
    *it = (struct kept){.thread = thread};
    for (int each = 0; each < FILES; each++) it->files[each] = open_file(thread, names[each]);
    length = read_at(it->files[file], text, room - 1);
  }
  if (length < 0) forget(it);
  text[length < 0 ? 0 : length] = 0;
  return length > 0;
}

uint64_t task_work(pid_t thread) {
  char text[128];
  read_kept(thread, SCHEDSTAT, text, sizeof text);
  uint64_t hash = 14695981039346656037ULL;
  for (const char *at = text; *at; at++) hash = (hash ^ (unsigned char)*at) * 1099511628211ULL;
  return hash;
}

char task_state(pid_t thread) {
  char text[512];
  if (!read_kept(thread, STAT, text, sizeof text)) return 0;
  const char *name_end = strrchr(text, ')');
  return name_end && name_end[1] ? name_end[2] : 0;
}

struct timed_call {
  long number;
  int timeout;      // which argument
  bool whole_ms;    // an int, negative for none; else a pointer, null for none
  const char *name;
};
static const struct timed_call timed_calls[] = {
#ifdef SYS_nanosleep
  {SYS_nanosleep, 0, false, "nanosleep"},
#endif
  {SYS_clock_nanosleep, 2, false, "clock_nanosleep"},
  {SYS_futex, 3, false, "futex"},
#ifdef SYS_poll
  {SYS_poll, 2, true, "poll"},
  {SYS_select, 4, false, "select"},
  {SYS_epoll_wait, 3, true, "epoll_wait"},
#endif
  {SYS_ppoll, 2, false, "ppoll"},
  {SYS_pselect6, 4, false, "pselect"},
  {SYS_epoll_pwait, 3, true, "epoll_wait"},
  {SYS_rt_sigtimedwait, 2, false, "sigtimedwait"},
};

const char *task_timed_call(pid_t thread) {
  char text[256];
  long number;
  unsigned long arguments[6];
  int file = open_file(thread, "syscall");
  if (file < 0) return NULL;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return NULL;
  text[length] = 0;
  if (sscanf(text, "%ld %lx %lx %lx %lx %lx %lx", &number, &arguments[0], &arguments[1], &arguments[2], &arguments[3], &arguments[4], &arguments[5]) != 7) return NULL;
  for (size_t i = 0; i < sizeof timed_calls / sizeof *timed_calls; i++) {
    const struct timed_call *call = &timed_calls[i];
    if (call->number != number) continue;
    unsigned long timeout = arguments[call->timeout];
    if (call->whole_ms ? (int)timeout >= 0 : timeout != 0) return call->name;
  }
  return NULL;
}
