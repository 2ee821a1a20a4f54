/*
 * The search while rounds are closed: what people said is found only when it was released, the page says what is not there yet, another
 * process adds it, and hostile queries break nothing.
 */
import assert from "node:assert/strict";
import { Visitor, serve } from "./lib.mjs";
import { all, answer, closeRound, command, openRound, personalLinks, settled } from "../support/pages.mjs";

const GROUP = "6"; /* health staff */

async function search(who, words) {
	await who.get(`/search.json?q=${encodeURIComponent(words)}`, { Accept: "application/json" });
	assert.equal(who.status, 200, who.text.slice(0, 500));
	return JSON.parse(who.text);
}

const said = async (who, words) => (await search(who, words)).rows.map((row) => row.said);

/* A round in which six say the one word, and four, too few to show anything, the other. */
async function answered(site, planner, title, shown, withheld) {
	const round = await openRound(planner, { title, groups: { [GROUP]: ["culture.partnership", "culture.vision"] } });
	const secrets = await personalLinks(planner, round, GROUP, 0, Array.from({ length: 10 }, (one, i) => `person ${i}`).join("\n"));

	await all(secrets.slice(0, 6), (secret) => answer(new Visitor(site.url), secret, "culture.partnership", { strength: `The ${shown} drifts.`, placed: "3" }));
	await all(secrets.slice(6), (secret) => answer(new Visitor(site.url), secret, "culture.vision", { strength: `A ${withheld} calls.`, placed: "3" }));
	return round;
}

async function closing(template, program) {
	const database = template.fresh();
	const site = await serve(program, database, ["--jobs", "0"]); /* nothing is added by itself */

	try {
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		const viewer = await new Visitor(site.url).signIn("viewer@moray.example");
		const round = await answered(site, planner, "Machair look", "thistledown", "corncrake");

		for (const word of ["thistledown", "corncrake"])
			assert.deepEqual((await search(planner, word)).found, 0, `${word} of an open round`);
		await closeRound(planner, round);
		await viewer.get("/search?q=thistledown");
		assert.match(viewer.text, /Nothing was found/);
		assert.match(viewer.text, /What people said in Machair look is still being added/);
		assert.match(command(program, database, ["job", "search", "--in", "1"]), /6 comments were added/);
		assert.deepEqual(await said(viewer, "thistledown"), Array(6).fill("The thistledown drifts."));
		await viewer.get("/search?q=thistledown");
		assert.doesNotMatch(viewer.text, /still being added/);
		for (const who of [planner, viewer, await new Visitor(site.url).signIn("administrator@moray.example")])
			assert.equal((await search(who, "corncrake")).found, 0, "a withheld word was found");
		command(program, database, ["search", "rebuild"]);
		assert.equal((await search(planner, "corncrake")).found, 0, "a withheld word was found");
		assert.equal((await said(viewer, "thistledown")).length, 6);
		assert.ok(site.isAlive(), site.log());
	} finally {
		await site.stop();
	}
}

/* Nobody asks for it: the server sees that something is due. What a killed server left over is added after the next start. */
async function byItself(template, program) {
	const database = template.fresh();
	let site = await serve(program, database);

	try {
		let planner = await new Visitor(site.url).signIn("planner@moray.example");
		await closeRound(planner, await answered(site, planner, "Skerry look", "bladderwrack", "dunlin"));
		await settled(database);
		assert.equal((await said(planner, "bladderwrack")).length, 6);
		assert.equal((await said(planner, "dunlin")).length, 0);
		await planner.get("/changes.csv");
		assert.doesNotMatch(planner.text, /search/i, "what nobody did is no news");
		await site.stop();
		site = await serve(program, database, ["--jobs", "0"]);
		planner = await new Visitor(site.url).signIn("planner@moray.example");
		await closeRound(planner, await answered(site, planner, "Lochan look", "bogbean", "dunlin"));
		assert.equal((await said(planner, "bogbean")).length, 0);
		await site.stop();
		site = await serve(program, database);
		await settled(database);
		planner = await new Visitor(site.url).signIn("planner@moray.example");
		assert.equal((await said(planner, "bogbean")).length, 6);
		command(program, database, ["audit", "verify"]);
		assert.ok(site.isAlive(), site.log());
	} finally {
		await site.stop();
	}
}

const SIGNS = [..."abc \"'\\%_*()[]{}<>&;:,.?!|~^`=+-/#@$0\u00e9\u0301\u05d0\u0627\u6e05\u200d\u202e\u{1f469}\t"];

/* The same numbers each time: what broke once breaks again. */
function* numbers(seed) {
	for (let state = seed; ; yield state / 2 ** 32)
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
}

async function hostile(template, program) {
	const site = await serve(program, template.fresh());
	const random = numbers(20261122);
	const next = (below) => Math.floor(random.next().value * below);
	const typed = ["AND", "NOT OR", "\"", "\"\"\"", "' OR 1=1 --", "NEAR(a b)", "title:x", "*", "%", "x".repeat(6000), "x".repeat(10_000), "\u{1f469}".repeat(400),
		"a ".repeat(3000), "\u0301".repeat(300), "%00", "%", "%zz", "%C3%28", "\ud800"];

	try {
		const viewer = await new Visitor(site.url).signIn("viewer@moray.example");

		for (let i = 0; i < 300; i++)
			typed.push(Array.from({ length: next(60) }, () => SIGNS[next(SIGNS.length)]).join(""));
		await all(typed, async (text) => {
			for (const kind of ["", ".json", ".csv"]) {
				const who = Object.assign(new Visitor(site.url), { cookies: viewer.cookies });
				await who.get(`/search${kind}?q=${text.startsWith("%") ? text : encodeURIComponent(text.toWellFormed?.() ?? text.replace(/[\ud800-\udfff]/g, ""))}`);
				assert.ok([200, 400, 414].includes(who.status), `${who.status} for ${JSON.stringify(text.slice(0, 100))}: ${who.text.slice(0, 300)}`);
			}
		});
		assert.ok(site.isAlive(), site.log());
	} finally {
		await site.stop();
	}
}

export async function cases({ template, program, one }) {
	await one("only what was released is ever found", () => closing(template, program));
	await one("what is due is added by itself", () => byItself(template, program));
	await one("no query breaks anything", () => hostile(template, program));
}
