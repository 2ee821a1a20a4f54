/*
 * A large round for the measurements, made straight in the database: a copy of the demonstration's round of statements with every group asked
 * everything, and as many people as wished.
 */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { must, sql } from "./lib.mjs";

export const ROUND = 5;

const token = () => [...randomBytes(52)].map((byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte & 31]).join("");

/* BLAKE2b of 32 bytes, as the program keeps tokens; Node has only the one of 64. */
const digests = (tokens) => execFileSync("/usr/bin/python3", ["-c",
	"import hashlib, sys\nfor line in sys.stdin: print(hashlib.blake2b(line.strip().encode(), digest_size=32).hexdigest())"],
	{ input: tokens.join("\n"), encoding: "utf8", maxBuffer: 1 << 26 }).trim().split("\n");

/* Returns the tokens of its people. With `answered`, everybody has placed all criteria and (unless not `rated`) statements, and every third has said something. A
   second round, for whoever needs two, has the next number. */
export function addRound(database, { people, depth, answered, rated = true, round = ROUND }) {
	const after = round - ROUND, first = 10_000 + after * 100_000, responses = 100_000 + after * 1_000_000;
	const tokens = Array.from({ length: people }, token);
	const hashes = digests(tokens);

	sql(database, `
		BEGIN;
		INSERT INTO round (partnership, id, title, purpose, framework_version, depth, state, opened_at, made_by, made_at, is_example, version)
			SELECT 1, ${round}, 'A large round', purpose, framework_version, '${depth}', 'open', opened_at, made_by, made_at, 1, 2
			FROM round WHERE partnership = 1 AND id = 2;
		INSERT INTO round_criterion SELECT 1, ${round}, criterion, position FROM round_criterion WHERE round = 3;
		INSERT INTO round_group (partnership, id, round, people_group, name, voice, voice_name, voice_position, position, minutes, link_token)
			SELECT 1, id + ${(after + 1) * 1000}, ${round}, people_group, name, voice, voice_name, voice_position, position, 60, 'large${round}-' || id
			FROM round_group WHERE round = 3;
		INSERT INTO round_group_criterion SELECT 1, g.id, c.criterion FROM round_group g, round_criterion c
			WHERE g.round = ${round} AND c.round = ${round};
		CREATE TEMP TABLE place AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM round_group WHERE round = ${round};
		${hashes.map((hash, i) => `INSERT INTO participant (partnership, id, round, round_group, token_hash, came_by, made_at) VALUES
			(1, ${first + i}, ${round}, (SELECT id FROM place WHERE n = ${i} % (SELECT count(*) FROM place)), '${hash}', 'group', 1);`).join("\n")}
		UPDATE counter SET next = ${first + people} WHERE partnership = 1 AND of_table = 'participant';
		UPDATE counter SET next = ${round} WHERE partnership = 1 AND of_table = 'round';
		COMMIT;`);
	if (answered)
		sql(database, `
			BEGIN;
			INSERT INTO response (partnership, id, round, participant, criterion, strength, placed, development, saved_at)
				SELECT 1, ${responses} + row_number() OVER (), ${round}, p.id, c.criterion,
					CASE WHEN (p.id + c.position) % 3 = 0 THEN 'Something that works, as seen by somebody; ' || p.id ELSE '' END,
					1 + abs(random()) % 5, CASE WHEN (p.id + c.position) % 3 = 1 THEN 'Something to do better; ' || p.id ELSE '' END, 2
				FROM participant p, round_criterion c WHERE p.round = ${round} AND c.round = ${round};
			INSERT INTO statement_rating SELECT 1, ${round}, p.id, s.statement, 1 + abs(random()) % 5, 2
				FROM participant p, (SELECT DISTINCT statement FROM statement_rating WHERE round = 3) s WHERE p.round = ${round} AND ${rated};
			UPDATE participant SET begun_at = 2 WHERE round = ${round};
			UPDATE counter SET next = ${responses + 100_000} WHERE partnership = 1 AND of_table = 'response';
			COMMIT;`);
	return tokens;
}

/* Of a closed round: all that people wrote is found fit to be shown, and shown. */
export async function releaseWords(database, planner, round = ROUND) {
	const path = `/culture/rounds/${round}/words/release`;

	sql(database, `UPDATE words_to_check SET decision = 'kept', decided_by = 'A facilitator', decided_at = 2 WHERE partnership = 1 AND round = ${round}`);
	await planner.get(path);
	await planner.post(path);
	must(planner.status === 303, `releasing the words was met with ${planner.status}: ${planner.text.slice(-800)}`);
	must(Number(sql(database, `SELECT COUNT(*) FROM released_words WHERE partnership = 1 AND round = ${round}`)) > 0, "no words were released");
}

/* An event for each answer of the round, chained to those before as the program chains them. */
export function addEvents(database) {
	execFileSync("/usr/bin/python3", ["-c", `
import hashlib, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
number, previous = db.execute("SELECT number, digest FROM event_head WHERE partnership = 1").fetchone()
rows = []
for (response,) in db.execute("SELECT id FROM response WHERE round = ${ROUND} ORDER BY id"):
    number += 1
    said = f"{previous}\\n{number}\\n2\\n0\\nsaved\\nresponse\\n{response}\\n\\n"
    digest = hashlib.blake2b(said.encode(), digest_size=32).hexdigest()
    rows.append((number, response, previous, digest))
    previous = digest
db.executemany("INSERT INTO event VALUES (1, ?, 2, 0, 'saved', 'response', ?, '', ?, ?)", rows)
db.execute("UPDATE event_head SET number = ?, digest = ? WHERE partnership = 1", (number, previous))
db.commit()`, database]);
}

export function checkLarge(database, people, round = ROUND) {
	const [statements, ratings] = sql(database, `SELECT count(DISTINCT statement), count(*) FROM statement_rating WHERE round = ${round}`).split("|");

	must(Number(statements) === 79 && Number(ratings) === 79 * people, `the round holds ${ratings} ratings of ${statements} statements`);
}
