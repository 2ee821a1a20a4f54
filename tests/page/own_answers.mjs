/*
 * What somebody who answered is owed: to see all that is kept of them, and to take it back while the round is open. Afterwards nothing of it is left in
 * any table, nobody else's is touched, and the record still verifies.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { Visitor, serve } from "./lib.mjs";
import { answer, closeRound, command, isPostgres, openRound, personalLinks } from "../support/pages.mjs";

const KEY = "culture.partnership", MINE = "The heron on the weir told me so.", OTHERS = "The otter says otherwise.";

const dumpOf = (database) => isPostgres(database)
	? execFileSync("pg_dump", ["-d", database], { encoding: "utf8", maxBuffer: 1 << 28 })
	: execFileSync("sqlite3", ["-cmd", ".timeout 10000", database, ".dump"], { encoding: "utf8", maxBuffer: 1 << 28 });

async function takesBack(template, program) {
	const database = template.fresh(), site = await serve(program, database);

	try {
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		const round = await openRound(planner, { title: "Own answers", depth: "statements", groups: { 1: [KEY] }, shown_to: "participants" });
		const [mine, other] = await personalLinks(planner, round, 1, 2);
		const me = new Visitor(site.url), them = new Visitor(site.url);
		await answer(me, mine, KEY, { strength: MINE, development: "Ask <b>herons</b>", placed: "4", [`${KEY}.1`]: "2" });
		await answer(them, other, KEY, { strength: OTHERS, placed: "2" });

		/* All of it is shown, to nobody but the holder of the link. */
		await me.get(`/answer/${mine}/own`);
		assert.equal(me.status, 200);
		for (const text of [MINE, "Ask &lt;b&gt;herons&lt;/b&gt;", "Mostly", "Early days"])
			assert.ok(me.text.includes(text), `not shown: ${text}`);
		assert.ok(!me.text.includes(OTHERS));
		await me.get(`/answer/${mine}/own.json`);
		const kept = JSON.parse(me.text);
		assert.equal(kept.answers.length, 2, "the criterion and one statement");
		assert.equal(kept.answers[0].strength, MINE);
		assert.ok("label" in kept && kept.made_at !== null, "the note beside the link is kept too");
		assert.ok(!me.text.includes(mine), "the link itself is not part of what is handed out");

		/* It is asked once more; then it is gone. */
		await me.get(`/answer/${mine}/withdraw`);
		assert.match(me.text, /Take your answers back\?/);
		await me.post(`/answer/${mine}/withdraw`);
		assert.equal(me.status, 303);
		await me.get(me.location);
		assert.match(me.text, /Your answers are taken back/);
		const dump = dumpOf(database);
		assert.ok(!dump.includes("heron"), "something is left of it");
		assert.ok(dump.includes(OTHERS), "somebody else's is gone as well");
		assert.match(command(program, database, ["audit", "verify"]), /every one follows/);
		await me.get(`/answer/${mine}/own`);
		assert.match(me.text, /You have not answered anything/);

		/* The same link is good to begin again. */
		await answer(me, mine, KEY, { strength: "A second thought.", placed: "3" });
		await closeRound(planner, round);

		/* Once it is settled what may be shown, it can be seen and no longer taken back here. */
		await me.get(`/answer/${mine}/own`);
		assert.match(me.text, /A second thought\./);
		assert.ok(!me.text.includes("/withdraw"));
		await me.post(`/answer/${mine}/withdraw`);
		assert.equal(me.status, 410);
		assert.ok(dumpOf(database).includes("A second thought."));
	} finally {
		await site.stop();
	}
}

export async function cases({ template, program, one }) {
	await one("seen and taken back", () => takesBack(template, program));
}
