/*
 * The schema's steps, embedded from src/store/migrations/NNNN_name.sql in their order.
 */
#ifndef CAIRN_STORE_MIGRATIONS_H
#define CAIRN_STORE_MIGRATIONS_H

#include "db/migrate.h"

struct migration *store_migrations(struct arena *arena, size_t *count);

#endif
