// The open call, by the lines of packages/clock/PROTOCOL.md.
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "call.h"

#define IDLE_PATIENCE (250 * NS_PER_MS)
#define DRAIN_MOVES 64
#define DRAIN_PATIENCE NS_PER_S
#define ESCAPED_FROM (20 * NS_PER_MS)

struct call call;

bool call_is_open(void) { return call.name[0] != 0; }

static void open_call(const char *name, int64_t wall_epoch_ms) {
  memset(&call, 0, sizeof call);
  snprintf(call.name, sizeof call.name, "%s", name);
  call.drain_to = call.epoch = -1;
  stop_time(wall_epoch_ms);
  wire_say("opened %s", name);
}

void call_end(void) {
  passed_rest();
  resume_time();
  wire_say("end %s", call.name);
  call.name[0] = 0;
}

// The program's time goes as far as the server's did.
static void move_to(int64_t ms) {
  if (ms <= call.ms) return;
  ns_t length = (ms - call.ms) * NS_PER_MS;
  call.ms = ms;
  tell_time(length);
  move_time(length);
  waits_wake();
}

// In the server's ms, of a moment of the program's time; rounded up.
static int64_t call_ms(ns_t moment) {
  ns_t left = moment - now();
  return call.ms + (left <= 0 ? 0 : (left + NS_PER_MS - 1) / NS_PER_MS);
}

void call_take(const char *line) {
  char name[256];
  int64_t number;
  if (sscanf(line, "open %255s %" SCNd64, name, &number) == 2) {
    if (call_is_open()) call_end();
    open_call(name, number);
  } else if (sscanf(line, "close %255s %" SCNd64, name, &number) == 2 && call_is_open() && strcmp(name, call.name) == 0) {
    call.drain_to = number;
    call.drain_since = kernel_now(CLOCK_MONOTONIC);
    call.moves = 0;
  }
}

const char *call_answer(void) {
  char name[256];
  while (call_is_open()) {
    const char *line = wire_line(60 * NS_PER_S);
    if (!line) return NULL;
    if (strncmp(line, "open ", 5) == 0 || strncmp(line, "close ", 6) == 0) {
      call_take(line);
      continue;
    }
    if (sscanf(line, "%*s %255s", name) == 1 && strcmp(name, call.name) == 0) return line;
  }
  return NULL;
}

bool call_drained(ns_t first) {
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

bool call_try_to_move(void) {
  bool same;
  int64_t epoch, ms;
  if (!wire_say("quiet %s 0 -", call.name)) return false;
  const char *said = call_answer();
  if (!said || sscanf(said, "quiet %*s %" SCNd64, &epoch) != 1) return false;
  epoch_came(epoch);
  // Whatever the server had sent before its answer has woken a thread by now.
  if (look_at_threads(&same) != BLOCKED || !same) return false;
  ns_t first = waits_first();
  if (call_drained(first)) {
    call_end();
    return true;
  }
  if (first != INT64_MAX && first <= now()) return false;
  bool asked = first == INT64_MAX ? wire_say("advance %s %" PRId64 " -", call.name, epoch)
                                  : wire_say("advance %s %" PRId64 " %" PRId64, call.name, epoch, call_ms(first));
  if (!asked || !(said = call_answer())) return false;
  if (strncmp(said, "idle ", 5) == 0) idle(strstr(said, " endless") != NULL);
  if (sscanf(said, "now %*s %" SCNd64, &ms) != 1) return false;
  call.idle_since = 0;
  call.moves++;
  move_to(ms);
  return true;
}
