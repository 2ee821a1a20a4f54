/* What the comments of two rounds were found to be about. See culture/compare_rows.h. */
#include "base/text.h"
#include "culture/compare_rows.h"
#include "store/words_tag.h"

ROW_TYPE(compare_tagged, TAGGED_ROW_FIELDS);

/* The tags of one of the rounds. */
struct side_tags {
	int threshold;
	LIST(struct words_tag) tags;
	struct words_tag_counts counts;
};

static bool read_side(struct work *w, const struct compare_side *side, struct side_tags *of)
{
	*of = (struct side_tags){ .threshold = side->released->threshold };
	return words_tags(w, side->round->id, (struct list_any *)(void *)&of->tags) &&
	       words_tag_counts(w, side->round->id, &of->counts);
}

/* A tag belongs to its round: of another round it is the one of the same name, however that is written. */
static const struct words_tag *tag_named(struct arena *arena, const struct side_tags *of, const char *name)
{
	const char *folded = text_fold(arena, name);

	for (size_t i = 0; i < of->tags.len; i++) {
		if (text_equal(text_fold(arena, of->tags.at[i].name), folded))
			return &of->tags.at[i];
	}
	return NULL;
}

static struct figure comments_under(const struct side_tags *of, const struct words_tag *tag)
{
	int64_t comments = 0;

	if (tag == NULL)
		return (struct figure){ 0 };
	for (size_t i = 0; i < of->counts.len; i++)
		comments += of->counts.at[i].tag == tag->id ? of->counts.at[i].comments : 0;
	return comments < of->threshold ? figure_under(of->threshold) : figure_of_count(comments);
}

static void add_tag(struct arena *arena, struct compare_tags *tags, const struct side_tags *before,
                    const struct side_tags *after, const char *name)
{
	list_add(arena, tags,
	         ((struct compare_tagged){ name, comments_under(before, tag_named(arena, before, name)),
	                                   comments_under(after, tag_named(arena, after, name)) }));
}

bool compare_tags(struct work *w, const struct comparison *c, struct compare_tags *tags)
{
	struct side_tags before, after;

	if (!read_side(w, &c->before, &before) || !read_side(w, &c->after, &after))
		return false;
	if (before.tags.len == 0 || after.tags.len == 0)
		return true;
	for (size_t i = 0; i < after.tags.len; i++)
		add_tag(w->arena, tags, &before, &after, after.tags.at[i].name);
	for (size_t i = 0; i < before.tags.len; i++) {
		if (tag_named(w->arena, &after, before.tags.at[i].name) == NULL)
			add_tag(w->arena, tags, &before, &after, before.tags.at[i].name);
	}
	return true;
}
