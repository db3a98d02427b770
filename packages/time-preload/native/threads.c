// What the threads of the process do, by what the kernel tells of them.
//
// A look that finds each thread asleep proves little: one may wake another that was looked at before, and sleep by the time its turn
// comes. Two looks in a row that find all asleep, with nothing counted for any of them in between, prove that at the moment between
// the looks all were.
#define _GNU_SOURCE
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "preload.h"

struct seen {
  pid_t thread;
  uint64_t work;      // changes whenever the thread has run
  const char *waits;  // in a timed system call that is not in the register; else null
};
struct look {
  struct seen *threads;
  int count, room;
};

static struct look looks[2];
static int newest;
static pid_t self;
static const char *outside;
static const char *ignored_call;
static bool ignored_children;

void threads_ignore_self(void) { self = (pid_t)NEXT(syscall)(SYS_gettid); }
const char *seen_outside(void) { return outside; }

static bool has_living_children(void) {
  siginfo_t child = {0};
  if (waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT | __WALL) != 0) return false;
  return child.si_pid == 0;
}

static const struct seen *find(const struct look *look, pid_t thread) {
  for (int i = 0; i < look->count; i++) {
    if (look->threads[i].thread == thread) return &look->threads[i];
  }
  return NULL;
}

static struct seen *add(struct look *look) {
  if (look->count == look->room) {
    look->room = look->room ? 2 * look->room : 64;
    look->threads = realloc(look->threads, (size_t)look->room * sizeof *look->threads);
    if (!look->threads) abort();
  }
  return &look->threads[look->count++];
}

// Of the process's threads the next but ours; 0 after the last. `first` begins anew.
static pid_t next_thread(bool first) {
  static DIR *tasks;
  if (!tasks) tasks = opendir("/proc/self/task");
  if (!tasks) abort();
  if (first) rewinddir(tasks);
  for (struct dirent *entry; (entry = readdir(tasks));) {
    pid_t thread = (pid_t)atoi(entry->d_name);
    if (thread != 0 && thread != self) return thread;
  }
  return 0;
}

static bool is_awake(char state) { return state != 'S' && state != 0 && state != 'Z' && state != 'X'; }

int threads_awake(void) {
  int count = 0;
  for (pid_t thread = next_thread(true); thread; thread = next_thread(false)) count += is_awake(task_state(thread));
  return count;
}

enum doing look_at_threads(bool *same) {
  // Which was awake at the last look is the one to ask first.
  static pid_t awake;
  const struct look *before = &looks[newest];
  struct look *look = &looks[newest = 1 - newest];
  look->count = 0;
  *same = false;
  outside = NULL;
  if (awake && is_awake(task_state(awake))) return RUNNING;
  awake = 0;
  *same = true;
  for (pid_t thread = next_thread(true); thread; thread = next_thread(false)) {
    uint64_t work = task_work(thread);
    char state = task_state(thread);
    if (is_awake(state)) {
      awake = thread;
      look->count = 0;
      *same = false;
      return RUNNING;
    }
    if (state != 'S') continue;
    const struct seen *known = find(before, thread);
    bool unchanged = known && known->work == work;
    if (!unchanged) *same = false;
    struct seen *it = add(look);
    *it = (struct seen){.thread = thread, .work = work};
    if (!waits_has(thread)) it->waits = unchanged ? known->waits : task_timed_call(thread);
    if (it->waits && it->waits != ignored_call) outside = it->waits;
  }
  if (look->count != before->count) *same = false;
  if (!ignored_children && has_living_children()) outside = "a child process";
  return outside ? OUTSIDE : BLOCKED;
}

void ignore_outside(void) {
  if (outside && strcmp(outside, "a child process") == 0) ignored_children = true;
  else ignored_call = outside;
}
