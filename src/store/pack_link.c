/* Where a framework stands among others. */
#include "base/text.h"
#include "store/pack_reading.h"

static const char *const none[] = { NULL };

static const struct text_rule link_rules[] = {
	{ TEXT_OF(struct pack_link, to, "to", "what it is tied to", 120), .required = true },
	{ TEXT_OF(struct pack_link, part, "part", "the part", 120) },
	{ TEXT_OF(struct pack_link, says, "says", "what is said of it", 300), .required = true },
	{ TEXT_OF(struct pack_link, whose, "whose", "the one whose reading it is", 20), .required = true },
	{ 0 },
};

/* Whose reading it is must be plain: nobody else's word may seem the publisher's. */
static void check_whose(struct reading *reading, const char *where, const struct pack_link *link)
{
	if (*link->whose != '\0' && !text_equal(link->whose, "publisher") && !text_equal(link->whose, "ours"))
		reading_problem(reading, where, "the one whose reading it is must be \"publisher\" or \"ours\".");
}

void pack_read_links(struct reading *reading, const json_t *root, struct pack *pack)
{
	size_t count = reading_count(reading, "The pack", root, "links", "the links", PACK_LINKS, true);

	for (size_t i = 0; i < count; i++) {
		const char *where = text_format(reading->arena, "Link %zu", i + 1);
		const json_t *object =
			reading_object(reading, where, json_array_get(json_object_get(root, "links"), i));
		struct pack_link *link = list_new(reading->arena, &pack->links);

		*link = (struct pack_link){ "", "", "", "" };
		if (object != NULL)
			reading_texts(reading, where, object, link_rules, none, link);
		check_whose(reading, where, link);
	}
}
