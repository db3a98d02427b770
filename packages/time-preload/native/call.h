// The open call: what the clock server says of it, and what is told of it. Shared by call.c, passed.c and watcher.c.
#ifndef TIME_PRELOAD_CALL_H
#define TIME_PRELOAD_CALL_H

#include "preload.h"

struct call {
  char name[256];
  int64_t ms;        // by the server
  int64_t drain_to;  // after `close`: how far left behind timers are played on; -1 while the call is going on
  ns_t drain_since;
  int moves;         // without an exchange
  int64_t epoch;
  ns_t idle_since;
  bool said_unsettled;
};
extern struct call call;

// ---- call.c

bool call_is_open(void);
// What the server says unasked, or of a call that is over.
void call_take(const char *line);
// The answer to what was asked of the open call; null where the call was closed, or the server has gone.
const char *call_answer(void);
// Whether what the call left behind was played on far enough, `first` being the first moment that is waited for.
bool call_drained(ns_t first);
void call_end(void);
// Asks, and moves time where it may. False where it is too early.
bool call_try_to_move(void);

// ---- passed.c: real time that passes although time stands

void passed_begin(void);
// Every thread sleeps, or the call is over: says what was let through since the last rest.
void passed_rest(void);
// The server's time goes as far as the program's did by reading the clock, and, if a thread never rests, as the kernel's. True where it did.
bool passed_catch_up(bool running);
void passed_sleeps_outside(void);
void passed_outside_ended(void);
// All sleep, and time cannot be moved. A poll of the runtime's own is let through where that lasts.
void passed_stuck(void);
void passed_unstuck(void);

#endif
