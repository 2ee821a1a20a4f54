/*
 * The socket on which visitors arrive, and how many of them the machine allows.
 */
#ifndef CAIRN_WEB_LISTEN_H
#define CAIRN_WEB_LISTEN_H

#include "base/fault.h"

/* A listening socket, or -1 with a fault that says what to do. `address` is a literal IPv4 or IPv6 address; port 0 takes any. */
int listen_at(struct arena *arena, struct fault *fault, const char *address, int port);

/* Where a browser finds it: "http://127.0.0.1:8080/"; an IPv6 address stands in brackets there. */
const char *listen_url(struct arena *arena, const char *address, int port);

/* The port a socket got. */
int listen_port(int socket);

/* Raises the limit of open files as far as the machine allows; how many connections that leaves room for, at most `wanted`. */
int connections_allowed(int wanted);

#endif
