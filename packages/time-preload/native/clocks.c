// The program's time, and the functions that tell it.
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <sys/time.h>

#include "preload.h"

// Readings of one thread so near to each other are a loop that measures or waits for a moment: it sees time run. CoreCLR, for one, finds
// out like that how long a processor's pause takes, and a wrong result makes it spin a thousand times too long ever after.
#define NEAR (20 * 1000)
// Any other reading takes so long, so that no loop is without an end.
#define READING 50
// A thread that has read so much off the clock lets the server learn of it first, for so long at most: else a request that follows would
// come to it too early.
#define AHEAD (2 * NS_PER_MS)
#define TELLING (20 * NS_PER_MS)

// CLOCK_MONOTONIC as the program sees it while time stands; 0 while it runs.
static _Atomic ns_t standing;
// How much of that the clock server knows.
static _Atomic ns_t told;
// How far the program's CLOCK_MONOTONIC is ahead of the kernel's while it runs.
static _Atomic ns_t ahead;
// From CLOCK_MONOTONIC to the wall clock of a call.
static _Atomic ns_t to_wall;

bool stands(void) { return atomic_load(&standing) != 0; }

ns_t now(void) {
  ns_t at = atomic_load(&standing);
  return at ? at : kernel_now(CLOCK_MONOTONIC) + atomic_load(&ahead);
}

ns_t told_time(void) { return atomic_load(&told); }

void tell_time(ns_t length) { atomic_fetch_add(&told, length); }

static bool is_ahead(void) { return stands() && atomic_load(&standing) - atomic_load(&told) >= AHEAD; }

static void take_a_reading(void) {
  static _Thread_local ns_t last;
  ns_t at = atomic_load(&standing);
  if (!at) return;
  ns_t kernel = kernel_now(CLOCK_MONOTONIC), since = kernel - last;
  last = kernel;
  if (since > NEAR) since = READING;
  while (at && !atomic_compare_exchange_weak(&standing, &at, at + since)) continue;
  while (is_ahead() && kernel_now(CLOCK_MONOTONIC) - kernel < TELLING) NEXT(sched_yield)();
}

void stop_time(int64_t wall_epoch_ms) {
  // To a whole ms, so that those who count in ms see each begin where the server does.
  ns_t at = (now() + NS_PER_MS - 1) / NS_PER_MS * NS_PER_MS;
  atomic_store(&to_wall, wall_epoch_ms * NS_PER_MS - at);
  atomic_store(&told, at);
  atomic_store(&standing, at);
}

void move_time(ns_t length) { atomic_fetch_add(&standing, length); }

void resume_time(void) {
  atomic_store(&ahead, atomic_load(&standing) - kernel_now(CLOCK_MONOTONIC));
  atomic_store(&standing, 0);
}

bool tells_time(clockid_t clock) {
  switch (clock) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_TAI:
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_BOOTTIME:
      return true;
    default:
      return false;
  }
}

ns_t now_on(clockid_t clock) {
  switch (clock) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_TAI: {
      ns_t at = atomic_load(&standing);
      return at ? at + atomic_load(&to_wall) : kernel_now(CLOCK_REALTIME);
    }
    // One time for all of them: a coarse clock that lags would go back when time is resumed.
    default:
      return now();
  }
}

EXPORTED int clock_gettime(clockid_t clock, struct timespec *t) {
  if (!in_charge || !tells_time(clock)) return NEXT(clock_gettime)(clock, t);
  take_a_reading();
  *t = timespec_of(now_on(clock));
  return 0;
}

EXPORTED int gettimeofday(struct timeval *restrict t, void *restrict zone) {
  if (!in_charge) return NEXT(gettimeofday)(t, zone);
  struct timespec at;
  clock_gettime(CLOCK_REALTIME, &at);
  *t = (struct timeval){.tv_sec = at.tv_sec, .tv_usec = at.tv_nsec / 1000};
  return 0;
}

EXPORTED time_t time(time_t *t) {
  struct timespec at;
  clock_gettime(CLOCK_REALTIME, &at);
  if (t) *t = at.tv_sec;
  return at.tv_sec;
}

EXPORTED int timespec_get(struct timespec *t, int base) {
  if (!in_charge || base != TIME_UTC) return NEXT(timespec_get)(t, base);
  clock_gettime(CLOCK_REALTIME, t);
  return base;
}
