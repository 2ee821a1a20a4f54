#include "culture/evidence_part.h"

#include "base/file_type.h"
#include "base/text.h"
#include "culture/round_words.h"
#include "web/answer.h"

#define KILO 1000

const char *bytes_words(struct arena *arena, int64_t bytes)
{
	int64_t tenths = (bytes * 10 + KILO * KILO / 2) / (KILO * KILO);

	if (bytes < KILO * KILO)
		return text_format(arena, "%lld kB", (long long)((bytes + KILO - 1) / KILO));
	return text_format(arena, "%lld.%lld MB", (long long)(tenths / 10), (long long)(tenths % 10));
}

struct evidence_piece evidence_piece(struct arena *arena, const struct evidence *evidence, struct url file)
{
	const struct file_type *type = file_type_sent_as(evidence->file_type);
	struct evidence_piece piece = {
		.words = evidence->words,
		.link = evidence->link,
		.elsewhere = url_elsewhere(arena, evidence->link),
		.file_name = "",
		.file_says = "",
		.has_no_words = text_is_empty(evidence->words),
	};

	if (evidence->file == 0)
		return piece;
	piece.file_name = evidence->file_name;
	piece.file_says = text_format(arena, "%s, %s", type == NULL ? "file" : type->says,
	                              bytes_words(arena, evidence->file_bytes));
	piece.file = file;
	return piece;
}

bool evidence_next_step(struct work *w, int64_t round, struct next_block *next)
{
	struct evidence_counts counts;

	if (!evidence_counts(w, round, &counts) || counts.waiting == 0)
		return false;
	*next = (struct next_block){
		.heading = "Next: look at the evidence",
		.why = "Nobody else sees what people brought along before somebody has looked for what could "
		       "show who a person is.",
		.button = text_format(w->arena, "Look at the evidence (%s)", text_of_count(w->arena, counts.waiting)),
		.url = round_part_url(w->arena, round, "evidence"),
		.other = "See the results",
		.other_url = round_part_url(w->arena, round, "results")
	};
	return true;
}

bool evidence_says(struct work *w, int64_t round, const char **says)
{
	struct evidence_counts counts;

	*says = "";
	if (!evidence_counts(w, round, &counts))
		return false;
	if (counts.shown + counts.held > 0)
		*says = text_format(w->arena,
		                    "Of what people brought along as evidence %s shown beside %s, and %s held back.",
		                    counts.shown == 1 ? "1 piece is"
		                                      : text_format(w->arena, "%s pieces are",
		                                                    text_of_count(w->arena, counts.shown)),
		                    counts.shown == 1 ? "its criterion" : "their criteria",
		                    text_of_count(w->arena, counts.held));
	return true;
}

/* One of ours, as it was told when it came in. What came with a take-out was told elsewhere: a type that is none of ours is no type at all. */
static const char *type_to_send(const struct file *file)
{
	return file_type_sent_as(file->type) == NULL ? "application/octet-stream" : file->type;
}

bool answer_evidence_file(struct work *w, struct request *rq, const struct file *file)
{
	struct blob content;

	if (file == NULL || !file_read(w, file, &content))
		return answer_fault(w, rq);
	return answer_bytes(w, rq, type_to_send(file), file->name, content);
}
