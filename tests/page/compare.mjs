/*
 * Two rounds compared, from the setting up to the page: what is called a change and what is not, what changed in between, and what is said of it.
 */
import assert from "node:assert/strict";
import { Visitor, serve } from "./lib.mjs";
import { all, answer, closeRound, csvRows, fieldsOf, openRound, personalLinks, rowsOf, upload } from "../support/pages.mjs";

const USERS = "1", STAFF = "6", LEADERS = "14"; /* groups of three voices, as the demonstration has them */

/* ------------------------------------------------------------------ a framework of our own, which changes */

function packOf(criteria) {
	const line = [1, 2, 3, 4, 5].map((number) => ({ number, name: `Level ${number}`, says: `Level ${number}` }));

	return JSON.stringify({ key: "bees", title: "Bees", publisher: "Us", credit: "Us", licence: { name: "Open" },
		line: { positions: line, dont_know: { name: "?" }, does_not_apply: { name: "-" } },
		themes: [{ key: "t", name: "Hives", criteria: Object.entries(criteria).map(([key, name]) => ({ key, name, question: `${name}?`,
			statements: [{ id: `${key}.1`, label: `${name}, always` }] })) }] });
}

async function loadPack(planner, database, criteria) {
	await planner.get("/culture/load-a-framework");
	await upload(planner, "/culture/load-a-framework", "bees.json", packOf(criteria));
	assert.equal(planner.status, 303, planner.text.slice(-1500));
	return rowsOf(database, "SELECT id FROM framework WHERE key = 'bees'")[0][0];
}

/* ------------------------------------------------------------------ rounds */

/* `said`: { group: { criterion: [how many at level 1, 2, ...] } }; the first criterion has as many as there are people. */
async function answered(site, planner, round, said) {
	for (const [group, criteria] of Object.entries(said)) {
		const levels = Object.fromEntries(Object.entries(criteria).map(([key, counts]) =>
			[key, counts.flatMap((count, i) => Array(count).fill(i + 1))]));
		const people = Math.max(...Object.values(levels).map(({ length }) => length));
		const links = await personalLinks(planner, round, group, people);

		await all(links.map((link, i) => ({ link, i })), async ({ link, i }) => {
			for (const [key, placed] of Object.entries(levels).filter(([, list]) => i < list.length))
				await answer(new Visitor(site.url), link, key, { placed: String(placed[i]), [`${key}.1`]: String(placed[i]) });
		});
	}
	await closeRound(planner, round);
	return round;
}

const keysOf = (said) => Object.fromEntries(Object.entries(said).map(([group, criteria]) => [group, Object.keys(criteria)]));

async function hold(site, planner, title, said, more = {}) {
	return answered(site, planner, await openRound(planner, { title, depth: "criteria", groups: keysOf(said), ...more }), said);
}

/* The next round from a closed one, opened as it is. */
async function holdAgain(site, planner, from, title, said) {
	await planner.get(`/culture/rounds/${from}/again`);
	await planner.post(`/culture/rounds/${from}/again`, { title });
	assert.equal(planner.status, 303, planner.text.slice(-1500));
	const round = Number(/rounds\/(\d+)/.exec(planner.location)[1]);
	await planner.get(`/culture/rounds/${round}/open`);
	await planner.post(`/culture/rounds/${round}/open`, { version: fieldsOf(planner.text).find(({ name }) => name === "version").value });
	assert.equal(planner.status, 303, planner.text.slice(-1500));
	return answered(site, planner, round, said);
}

/* ------------------------------------------------------------------ looking */

async function seen(who, path, ...texts) {
	await who.get(path);
	assert.equal(who.status, 200, `${path}\n${who.text.slice(-1500)}`);
	for (const text of texts)
		assert.ok(who.text.includes(text), `${path} does not have: ${text}\n${who.text.replace(/^[\s\S]*?<main/, "<main").slice(0, 6000)}`);
	return who.text;
}

async function jsonOf(who, path) {
	await who.get(`${path}.json`, { Accept: "application/json" });
	assert.equal(who.status, 200, who.text);
	return JSON.parse(who.text);
}

const rowOf = (page, item, voice) => page.comparisons.find((row) => row.item === item && row.voice === voice);

/* ------------------------------------------------------------------ the cases */

