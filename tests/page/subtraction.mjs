/*
 * Subtraction: can what is withheld be worked out from everything that can be fetched?
 *
 * Rounds of each depth are made and answered through the pages, with groups of one to eight people. All that a viewer, somebody who answered and a
 * visitor can fetch is gathered: pages, JSON, CSV, every filter, the front page, before the close and after. Against it stands what people really
 * said, read from the database, which no page does. Two proofs, as in docs/methods.md:
 *
 *   subtraction   no combination of published counts gives a count of fewer people than the threshold;
 *   silence       the same rounds are made again with other answers in what is withheld: everything published is the same, letter for letter.
 */
import assert from "node:assert/strict";
import { Visitor, serve } from "./lib.mjs";
import { ROLES, all, answer, closeRound, csvRows, objectsOf, openRound, personalLinks, settled } from "../support/pages.mjs";

const THRESHOLD = 5;
const COUNTS = ["not_yet", "early_days", "in_places", "mostly", "embedded", "dont_know", "does_not_apply"];
const PLACED = [1, 2, 3, 4, 5, 0, -1]; /* in the order of COUNTS */
const WHOLE = "whole voice"; /* the unit of a line about a voice as a whole */
const KEYS = ["culture.partnership", "culture.vision", "analyse.needs"];

/* ------------------------------------------------------------------ what people really said */

/* { groups: [{ name, voice }], people: [{ group, items: { key: placed }, said: { criterion: [texts] }, responded: Set }] } of a round. */
function truthOf(database, round) {
	const of = (columns, table, more = "") => objectsOf(database, `SELECT ${columns} FROM ${table} WHERE partnership = 1 AND round = ${round} ${more}`);
	const groups = of("id, name, voice_name AS voice", "round_group", "ORDER BY id");
	const people = new Map(of("id, round_group", "participant").map(({ id, round_group }) =>
		[id, { group: groups.findIndex((group) => group.id === round_group), items: {}, said: {}, responded: new Set() }]));

	for (const { participant, criterion, placed, strength, development, reason } of of("participant, criterion, placed, strength, development, reason", "response")) {
		const person = people.get(participant);
		if (placed !== null)
			person.items[criterion] = placed;
		person.said[criterion] = [strength, development, placed === -1 ? reason : ""].filter((text) => text !== "");
		if (placed !== null || person.said[criterion].length > 0)
			person.responded.add(criterion);
	}
	for (const { participant, statement, placed } of of("participant, statement, placed", "statement_rating")) {
		people.get(participant).items[statement] = placed;
		people.get(participant).responded.add(statement);
		people.get(participant).responded.add(statement.replace(/\.\d+$/, ""));
	}
	return { groups, people: [...people.values()].filter(({ responded }) => responded.size > 0) };
}

const within = (truth, groups) => truth.people.filter(({ group }) => groups.has(group));
const tallyOf = (people, item) => PLACED.map((placed) => people.filter((person) => person.items[item] === placed).length);
const placedOf = (people, item) => people.filter((person) => person.items[item] >= 1).length;

/* ------------------------------------------------------------------ published columns */

/* The groups that a column of the results stands for. */
function groupsOf(truth, columns, voice, unit) {
	const whole = truth.groups.map((group, i) => i).filter((i) => truth.groups[i].voice === voice);

	if (unit === "" || unit === WHOLE)
		return new Set(whole);
	const names = columns.find((column) => column.voice === voice && column.unit === unit)?.groups.split("; ");
	assert.ok(names, `the unit ${unit} of ${voice} is in no column`);
	return new Set(whole.filter((i) => names.includes(truth.groups[i].name)));
}

const isNumber = ({ state, value }) => state === "shown" && value !== null;

