// The connection to the clock server: packages/clock/PROTOCOL.md.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "preload.h"

#define LINE_BYTES 4096

static int server = -1;
static char unread[LINE_BYTES];
static size_t unread_bytes;

bool wire_lost(void) { return server < 0; }

static void lose(void) {
  close(server);
  server = -1;
}

bool wire_say(const char *format, ...) {
  char line[LINE_BYTES];
  va_list list;
  va_start(list, format);
  int length = vsnprintf(line, sizeof line - 1, format, list);
  va_end(list);
  if (server < 0 || length < 0 || (size_t)length >= sizeof line - 1) return false;
  line[length++] = '\n';
  // The program may have SIGPIPE end it.
  if (send(server, line, (size_t)length, MSG_NOSIGNAL) == length) return true;
  lose();
  return false;
}

const char *wire_line(ns_t patience) {
  static char line[LINE_BYTES];
  ns_t until = kernel_now(CLOCK_MONOTONIC) + patience;
  while (server >= 0) {
    char *end = memchr(unread, '\n', unread_bytes);
    if (end) {
      size_t length = (size_t)(end - unread);
      memcpy(line, unread, length);
      line[length] = 0;
      unread_bytes -= length + 1;
      memmove(unread, end + 1, unread_bytes);
      return line;
    }
    ns_t left = until - kernel_now(CLOCK_MONOTONIC);
    struct timespec timeout = timespec_of(left);
    struct pollfd readable = {.fd = server, .events = POLLIN};
    if (NEXT(ppoll)(&readable, 1, &timeout, NULL) == 0) return NULL;
    ssize_t got = recv(server, unread + unread_bytes, sizeof unread - unread_bytes, 0);
    if (got > 0) unread_bytes += (size_t)got;
    else if (got == 0 || errno != EINTR) lose();
  }
  return NULL;
}

// `127.0.0.1:port/token`
bool wire_open(const char *address) {
  char host[64], token[128];
  int port, one = 1;
  if (sscanf(address, "%63[^:]:%d/%127s", host, &port, token) != 3) return false;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  if (inet_pton(AF_INET, host, &to.sin_addr) != 1) return false;
  server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (server < 0) return false;
  setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect(server, (struct sockaddr *)&to, sizeof to) != 0 || !wire_say("hello %s", token)) {
    if (server >= 0) lose();
    return false;
  }
  const char *answer = wire_line(5 * NS_PER_S);
  return answer && strcmp(answer, "ok 1") == 0;
}