/* One criterion moved and was renamed, one stayed, one was dropped; a voice that was shown then has too few people now. */
async function movedAndRenamed(site, planner, database) {
	const framework = await loadPack(planner, database, { care: "Care", calm: "Calm", feed: "Feeding" });
	const then = { care: [0, 9, 0, 0, 0], calm: [0, 0, 9, 0, 0], feed: [0, 0, 9, 0, 0] }, now = { care: [0, 0, 0, 9, 0], calm: [0, 0, 9, 0, 0] };
	const small = { care: [0, 0, 0, 4, 0], calm: [0, 0, 4, 0, 0] };
	const one = await hold(site, planner, "Spring", { [USERS]: then, [STAFF]: then, [LEADERS]: then }, { framework, depth: "statements" });
	await loadPack(planner, database, { care: "Care and calm", calm: "Calm", dry: "Dry lids" });
	await seen(planner, `/culture/rounds/${one}/again`, "Added to the framework, not asked until you tick it in step 2: Dry lids.",
		"No longer in the framework, and so no longer asked: Feeding.", "Renamed in the framework: Care, now called Care and calm.");
	const other = await holdAgain(site, planner, one, "Autumn", { [USERS]: now, [STAFF]: now, [LEADERS]: small });
	const path = `/culture/rounds/${other}/compare/${one}`; /* the later one first in the address: the earlier is "then" all the same */

	const page = await seen(planner, path, "<h1>One criterion moved up: “Care and calm”; the rest may be chance</h1>",
		"from 2 to 4 (18 people then, 18 now). At “Level 4” or further: 0% then, 100% now; 100% with the mix of voices as it was then.",
		"Called “Care” then. The question was put in other words then.", "median 3 both times (18 people then, 18 now).",
		"Asked only in Spring: Feeding.", "Of 2 criteria 1 moved and 1 shows no sign of a change",
		"Copied from Spring and not changed: purpose, depth, questions, groups and what they are asked, smallest group shown on its own and who sees the results.",
		"The same groups were asked both times.", `Next: ask why “Care and calm” moved`, "Who answered both times.",
		"The framework changed between the rounds: one criterion was asked in other words, and says so.");
	assert.ok(page.indexOf("What moved") < page.indexOf("What may have moved") && page.indexOf("What may have moved") < page.indexOf("What stayed"), "what moved comes first");
	assert.ok(!page.includes("cn_state--done"), "repetition earns no tick");
	const json = await jsonOf(planner, path), leaders = rowOf(json, "care", "Leaders and professions");
	assert.deepEqual([json.before.id, json.after.id, json.after.copied_from], [one, other, one]);
	assert.equal(leaders.state, "not shown in the other");
	assert.deepEqual([leaders.people_before.value, leaders.people_after.state, leaders.high_mix.state], [9, "suppressed", "missing"]);
	assert.equal(rowOf(json, "care", "All voices compared").movement, "moved up");
	assert.deepEqual(json.left_out.map(({ criterion }) => criterion), ["feed"]);
	await planner.get(`${path}.csv`);
	const [heads, ...lines] = csvRows(planner.text);
	assert.equal(lines.length, json.comparisons.length);
	assert.ok(heads.includes("chance_of_all") && !planner.text.includes("under 5"));

	await seen(planner, `${path}/care`, "<h1>“Care and calm” moved up</h1>", "From 2 to 4 (18 people then, 18 now).", "Called “Care” then.",
		"1 of 1 statements moved beyond chance", `/culture/rounds/${one}/results/care`, `/culture/rounds/${other}/results/care`);
	await planner.get(`${path}/feed`);
	assert.equal(planner.status, 404, "a criterion of one round only cannot be compared");
	return [one, other];
}

/* Nobody changed their mind: the leaders stayed away and the users came. */
async function anotherMix(site, planner, database) {
	const framework = rowsOf(database, "SELECT id FROM framework WHERE key = 'gpf'")[0][0];
	const key = "culture.partnership", high = { [key]: [0, 0, 0, 20, 0] }, low = { [key]: [0, 6, 0, 0, 0] };
	const one = await hold(site, planner, "Before the break", { [LEADERS]: high, [USERS]: low }, { framework });
	const other = await hold(site, planner, "After the break", { [LEADERS]: { [key]: [0, 0, 0, 6, 0] }, [USERS]: { [key]: [0, 20, 0, 0, 0] }, 4: low }, { framework });
	const path = `/culture/rounds/${one}/compare/${other}`;

	const page = await seen(planner, path, "<h1>The one criterion compared did not move beyond chance</h1>",
		"all together it went down, from 4 to 2; voice by voice there is no clear change, so it may only be that other people answered. At “Mostly” or further: 77% then, 19% now; 77% with the mix of voices as it was then.",
		"Nothing moved beyond chance.", "Next: agree what to do differently", "<td data-label=\"Groups asked only now\">People who use social care</td>");
	assert.ok(!page.includes("What was merely repeated"), "nothing was copied");
	const row = rowOf(await jsonOf(planner, path), key, "All voices compared");
	assert.equal(row.movement, "may have moved");
	assert.equal(row.chance_of_all.value, 1);
	return [one, other];
}

