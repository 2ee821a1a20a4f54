/* What is made once for all who ask: kept beside the database until it is closed. */
#include "base/text.h"
#include "db/driver.h"

/* A country's partnerships share most of what they ask for; beyond this many each piece of work makes its own. */
enum { SHELF_MOST = 64 };

struct shelved {
	const char *key;
	const void *thing;
	struct arena *own;
};

struct shelf {
	pthread_mutex_t lock;
	size_t len;
	struct shelved things[SHELF_MOST];
};

static void end_arena(void *arena)
{
	arena_free(arena);
}

static void end_shelf(void *which)
{
	struct shelf *shelf = which;

	for (size_t i = 0; i < shelf->len; i++)
		arena_free(shelf->things[i].own);
	pthread_mutex_destroy(&shelf->lock);
}

void shelf_start(struct database *database)
{
	database->shelf = NEW(database->arena, struct shelf);
	pthread_mutex_init(&database->shelf->lock, NULL);
	arena_defer(database->arena, end_shelf, database->shelf);
}

static const void *find(const struct shelf *shelf, const char *key)
{
	for (size_t i = 0; i < shelf->len; i++) {
		if (text_equal(shelf->things[i].key, key))
			return shelf->things[i].thing;
	}
	return NULL;
}

const void *db_kept(struct work *work, const char *key)
{
	struct shelf *shelf = work->db->database->shelf;
	const void *thing;

	pthread_mutex_lock(&shelf->lock);
	thing = find(shelf, key);
	pthread_mutex_unlock(&shelf->lock);
	return thing;
}

const void *db_keep(struct work *work, const char *key, const void *thing, struct arena *own)
{
	struct shelf *shelf = work->db->database->shelf;
	const char *copy = text_copy(own, key);
	const void *earlier;

	pthread_mutex_lock(&shelf->lock);
	earlier = find(shelf, key);
	if (earlier == NULL && shelf->len < SHELF_MOST) {
		shelf->things[shelf->len++] = (struct shelved){ copy, thing, own };
		own = NULL;
	}
	pthread_mutex_unlock(&shelf->lock);
	if (own != NULL)
		arena_defer(work->arena, end_arena, own);
	return earlier == NULL ? thing : earlier;
}