/* Every cell by itself: right where it is shown, and not a figure where it is not. Gives the sets of groups shown, by item. */
function checkCells(at, truth, page) {
	const published = new Map();

	for (const row of page.results) {
		const where = `${at}, ${row.item}, ${row.voice} ${row.unit}`;
		const figures = [row.people, row.median, row.lower, row.upper, ...COUNTS.map((name) => row[name])];
		const rows = published.get(row.item) ?? published.set(row.item, []).get(row.item);

		if (row.state !== "shown") {
			const people = row.voice === "All shown" ? [] : within(truth, groupsOf(truth, page.columns, row.voice, row.unit));

			assert.ok(figures.every((figure) => !isNumber(figure) || figure.value === 0), `${where}: a figure of what is ${row.state}`);
			if (row.state === "nobody")
				assert.ok(people.every(({ responded }) => !responded.has(row.item)) && (people.length === 0 || people.length >= THRESHOLD),
					`${where}: the silence of too few is told`);
			else
				assert.ok(figures.every((figure) => !isNumber(figure)), `${where}: a figure of what is withheld`);
			continue;
		}
		assert.ok(figures.every(isNumber), where);
		const counts = COUNTS.map((name) => row[name].value);
		if (row.voice === "All shown") {
			rows.total = counts;
			continue;
		}
		const groups = groupsOf(truth, page.columns, row.voice, row.unit), people = within(truth, groups);
		assert.deepEqual(counts, tallyOf(people, row.item), `${where}: not what people said`);
		assert.equal(row.people.value, placedOf(people, row.item), where);
		assert.ok(row.people.value >= THRESHOLD, `${where}: ${row.people.value} people`);
		rows.push({ voice: row.voice, unit: row.unit === WHOLE ? "" : row.unit, groups, counts });
	}
	return published;
}

/* ------------------------------------------------------------------ sums */

const sum = (lists) => PLACED.map((placed, i) => lists.reduce((all, counts) => all + counts[i], 0));

/* "All shown" is the sum of the voices shown; a split voice is the sum of its units, all of them. */
function checkSums(at, published) {
	for (const [item, rows] of published) {
		const voices = rows.filter(({ unit }) => unit === "");

		assert.equal(rows.total !== undefined, voices.length > 0, `${at}, ${item}: a total of nothing, or none of something`);
		if (rows.total !== undefined)
			assert.deepEqual(rows.total, sum(voices.map(({ counts }) => counts)), `${at}, ${item}: something withheld is in the total`);
		for (const whole of voices) {
			const units = rows.filter(({ voice, unit }) => voice === whole.voice && unit !== "");
			if (units.length > 0)
				assert.deepEqual(whole.counts, sum(units.map(({ counts }) => counts)), `${at}, ${item}: ${whole.voice} has one hidden part`);
		}
	}
}

/* Rows of noughts and ones in reduced form (the figures stay small: a prime is not needed). */
function reduced(sets, width) {
	const rows = [];

	for (const set of sets) {
		const row = Array.from({ length: width }, (one, i) => set.has(i) ? 1 : 0);
		for (const { at, row: other } of rows) {
			const times = row[at];
			other.forEach((value, i) => (row[i] -= times * value));
		}
		const at = row.findIndex((value) => Math.abs(value) > 1e-9);
		if (at < 0)
			continue;
		const lead = row[at];
		row.forEach((value, i) => (row[i] = value / lead));
		for (const { row: other } of rows) {
			const times = other[at];
			row.forEach((value, i) => (other[i] -= times * value));
		}
		rows.push({ at, row });
	}
	return rows.map(({ row }) => row);
}

/* Every set of groups whose count follows from these by any combination. */
function* following(sets, width) {
	const rows = reduced(sets, width);

	assert.ok(rows.length <= 16, "too many columns to try all combinations");
	for (let chosen = 1; chosen < 1 << rows.length; chosen++) {
		const mixed = Array.from({ length: width }, (one, i) => rows.reduce((all, row, r) => all + (chosen >> r & 1 ? row[i] : 0), 0));
		if (mixed.every((value) => Math.abs(value) < 1e-9 || Math.abs(value - 1) < 1e-9))
			yield new Set(mixed.flatMap((value, i) => value > 0.5 ? [i] : []));
	}
}

