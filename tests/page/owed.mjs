/*
 * What people are owed after the close and after they have left: names leave every record, raw answers go, and the record still verifies.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Visitor, serve } from "./lib.mjs";
import { answer, closeRound, command, isPostgres, openRound, personalLinks, rowsOf, soon, upload } from "../support/pages.mjs";

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

/* All that is kept of a member, for themselves; nothing of anybody else, and no secret. */
async function showsKept(template, program) {
	const database = template.fresh(), site = await serve(program, database);

	try {
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		await planner.get("/account/kept.json");
		const kept = JSON.parse(planner.text);
		assert.equal(kept.account.email, "planner@moray.example");
		assert.ok(kept.sessions.length >= 1 && kept.places[0].role !== "");
		assert.ok(kept.kept.some((one) => one.what === "round" && one.how === "made by" && one.records > 0), JSON.stringify(kept.kept));
		assert.ok(kept.kept.some((one) => one.what === "action"));
		assert.ok(kept.acts.some((act) => act.kind === "closed" && act.record === "round"));
		assert.doesNotMatch(planner.text, /argon2|Example administrator|"password_hash"/);
		await planner.get("/account/kept");
		assert.match(planner.text, /planner@moray\.example/);
		const viewer = await new Visitor(site.url).signIn("viewer@moray.example");
		await viewer.get("/account/kept.json");
		assert.doesNotMatch(viewer.text, /Example planner/);
	} finally {
		await site.stop();
	}
}

