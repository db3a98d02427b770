// The thread that moves the program's time. While no call is open it waits for one; while one is, it looks for moments at which the
// whole process is blocked, and asks the clock server how far time may move.
#define _GNU_SOURCE
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "preload.h"

#define LOOK_AGAIN (50 * 1000LL)
#define LONGEST_PAUSE (2 * NS_PER_MS)
// Work of the processor without a rest, after which a thread is taken to wait for another that waits for time to pass: one that gives way again
// and again soon, any other only after more work than an answer of 50 MB takes.
#define YIELDING_AFTER (2 * NS_PER_S)
#define RESTLESS_AFTER (15 * NS_PER_S)
// A thread that waits like that gives way so often between two looks, at least, and does no more work for each: the threads of a garbage
// collector give way to one another too, now and then.
#define YIELDS 3
#define WORK_PER_YIELD (20 * 1000LL)
// What sleeps outside of our reach is waited for so long, once.
#define OUTSIDE_PATIENCE (5 * NS_PER_S)
#define ESCAPED_FROM (20 * NS_PER_MS)
// Runtimes spin on the clock themselves, for a moment.
#define SPUN_FROM_MS 100
#define IDLE_PATIENCE (250 * NS_PER_MS)
#define DRAIN_MOVES 64
#define DRAIN_PATIENCE NS_PER_S

static struct {
  char name[256];
  int64_t ms;        // by the server
  ns_t told;         // the program's time at that ms
  int64_t drain_to;  // after `close`: how far left behind timers are played on; -1 while the call is going on
  ns_t drain_since;
  int moves;         // without an exchange
  int64_t epoch;
  ns_t idle_since;
  bool said_unsettled;
} call;

static bool is_open(void) { return call.name[0] != 0; }

static ns_t cpu(void) { return kernel_now(CLOCK_PROCESS_CPUTIME_ID) - kernel_now(CLOCK_THREAD_CPUTIME_ID); }

static void open_call(const char *name, int64_t wall_epoch_ms) {
  memset(&call, 0, sizeof call);
  snprintf(call.name, sizeof call.name, "%s", name);
  call.drain_to = call.epoch = -1;
  stop_time(wall_epoch_ms);
  call.told = now();
  wire_say("opened %s", name);
}

static void end_call(void) {
  resume_time();
  wire_say("end %s", call.name);
  call.name[0] = 0;
}

// The program's time goes as far as the server's did.
static void move_to(int64_t ms) {
  if (ms <= call.ms) return;
  ns_t length = (ms - call.ms) * NS_PER_MS;
  call.ms = ms;
  call.told += length;
  move_time(length);
  waits_wake();
}

// In the server's ms, of a moment of the program's time; rounded up.
static int64_t call_ms(ns_t moment) {
  ns_t left = moment - now();
  return call.ms + (left <= 0 ? 0 : (left + NS_PER_MS - 1) / NS_PER_MS);
}

// What the server says unasked, or of a call that is over.
static void take(const char *line) {
  char name[256];
  int64_t number;
  if (sscanf(line, "open %255s %" SCNd64, name, &number) == 2) {
    if (is_open()) end_call();
    open_call(name, number);
  } else if (sscanf(line, "close %255s %" SCNd64, name, &number) == 2 && is_open() && strcmp(name, call.name) == 0) {
    call.drain_to = number;
    call.drain_since = kernel_now(CLOCK_MONOTONIC);
    call.moves = 0;
  }
}

// The answer to what was asked of the open call; null where the call was closed, or the server has gone.
static const char *answer(void) {
  char name[256];
  while (is_open()) {
    const char *line = wire_line(60 * NS_PER_S);
    if (!line) return NULL;
    if (strncmp(line, "open ", 5) == 0 || strncmp(line, "close ", 6) == 0) {
      take(line);
      continue;
    }
    if (sscanf(line, "%*s %255s", name) == 1 && strcmp(name, call.name) == 0) return line;
  }
  return NULL;
}

static bool drained(ns_t first) {
  if (call.drain_to < 0) return false;
  return call.said_unsettled || first == INT64_MAX || call_ms(first) > call.drain_to || call.moves > DRAIN_MOVES ||
         kernel_now(CLOCK_MONOTONIC) - call.drain_since > DRAIN_PATIENCE;
}

static void say_unsettled(void) {
  if (!call.said_unsettled) wire_say("unsettled %s", call.name);
  call.said_unsettled = true;
}

// No timer, and no answer that will ever be due; or timers that fire on and on.
static void idle(bool endless) {
  if (endless) {
    say_unsettled();
    return;
  }
  ns_t kernel = kernel_now(CLOCK_MONOTONIC);
  if (!call.idle_since) call.idle_since = kernel;
  if (kernel - call.idle_since > IDLE_PATIENCE) say_unsettled();
}

// A new epoch though time did not move: something outside of the clock has brought the call on.
static void epoch_came(int64_t epoch) {
  if (epoch == call.epoch) return;
  call.epoch = epoch;
  call.moves = 0;
  if (!call.idle_since) return;
  ns_t passed = kernel_now(CLOCK_MONOTONIC) - call.idle_since;
  call.idle_since = 0;
  if (passed > ESCAPED_FROM) wire_say("escaped %s %" PRId64 " something outside the clock", call.name, (int64_t)(passed / NS_PER_MS));
}

