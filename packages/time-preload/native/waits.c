// The register of waits. A thread stands in it from before it waits until after.
#define _GNU_SOURCE
#include <signal.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "preload.h"

// Long, but not without end: a wait with a timeout is always interrupted by a signal, one without may be restarted.
#define NEVER (1000000LL * NS_PER_S)
// Longest wait that is ended by the kernel's clock though time stands.
#define SHORT (10 * NS_PER_MS)
// A thread that was woken and is still there was not yet waiting when it was woken, or has not come to run since.
#define WAKE_AGAIN (2 * NS_PER_MS)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct wait *first;

int waking_signal(void) { return SIGRTMAX - 1; }

static void on_signal(int signal) { (void)signal; }

void waits_install(void) {
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART | SA_ONSTACK};
  sigaction(waking_signal(), &action, NULL);
}

void wait_begin(struct wait *it, ns_t due, pthread_cond_t *cond) {
  *it = (struct wait){.due = due, .cond = cond, .thread = (pid_t)NEXT(syscall)(SYS_gettid)};
  if (!cond) {
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, waking_signal());
    pthread_sigmask(SIG_UNBLOCK, &ours, NULL);
  }
  pthread_mutex_lock(&lock);
  it->next = first;
  if (first) first->before = it;
  first = it;
  pthread_mutex_unlock(&lock);
}

void wait_is_for_a_thread(struct wait *it) {
  ns_t length = it->due - now();
  if (length > 0 && length <= SHORT) it->real_due = kernel_now(CLOCK_MONOTONIC) + length;
}

void wait_end(struct wait *it) {
  pthread_mutex_lock(&lock);
  if (it->next) it->next->before = it->before;
  if (it->before) it->before->next = it->next;
  else first = it->next;
  pthread_mutex_unlock(&lock);
}

ns_t wait_arm(struct wait *it) {
  pthread_mutex_lock(&lock);
  it->armed_standing = stands();
  ns_t left = it->due - now();
  pthread_mutex_unlock(&lock);
  if (left <= 0 || it->really_over) return 0;
  return it->armed_standing || left > NEVER ? NEVER : left;
}

bool wait_woken(struct wait *it) {
  pthread_mutex_lock(&lock);
  bool woken = it->woken;
  it->woken = false;
  pthread_mutex_unlock(&lock);
  return woken;
}

bool wait_over(const struct wait *it) { return it->really_over || now() >= it->due; }

static void wake(struct wait *it, ns_t kernel) {
  if (it->woken && kernel - it->woken_at < WAKE_AGAIN) return;
  it->woken = true;
  it->woken_at = kernel;
  if (it->cond) pthread_cond_broadcast(it->cond);
  else NEXT(syscall)(SYS_tgkill, getpid(), it->thread, waking_signal());
}

void waits_wake_short(void) {
  ns_t kernel = kernel_now(CLOCK_MONOTONIC);
  pthread_mutex_lock(&lock);
  for (struct wait *it = first; it; it = it->next) {
    if (it->real_due == 0 || it->real_due > kernel) continue;
    it->really_over = true;
    wake(it, kernel);
  }
  pthread_mutex_unlock(&lock);
}

bool waits_wake(void) {
  bool any = false;
  ns_t kernel = kernel_now(CLOCK_MONOTONIC);
  pthread_mutex_lock(&lock);
  ns_t at = now();
  bool standing = stands();
  for (struct wait *it = first; it; it = it->next) {
    bool due = standing && it->due <= at;
    bool stale = !standing && it->armed_standing;
    if (!due && !stale) continue;
    any = true;
    wake(it, kernel);
  }
  pthread_mutex_unlock(&lock);
  return any;
}

ns_t waits_first(void) {
  ns_t due = INT64_MAX;
  pthread_mutex_lock(&lock);
  for (struct wait *it = first; it; it = it->next) {
    if (it->due < due) due = it->due;
  }
  pthread_mutex_unlock(&lock);
  return due;
}

bool waits_has(pid_t thread) {
  bool found = false;
  pthread_mutex_lock(&lock);
  for (struct wait *it = first; it && !found; it = it->next) found = it->thread == thread;
  pthread_mutex_unlock(&lock);
  return found;
}