/* Six people answer; the words of one wait or are released; that one asks. */
async function erasesAnswers(template, program, wordsWait) {
	const database = template.fresh(), site = await serve(program, database);
	const said = (i) => ({ strength: `Heron number ${i} stands still.`, development: `Otter number ${i} says more.`, placed: "4", [`${KEY}.1`]: "2" });

	try {
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		const round = await openRound(planner, { title: "Owed", depth: "statements", groups: { 1: [KEY] }, shown_to: "participants" });
		const secrets = await personalLinks(planner, round, 1, 7);
		for (const [i, secret] of secrets.entries())
			await answer(new Visitor(site.url), secret, KEY, said(i));
		const me = new Visitor(site.url);
		await me.get(`/answer/${secrets[3]}/${KEY}/evidence`);
		await upload(me, `/answer/${secrets[3]}/${KEY}/evidence`, "herons.txt", "A list of weirs.", { words: "Heron number 3 was counted.", link: "" });
		assert.equal(me.status, 303, me.text.slice(-600));
		await me.get(`/answer/${secrets[3]}/own`);
		assert.doesNotMatch(me.text, /To have your answers erased/, "while the round is open they do it themselves");
		await closeRound(planner, round, { wordsWait });
		await me.get(`/answer/${secrets[3]}/own.json`);
		const { number } = JSON.parse(me.text);
		assert.match(number, /^\d+-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
		const figures = rowsOf(database, `SELECT * FROM released_cell WHERE round = ${round} ORDER BY item, voice, unit`);

		/* A number that is nearly right says nothing; the right one says how much and when, never what. */
		const path = `/culture/rounds/${round}/erase`, wrong = number.replace(/.$/, (c) => c === "2" ? "3" : "2");
		await planner.get(`${path}?number=${wrong}`);
		assert.match(planner.text, /not of this round/);
		assert.doesNotMatch(planner.text, /Criteria answered/);
		await planner.get(path);
		await planner.post(path, { number: wrong });
		assert.equal(planner.status, 422);
		await planner.get(`${path}?number=${number.toLowerCase().replaceAll("-", " ")}`);
		assert.match(planner.text, /Criteria answered: <b>1<\/b>/);
		assert.match(planner.text, /evidence they brought: <b>1<\/b>/);
		assert.doesNotMatch(planner.text, /[Hh]eron|[Oo]tter/);
		await planner.post(path, { number, take_out: wordsWait ? "no" : "yes" });
		assert.equal(planner.status, 303, planner.text.slice(-900));
		await planner.get(planner.location);
		assert.match(planner.text, /Those answers are erased/);

		/* Only theirs is gone, from every table; the figures are as they were. */
		const dump = dumpOf(database);
		assert.ok(!/Heron number 3|Otter number 3/.test(dump), `left: ${/.{80}(Heron|Otter) number 3/.exec(dump)}`);
		assert.ok(dump.includes("Heron number 2 stands still."));
		assert.equal(rowsOf(database, "SELECT COUNT(*) FROM file WHERE name = 'herons.txt'")[0][0], "0");
		assert.deepEqual(rowsOf(database, `SELECT * FROM released_cell WHERE round = ${round} ORDER BY item, voice, unit`), figures);
		assert.match(command(program, database, ["audit", "verify"]), /something was last erased on/);
		await planner.get(`${path}?number=${number}`);
		assert.match(planner.text, /Nothing is kept for this number any more/);
		await planner.post(path, { number });
		assert.equal(planner.status, 409);
		await me.get(`/answer/${secrets[3]}/own`);
		assert.match(me.text, /You have not answered anything/);
		if (wordsWait) {
			await planner.get(`/culture/rounds/${round}/words/check`);
			assert.match(planner.text, /Heron number 2/);
		} else {
			await planner.get(`/culture/rounds/${round}/results/words`);
			assert.match(planner.text, /Heron number 2/);
		}
	} finally {
		await site.stop();
	}
}

const change = (database, sql) => isPostgres(database) ? execFileSync("psql", ["-q", "-d", database, "-c", sql], { stdio: "pipe" })
	: execFileSync("sqlite3", ["-cmd", ".timeout 10000", database, sql]);

/* Once a year: what would go is shown, the name is typed, then it goes and nothing else. */
async function clearsOut(template, program) {
	const database = template.fresh(), site = await serve(program, database), old = Date.now() - 3 * 365.25 * 86400e3;

	try {
		const administrator = await new Visitor(site.url).signIn("administrator@moray.example");
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		await administrator.get("/");
		assert.doesNotMatch(administrator.text, /Clear out what has been kept/);
		change(database, `UPDATE partnership SET is_demonstration = 0, created_at = ${old}`);
		await administrator.get("/");
		assert.match(administrator.text, /Clear out what has been kept/);
		await planner.get("/");
		assert.doesNotMatch(planner.text, /Clear out what has been kept/);

		const round = await openRound(planner, { title: "Long ago", depth: "criteria", groups: { 1: [KEY] }, shown_to: "members" });
		for (const secret of await personalLinks(planner, round, 1, 6))
			await answer(new Visitor(site.url), secret, KEY, { strength: "A heron of long ago.", placed: "4" });
		await closeRound(planner, round);
		const draft = async (title) => {
			await planner.get("/culture/rounds/new");
			await planner.post("/culture/rounds/new", { title, purpose: "Never opened", framework: "1" });
			assert.equal(planner.status, 303, planner.text.slice(-600));
		};
		await draft("An old draft");
		await draft("A new draft");
		change(database, `UPDATE round SET closed_at = ${old} WHERE id = ${round}`);
		change(database, `UPDATE round SET made_at = ${old} WHERE title = 'An old draft'`);
		change(database, `INSERT INTO attempt (what, who, began_at, tries) VALUES ('sign-in', 'old', ${old}, 3)`);

		/* Longer than these were kept, none would go. */
		await administrator.get("/privacy/retention");
		const times = { answers: "48", words: "12", notes: "12", sessions: "3", contents: "72", documents: "12", drafts: "24" };
		await administrator.post("/privacy/retention", { version: "0", ...times, answers: "0" });
		assert.equal(administrator.status, 422);
		await administrator.post("/privacy/retention", { version: "0", ...times });
		assert.equal(administrator.status, 303);
		await administrator.post("/privacy/retention", { version: "0", ...times });
		assert.equal(administrator.status, 409);
		const would = async () => {
			await administrator.get("/privacy/clear-out.json");
			return Object.fromEntries(JSON.parse(administrator.text).kinds.map((one) => [one.kind, one.records]));
		};
		assert.equal((await would())["Raw answers and evidence"], 0);
		await administrator.get("/privacy/retention");
		await administrator.post("/privacy/retention", { version: "7", ...times, answers: "24" });
		assert.equal(administrator.status, 303);
		const before = await would();
		assert.equal(before["Raw answers and evidence"], 6);
		assert.equal(before["Rounds that were never opened"], 1);
		assert.equal(before["Sessions, tries and used invitations"], 1);

		const released = rowsOf(database, "SELECT * FROM released_cell ORDER BY round, item, voice, unit");
		await administrator.get("/privacy/clear-out");
		await administrator.post("/privacy/clear-out", { name: "Another" });
		assert.equal(administrator.status, 422);
		await administrator.post("/privacy/clear-out", { name: "Health and Social Care Moray" });
		assert.equal(administrator.status, 303);
		await soon(async () => (await administrator.get("/privacy/clear-out")).text.includes("Removed raw answers and evidence: 6"), () => `${administrator.text}\n${site.log()}`);
		assert.deepEqual(Object.values(await would()).filter(Boolean), []);
		assert.equal(rowsOf(database, `SELECT COUNT(*) FROM response WHERE round = ${round}`)[0][0], "0");
		assert.ok(Number(rowsOf(database, `SELECT COUNT(*) FROM response WHERE round <> ${round}`)[0][0]) > 0, "other rounds' are gone");
		assert.deepEqual(rowsOf(database, "SELECT title FROM round WHERE state = 'draft' AND title LIKE '%draft'"), [["A new draft"]]);
		assert.deepEqual(rowsOf(database, "SELECT * FROM released_cell ORDER BY round, item, voice, unit"), released);
		assert.ok(dumpOf(database).includes("A heron of long ago."), "what was released stays");
		assert.match(command(program, database, ["audit", "verify"]), /something was last erased on/);
		await administrator.get("/changes");
		assert.match(administrator.text, /cleared out the raw answers and evidence/);
		await administrator.get("/");
		assert.doesNotMatch(administrator.text, /Clear out what has been kept/);
	} finally {
		await site.stop();
	}
}

/* What officers ask for, as Word: what another program reads in it is what the page says; the assessment is for whoever plans. */
async function officersHaveWord(template, program) {
	const database = template.fresh(), site = await serve(program, database);
	const folder = mkdtempSync(join(tmpdir(), "cairn-officers-"));
	const made = async (who, page) => {
		await who.get(page);
		await who.post(page, {});
		assert.equal(who.status, 303, who.text.slice(-600));
		await soon(async () => /Download the Word file/.test((await who.get(page)).text), () => `${who.text}\n${site.log()}`);
		const path = /href="(\/privacy\/documents\/\d+)"/.exec(who.text)[1];
		const reply = await fetch(site.url + path, { headers: { Cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });
		assert.equal(reply.status, 200);
		writeFileSync(join(folder, "one.docx"), Buffer.from(await reply.arrayBuffer()));
		return { path, text: execFileSync("pandoc", ["--from=docx", "--to=markdown", "--wrap=none", join(folder, "one.docx")], { encoding: "utf8" }) };
	};

	try {
		const planner = await new Visitor(site.url).signIn("planner@moray.example"), viewer = await new Visitor(site.url).signIn("viewer@moray.example");
		const assessment = await made(planner, "/privacy/assessment");
		for (const part of ["Why an assessment is needed", "TO FILL IN", "Autumn 2026 self-assessment", "Somebody is recognised in a figure", "kept for 24 months"])
			assert.ok(assessment.text.includes(part), `not in it: ${part}\n${assessment.text.slice(0, 1500)}`);
		assert.doesNotMatch(assessment.text, /\]\(\/|csrf|Make it as Word/);
		const published = await made(viewer, "/privacy/published");
		assert.match(published.text, /Autumn 2026 self-assessment/);
		await viewer.get(assessment.path);
		assert.equal(viewer.status, 404);
		await viewer.get("/privacy/published.csv");
		assert.match(viewer.text, /Autumn 2026 self-assessment/);
		await viewer.get("/privacy/assessment");
		assert.equal(viewer.status, 403);
	} finally {
		rmSync(folder, { recursive: true });
		await site.stop();
	}
}

/* A copy from before the erasures, put back, names them, and how to do each again; what came after the copy, or is erased in it, is not named. */
async function restoreNames(template, program) {
	const database = template.fresh(), copy = `${database}.monday`;
	let site = await serve(program, database);

	try {
		const administrator = await new Visitor(site.url).signIn("administrator@moray.example");
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		const round = await openRound(planner, { title: "Owed again", depth: "criteria", groups: { 1: [KEY] }, shown_to: "members" });
		const [kept, late] = await personalLinks(planner, round, 1, 2);
		await answer(new Visitor(site.url), kept, KEY, { strength: "Back again.", placed: "4" });
		const [[viewer]] = rowsOf(database, "SELECT id FROM account WHERE email = 'viewer@moray.example'");
		command(program, database, ["backup", copy]);
		await answer(new Visitor(site.url), late, KEY, { strength: "Never in the copy.", placed: "4" });
		for (const secret of [kept, late]) {
			const me = new Visitor(site.url);
			await me.get(`/answer/${secret}/withdraw`);
			await me.post(`/answer/${secret}/withdraw`);
			assert.equal(me.status, 303);
		}
		await administrator.get(`/people/${viewer}/erase`);
		await administrator.post(`/people/${viewer}/erase`, { also: "" });
		assert.equal(administrator.status, 303);
		await site.stop();
		const said = command(program, database, ["restore", copy, "--replace"]);
		assert.match(said, /HOLDS WHAT WAS ERASED AFTER IT WAS MADE/);
		assert.match(said, new RegExp(`the member Example viewer, at /people/${viewer}/erase`));
		const numbers = [...said.matchAll(/answers in Owed again, at (\S+) with the number (\S+)/g)];
		assert.equal(numbers.length, 1, said);

		/* What it says works. */
		site = await serve(program, database);
		const again = await new Visitor(site.url).signIn("planner@moray.example");
		await again.get(numbers[0][1]);
		await again.post(numbers[0][1], { number: numbers[0][2] });
		assert.equal(again.status, 303);
		assert.ok(!dumpOf(database).includes("Back again."));
		await site.stop();
		command(program, database, ["backup", `${copy}-2`]);
		assert.doesNotMatch(command(program, database, ["restore", `${copy}-2`, "--replace"]), /ERASED|could not be compared/);
	} finally {
		await site.stop();
	}
}

export async function cases({ template, program, one }) {
	await one("a member is erased", () => erasesMember(template, program));
	await one("a member sees all that is kept of them", () => showsKept(template, program));
	await one("answers are erased after their words were released", () => erasesAnswers(template, program, false));
	await one("answers are erased while their words wait", () => erasesAnswers(template, program, true));
	await one("what was kept long enough is cleared out", () => clearsOut(template, program));
	await one("officers have Word", () => officersHaveWord(template, program));
	if (template.name === "SQLite")
		await one("a copy that is put back names what was erased since", () => restoreNames(template, program));
}
