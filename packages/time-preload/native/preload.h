// Shared by the parts of the time preload. Times are ns unless a name says otherwise.
#ifndef TIME_PRELOAD_H
#define TIME_PRELOAD_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

typedef int64_t ns_t;
#define NS_PER_S 1000000000LL
#define NS_PER_MS 1000000LL

#define EXPORTED __attribute__((visibility("default")))

static inline ns_t ns_of(const struct timespec *t) { return (ns_t)t->tv_sec * NS_PER_S + t->tv_nsec; }

static inline struct timespec timespec_of(ns_t ns) {
  if (ns < 0) ns = 0;
  return (struct timespec){.tv_sec = ns / NS_PER_S, .tv_nsec = ns % NS_PER_S};
}

// ---- next.c: what the C library would have done

// True in the one process whose time is to be told; false in its children, and without a clock server.
extern _Atomic bool in_charge;
// A function of the C library behind ours. Ends the process when there is none.
void *next_function(const char *name);
#define NEXT(name) ((__typeof__(&name))({ \
  static void *_Atomic found; \
  if (!found) found = next_function(#name); \
  found; }))
ns_t kernel_now(clockid_t clock);
void kernel_pause(ns_t length);

// ---- clocks.c: the program's time. It runs with the kernel's between calls. During a call it stands, but for what it is moved and for
// the little that each reading takes.

ns_t now(void);
ns_t now_on(clockid_t clock);
// False for clocks that count a process's or a thread's work.
bool tells_time(clockid_t clock);
bool stands(void);
void stop_time(int64_t wall_epoch_ms);
void move_time(ns_t length);
// CLOCK_MONOTONIC as the server knows it, and that it has learnt of so much more. Readings wait until it has.
ns_t told_time(void);
void tell_time(ns_t length);
void resume_time(void);

// ---- waits.c: threads that wait for a moment. A kernel timeout counts only while time runs; while it stands, the watcher wakes them.

struct wait {
  struct wait *next, *before;
  ns_t due;
  pid_t thread;
  pthread_cond_t *cond;  // woken by a broadcast; where null, by a signal
  bool armed_standing;   // the kernel was given no timeout
  bool woken;
  ns_t woken_at;
  ns_t real_due;         // by the kernel's clock, for a short wait for another thread; else 0
  bool really_over;
};
#define WAIT __attribute__((cleanup(wait_end))) struct wait
void wait_begin(struct wait *, ns_t due, pthread_cond_t *);
void wait_end(struct wait *);
// A wait for another thread. Where it is short, it may end though time stands, see waits_wake_short.
void wait_is_for_a_thread(struct wait *);
// How long the kernel is to wait from now.
ns_t wait_arm(struct wait *);
// True where the watcher woke it; asking forgets it.
bool wait_woken(struct wait *);
bool wait_over(const struct wait *);
void waits_install(void);
// Wakes what is due, and what must wait anew since time was stopped or resumed. True where there was any.
bool waits_wake(void);
// Ends short waits for other threads by the kernel's clock. For when time cannot be moved yet: a runtime that stops its own threads sends
// them a signal, waits for 1 ms, and sends it again where it was lost. Without an end of that wait nothing would go on for ever.
void waits_wake_short(void);

// How often threads of the program have given way to others.
long threads_yielded(void);
// The first moment that is waited for; INT64_MAX for none.
ns_t waits_first(void);
bool waits_has(pid_t thread);
int waking_signal(void);

// ---- tasks.c: what the kernel tells of one thread

// Hash (FNV-1a) of its time on a processor, time in a run queue and number of turns: it changes whenever the thread has run.
uint64_t task_work(pid_t thread);
// R, S, D, … of proc(5); 0 for a thread that has gone.
char task_state(pid_t thread);
// The timed system call that it sleeps in; null for none.
const char *task_timed_call(pid_t thread);

// ---- threads.c: what the process's threads do

enum doing {
  BLOCKED,  // every thread sleeps, and waits for nothing that the clock does not know
  RUNNING,
  OUTSIDE,  // all sleep, but a child process works, or a thread sleeps by a system call that is not ours to wake
};
// What was seen last time is kept: `same` tells whether no thread has run since.
enum doing look_at_threads(bool *same);
// How many run, or could at once, or wait for a disk.
int threads_awake(void);
// In words, after OUTSIDE.
const char *seen_outside(void);
void threads_ignore_self(void);
// Looks no more at what was seen outside.
void ignore_outside(void);

// ---- wire.c: lines to and from the clock server

bool wire_open(const char *address);
bool wire_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
// The next line; null where none comes within so long, or the server has gone (wire_lost).
const char *wire_line(ns_t patience);
bool wire_lost(void);

// ---- watcher.c

void watcher_start(const char *process);

#endif