function checkSubtraction(at, truth, page, published) {
	const width = truth.groups.length;

	for (const [item, rows] of published) {
		const sets = rows.map(({ groups }) => groups);
		if (rows.total !== undefined)
			sets.push(new Set(rows.filter(({ unit }) => unit === "").flatMap(({ groups }) => [...groups])));
		for (const groups of following(sets, width)) {
			const people = within(truth, groups).filter((person) => item in person.items);
			const placed = placedOf(people, item);
			assert.ok(people.length === 0 || placed >= THRESHOLD,
				`${at}, ${item}: what ${placed} people of ${[...groups].map((i) => truth.groups[i].name)} said follows by subtraction`);
		}
	}
	/* How many took part, by the columns' own counts. */
	const shown = page.columns.filter(({ people }) => isNumber(people));
	for (const column of shown)
		assert.equal(column.people.value, within(truth, groupsOf(truth, page.columns, column.voice, column.unit)).length, `${at}, ${column.voice} ${column.unit}`);
	for (const groups of following(shown.map(({ voice, unit }) => groupsOf(truth, page.columns, voice, unit)), width)) {
		const { length } = within(truth, groups);
		assert.ok(length === 0 || length >= THRESHOLD, `${at}: that ${length} people took part follows by subtraction`);
	}
}

/* ------------------------------------------------------------------ words */

/* Where names stand under words, enough people stand behind them; the others are too many to be told apart. */
function checkWords(at, truth, page) {
	for (const criterion of new Set(truth.people.flatMap(({ said }) => Object.keys(said)))) {
		const answered = truth.people.filter(({ responded }) => responded.has(criterion));
		const words = page.words.filter((row) => row.criterion === criterion);
		const labels = new Map(), where = `${at}, words of ${criterion}`;

		for (const { label } of words.filter((row) => row.label !== "")) {
			const column = page.columns.find(({ voice, unit }) => (unit || voice) === label && (unit !== "" || label === voice));
			assert.ok(column, `${where}: "${label}" is no voice and no group of this round`);
			labels.set(label, groupsOf(truth, page.columns, column.voice, column.unit));
		}
		for (const [label, groups] of labels)
			assert.ok(answered.filter(({ group }) => groups.has(group)).length >= THRESHOLD, `${where}: too few stand behind "${label}"`);
		checkAuthors(where, answered, criterion, words, labels);
		const named = new Set([...labels.values()].flatMap((groups) => [...groups]));
		const unnamed = answered.filter(({ group }) => !named.has(group));
		if (words.some(({ label }) => label === ""))
			assert.ok(unnamed.length >= THRESHOLD, `${where}: those without a name are ${unnamed.length} people, who follow by elimination`);
		for (const one of labels.values())
			for (const other of labels.values())
				assert.ok(one === other || [...one].every((group) => !other.has(group)), `${where}: a voice and a part of it are both named`);
	}
}

function checkAuthors(where, answered, criterion, words, labels) {
	const left = answered.flatMap(({ group, said }) => (said[criterion] ?? []).map((text) => ({ group, text })));

	for (const { label, words: text } of words) {
		const author = left.findIndex((one) => one.text === text && (label === "" || labels.get(label).has(one.group)));
		assert.ok(author >= 0, `${where}: nobody of "${label}" wrote: ${text}`);
		left.splice(author, 1);
	}
}

/* A name in the page is the name in the table. */
function checkQuotes(at, html, page) {
	for (const [, text, label] of html.matchAll(/<blockquote[^>]*><p>([^<]*)<\/p>\s*(?:<footer>([^<]*)<\/footer>)?/g))
		assert.ok(page.words.some((row) => plain(row.words) === plain(text) && plain(row.label) === plain(label ?? "")), `${at}: a quote that is not in the table: ${text} (${label})`);
}

/* The picture of a conversation counts what is published, and nobody else: a person writes one strength a criterion at most. */
function checkPicture(at, html, page) {
	const description = /<desc id="said-wide-desc">([^<]*)/.exec(html)?.[1];

	assert.ok(description, `${at}: no picture`);
	for (const name of new Set(page.words.map((row) => row.name))) {
		const count = (kind) => page.words.filter((row) => row.name === name && row.kind === kind).length;
		assert.ok(description.includes(`${name}: ${count("strength")} strong, ${count("development")} to develop.`), `${at}: the picture of ${name}: ${description}`);
	}
}

