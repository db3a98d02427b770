// Functions that wait for another thread, with a timeout.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <semaphore.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "preload.h"

static struct timespec kernel_deadline(ns_t left) { return timespec_of(kernel_now(CLOCK_MONOTONIC) + left); }

EXPORTED int pthread_cond_clockwait(pthread_cond_t *cond, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *deadline) {
  if (!in_charge || deadline->tv_nsec < 0 || deadline->tv_nsec >= NS_PER_S) return NEXT(pthread_cond_clockwait)(cond, mutex, clock, deadline);
  WAIT it;
  wait_begin(&it, now() + ns_of(deadline) - now_on(clock), cond);
  wait_is_for_a_thread(&it);
  for (;;) {
    struct timespec until = kernel_deadline(wait_arm(&it));
    int result = NEXT(pthread_cond_clockwait)(cond, mutex, CLOCK_MONOTONIC, &until);
    if (result == ETIMEDOUT && !wait_over(&it)) continue;
    // Woken before its time, where time was resumed, it is a spurious wakeup, which every caller has to expect.
    return result == 0 && wait_woken(&it) && wait_over(&it) ? ETIMEDOUT : result;
  }
}

EXPORTED int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex, const struct timespec *deadline) {
  // The clock that pthread_condattr_setclock chose is kept in this bit of glibc's, with no function to ask for it.
  clockid_t clock = (cond->__data.__wrefs & 2) ? CLOCK_MONOTONIC : CLOCK_REALTIME;
  return pthread_cond_clockwait(cond, mutex, clock, deadline);
}

EXPORTED int sem_clockwait(sem_t *semaphore, clockid_t clock, const struct timespec *deadline) {
  if (!in_charge || deadline->tv_nsec < 0 || deadline->tv_nsec >= NS_PER_S) return NEXT(sem_clockwait)(semaphore, clock, deadline);
  WAIT it;
  wait_begin(&it, now() + ns_of(deadline) - now_on(clock), NULL);
  wait_is_for_a_thread(&it);
  for (;;) {
    struct timespec until = kernel_deadline(wait_arm(&it));
    if (NEXT(sem_clockwait)(semaphore, CLOCK_MONOTONIC, &until) == 0) return 0;
    bool again = errno == ETIMEDOUT ? !wait_over(&it) : errno == EINTR && wait_woken(&it);
    if (!again) return -1;
  }
}

EXPORTED int sem_timedwait(sem_t *semaphore, const struct timespec *deadline) {
  return sem_clockwait(semaphore, CLOCK_REALTIME, deadline);
}

struct arguments {
  long a, b, c, d, e, f;
};

// Waits of runtimes that have their own locks. Relative with FUTEX_WAIT, absolute with FUTEX_WAIT_BITSET.
static long futex_wait(const struct arguments *given) {
  const struct timespec *timeout = (const struct timespec *)given->d;
  int flags = (int)given->b & ~FUTEX_CMD_MASK;
  ns_t due = now() + ns_of(timeout);
  if (((int)given->b & FUTEX_CMD_MASK) == FUTEX_WAIT_BITSET) due -= now_on(flags & FUTEX_CLOCK_REALTIME ? CLOCK_REALTIME : CLOCK_MONOTONIC);
  long bits = ((int)given->b & FUTEX_CMD_MASK) == FUTEX_WAIT_BITSET ? given->f : FUTEX_BITSET_MATCH_ANY;
  WAIT it;
  wait_begin(&it, due, NULL);
  wait_is_for_a_thread(&it);
  for (;;) {
    struct timespec until = kernel_deadline(wait_arm(&it));
    long operation = FUTEX_WAIT_BITSET | (flags & FUTEX_PRIVATE_FLAG);
    long result = NEXT(syscall)(SYS_futex, given->a, operation, given->c, &until, 0L, bits);
    if (result == 0) return 0;
    bool again = errno == ETIMEDOUT ? !wait_over(&it) : errno == EINTR && wait_woken(&it);
    if (!again) return result;
  }
}

EXPORTED long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  struct arguments given = {0};
  given.a = va_arg(list, long);
  given.b = va_arg(list, long);
  given.c = va_arg(list, long);
  given.d = va_arg(list, long);
  given.e = va_arg(list, long);
  given.f = va_arg(list, long);
  va_end(list);
  if (in_charge) {
    int command = (int)given.b & FUTEX_CMD_MASK;
    if (number == SYS_futex && given.d != 0 && (command == FUTEX_WAIT || command == FUTEX_WAIT_BITSET)) return futex_wait(&given);
    if (number == SYS_clock_gettime) return clock_gettime((clockid_t)given.a, (struct timespec *)given.b);
  }
  return NEXT(syscall)(number, given.a, given.b, given.c, given.d, given.e, given.f);
}
