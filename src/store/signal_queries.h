/*
 * The queries of signals, each beside the function that runs it: for signal.c alone. All give one row: how many, of how many.
 *
 * $1 is the partnership, $2 the day as days since 1970. The latest closed round is the one that was closed last.
 */
#ifndef CAIRN_STORE_SIGNAL_QUERIES_H
#define CAIRN_STORE_SIGNAL_QUERIES_H

#include "db/db.h"

#define LATEST_ROUND                                                                               \
	"(SELECT r.id FROM round r WHERE r.partnership = $1 AND r.state = 'closed' "               \
	"ORDER BY r.closed_at DESC, r.id DESC LIMIT 1)"

/* The day is given to every query, so that all are asked alike; most have no use for it. */
#define ANY_DAY " AND $2 >= 0"

#define SIGNAL_PRESCRIBED                                                                          \
	"SELECT COUNT(g.id), COUNT(*) FROM people_group p "                                        \
	"JOIN round l ON l.partnership = p.partnership AND l.id = " LATEST_ROUND " "               \
	"LEFT JOIN round_group g ON g.partnership = p.partnership AND g.people_group = p.id AND g.round = l.id " \
	"WHERE p.partnership = $1 AND p.prescribed = 1 AND p.retired = 0" ANY_DAY

#define SIGNAL_VOICES                                                                              \
	"SELECT COUNT(u.participants), COUNT(*) FROM released_unit u "                             \
	"WHERE u.partnership = $1 AND u.unit = 0 AND u.round = " LATEST_ROUND ANY_DAY

#define SIGNAL_DISSENT                                                                             \
	"SELECT COUNT(d.position), COUNT(*) FROM position p "                                      \
	"LEFT JOIN (SELECT DISTINCT x.partnership, x.position FROM dissent x "                     \
	"WHERE x.partnership = $1 AND x.until_version IS NULL) d "                                 \
	"ON d.partnership = p.partnership AND d.position = p.id WHERE p.partnership = $1" ANY_DAY

#define SIGNAL_GIVEN_BACK                                                                          \
	"SELECT COALESCE(SUM(CASE WHEN r.shown_to = 'participants' THEN 1 ELSE 0 END), 0), COUNT(*) " \
	"FROM round r WHERE r.partnership = $1 AND r.state = 'closed'" ANY_DAY

#define SIGNAL_POSITIONS                                                                           \
	"SELECT COUNT(p.id), COUNT(*) FROM round_criterion c "                                     \
	"LEFT JOIN position p ON p.partnership = c.partnership AND p.round = c.round AND p.criterion = c.criterion " \
	"WHERE c.partnership = $1 AND c.round = " LATEST_ROUND ANY_DAY

#define SIGNAL_OWNED                                                                               \
	"SELECT COALESCE(SUM(CASE WHEN a.owner IS NULL OR m.ended_at IS NULL THEN 1 ELSE 0 END), 0), COUNT(*) " \
	"FROM action a LEFT JOIN membership m ON m.partnership = a.partnership AND m.account = a.owner " \
	"WHERE a.partnership = $1 AND a.status IN ('todo', 'underway')" ANY_DAY

#define SIGNAL_TRIED                                                                               \
	"SELECT COALESCE(SUM(CASE WHEN p.will_try <> '' THEN 1 ELSE 0 END), 0), COUNT(*) "         \
	"FROM practice p WHERE p.partnership = $1" ANY_DAY

#define SIGNAL_ON_WORDS                                                                            \
	"SELECT COUNT(s.position), COUNT(*) FROM position p "                                      \
	"LEFT JOIN (SELECT DISTINCT x.partnership, x.position FROM position_words x "              \
	"WHERE x.partnership = $1 AND x.until_version IS NULL) s "                                 \
	"ON s.partnership = p.partnership AND s.position = p.id WHERE p.partnership = $1" ANY_DAY

#define SIGNAL_OPTIONS                                                                             \
	"SELECT COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM round_group_criterion c "             \
	"WHERE c.partnership = $1 AND c.round_group = g.id AND c.criterion = 'plan.options') "     \
	"THEN 1 ELSE 0 END), 0), COUNT(*) FROM round_group g "                                     \
	"JOIN voice v ON v.partnership = g.partnership AND v.id = g.voice AND v.key = 'users_carers' " \
	"WHERE g.partnership = $1 AND g.round = " LATEST_ROUND ANY_DAY

#define SIGNAL_DONE                                                                                \
	"SELECT COALESCE(SUM(CASE WHEN a.status = 'done' THEN 1 ELSE 0 END), 0), COUNT(*) "        \
	"FROM action a WHERE a.partnership = $1" ANY_DAY

#define SIGNAL_LAPSED                                                                              \
	"SELECT COALESCE(SUM(CASE WHEN a.due_on < $2 THEN 1 ELSE 0 END), 0), COUNT(*) "            \
	"FROM action a WHERE a.partnership = $1 AND a.status IN ('todo', 'underway')"

#define SIGNAL_LET_GO                                                                              \
	"SELECT COALESCE(SUM(CASE WHEN a.status = 'letgo' AND a.outcome <> '' THEN 1 ELSE 0 END), 0), COUNT(*) " \
	"FROM action a WHERE a.partnership = $1 AND a.status IN ('done', 'letgo')" ANY_DAY

#define SIGNAL_STRENGTHS                                                                           \
	"SELECT COALESCE(SUM(CASE WHEN a.kind = 'strength' THEN 1 ELSE 0 END), 0), COUNT(*) "      \
	"FROM action a WHERE a.partnership = $1" ANY_DAY

#define SIGNAL_TOLD                                                                                \
	"SELECT COALESCE(SUM(CASE WHEN p.came_of_it <> '' THEN 1 ELSE 0 END), 0), COUNT(*) "       \
	"FROM practice p WHERE p.partnership = $1 AND p.try_by <= $2"

struct rows *ask_prescribed(struct work *w, struct date today);
struct rows *ask_voices(struct work *w, struct date today);
struct rows *ask_dissent(struct work *w, struct date today);
struct rows *ask_given_back(struct work *w, struct date today);
struct rows *ask_positions(struct work *w, struct date today);
struct rows *ask_owned(struct work *w, struct date today);
struct rows *ask_tried(struct work *w, struct date today);
struct rows *ask_on_words(struct work *w, struct date today);
struct rows *ask_options(struct work *w, struct date today);
struct rows *ask_done(struct work *w, struct date today);
struct rows *ask_lapsed(struct work *w, struct date today);
struct rows *ask_let_go(struct work *w, struct date today);
struct rows *ask_strengths(struct work *w, struct date today);
struct rows *ask_told(struct work *w, struct date today);

#endif
