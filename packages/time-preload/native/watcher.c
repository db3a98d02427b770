// The thread that moves the program's time. While no call is open it waits for one; while one is, it looks for moments at which the
// whole process is blocked, and asks the clock server how far time may move.
#define _GNU_SOURCE
#include <signal.h>
#include <string.h>

#include "call.h"

#define LOOK_AGAIN (50 * 1000LL)
#define LONGEST_PAUSE (2 * NS_PER_MS)
// While a thread runs, the pause is this part of the time since one began to: looking costs the processor that the program needs.
#define PART_OF_RUN 4

static ns_t within(ns_t pause) { return pause < LOOK_AGAIN ? LOOK_AGAIN : pause > LONGEST_PAUSE ? LONGEST_PAUSE : pause; }

static void watch_call(void) {
  ns_t pause = LOOK_AGAIN, running_since = 0;
  passed_begin();
  while (call_is_open() && !wire_lost()) {
    const char *line;
    while ((line = wire_line(0))) call_take(line);
    if (!call_is_open()) return;
    waits_wake();
    kernel_pause(pause);
    bool same;
    enum doing doing = look_at_threads(&same);
    if (doing != OUTSIDE) passed_outside_ended();
    bool read_on = passed_catch_up(doing == RUNNING);
    if (doing == RUNNING) {
      ns_t kernel = kernel_now(CLOCK_MONOTONIC);
      if (!running_since) running_since = kernel;
      waits_wake_short();
      passed_unstuck();
      pause = read_on ? LOOK_AGAIN : within((kernel - running_since) / PART_OF_RUN);
      if (call_drained(0)) call_end();
      continue;
    }
    running_since = 0;
    passed_rest();
    if (doing == OUTSIDE) passed_sleeps_outside();
    bool moved = doing == BLOCKED && call_try_to_move();
    if (moved || !same) passed_unstuck();
    if (!moved) {
      waits_wake_short();
      passed_stuck();
    }
    pause = moved ? LOOK_AGAIN : within(pause * 2);
  }
  if (call_is_open()) call_end();
}

static void *watch(void *process) {
  threads_ignore_self();
  wire_say("process %s", (const char *)process);
  while (!wire_lost()) {
    if (call_is_open()) watch_call();
    // A thread may just have begun a wait as if time still stood.
    bool late = waits_wake();
    const char *line = wire_line(late ? NS_PER_MS : 3600 * NS_PER_S);
    if (line) call_take(line);
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
