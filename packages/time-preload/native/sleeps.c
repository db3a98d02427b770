// Functions that wait for nothing but time, or for descriptors.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <unistd.h>

#include "preload.h"

// After an interruption: whether to wait again. A foreign signal ends the wait as it would have without us.
static bool goes_on(struct wait *it, int result) {
  if (result > 0) return false;
  if (result == 0) return !wait_over(it);
  return errno == EINTR && wait_woken(it);
}

static int sleep_until(ns_t due) {
  int kept = errno;
  WAIT it;
  wait_begin(&it, due, NULL);
  for (;;) {
    struct timespec left = timespec_of(wait_arm(&it));
    if (ns_of(&left) == 0) break;
    if (NEXT(nanosleep)(&left, NULL) != 0 && !wait_woken(&it)) return EINTR;
  }
  errno = kept;
  return 0;
}

static _Atomic long yielded;

long threads_yielded(void) { return atomic_load(&yielded); }

EXPORTED int sched_yield(void) {
  atomic_fetch_add_explicit(&yielded, 1, memory_order_relaxed);
  return NEXT(sched_yield)();
}

EXPORTED int clock_nanosleep(clockid_t clock, int flags, const struct timespec *request, struct timespec *rest) {
  if (!in_charge || !tells_time(clock) || request->tv_nsec < 0 || request->tv_nsec >= NS_PER_S) {
    return NEXT(clock_nanosleep)(clock, flags, request, rest);
  }
  bool absolute = flags & TIMER_ABSTIME;
  ns_t due = now() + ns_of(request) - (absolute ? now_on(clock) : 0);
  int error = sleep_until(due);
  if (error != 0 && !absolute && rest) *rest = timespec_of(due - now());
  return error;
}

EXPORTED int nanosleep(const struct timespec *request, struct timespec *rest) {
  if (!in_charge) return NEXT(nanosleep)(request, rest);
  int error = clock_nanosleep(CLOCK_MONOTONIC, 0, request, rest);
  if (error == 0) return 0;
  errno = error;
  return -1;
}

EXPORTED int usleep(useconds_t us) {
  struct timespec request = timespec_of(us * 1000LL);
  return nanosleep(&request, NULL);
}

EXPORTED unsigned sleep(unsigned s) {
  struct timespec request = timespec_of(s * NS_PER_S), rest;
  return nanosleep(&request, &rest) == 0 ? 0 : (unsigned)(rest.tv_sec + (rest.tv_nsec > 0));
}

// The caller's mask during a wait, without the signal that wakes.
static const sigset_t *without_ours(const sigset_t *mask, sigset_t *copy) {
  if (!mask) return NULL;
  *copy = *mask;
  sigdelset(copy, waking_signal());
  return copy;
}

EXPORTED int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask) {
  if (!in_charge || !timeout || ns_of(timeout) <= 0) return NEXT(ppoll)(fds, count, timeout, mask);
  sigset_t copy;
  mask = without_ours(mask, &copy);
  WAIT it;
  wait_begin(&it, now() + ns_of(timeout), NULL);
  int result;
  do {
    struct timespec left = timespec_of(wait_arm(&it));
    result = NEXT(ppoll)(fds, count, &left, mask);
  } while (goes_on(&it, result));
  return result;
}

EXPORTED int poll(struct pollfd *fds, nfds_t count, int ms) {
  struct timespec timeout = timespec_of(ms * NS_PER_MS);
  return ppoll(fds, count, ms < 0 ? NULL : &timeout, NULL);
}

// What programs built with _FORTIFY_SOURCE call; the sizes were checked when they were built, if known.
int __poll_chk(struct pollfd *, nfds_t, int, size_t);
EXPORTED int __poll_chk(struct pollfd *fds, nfds_t count, int ms, size_t size) {
  (void)size;
  return poll(fds, count, ms);
}
int __ppoll_chk(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *, size_t);
EXPORTED int __ppoll_chk(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask, size_t size) {
  (void)size;
  return ppoll(fds, count, timeout, mask);
}

EXPORTED int pselect(int count, fd_set *reads, fd_set *writes, fd_set *others, const struct timespec *timeout, const sigset_t *mask) {
  if (!in_charge || !timeout || ns_of(timeout) <= 0) return NEXT(pselect)(count, reads, writes, others, timeout, mask);
  sigset_t copy;
  mask = without_ours(mask, &copy);
  fd_set *sets[] = {reads, writes, others};
  fd_set asked[3];
  for (int i = 0; i < 3; i++) {
    if (sets[i]) asked[i] = *sets[i];
  }
  WAIT it;
  wait_begin(&it, now() + ns_of(timeout), NULL);
  int result;
  do {
    for (int i = 0; i < 3; i++) {
      if (sets[i]) *sets[i] = asked[i];
    }
    struct timespec left = timespec_of(wait_arm(&it));
    result = NEXT(pselect)(count, reads, writes, others, &left, mask);
  } while (goes_on(&it, result));
  return result;
}

// Unlike pselect, this tells on Linux what was left of the timeout.
EXPORTED int select(int count, fd_set *reads, fd_set *writes, fd_set *others, struct timeval *timeout) {
  if (!in_charge || !timeout) return NEXT(select)(count, reads, writes, others, timeout);
  ns_t length = timeout->tv_sec * NS_PER_S + timeout->tv_usec * 1000LL, began = now();
  struct timespec exact = timespec_of(length);
  int result = pselect(count, reads, writes, others, &exact, NULL);
  struct timespec left = timespec_of(began + length - now());
  *timeout = (struct timeval){.tv_sec = left.tv_sec, .tv_usec = left.tv_nsec / 1000};
  return result;
}

EXPORTED int epoll_pwait(int poller, struct epoll_event *events, int most, int ms, const sigset_t *mask) {
  if (!in_charge || ms <= 0) return NEXT(epoll_pwait)(poller, events, most, ms, mask);
  sigset_t copy;
  mask = without_ours(mask, &copy);
  WAIT it;
  wait_begin(&it, now() + ms * NS_PER_MS, NULL);
  int result;
  do {
    ns_t left = wait_arm(&it);
    result = NEXT(epoll_pwait)(poller, events, most, (int)((left + NS_PER_MS - 1) / NS_PER_MS), mask);
  } while (goes_on(&it, result));
  return result;
}

EXPORTED int epoll_wait(int poller, struct epoll_event *events, int most, int ms) {
  return epoll_pwait(poller, events, most, ms, NULL);
}

EXPORTED int epoll_pwait2(int poller, struct epoll_event *events, int most, const struct timespec *timeout, const sigset_t *mask) {
  if (!timeout) return epoll_pwait(poller, events, most, -1, mask);
  ns_t ms = (ns_of(timeout) + NS_PER_MS - 1) / NS_PER_MS;
  return epoll_pwait(poller, events, most, ms > INT32_MAX ? INT32_MAX : (int)ms, mask);
}