async function whatCannotBeCompared(planner, [bees], [gpf]) {
	await seen(planner, `/culture/rounds/${bees}/compare/${gpf}`, "<h1>Nothing can be compared between these two rounds</h1>",
		"They were held by different frameworks", "Next: choose another round");
	await seen(planner, `/culture/rounds/${bees}/compare`, "nothing: another framework", "2 criteria asked in both", "who spoke and how much was said");
	for (const [other, status] of [[bees, 404], [4, 409], [999, 404], ["x", 404]]) {
		await planner.get(`/culture/rounds/${bees}/compare/${other}`);
		assert.equal(planner.status, status, `comparing with ${other}\n${planner.text.slice(-800)}`);
	}
	await planner.get("/culture/rounds/4/compare");
	assert.equal(planner.status, 409);
}

async function tag(planner, round, name, places) {
	const path = `/culture/rounds/${round}/words/tags/new`;

	await planner.get(`${path}?q=the`);
	await planner.post(path, { version: 0, name, place: places });
	assert.equal(planner.status, 303, planner.text.slice(-1500));
}

/* Only when both rounds have tags; what too few comments are under is not counted, and what is no tag of a round is no nought. */
async function byTags(planner, viewer) {
	const path = "/culture/rounds/2/compare/3", heading = "What the comments were about", first = (count) => Array.from({ length: count }, (_, i) => i + 1);

	await tag(planner, 2, "Getting there", first(6));
	assert.ok(!(await seen(viewer, path)).includes(heading), "one of the rounds has no tags");
	await tag(planner, 2, "Only then", first(5));
	await tag(planner, 2, "Few now", first(7));
	await tag(planner, 3, "getting There", first(8));
	await tag(planner, 3, "Few now", first(4));
	await tag(planner, 3, "Only now", first(2));
	const page = await seen(viewer, path, heading, "/culture/rounds/2/words/tags", "/culture/rounds/3/words/tags");
	const rows = [...page.slice(page.indexOf(heading)).matchAll(/<tr><th scope="row">([^<]*)<\/th>\s*<td[^>]*>([^<]*)<\/td>\s*<td[^>]*>([^<]*)<\/td>\s*<\/tr>/g)].map(([, ...cells]) => cells);
	assert.deepEqual(rows, [["Few now", "7", "under 5"], ["getting There", "6", "8"], ["Only now", "no such tag", "under 5"], ["Only then", "5", "no such tag"]]);
	const { tags } = await jsonOf(viewer, path);
	assert.deepEqual(tags.map(({ name, comments_before, comments_after }) => [name, comments_before.value, comments_after.value]),
		[["Few now", 7, null], ["getting There", 6, 8], ["Only now", null, null], ["Only then", 5, null]]);
	assert.deepEqual([tags[0].comments_after.state, tags[2].comments_before.state], ["suppressed", "missing"]);
}

async function byWords(viewer) {
	await seen(viewer, "/culture/rounds/2/compare/3", "One of the two was a conversation, so there are no ratings to compare", "<h2 id=\"said\">How much was said</h2>",
		"people took part in Summer 2026 conversation");
	const json = await jsonOf(viewer, "/culture/rounds/2/compare/3");
	assert.ok(json.said.length > 0 && json.make_up.length > 0 && json.comparisons === undefined);
	await viewer.get("/culture/rounds/2/compare/3/culture.partnership");
	assert.equal(viewer.status, 404, "nobody placed anything in a conversation");
}

async function compared(template, program) {
	const database = template.fresh();
	const site = await serve(program, database);

	try {
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		const viewer = await new Visitor(site.url).signIn("viewer@moray.example");
		const bees = await movedAndRenamed(site, planner, database), gpf = await anotherMix(site, planner, database);

		await whatCannotBeCompared(planner, bees, gpf);
		await byWords(viewer);
		await byTags(planner, viewer);
		await seen(viewer, `/culture/rounds/${bees[0]}`, `href="/culture/rounds/${bees[0]}/compare">Compare with another round</a>`);
		await seen(viewer, `/culture/rounds/${bees[0]}/results`, `href="/culture/rounds/${bees[0]}/compare">Compare with another round</a>`);
		assert.ok(site.isAlive(), site.log());
	} finally {
		await site.stop();
	}
}

export async function cases({ template, program, one }) {
	await one("what moved, what may have, and what cannot be said", () => compared(template, program));
}
