/*
 * Who counts as having answered, said once: before the close and after it the same people are counted.
 *
 * Somebody who opened a link and said nothing has not answered, nor has somebody who emptied every answer again.
 */
#ifndef CAIRN_STORE_ANSWERED_H
#define CAIRN_STORE_ANSWERED_H

/* A condition on a participant "p"; $1 is the partnership. */
#define HAS_ANSWERED                                                                                                   \
	"(EXISTS (SELECT 1 FROM response s WHERE s.partnership = $1 AND s.participant = p.id "                         \
	"AND (s.placed IS NOT NULL OR s.strength <> '' OR s.development <> '')) "                                      \
	"OR EXISTS (SELECT 1 FROM statement_rating a WHERE a.partnership = $1 AND a.participant = p.id))"

#endif