const plain = (text) => text.replace(/&(?:quot|#39|amp|lt|gt);/g, "").replace(/["'&<>\s]+/g, "");

/* ------------------------------------------------------------------ gathering */

async function fetched(who, path) {
	const reply = await fetch(who.url + path, { redirect: "manual", headers: { Accept: "text/html",
		Cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });

	return { path, status: reply.status, text: await reply.text() };
}

/* Every page about a round, with every filter, as page, JSON and CSV. */
function pathsOf(base) {
	const kinds = ["", "strength", "development", "reason"];

	return ["", ".json", ".csv"].flatMap((form) => [`${base}/results${form}`, ...KEYS.map((key) => `${base}/results/${key}${form}`),
		...["", ...KEYS].flatMap((key) => kinds.map((kind) => `${base}/results/words${form}?criterion=${key}&kind=${kind}`))]);
}

const COMMON = ["/", "/culture/rounds", "/changes", "/groups"].flatMap((path) => ["", ".json", ".csv"].map((form) => path === "/" ? "/" : path + form));

async function gather(who, round, link) {
	const own = [`/culture/rounds/${round}`, `/culture/rounds/${round}.json`, `/culture/rounds/${round}.csv`];
	const paths = [...COMMON, ...own, ...pathsOf(`/culture/rounds/${round}`), ...(link === undefined ? [] : [`/answer/${link}`, `/answer/${link}/finish`,
		...pathsOf(`/answer/${link}`)])];
	const found = new Map();

	await all([...new Set(paths)], async (path) => found.set(path, await fetched(who, path)));
	return found;
}

/* What differs between two runs and says nothing: secrets, times, digests, and the order of words, which is left to chance. */
function calm(path, text) {
	const still = text.replace(/[a-z2-7]{52}/g, "LINK").replace(/[0-9a-f]{64}/g, "HASH").replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME").replace(/127\.0\.0\.1:\d+/g, "HOST").replace(/\d\d:\d\d/g, "CLOCK");

	if (/\.csv/.test(path))
		return still.split(/\r?\n/).sort().join("\n");
	if (!/\.json/.test(path) || !/^\{/.test(still))
		return /results/.test(path) ? [...still.matchAll(/<(table|svg)[\s\S]*?<\/\1>/g)].join("\n") : still;
	const page = JSON.parse(still);
	for (const row of [...(page.strengths ?? []), ...(page.lowest ?? []), ...(page.disagreements ?? [])])
		delete row.quote;
	page.words?.sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
	return JSON.stringify(page);
}

const calmAll = (found, link = "-") => new Map([...found].map(([path, { status, text }]) =>
	[path.replace(link, "LINK"), `${status} ${calm(path, text.replace(/(?<="request":")\w+|(?<=give them the number )\w+/g, ""))}`]));

function checkSame(at, one, other) {
	assert.deepEqual([...one.keys()].sort(), [...other.keys()].sort());
	for (const [path, text] of one)
		assert.equal(other.get(path), text, `${at}: ${path} tells of what is withheld`);
}

/* ------------------------------------------------------------------ rounds made here */

/* People by group number, as the demonstration has them: users and carers 1 to 5, workforce 6 and 7, third sector 8 to 13, leaders 14 to 17. */
const ROUNDS = [
	{ depth: "statements", groups: { 1: 6, 2: 3, 3: 2, 6: 4, 8: 5, 9: 1, 14: 7, 16: 5 } },
	{ depth: "criteria", shown_to: "members", groups: { 1: 5, 4: 8, 6: 1, 7: 2, 10: 4, 14: 6, 15: 6, 17: 1 } },
	{ depth: "conversation", groups: { 2: 4, 3: 6, 6: 2, 8: 7, 13: 1, 15: 5 } },
];

/* Groups whose voice is withheld whole, by depth: with `other` they place themselves elsewhere. */
const HIDDEN = { statements: [6], criteria: [6, 7, 10], conversation: [] };

/* A round's people answer in a way that a formula fixes. */
function saidBy(depth, group, person, c, other) {
	const isLone = (group === 16 && c === 1 && person > 1) || (group === 15 && c === 2 && person > 3); /* too few of a unit place themselves */
	const shift = other && HIDDEN[depth].includes(group) ? 2 : 0;
	const place = (more) => String(1 + (group * 7 + person * 3 + c * 2 + shift + more) % 5);
	const words = (kind) => `${kind} ${depth} ${group}.${person}.${c}`;
	const said = { strength: (group + person + c) % 3 === 0 ? "" : words("strength"), development: (person + c) % 2 === 0 ? "" : words("development") };

	if (depth === "conversation")
		return said;
	if (isLone)
		return { ...said, placed: "dk" };
	if ((group + person * 2 + c) % 11 === 0)
		return { ...said, placed: "na", reason: words("reason") };
	return { ...said, placed: place(0), ...(depth === "statements" ? { [`${KEYS[c]}.1`]: place(1), [`${KEYS[c]}.2`]: place(2) } : {}) };
}

async function makeRound(site, planner, { depth, groups, shown_to = "participants" }, other) {
	const round = await openRound(planner, { title: `Small groups: ${depth}`, depth, shown_to,
		groups: Object.fromEntries(Object.keys(groups).map((group) => [group, KEYS])) });
	const made = { round, depth, links: {}, words: [] };

	for (const [group, people] of Object.entries(groups)) {
		made.links[group] = await personalLinks(planner, round, group, people);
		await all(made.links[group].map((link, person) => ({ link, person })), async ({ link, person }) => {
			for (const [c, key] of KEYS.entries()) {
				const said = saidBy(depth, Number(group), person, c, other);
				made.words.push(...[said.strength, said.development, said.reason].filter(Boolean));
				await answer(new Visitor(site.url), link, key, said);
			}
		});
	}
	return made;
}

/* ------------------------------------------------------------------ before the close */

/* Only counts of the whole round: no words of anybody else, no figure of a group. */
async function lookBefore(people, made) {
	const found = new Map();
	const [[group, [link]]] = Object.entries(made.links);
	const own = new RegExp(`(?:strength|development|reason) ${made.depth} ${group}\\.0\\.`);

	for (const role of ["", ...ROLES]) {
		for (const [path, page] of await gather(people[role], made.round, link)) {
			const where = `before the close, ${path.replace(link, "LINK")} as ${role || "a visitor"}`;

			for (const words of made.words)
				assert.ok(!page.text.includes(words) || (path.includes(link) && own.test(words)), `${where}: ${words}`);
			if (path.includes("/results"))
				assert.ok(page.status >= 300, `${where}: ${page.status}`);
			if (role === "viewer")
				found.set(path, page);
			if (path === `/culture/rounds/${made.round}.json` && page.status === 200)
				checkCountsBefore(where, JSON.parse(page.text));
		}
	}
	return calmAll(found, link);
}

function checkCountsBefore(where, page) {
	const figures = Object.entries(page).filter(([name, value]) => value?.state === "shown").map(([name]) => name);

	assert.deepEqual(figures.sort(), ["begun", "finished", "made", "started"], `${where}: other figures than the whole round's`);
	for (const group of page.groups)
		assert.deepEqual(Object.keys(group).sort(), ["id", "is_long", "minutes", "name", "questions", "voice_name"], `${where}: a group is counted`);
}

/* ------------------------------------------------------------------ after it */

async function lookAfter(at, people, database, round, link) {
	const truth = truthOf(database, round);
	const found = await gather(people.viewer, round, link);
	const page = JSON.parse(found.get(`/culture/rounds/${round}/results.json`).text);
	const published = checkCells(at, truth, page);

	assert.ok(page.results.length > 0, `${at}: nothing is published`);
	checkSums(at, published);
	checkSubtraction(at, truth, page, published);
	checkWords(at, truth, page);
	for (const [path, { status, text }] of found) {
		if (status !== 200 || !path.includes("/results"))
			continue;
		checkRows(`${at}, ${path}`, path, text, page);
	}
	if (page.round.depth === "conversation")
		checkPicture(at, found.get(`/culture/rounds/${round}/results`).text, page);
	if (link !== undefined) {
		const isShared = page.round.shown_to === "participants";
		for (const [path, { status, text }] of await gather(people[""], round, link)) {
			if (path === `/answer/${link}/results`)
				assert.equal(status === 200, isShared, `${at}: results by a participant's link: ${status}`);
			if (!isShared && path.includes(link))
				assert.ok(!page.words.some(({ words }) => text.includes(words)) && !text.includes("<table"), `${at}: ${path} shows results to who answered`);
		}
	}
	return { found: calmAll(found, link), published, page };
}

/* Every other table, file and quote says nothing that the round's own table does not. */
function checkRows(at, path, text, page) {
	const known = new Set([...page.results, ...page.words, ...page.columns, ...page.strengths, ...page.lowest, ...page.disagreements].map((row) => JSON.stringify(row)));

	if (path.includes(".json")) {
		for (const rows of Object.values(JSON.parse(text)).filter(Array.isArray))
			for (const row of rows)
				assert.ok(known.has(JSON.stringify(row)), `${at}: a row that is not in the round's table: ${JSON.stringify(row)}`);
	} else if (path.includes(".csv")) {
		const [heads, ...rows] = csvRows(text);
		const own = heads.includes("words") ? page.words : page.results;
		const lines = new Set(own.map((row) => JSON.stringify(heads.map((head) => cell(row[head])))));
		for (const row of rows)
			assert.ok(lines.has(JSON.stringify(row.map((text) => /^\d+\.0+$/.test(text) ? String(Number(text)) : text))), `${at}: a line that is not in the round's table: ${row}`);
	} else {
		checkQuotes(at, text, page);
	}
}

/* A file leaves the cell of what is withheld empty: the line's state says so. */
const cell = (value) => value === null || value === undefined ? "" : typeof value === "object" ? (value.state === "shown" ? String(value.value) : "")
	: String(value);

/* ------------------------------------------------------------------ all of it */

async function signedIn(site) {
	const people = { "": new Visitor(site.url) };

	for (const role of ROLES)
		people[role] = await new Visitor(site.url).signIn(`${role}@moray.example`);
	return people;
}

async function smallGroups(template, program, other) {
	const database = template.fresh();
	const site = await serve(program, database);
	const seen = [];

	try {
		const people = await signedIn(site);
		for (const shape of ROUNDS) {
			const made = await makeRound(site, people.planner, shape, other);
			const before = await lookBefore(people, made);
			await closeRound(people.planner, made.round);
			await settled(database); /* until then the page of the search says that something is missing */
			const link = Object.values(made.links)[0][0];
			const after = await lookAfter(`a round of ${shape.depth}`, people, database, made.round, link);
			if (shape.depth !== "conversation") {
				assert.ok(after.page.results.some(({ state, unit }) => state === "withheld" && unit === WHOLE), "no voice is withheld: the test tries nothing");
				assert.ok(after.page.results.some(({ state, unit }) => state === "shown" && unit !== WHOLE), "no unit is shown: the test tries nothing");
			}
			assert.ok(after.page.words.some(({ label }) => label !== "") && after.page.words.some(({ label }) => label === ""), "words with a name and without");
			seen.push({ depth: shape.depth, before, after: after.found });
		}
		assert.ok(site.isAlive(), site.log());
	} finally {
		await site.stop();
	}
	return seen;
}

async function demonstration(template, program) {
	const database = template.fresh();
	const site = await serve(program, database);

	try {
		const people = await signedIn(site);
		const closed = objectsOf(database, "SELECT id FROM round WHERE partnership = 1 AND state = 'closed' ORDER BY id");
		assert.ok(closed.length >= 2);
		for (const { id } of closed)
			await lookAfter(`round ${id} of the demonstration`, people, database, id);
	} finally {
		await site.stop();
	}
}

export async function cases({ template, program, one }) {
	await one("the demonstration's closed rounds", () => demonstration(template, program));
	await one("small groups, before and after the close", async () => {
		const [these, others] = [await smallGroups(template, program, false), await smallGroups(template, program, true)];

		for (const [i, { depth, before, after }] of these.entries()) {
			checkSame(`${depth} before the close`, before, others[i].before);
			checkSame(`${depth} after the close`, after, others[i].after);
		}
	});
}
