/*
 * What people are owed after the close and after they have left: names leave every record, raw answers go, and the record still verifies.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { Visitor, serve } from "./lib.mjs";
import { answer, closeRound, command, isPostgres, openRound, personalLinks, rowsOf } from "../support/pages.mjs";

const KEY = "culture.partnership";

const dumpOf = (database) => isPostgres(database)
	? execFileSync("pg_dump", ["-d", database], { encoding: "utf8", maxBuffer: 1 << 28 })
	: execFileSync("sqlite3", ["-cmd", ".timeout 10000", database, ".dump"], { encoding: "utf8", maxBuffer: 1 << 28 });

async function erasesMember(template, program) {
	const database = template.fresh(), site = await serve(program, database);
	const them = { name: "Example planner", email: "planner@moray.example" };

	try {
		const administrator = await new Visitor(site.url).signIn("administrator@moray.example");
		const [[id]] = rowsOf(database, `SELECT id FROM account WHERE email = '${them.email}'`);
		const leaving = await new Visitor(site.url).signIn(them.email);
		await leaving.get("/culture/actions/new");
		await leaving.post("/culture/actions/new", { what: `Ring ${them.name}, not Example planners`, kind: "strength", owner: "0",
			owner_name: "Somebody elsewhere", due_on: "1 June 2030", waits_for: "0" });
		assert.equal(leaving.status, 303, leaving.text.slice(-800));
		assert.ok(dumpOf(database).includes(them.email));

		/* It is asked once more, and says what happens. */
		await administrator.get(`/people/${id}/erase`);
		assert.match(administrator.text, /This cannot be undone/);
		await administrator.post(`/people/${id}/erase`, { also: "Xy" });
		assert.equal(administrator.status, 422);
		assert.match(administrator.text, /too short to be looked for/);
		await administrator.post(`/people/${id}/erase`, { also: "" });
		assert.equal(administrator.status, 303);
		await administrator.get(administrator.location);
		assert.match(administrator.text, /That person is erased/);

		const dump = dumpOf(database);
		assert.ok(!dump.includes(them.email), "the address is left");
		assert.ok(!/Example planner(?!s)/i.test(dump), `the name is left: ${/.{60}Example planner(?!s).{60}/i.exec(dump)}`);
		assert.match(dump, /Ring somebody who has left, not Example planners/);
		assert.match(command(program, database, ["audit", "verify"]), /the content of \d+ was erased; something was last erased on /);
		await leaving.get("/account");
		assert.equal(leaving.status, 303, "signed out at once");
		await administrator.get("/changes");
		assert.match(administrator.text, /erased somebody who has left/);

		/* Not oneself; and nobody twice. */
		await administrator.get("/people/1/erase");
		assert.match(administrator.text, /Nobody can erase themselves/);
		await administrator.get(`/people/${id}/erase`);
		assert.equal(administrator.status, 404);
	} finally {
		await site.stop();
	}
}

export async function cases({ template, program, one }) {
	await one("a member is erased", () => erasesMember(template, program));
}
