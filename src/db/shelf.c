/*
 * What is made once for all who ask: kept beside the database until something else is asked for more.
 *
 * There is room for SHELF_MOST things; the one asked for longest ago makes way for a new one. Whoever was given a thing holds
 * it until the end of their piece of work, so one that made way goes only when nobody holds it any more. The shelf itself
 * goes with the last of those who hold something, for a piece of work may outlive the database.
 */
#include "base/text.h"
#include "db/driver.h"

enum { SHELF_MOST = 64 };

struct shelved {
	struct shelf *shelf;
	struct arena *own; /* it lives there itself, beside the thing */
	const char *key;
	const void *thing;
	int64_t asked;   /* the shelf's count when it was last asked for */
	int64_t holders; /* pieces of work, each as often as it asked */
	bool is_off;     /* made way: goes with its last holder */
};

struct shelf {
	pthread_mutex_t lock; /* over everything here but the things themselves, which never change */
	struct arena *own;
	int64_t asked, holders;
	bool is_closed; /* the database is */
	size_t len;
	struct shelved *things[SHELF_MOST];
};

static void shelf_free(struct shelf *shelf)
{
	pthread_mutex_destroy(&shelf->lock);
	arena_free(shelf->own);
}

/* The end of a piece of work that asked for it. */
static void let_go(void *which)
{
	struct shelved *shelved = which;
	struct shelf *shelf = shelved->shelf;
	bool is_last, is_over;

	pthread_mutex_lock(&shelf->lock);
	is_last = --shelved->holders == 0 && shelved->is_off;
	is_over = --shelf->holders == 0 && shelf->is_closed;
	pthread_mutex_unlock(&shelf->lock);
	if (is_last)
		arena_free(shelved->own);
	if (is_over)
		shelf_free(shelf);
}

/* Under the lock. */
static struct shelved *hold(struct shelf *shelf, struct shelved *shelved)
{
	shelved->asked = ++shelf->asked;
	shelved->holders++;
	shelf->holders++;
	return shelved;
}

/* Under the lock: what is to be freed now, when nobody holds it. */
static struct arena *take_off(struct shelf *shelf, size_t place)
{
	struct shelved *shelved = shelf->things[place];

	shelf->things[place] = shelf->things[--shelf->len];
	shelved->is_off = true;
	return shelved->holders == 0 ? shelved->own : NULL;
}

static void end_shelf(void *which)
{
	struct shelf *shelf = which;
	bool is_over;

	pthread_mutex_lock(&shelf->lock);
	while (shelf->len > 0)
		arena_free(take_off(shelf, shelf->len - 1));
	shelf->is_closed = true;
	is_over = shelf->holders == 0;
	pthread_mutex_unlock(&shelf->lock);
	if (is_over)
		shelf_free(shelf);
}

void shelf_start(struct database *database)
{
	struct arena *own = arena_new();

	database->shelf = NEW(own, struct shelf);
	database->shelf->own = own;
	pthread_mutex_init(&database->shelf->lock, NULL);
	arena_defer(database->arena, end_shelf, database->shelf);
}

/* Under the lock. */
static struct shelved *find(struct shelf *shelf, const char *key)
{
	for (size_t i = 0; i < shelf->len; i++) {
		if (text_equal(shelf->things[i]->key, key))
			return hold(shelf, shelf->things[i]);
	}
	return NULL;
}

/* Under the lock: the place of the thing asked for longest ago. */
static size_t oldest(const struct shelf *shelf)
{
	size_t place = 0;

	for (size_t i = 1; i < shelf->len; i++) {
		if (shelf->things[i]->asked < shelf->things[place]->asked)
			place = i;
	}
	return place;
}

/* A held thing, to be let go when the work ends; null stays null. */
static const void *given(struct work *work, struct shelved *shelved)
{
	if (shelved == NULL)
		return NULL;
	arena_defer(work->arena, let_go, shelved);
	return shelved->thing;
}

const void *db_kept(struct work *work, const char *key)
{
	struct shelf *shelf = work->db->database->shelf;
	struct shelved *found;

	pthread_mutex_lock(&shelf->lock);
	found = find(shelf, key);
	pthread_mutex_unlock(&shelf->lock);
	return given(work, found);
}

const void *db_keep(struct work *work, const char *key, const void *thing, struct arena *own)
{
	struct shelf *shelf = work->db->database->shelf;
	struct shelved *shelved = NEW(own, struct shelved);
	struct shelved *found;
	struct arena *gone = NULL;

	*shelved = (struct shelved){ .shelf = shelf, .own = own, .key = text_copy(own, key), .thing = thing };
	pthread_mutex_lock(&shelf->lock);
	found = find(shelf, key);
	if (found != NULL) { /* another thread was quicker */
		gone = own;
	} else {
		if (shelf->len == SHELF_MOST)
			gone = take_off(shelf, oldest(shelf));
		shelf->things[shelf->len++] = found = hold(shelf, shelved);
	}
	pthread_mutex_unlock(&shelf->lock);
	arena_free(gone);
	return given(work, found);
}