// Asks, and moves time where it may. False where it is too early.
static bool try_to_move(void) {
  bool same;
  int64_t epoch, ms;
  if (!wire_say("quiet %s 0 -", call.name)) return false;
  const char *said = answer();
  if (!said || sscanf(said, "quiet %*s %" SCNd64, &epoch) != 1) return false;
  epoch_came(epoch);
  // Whatever the server had sent before its answer has woken a thread by now.
  if (look_at_threads(&same) != BLOCKED || !same) return false;
  ns_t first = waits_first();
  if (drained(first)) {
    end_call();
    return true;
  }
  if (first != INT64_MAX && first <= now()) return false;
  bool asked = first == INT64_MAX ? wire_say("advance %s %" PRId64 " -", call.name, epoch)
                                  : wire_say("advance %s %" PRId64 " %" PRId64, call.name, epoch, call_ms(first));
  if (!asked || !(said = answer())) return false;
  if (strncmp(said, "idle ", 5) == 0) idle(strstr(said, " endless") != NULL);
  if (sscanf(said, "now %*s %" SCNd64, &ms) != 1) return false;
  call.idle_since = 0;
  call.moves++;
  move_to(ms);
  return true;
}

// Real time that passes although time stands: in a loop that waits for the clock, or in what the clock cannot see.
static struct {
  ns_t rested_at;   // work of the processor by then
  ns_t restless_since;
  int64_t spun_ms;  // without a rest, by readings
  int64_t restless_ms;
  long yields;
  ns_t yields_at;   // work of the processor by then
  ns_t outside_since;
  char outside[64];
} real;

static void rested(void) {
  if (real.spun_ms >= SPUN_FROM_MS) wire_say("escaped %s %" PRId64 " a loop that reads the clock", call.name, real.spun_ms);
  if (real.restless_ms >= SPUN_FROM_MS) wire_say("escaped %s %" PRId64 " a thread that never rests", call.name, real.restless_ms);
  real.spun_ms = real.restless_ms = real.restless_since = 0;
  real.rested_at = cpu();
}

// Whether all that was done since the last look was to give way.
static bool gives_way(void) {
  long yields = threads_yielded(), given = yields - real.yields;
  ns_t work = cpu(), done = work - real.yields_at;
  real.yields = yields;
  real.yields_at = work;
  return given >= YIELDS && done <= given * WORK_PER_YIELD;
}

// The server's time goes as far as the program's did by reading the clock, and, if a thread never rests, as the kernel's.
static void catch_up(void) {
  ns_t kernel = kernel_now(CLOCK_MONOTONIC);
  bool yields_on = gives_way();
  ns_t worked = cpu() - real.rested_at;
  bool restless = worked > (yields_on ? YIELDING_AFTER : RESTLESS_AFTER);
  // What an endless loop reads off the clock on its way is no progress.
  bool tireless = worked > YIELDING_AFTER;
  if (restless && real.restless_since) move_time(kernel - real.restless_since);
  real.restless_since = restless ? kernel : 0;
  int64_t behind = (now() - call.told) / NS_PER_MS, ms;
  if (behind < 1 || !wire_say("jump %s %" PRId64 "%s", call.name, call.ms + behind, tireless ? " restless" : "")) return;
  const char *said = answer();
  if (!said || sscanf(said, "now %*s %" SCNd64, &ms) != 1) return;
  if (restless) real.restless_ms += behind;
  else real.spun_ms += behind;
  call.told += behind * NS_PER_MS;
  call.ms = ms;
  waits_wake();
}

static void outside_ended(void) {
  ns_t passed = kernel_now(CLOCK_MONOTONIC) - real.outside_since;
  if (real.outside_since && passed > ESCAPED_FROM) wire_say("escaped %s %" PRId64 " %s", call.name, (int64_t)(passed / NS_PER_MS), real.outside);
  real.outside_since = 0;
}

static void sleeps_outside(void) {
  ns_t kernel = kernel_now(CLOCK_MONOTONIC);
  if (!real.outside_since) {
    real.outside_since = kernel;
    snprintf(real.outside, sizeof real.outside, "%s", seen_outside());
  } else if (kernel - real.outside_since > OUTSIDE_PATIENCE) {
    ignore_outside();
  }
}

static void watch_call(void) {
  ns_t pause = LOOK_AGAIN;
  memset(&real, 0, sizeof real);
  real.rested_at = real.yields_at = cpu();
  while (is_open() && !wire_lost()) {
    const char *line;
    while ((line = wire_line(0))) take(line);
    if (!is_open()) return;
    waits_wake();
    kernel_pause(pause);
    bool same;
    enum doing doing = look_at_threads(&same);
    if (doing != OUTSIDE) outside_ended();
    catch_up();
    if (doing == RUNNING) {
      waits_wake_short();
      pause = LOOK_AGAIN;
      if (drained(0)) end_call();
      continue;
    }
    rested();
    if (doing == OUTSIDE) sleeps_outside();
    bool moved = doing == BLOCKED && try_to_move();
    if (!moved) waits_wake_short();
    pause = moved ? LOOK_AGAIN : pause * 2 > LONGEST_PAUSE ? LONGEST_PAUSE : pause * 2;
  }
  if (is_open()) end_call();
}

static void *watch(void *process) {
  threads_ignore_self();
  wire_say("process %s", (const char *)process);
  while (!wire_lost()) {
    if (is_open()) watch_call();
    // A thread may just have begun a wait as if time still stood.
    bool late = waits_wake();
    const char *line = wire_line(late ? NS_PER_MS : 3600 * NS_PER_S);
    if (line) take(line);
  }
  while (waits_wake()) kernel_pause(NS_PER_MS);
  return NULL;
}

void watcher_start(const char *process) {
  sigset_t all, before;
  pthread_t thread;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  if (pthread_create(&thread, NULL, watch, (void *)process) == 0) pthread_detach(thread);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}
