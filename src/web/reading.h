/*
 * Making a request from what came: the address, the headers, the body. The server, `cairn get`, the tests and the fuzzers all
 * come through here, so that each of them meets the same checks.
 *
 * What cannot be understood sets the fault of the piece of work; the request is then still fit to be answered with it.
 */
#ifndef CAIRN_WEB_READING_H
#define CAIRN_WEB_READING_H

#include "web/request.h"

#define FORM_FIELDS_MAX      1000
#define FORM_NAME_MAX        100
#define FORM_VALUE_MAX       ((size_t)100 * 1024)
#define FORM_FILES_MAX       20
#define FORM_BOUNDARY_MAX    70
#define FORM_PART_HEADER_MAX 2048

/* Every text of the request is "" from now on, so that nobody meets a null. */
void request_start(struct request *rq);

/* The address as it came: "/plan/options/2.json?sort=cost". Sets path, query and, by the suffix, what is wanted. */
bool request_read_target(struct work *w, struct request *rq, const char *target);

/* JSON or CSV by Accept, when the suffix has not already said so and HTML is not wanted as well. */
void request_read_accept(struct request *rq, const char *accept);

/* A Cookie header. Pairs that are not plain are left out: others on the same host may have set them. */
void request_read_cookies(struct work *w, struct request *rq, const char *header);

/* name=value&name=value, escaped as forms are. */
bool read_pairs(struct work *w, struct pair_list *pairs, const char *at, size_t len);

/* multipart/form-data with this boundary. Files stay in the body: nothing is copied. */
bool read_multipart(struct work *w, struct request *rq, const char *boundary, const char *at, size_t len);

/* The boundary of a multipart content type; null when there is none that may be used. */
const char *multipart_boundary(struct arena *arena, const char *content_type);

/* The body of the request by its content type; true when there is none. */
bool form_parse(struct work *w, struct request *rq);

/* CR LF and lone CR made LF, in place. */
void text_unix_lines(char *text);

#endif
