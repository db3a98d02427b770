// Real time that passes although time stands: in a loop that waits for the clock, or in what the clock cannot see.
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "call.h"

// Work of the processor without a rest, after which a thread is taken to wait for another that waits for time to pass: one that gives way again
// and again soon, any other only after more work than an answer of 50 MB takes.
#define YIELDING_AFTER (2 * NS_PER_S)
#define RESTLESS_AFTER (15 * NS_PER_S)
// A thread that waits like that gives way so often, at least, and does no more work for each: the threads of a garbage collector give way to
// one another too, now and then.
#define YIELDS 3
#define WORK_PER_YIELD (20 * 1000LL)
// On a busy machine one that gives way hardly comes to work, and coming back is work. It is taken to wait after so long by the kernel's clock,
// if no other was awake.
#define ALONE_AFTER (5 * NS_PER_S)
#define WORK_PER_YIELD_ALONE (200 * 1000LL)
// What sleeps outside of our reach is waited for so long, once.
#define OUTSIDE_PATIENCE (5 * NS_PER_S)
#define ESCAPED_FROM (20 * NS_PER_MS)
// Runtimes spin on the clock themselves, for a moment.
#define SPUN_FROM_MS 100
// A runtime that stops its own threads looks whether they have, again and again, with so short a sleep between. The mock may wait for just that.
#define POLL (2 * NS_PER_MS)
#define STUCK_AFTER (20 * NS_PER_MS)

static struct {
  bool rests;
  ns_t rested_at;    // work of the processor when the last rest was over
  ns_t restless_since;
  int64_t spun_ms;   // without a rest, by readings
  int64_t restless_ms;
  long yields;
  ns_t yields_at;    // work of the processor by then
  ns_t per_yield;    // work, by the last looks that tell; INT64_MAX where the thread does not give way
  ns_t alone_since;  // one thread gives way, all others sleep
  ns_t outside_since;
  char outside[64];
  ns_t stuck_since;
} passed;

// Of all threads but this one.
static ns_t work(void) { return kernel_now(CLOCK_PROCESS_CPUTIME_ID) - kernel_now(CLOCK_THREAD_CPUTIME_ID); }

void passed_begin(void) {
  memset(&passed, 0, sizeof passed);
  passed.rests = true;
  passed.per_yield = INT64_MAX;
}

void passed_rest(void) {
  if (passed.spun_ms >= SPUN_FROM_MS) wire_say("escaped %s %" PRId64 " a loop that reads the clock", call.name, passed.spun_ms);
  if (passed.restless_ms >= SPUN_FROM_MS) wire_say("escaped %s %" PRId64 " a thread that never rests", call.name, passed.restless_ms);
  passed.spun_ms = passed.restless_ms = passed.restless_since = passed.alone_since = 0;
  passed.rests = true;
}

static void count_yields(ns_t worked) {
  long yields = threads_yielded(), given = yields - passed.yields;
  ns_t done = worked - passed.yields_at;
  if (given < YIELDS && done <= YIELDS * WORK_PER_YIELD_ALONE) return;
  passed.yields = yields;
  passed.yields_at = worked;
  passed.per_yield = given < YIELDS ? INT64_MAX : done / given;
}

// Of a process that has worked so much since it rested.
static bool waits_for_another(ns_t worked, ns_t kernel) {
  count_yields(worked);
  if (worked > (passed.per_yield <= WORK_PER_YIELD ? YIELDING_AFTER : RESTLESS_AFTER)) return true;
  if (passed.per_yield > WORK_PER_YIELD_ALONE || threads_awake() > 1) passed.alone_since = 0;
  else if (!passed.alone_since) passed.alone_since = kernel;
  return passed.alone_since && kernel - passed.alone_since > ALONE_AFTER;
}

// Since the last rest. Asking costs more than a system call, so a rest is over when one asks.
static ns_t worked_on(void) {
  ns_t at = work();
  if (passed.rests) {
    passed.rests = false;
    passed.rested_at = at;
    passed.yields = threads_yielded();
    passed.yields_at = 0;
  }
  return at - passed.rested_at;
}

bool passed_catch_up(bool running) {
  ns_t kernel = kernel_now(CLOCK_MONOTONIC), worked = running ? worked_on() : 0;
  bool restless = running && waits_for_another(worked, kernel);
  // What an endless loop reads off the clock on its way is no progress.
  bool tireless = restless || worked > YIELDING_AFTER;
  if (restless && passed.restless_since) move_time(kernel - passed.restless_since);
  passed.restless_since = restless ? kernel : 0;
  int64_t behind = (now() - told_time()) / NS_PER_MS, ms;
  if (behind < 1 || !wire_say("jump %s %" PRId64 "%s", call.name, call.ms + behind, tireless ? " restless" : "")) return false;
  const char *said = call_answer();
  if (!said || sscanf(said, "now %*s %" SCNd64, &ms) != 1) return false;
  if (restless) passed.restless_ms += behind;
  else passed.spun_ms += behind;
  tell_time(behind * NS_PER_MS);
  call.ms = ms;
  waits_wake();
  return true;
}

void passed_outside_ended(void) {
  ns_t length = kernel_now(CLOCK_MONOTONIC) - passed.outside_since;
  if (passed.outside_since && length > ESCAPED_FROM) wire_say("escaped %s %" PRId64 " %s", call.name, (int64_t)(length / NS_PER_MS), passed.outside);
  passed.outside_since = 0;
}

void passed_sleeps_outside(void) {
  ns_t kernel = kernel_now(CLOCK_MONOTONIC);
  if (!passed.outside_since) {
    passed.outside_since = kernel;
    snprintf(passed.outside, sizeof passed.outside, "%s", seen_outside());
  } else if (kernel - passed.outside_since > OUTSIDE_PATIENCE) {
    ignore_outside();
  }
}

void passed_unstuck(void) { passed.stuck_since = 0; }

void passed_stuck(void) {
  ns_t kernel = kernel_now(CLOCK_MONOTONIC), left = waits_first() - now();
  if (!passed.stuck_since) passed.stuck_since = kernel;
  if (kernel - passed.stuck_since < STUCK_AFTER || left <= 0 || left > POLL) return;
  passed.stuck_since = 0;
  move_time(left);
  waits_wake();
}
