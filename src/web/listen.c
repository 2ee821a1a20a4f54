#include "web/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"

#define FILES_FOR_OTHERS 256 /* databases, logs, pollers */
#define BACKLOG          1024

union address {
	struct sockaddr any;
	struct sockaddr_in four;
	struct sockaddr_in6 six;
};

/* Its length, or 0 when the text is no address. */
static socklen_t read_address(const char *text, int port, union address *address)
{
	*address = (union address){ 0 };
	if (inet_pton(AF_INET, text, &address->four.sin_addr) == 1) {
		address->four.sin_family = AF_INET;
		address->four.sin_port = htons((in_port_t)port);
		return sizeof address->four;
	}
	*address = (union address){ 0 };
	if (inet_pton(AF_INET6, text, &address->six.sin6_addr) == 1) {
		address->six.sin6_family = AF_INET6;
		address->six.sin6_port = htons((in_port_t)port);
		return sizeof address->six;
	}
	return 0;
}

static void say_why(struct arena *arena, struct fault *fault, const char *address, int port, int error)
{
	switch (error) {
	case EADDRINUSE:
		fault_set(arena, fault, FAULT_UNAVAILABLE,
		          "Port %d is in use by another program. Stop it, or choose another with --port.", port);
		break;
	case EACCES:
		fault_set(arena, fault, FAULT_UNAVAILABLE,
		          "This user may not use port %d. Choose one from 1024 up with --port.", port);
		break;
	case EADDRNOTAVAIL:
		fault_set(arena, fault, FAULT_UNAVAILABLE,
		          "This machine does not have the address %s. Give one of its own with --listen.", address);
		break;
	default:
		fault_set(arena, fault, FAULT_UNAVAILABLE, "Port %d of %s cannot be listened on: %s.", port, address,
		          strerrordesc_np(error));
	}
}

static int prepared_socket(const union address *address, socklen_t len)
{
	const int on = 1;
	int made = socket(address->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int error;

	if (made < 0)
		return -1;
	if (setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 && bind(made, &address->any, len) == 0 &&
	    listen(made, BACKLOG) == 0)
		return made;
	error = errno;
	close(made);
	errno = error;
	return -1;
}

int listen_at(struct arena *arena, struct fault *fault, const char *address, int port)
{
	union address parsed;
	socklen_t len = read_address(address, port, &parsed);
	int made;

	if (len == 0 || port < 0 || port > 65535) {
		fault_set(arena, fault, FAULT_BAD_INPUT,
		          "%s and port %d are not an address to listen at. Write for example --listen 127.0.0.1 --port "
		          "8080.",
		          address, port);
		return -1;
	}
	made = prepared_socket(&parsed, len);
	if (made < 0)
		say_why(arena, fault, address, port, errno);
	return made;
}

const char *listen_url(struct arena *arena, const char *address, int port)
{
	return text_format(arena, strchr(address, ':') == NULL ? "http://%s:%d/" : "http://[%s]:%d/", address, port);
}

int listen_port(int socket)
{
	union address address = { 0 };
	socklen_t len = sizeof address;

	if (getsockname(socket, &address.any, &len) != 0)
		return 0;
	return ntohs(address.any.sa_family == AF_INET6 ? address.six.sin6_port : address.four.sin_port);
}

int connections_allowed(int wanted)
{
	struct rlimit files;

	if (getrlimit(RLIMIT_NOFILE, &files) != 0)
		return wanted < 512 ? wanted : 512;
	if (files.rlim_cur < files.rlim_max) {
		files.rlim_cur = files.rlim_max;
		if (setrlimit(RLIMIT_NOFILE, &files) != 0)
			(void)getrlimit(RLIMIT_NOFILE, &files); /* what we have will do */
	}
	if (files.rlim_cur <= FILES_FOR_OTHERS * 2)
		return FILES_FOR_OTHERS;
	if (files.rlim_cur - FILES_FOR_OTHERS < (rlim_t)wanted)
		return (int)(files.rlim_cur - FILES_FOR_OTHERS);
	return wanted;
}
