/*
 * Subtraction: can what is withheld be worked out from everything that can be fetched?
 *
 * Rounds of each depth are made and answered through the pages, with groups of one to eight people. All that a viewer, somebody who answered and a
 * visitor can fetch is gathered: pages, JSON, CSV, every filter, the workbook, the search, the signals, the front page, before the close and after. Against it stands what people really
 * said, read from the database, which no page does. Two proofs, as in docs/methods.md:
 *
 *   subtraction   no combination of published counts gives a count of fewer people than the threshold;
 *   silence       the same rounds are made again with other answers in what is withheld: everything published is the same, letter for letter.
 *
 * And of the words: while they wait to be checked nobody finds any of them but on the page where a facilitator checks them; what is then held back or
 * taken out nobody finds anywhere, before its release, after it, or after a complaint.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Visitor, serve, until } from "./lib.mjs";
import { ROLES, all, answer, closeRound, csvRows, fieldsOf, objectsOf, openRound, personalLinks, releaseWords, rowsKept, rowsOf, settled } from "../support/pages.mjs";

const THRESHOLD = 5;
const COUNTS = ["not_yet", "early_days", "in_places", "mostly", "embedded", "dont_know", "does_not_apply"];
const PLACED = [1, 2, 3, 4, 5, 0, -1]; /* in the order of COUNTS */
const WHOLE = "whole voice"; /* the unit of a line about a voice as a whole */
const KEYS = ["culture.partnership", "culture.vision", "analyse.needs"];

/* ------------------------------------------------------------------ what people really said */

/* { groups: [{ name, voice, asked }], people: [{ group, items: { key: placed }, said: { criterion: [texts] }, responded: Set }] } of a round. */
function truthOf(database, round) {
	const of = (columns, table, more = "") => objectsOf(database, `SELECT ${columns} FROM ${table} WHERE partnership = 1 AND round = ${round} ${more}`);
	const groups = of("id, name, voice_name AS voice", "round_group", "ORDER BY id");
	for (const group of groups)
		group.asked = new Set(objectsOf(database, `SELECT criterion FROM round_group_criterion WHERE partnership = 1 AND round_group = ${group.id}`)
			.map(({ criterion }) => criterion));
	const people = new Map(of("id, round_group", "participant").map(({ id, round_group }) =>
		[id, { group: groups.findIndex((group) => group.id === round_group), items: {}, said: {}, wrote: {}, reasons: {}, responded: new Set() }]));

	for (const { participant, criterion, placed, strength, development, reason } of of("participant, criterion, placed, strength, development, reason", "response")) {
		const person = people.get(participant);
		if (placed !== null)
			person.items[criterion] = placed;
		person.said[criterion] = [strength, development].filter((text) => text !== "");
		person.wrote[criterion] = { strength: strength !== "", development: development !== "" };
		person.reasons[criterion] = placed === -1 ? [reason].filter((text) => text !== "") : [];
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

const criterionOf = (item) => item.replace(/\.\d+$/, "");

/* What was not asked says so, and is neither nobody's silence nor withheld; a conversation asks for no rating. */
function checkAsked(where, truth, page, row) {
	const groups = row.voice === "All shown" ? new Set(truth.groups.keys()) : groupsOf(truth, page.columns, row.voice, row.unit);
	const wasAsked = page.round.depth !== "conversation" && [...groups].some((i) => truth.groups[i].asked.has(criterionOf(row.item)));

	assert.equal(row.state === "not asked", !wasAsked, `${where}: "${row.state}"`);
}

/* Every cell by itself: right where it is shown, and not a figure where it is not. Gives the sets of groups shown, by item. */
function checkCells(at, truth, page) {
	const published = new Map();

	for (const row of page.results) {
		const where = `${at}, ${row.item}, ${row.voice} ${row.unit}`;
		const figures = [row.people, row.median, row.lower, row.upper, ...COUNTS.map((name) => row[name])];
		const rows = published.get(row.item) ?? published.set(row.item, []).get(row.item);

		checkAsked(where, truth, page, row);
		if (row.state !== "shown") {
			const people = row.voice === "All shown" ? (row.state === "nobody" ? truth.people : []) : within(truth, groupsOf(truth, page.columns, row.voice, row.unit));

			assert.ok(figures.every((figure) => !isNumber(figure) || figure.value === 0), `${where}: a figure of what is ${row.state}`);
			if (row.state === "nobody")
				assert.ok(people.every(({ responded }) => !responded.has(row.item)) &&
					(row.voice === "All shown" || people.length === 0 || people.length >= THRESHOLD),
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

/* The groups that each name under words stands for. */
function labelsOf(where, truth, page, words) {
	const labels = new Map();

	for (const { label } of words.filter((row) => row.label !== "")) {
		const column = page.columns.find(({ voice, unit }) => (unit || voice) === label && (unit !== "" || label === voice));
		assert.ok(column, `${where}: "${label}" is no voice and no group of this round`);
		labels.set(label, groupsOf(truth, page.columns, column.voice, column.unit));
	}
	return labels;
}

/* Where names stand under words, enough people stand behind them; the others are too many to be told apart. */
function checkWords(at, truth, page, published) {
	for (const criterion of new Set(truth.people.flatMap(({ said }) => Object.keys(said)))) {
		const answered = truth.people.filter(({ responded }) => responded.has(criterion));
		const words = page.words.filter((row) => row.criterion === criterion && row.kind !== "reason");
		const where = `${at}, words of ${criterion}`, labels = labelsOf(where, truth, page, words);

		checkReasons(`${at}, reasons of ${criterion}`, truth, page, published.get(criterion), criterion);
		for (const [label, groups] of labels)
			assert.ok(answered.filter(({ group }) => groups.has(group)).length >= THRESHOLD, `${where}: too few stand behind "${label}"`);
		checkAuthors(where, answered, ({ said }) => said[criterion] ?? [], words, labels);
		const named = new Set([...labels.values()].flatMap((groups) => [...groups]));
		const unnamed = answered.filter(({ group }) => !named.has(group));
		if (words.some(({ label }) => label === ""))
			assert.ok(unnamed.length >= THRESHOLD, `${where}: those without a name are ${unnamed.length} people, who follow by elimination`);
		for (const one of labels.values())
			for (const other of labels.values())
				assert.ok(one === other || [...one].every((group) => !other.has(group)), `${where}: a voice and a part of it are both named`);
	}
}

/* What somebody wrote as it may be read: a mark where something was taken out. */
const MARK = "[something about a person was taken out]";
const isOf = (text, written) => text === written || (text.includes(MARK) && written.startsWith(text.slice(0, text.indexOf(MARK))) &&
	written.endsWith(text.slice(text.indexOf(MARK) + MARK.length)));

/*
 * A reason says besides that its author was one for whom the item does not apply. So a name stands under it only where the count of that very column is
 * shown; and what stands without one, beyond what shown counts hold, comes from withheld voices of enough people together.
 */
function checkReasons(where, truth, page, rows, criterion) {
	const answered = truth.people.filter(({ responded }) => responded.has(criterion));
	const words = page.words.filter((row) => row.criterion === criterion && row.kind === "reason");
	const labels = labelsOf(where, truth, page, words);

	for (const [label, groups] of labels)
		assert.ok(rows.some((row) => [...groups].every((group) => row.groups.has(group)) && row.groups.size === groups.size),
			`${where}: "${label}" stands under a reason, and its count is not shown`);
	checkAuthors(where, answered, ({ reasons }) => reasons[criterion] ?? [], words, labels);
	const shown = new Set(rows.filter(({ unit }) => unit === "").flatMap(({ groups }) => [...groups]));
	const nameless = words.filter(({ label }) => label === "");
	const withheld = answered.filter(({ group }) => !shown.has(group));
	if (withheld.some(({ reasons }) => (reasons[criterion] ?? []).some((text) => nameless.some((one) => isOf(one.words, text)))))
		assert.ok(withheld.length >= THRESHOLD && (new Set(withheld.map(({ group }) => truth.groups[group].voice)).size > 1 ||
			withheld.filter(({ reasons }) => reasons[criterion].length > 0).length >= THRESHOLD), `${where}: few could have written what has no name`);
}

function checkAuthors(where, answered, textsOf, words, labels) {
	const left = answered.flatMap((person) => textsOf(person).map((text) => ({ group: person.group, text })));

	for (const { label, words: text } of words) {
		const author = left.findIndex((one) => isOf(text, one.text) && (label === "" || labels.get(label).has(one.group)));
		assert.ok(author >= 0, `${where}: nobody of "${label}" wrote: ${text}`);
		left.splice(author, 1);
	}
}

/* A name in the page is the name in the table. Who saw a position differently said so in the room, not in an answer. */
function checkQuotes(at, html, page) {
	const said = html.replace(/<section[^>]*aria-labelledby="agreed">[\s\S]*?<\/section>/g, "").replace(/<h2 id="agreed">[\s\S]*?(?=<h2)/, "");

	for (const [, text, footer] of said.matchAll(/<blockquote[^>]*><p>([^<]*)<\/p>\s*(?:<footer>([^<]*)<\/footer>)?/g)) {
		/* in the report a criterion, or what the words are about, stands before the name */
		const labels = [footer ?? "", (footer ?? "").replace(/^(What already works|What would make it better)(, )?/, ""), ...page.results.concat(page.wrote).map(({ name }) => name)
			.filter((name) => footer?.startsWith(name)).map((name) => footer.slice(name.length).replace(/^, /, ""))];
		assert.ok(page.words.some((row) => plain(row.words) === plain(text) && labels.some((label) => plain(row.label) === plain(label))),
			`${at}: a quote that is not in the table: ${text} (${footer})`);
	}
}

/* Who wrote, by voice: right where it is shown, of enough people, and no figure where it is not. */
function checkWrote(at, truth, page) {
	assert.ok(page.wrote.length > 0, `${at}: nobody is said to have written`);
	for (const row of page.wrote) {
		const where = `${at}, ${row.criterion}, ${row.voice}`, figures = [row.responded, row.strengths, row.developments];

		if (row.voice === "No voice named")
			continue;
		const people = within(truth, groupsOf(truth, page.columns, row.voice, ""));
		const answered = people.filter(({ responded }) => responded.has(row.criterion));
		const wrote = (kind) => answered.filter((person) => person.wrote[row.criterion]?.[kind]).length;
		if (row.state !== "shown") {
			assert.ok(figures.every((figure) => !isNumber(figure)), `${where}: a figure of what is ${row.state}`);
			assert.ok(row.state !== "nobody" || people.length === 0, where);
			continue;
		}
		assert.ok(answered.length >= THRESHOLD, `${where}: ${answered.length} people`);
		assert.deepEqual([row.people.value, ...figures.map(({ value }) => value)], [people.length, answered.length, wrote("strength"), wrote("development")], where);
	}
}

/* The picture of a conversation counts who wrote, as it was decided at the close: those whose words were held back as well, and nobody else. */
function checkPicture(at, html, page, held) {
	const description = /<desc id="said-wide-desc">([^<]*)/.exec(html)?.[1];

	assert.ok(description, `${at}: no picture`);
	for (const [name, criterion] of new Map(page.words.map((row) => [row.name, row.criterion]))) {
		const count = (kind) => page.words.filter((row) => row.name === name && row.kind === kind).length + held(criterion, kind);
		assert.ok(description.includes(`${name}: ${count("strength")} strong, ${count("development")} to develop.`), `${at}: the picture of ${name}: ${description}`);
	}
}

const plain = (text) => text.replace(/&(?:quot|#39|amp|lt|gt);/g, "").replace(/["'&<>\s]+/g, "");

/* ------------------------------------------------------------------ gathering */

async function fetched(who, path) {
	const reply = await fetch(who.url + path, { redirect: "manual", headers: { Accept: "text/html",
		Cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });

	return { path, status: reply.status, text: withoutEcho(path, await reply.text()) };
}

/* The page of the search says what was looked for. */
function withoutEcho(path, text) {
	const asked = /^\/search[^?]*\?q=(.*)/.exec(path)?.[1];
	if (asked === undefined)
		return text;
	const q = decodeURIComponent(asked);
	return text.replace(/<title>[^<]*|<input class="ds_input ds_site-search__input"[^>]*>/g, "").replaceAll(`“${q}”`, "").replaceAll(`value="${q}"`, "").replaceAll(`"typed":"${q}"`, "");
}

/* Every page about a round, with every filter, as page, JSON and CSV. */
function pathsOf(base) {
	const kinds = ["", "strength", "development", "reason"];
	const isMember = base.startsWith("/culture/");
	const words = isMember ? `${base}/words` : `${base}/results/words`;

	return ["", ".json", ".csv"].flatMap((form) => [`${base}/results${form}`, ...KEYS.map((key) => `${base}/results/${key}${form}`),
		...["", ...KEYS].flatMap((key) => kinds.map((kind) => `${words}${form}?criterion=${key}&kind=${kind}`)),
		...SEARCHES.map((q) => `${words}${form}?q=${encodeURIComponent(q)}`),
		...(isMember ? [`${words}/tags${form}`, `${base}/results/words${form}`, `${base}/report${form}`] : [])]);
}

const SEARCHES = ["Zoe Quill", "secret", "s"];

const COMMON = [...["/", "/culture/rounds", "/changes", "/groups", "/culture/signals"].flatMap((path) => ["", ".json", ".csv"].map((form) => path === "/" ? "/" : path + form)),
	"/culture/signals/voices-heard", ...SEARCHES.flatMap((q) => ["", ".json", ".csv"].map((form) => `/search${form}?q=${encodeURIComponent(q)}`))];

/* With `few`, what every member sees alike is not asked for filter by filter. */
async function gather(who, round, link, few = false) {
	const own = [`/culture/rounds/${round}`, `/culture/rounds/${round}.json`, `/culture/rounds/${round}.csv`];
	const filtered = [...COMMON, ...own, ...pathsOf(`/culture/rounds/${round}`), ...(link === undefined ? [] : [`/answer/${link}`, `/answer/${link}/finish`,
		...pathsOf(`/answer/${link}`)])];
	const paths = few ? filtered.filter((path) => !path.startsWith("/answer/") && !/kind=(?!&|$)|criterion=(?!&|$)/.test(path)) : filtered;
	const found = new Map();

	await all([...new Set(paths)], async (path) => found.set(path, await fetched(who, path)));
	return found;
}

/* What differs between two runs and says nothing: secrets, times, digests, and the order of words, which is left to chance. */
function calm(path, text) {
	const still = text.replace(/[a-z2-7]{52}/g, "LINK").replace(/[0-9a-f]{64}/g, "HASH").replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME").replace(/127\.0\.0\.1:\d+/g, "HOST").replace(/\d\d:\d\d/g, "CLOCK");

	if (/^\/search/.test(path)) /* how many were found; which of them come first is left to chance */
		return [...still.matchAll(/"(?:found|more)":\d+|<h2[^>]*>[^<]*/g)].join("\n");
	if (/\.xlsx/.test(path))
		return still.replace(/ r="[A-Z]*\d+"| spans="[^"]*"/g, "").split(/(?=<row)|(?<=<\/row>)/).sort().join("\n");
	if (/\.csv/.test(path))
		return still.split(/\r?\n/).sort().join("\n");
	if (/\/words/.test(path) && !/\.json/.test(path)) /* how many there are, and what was taken out of the whole round */
		return [...still.matchAll(/<(h2|option|p class="cn_note")[^>]*>[^<]*/g)].join("\n");
	if (!/\.json/.test(path) || !/^\{/.test(still))
		return /results|report/.test(path) ? [...still.matchAll(/<(table|svg)[\s\S]*?<\/\1>/g)].join("\n") : still;
	const page = JSON.parse(still);
	for (const row of [...(page.strengths ?? []), ...(page.lowest ?? []), ...(page.disagreements ?? [])])
		delete row.quote;
	page.words?.sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
	return JSON.stringify(page);
}

/* Pages that only whoever plans or analyses may see; the checking page itself holds words, and is looked at apart. */
const ownPathsOf = (round) => [`/culture/rounds/${round}/words/check.json`, `/culture/rounds/${round}/words/check.csv`, `/culture/rounds/${round}/words/release`,
	`/culture/rounds/${round}/words/tags/new?q=strength`, `/culture/rounds/${round}/words/tags/new?term=strength`,
	...[1, 2, 3].map((place) => `/culture/rounds/${round}/words/${place}/take-out`)];

const calmAll = (found, link = "-") => new Map([...found].map(([path, { status, text }]) =>
	[path.replace(link, "LINK"), `${status} ${calm(path, text.replace(/(?<="request":")\w+|(?<=give them the number )\w+/g, ""))}`]));

function checkSame(at, one, other) {
	assert.deepEqual([...one.keys()].sort(), [...other.keys()].sort());
	for (const [path, text] of one)
		assert.equal(other.get(path), text, `${at}: ${path} tells of what is withheld`);
}

/* ------------------------------------------------------------------ the workbook */

/* The sheets of an Excel file, by name: rows of cells, each a number or a text. */
function sheetsOf(bytes) {
	const folder = mkdtempSync(join(tmpdir(), "cairn-subtraction-")), file = join(folder, "book.xlsx");

	writeFileSync(file, bytes);
	const part = (name) => execFileSync("unzip", ["-p", file, name], { encoding: "utf8", maxBuffer: 1 << 26 });
	const names = [...part("xl/workbook.xml").matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
	const sheets = new Map(names.map((name, i) => [name, part(`xl/worksheets/sheet${i + 1}.xml`)]));
	rmSync(folder, { recursive: true });
	return sheets;
}

const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, "\"").replace(/&amp;/g, "&");

const columnOf = (name) => [...name].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function cellsOf(xml) {
	return [...xml.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map(([, row]) => {
		const cells = [];
		for (const [, column, number, text] of row.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(?:<v>([^<]*)<\/v>|<is><t[^>]*>([^<]*)<\/t><\/is>)<\/c>/g))
			cells[columnOf(column)] = number === undefined ? unescape(text) : Number(number);
		return cells;
	});
}

/* Made anew by the job, as anybody who reads the results may ask for it. */
async function bookOf(who, round) {
	const page = `/culture/rounds/${round}/report`;
	let download;

	await who.get(page);
	await who.post(page, { form: "xlsx" });
	assert.equal(who.status, 303, who.text.slice(-1500));
	await until(async () => {
		await who.get(page);
		const item = /<li><b>Excel<\/b>[\s\S]*?<\/li>/.exec(who.text)[0];
		download = /href="(\/culture\/documents\/\d+)"/.exec(item)?.[1];
		assert.ok(!item.includes("could not be made"), item);
		return !item.includes("Being made") && download !== undefined;
	}, "the workbook to be made", 60_000);
	const reply = await fetch(who.url + download, { headers: { Cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });
	return sheetsOf(Buffer.from(await reply.arrayBuffer()));
}

/* Row by row what the page has: a number where it has one, and no number where what it has is withheld, missing or a text. */
function checkSheet(at, xml, rows) {
	const [heads, ...lines] = cellsOf(xml);
	const fields = rows.length === 0 ? [] : Object.keys(rows[0]);

	assert.equal(lines.length, rows.length, `${at}: ${lines.length} rows`);
	assert.ok(rows.length === 0 || heads.length === fields.length, `${at}: ${heads}`);
	for (const [i, row] of rows.entries())
		for (const [k, field] of fields.entries()) {
			const cell = lines[i][k], value = row[field], where = `${at}, row ${i}, ${field}: ${cell}`;

			if (typeof value === "object" && value !== null && isNumber(value))
				assert.ok(typeof cell === "number" && Math.abs(cell - value.value) < 1e-9, where);
			else if (typeof value === "object")
				assert.ok(cell === undefined || (typeof cell === "string" && /^(under \d+|not shown)$/.test(cell)), where);
			else
				assert.equal(String(cell ?? ""), String(value), where);
		}
}

async function checkBook(at, who, round, page) {
	const sheets = await bookOf(who, round), level = (name) => page.results.filter((row) => row.level === name);

	for (const [name, rows] of [["Criteria by voice", level("criterion")], ["Statements by voice", level("statement")], ["Words", page.words],
		["Who answered", page.columns], ...(page.round.depth === "conversation" ? [["Who wrote", page.wrote]] : [])])
		if (rows.length > 0 || sheets.has(name))
			checkSheet(`${at}, sheet ${name}`, sheets.get(name), rows);
	return ["/book.xlsx", { path: "/book.xlsx", status: 200, text: [...sheets.values()].join("\n") }];
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
	const words = (kind) => `${kind} ${depth} by Zoe Quill, secret-${kind}-${depth}-${group}-${person}-${c}, of ${group}.${person}.${c}`;
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
	const own = new RegExp(`(?:strength|development|reason) ${made.depth} by .* of ${group}\\.0\\.`);

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

/* A participant with a link and nothing else, who reads, and who may do most; the others see what who reads sees. */
const LOOKED_AT_WHOLE = ["", "viewer", "administrator"];

/* While words wait: figures for everybody, words for nobody, whoever they are and however they ask. Then a facilitator sees them where they are checked. */
async function lookWhileChecked(people, made) {
	const [[, [link]]] = Object.entries(made.links);
	const waiting = [...made.words, "Zoe Quill", "secret-"];

	for (const role of ["", ...ROLES]) {
		const own = new Map(await Promise.all(ownPathsOf(made.round).map(async (path) => [path, await fetched(people[role], path)])));

		for (const [path, page] of [...await gather(people[role], made.round, link, !LOOKED_AT_WHOLE.includes(role)), ...own]) {
			const where = `while words are checked, ${path.replace(link, "LINK")} as ${role || "a visitor"}`;

			for (const words of path.startsWith("/search") ? made.words : waiting) /* the search finds the other rounds, too */
				assert.ok(!page.text.replace(/<\/?mark>/g, "").includes(words), `${where}: ${words}`);
			if (page.status === 200 && /\/results(?:$|\?)/.test(path))
				assert.ok(page.text.includes("Words are being checked by a facilitator and will be here soon"), `${where}: it does not say that words are checked`);
			if (page.status === 200 && /\/results\.json/.test(path))
				assert.deepEqual([JSON.parse(page.text).words, JSON.parse(page.text).words_wait], [[], true], where);
		}
		const check = await fetched(people[role], `/culture/rounds/${made.round}/words/check`);
		const mayCheck = ["planner", "administrator"].includes(role);
		assert.equal(check.status === 200, mayCheck, `${role || "a visitor"} at the checking page: ${check.status}`);
		assert.equal(waiting.some((words) => check.text.includes(words)), mayCheck, `${role || "a visitor"} at the checking page`);
	}
}

/* What a facilitator decides: by what is written, so that both runs decide the same. Gives what nobody may ever find. */
function facilitator() {
	const gone = { held: new Map(), taken: [] };

	return { gone, decide({ words }) {
		const secret = /secret-\w+-\w+-(\d+)-(\d+)-(\d+)/.exec(words);
		const turn = (Number(secret[1]) * 5 + Number(secret[2]) * 3 + Number(secret[3])) % 4;

		if (turn === 0) {
			gone.held.set(secret[0], words);
			return { choice: "held", reason: "care" };
		}
		if (turn === 1) {
			gone.taken.push(secret[0]);
			return { choice: "shortened", left: words.replace(`${secret[0]}, `, ""), reason: "recognised" };
		}
		return { choice: "kept" };
	} };
}

/* Nobody finds any of it: no page, no file, no search, no role, no participant; nor does the log hold it. */
async function lookForWhatIsGone(at, people, made, gone, database) {
	const [[, [link]]] = Object.entries(made.links);
	const secrets = [...gone.held.keys(), ...gone.taken];

	assert.ok(gone.held.size > 3 && gone.taken.length > 3, `${at}: too little was taken out to look for`);
	await settled(database); /* the search is up to date */
	for (const role of ["", ...ROLES]) {
		const own = new Map(await Promise.all([...ownPathsOf(made.round), `/culture/rounds/${made.round}/words/check`,
			...secrets.slice(0, 3).flatMap((secret) => [`/culture/rounds/${made.round}/words.json?q=${secret}`, `/search.json?q=${secret}`])]
			.map(async (path) => [path, await fetched(people[role], path)])));

		for (const [path, page] of [...await gather(people[role], made.round, link, !LOOKED_AT_WHOLE.includes(role)), ...own])
			for (const secret of secrets)
				assert.ok(!page.text.replaceAll(encodeURIComponent(secret), "").replaceAll(`value="${secret}"`, "").includes(secret),
					`${at}: ${secret} is found at ${path.replace(link, "LINK")} as ${role || "a visitor"}`);
	}
	const { response, ...others } = rowsKept(database, 1);
	const kept = JSON.stringify(others);
	assert.ok(secrets.every((secret) => String(response).includes(secret)), `${at}: the answers themselves stay as they are`);
	for (const secret of secrets)
		assert.ok(!kept.includes(secret), `${at}: ${secret} is kept outside the answer`);
}

/* In both runs: asking for a workbook is told on the page of what changed. */
async function lookForWhatIsGoneInBook(at, people, made, gone) {
	const book = [...(await bookOf(people.viewer, made.round)).values()].join("\n");

	assert.ok(book.includes("secret-"), `${at}: the workbook holds nothing that could be looked for`);
	for (const secret of [...gone.held.keys(), ...gone.taken])
		assert.ok(!new RegExp(`${secret}(?!\\d)`).test(book), `${at}: ${secret} is in the workbook`);
}

/* The search may find others that have the same words; the page of the right one is then open. */
async function takeOutOf(planner, base, secret) {
	await planner.get(`${base}?q=${secret}`);
	for (const [, take] of planner.text.matchAll(new RegExp(`href="(${base}/\\d+/take-out)"`, "g"))) {
		await planner.get(take);
		if (new RegExp(`${secret}(?!\\d)`).test(planner.text))
			return take;
	}
	return undefined;
}

/* Somebody complains about two comments that were shown: the one goes, the other loses a word. */
async function complain(at, people, made, gone) {
	const base = `/culture/rounds/${made.round}/words`;
	const { words } = JSON.parse((await fetched(people.planner, `${base}.json`)).text);
	const chosen = words.map(({ words: text }) => ({ text, secret: /secret-[\w-]+/.exec(text)?.[0] })).filter(({ secret }) => secret)
		.sort((one, other) => one.secret < other.secret ? -1 : 1).slice(0, 2); /* the same in both runs, whatever order chance gave */

	assert.equal(chosen.length, 2, `${at}: nothing left to complain about`);
	for (const [i, { text, secret }] of chosen.entries()) {
		const take = await takeOutOf(people.planner, base, secret);
		assert.ok(take, `${at}: a planner finds no way to take out ${secret}`);
		await people.planner.post(take, { seen: fieldsOf(people.planner.text).find(({ name }) => name === "seen").value, how: i === 0 ? "all" : "some",
			left: text.replace(`${secret}, `, ""), reason: "recognised" });
		assert.equal(people.planner.status, 303, people.planner.text.slice(-1500));
		gone.taken.push(secret);
	}
	const after = JSON.parse((await fetched(people.viewer, `${base}.json`)).text).words;
	assert.equal(after.length, words.length, `${at}: the place of what was taken out is gone`);
	assert.equal(after.filter(({ taken_out_on }) => taken_out_on !== null).length, 2, `${at}: it is not said that something was taken out`);
	assert.equal(after.filter(({ words: text }) => text === "").length, 1, at);
}

/* Tags show what the comments show: as many, under the same names. */
async function checkTags(at, people, made) {
	const base = `/culture/rounds/${made.round}/words`;
	const path = `${base}/tags/new?q=strength`;

	await people.analyst.get(path);
	const places = fieldsOf(people.analyst.text).filter(({ name }) => name === "place").map(({ value }) => value);
	await people.analyst.post(path, { version: 0, name: "What is strong", place: places });
	assert.equal(people.analyst.status, 303, people.analyst.text.slice(-1500));
	const { words } = JSON.parse((await fetched(people.viewer, `${base}.json`)).text);
	const { tags } = JSON.parse((await fetched(people.viewer, `${base}/tags.json`)).text);
	const tagged = words.filter(({ tags: names }) => names === "What is strong");
	const labels = [...new Set(tagged.map(({ label }) => label))].map((label) => `${label || "without a name"} ${tagged.filter((row) => row.label === label).length}`);

	assert.equal(tags.length, 1, at);
	assert.equal(tags[0].comments, tagged.length, at);
	assert.deepEqual(tags[0].voices.split(", ").sort(), labels.sort(), at);
}

async function lookAfter(at, people, database, round, link, held = new Map()) {
	const truth = truthOf(database, round);
	const found = await gather(people.viewer, round, link);
	const page = JSON.parse(found.get(`/culture/rounds/${round}/results.json`).text);
	page.evidence = new Set(rowsOf(database, `SELECT id FROM evidence WHERE partnership = 1 AND round = ${round} AND may_show = 1 AND decision = 'shown'`).flat());
	const published = checkCells(at, truth, page);

	found.set(...await checkBook(at, people.viewer, round, page));
	assert.ok(page.results.length > 0, `${at}: nothing is published`);
	checkSums(at, published);
	checkSubtraction(at, truth, page, published);
	checkWords(at, truth, page, published);
	for (const [path, { status, text }] of found) {
		if (status !== 200 || !/\/results|\/words|\/report$/.test(path))
			continue;
		checkRows(`${at}, ${path}`, path, text, page);
	}
	if (page.round.depth === "conversation") {
		checkWrote(at, truth, page);
		checkPicture(at, found.get(`/culture/rounds/${round}/results`).text, page, heldOf(database, round, held));
	}
	if (link !== undefined) {
		const isShared = page.round.shown_to === "participants";
		for (const [path, { status, text }] of await gather(people[""], round, link)) {
			if (path === `/answer/${link}/results`)
				assert.equal(status === 200, isShared, `${at}: results by a participant's link: ${status}`);
			if (!isShared && path.includes(link))
				assert.ok(!page.words.some(({ words }) => text.includes(words)) && !text.includes("<table"), `${at}: ${path} shows results to who answered`);
		}
	}
	return { found: calmAll(found, link), published, page, truth, round, held: heldOf(database, round, held) };
}

/* How many of a criterion's comments of a kind were held back, by the record of it. */
function heldOf(database, round, held) {
	const acts = objectsOf(database, `SELECT criterion, kind FROM words_taken_out WHERE partnership = 1 AND round = ${round} AND what = 'held'`);

	assert.ok(held.size === 0 || acts.length === held.size, "a reason is kept for each that was held back");
	return (criterion, kind) => acts.filter((act) => act.criterion === criterion && act.kind === kind).length;
}

/* Every other table, file and quote says nothing that the round's own table does not. */
function checkRows(at, path, text, page) {
	const withoutTags = ({ tags, taken_out_on, ...row }) => row;
	const known = new Set([...page.results, ...page.words, ...page.columns, ...page.wrote, ...page.strengths, ...page.lowest, ...page.disagreements, ...page.agreed, ...page.dissents].map((row) => JSON.stringify(row)));

	if (path.includes(".json")) {
		const { evidence = [], ...others } = JSON.parse(text);

		assert.ok(evidence.every(({ id }) => page.evidence.has(String(id))), `${at}: evidence that nobody has let be seen`);
		for (const rows of Object.values(others).filter(Array.isArray))
			for (const row of path.includes("/tags") ? [] : rows.map(withoutTags))
				assert.ok(known.has(JSON.stringify(row)), `${at}: a row that is not in the round's table: ${JSON.stringify(row)}`);
	} else if (path.includes(".csv")) {
		const [heads, ...rows] = csvRows(text).map((row, i, [first]) => row.filter((one, k) => !["tags", "taken_out_on"].includes(first[k])));
		const own = heads.includes("words") ? page.words : heads.includes("responded") ? page.wrote : page.results;
		const lines = new Set(own.map((row) => JSON.stringify(heads.map((head) => cell(row[head])))));
		for (const row of rows)
			assert.ok(lines.has(JSON.stringify(row.map((text) => /^\d+\.0+$/.test(text) ? String(Number(text)) : text))), `${at}: a line that is not in the round's table: ${row}`);
	} else {
		checkQuotes(at, text, page);
	}
}

/* ------------------------------------------------------------------ two rounds compared */

const ALL_COMPARED = "All voices compared";
const BOTH = ["before", "after"];
/* All that a line says of a difference. */
const DIFFERENCE = ["high_mix", "median_mix", "chance", "chance_within", "chance_of_all"];
const OF_EACH = ["median", "lower", "upper", "high", ...COUNTS.slice(0, 5)];

const countsOf = (row, side) => COUNTS.slice(0, 5).map((name) => row[`${name}_${side}`].value);
const cellOf = ({ page }, { item, voice }) => page.results.find((cell) => cell.item === item && cell.voice === voice && cell.unit === WHOLE);

/* A line of one voice: both rounds' own cells, or one of them and nothing of the other. */
function checkVoice(where, row, rounds) {
	const cells = BOTH.map((side) => [side, cellOf(rounds[side], row)]);

	if (row.state === "compared") {
		for (const [side, cell] of cells) {
			assert.equal(cell?.state, "shown", `${where}: compared, but not shown in the round ${side}`);
			assert.deepEqual(countsOf(row, side), COUNTS.slice(0, 5).map((name) => cell[name].value), `${where}: other counts than the round's own, ${side}`);
			assert.equal(row[`people_${side}`].value, cell.people.value, where);
		}
		return;
	}
	assert.equal(row.state, "not shown in the other", where);
	assert.equal(cells.filter(([, cell]) => cell?.state === "shown").length, 1, `${where}: it is not shown in one round alone`);
	for (const [side, cell] of cells) {
		if (cell?.state === "shown")
			assert.equal(row[`people_${side}`].value, cell.people.value, where);
		else
			assert.ok(!isNumber(row[`people_${side}`]), `${where}: people of what the round ${side} does not show`);
		assert.ok(OF_EACH.every((name) => !isNumber(row[`${name}_${side}`])), `${where}: figures where nothing is compared`);
	}
	assert.ok(DIFFERENCE.every((name) => !isNumber(row[name])), `${where}: a difference to what is not shown`);
}

/* The voices together are the sum of those compared, which with everything else published gives no small set away. */
function checkTogether(where, row, voices, rounds) {
	assert.ok(voices.length > 0, `${where}: all of nothing`);
	for (const side of BOTH) {
		const { truth, published } = rounds[side];
		const groups = new Set(voices.flatMap(({ voice }) => [...groupsOf(truth, [], voice, WHOLE)]));
		const sets = [...published.get(row.item).map((cell) => cell.groups), groups];

		assert.deepEqual(countsOf(row, side), countsOf(row, side).map((value, i) => voices.reduce((all, one) => all + countsOf(one, side)[i], 0)),
			`${where}: it is not the sum of the voices compared, ${side}`);
		for (const set of following(sets, truth.groups.length)) {
			const people = within(truth, set).filter((person) => row.item in person.items);
			assert.ok(people.length === 0 || placedOf(people, row.item) >= THRESHOLD, `${where}: ${people.length} people follow by subtraction, ${side}`);
		}
	}
}

function checkComparison(at, { comparisons }, rounds) {
	for (const [i, row] of comparisons.entries()) {
		const where = `${at}, ${row.item}, ${row.voice}`;

		if (row.voice !== ALL_COMPARED) {
			checkVoice(where, row, rounds);
			continue;
		}
		const end = comparisons.findIndex(({ item }, k) => k > i && item !== row.item);
		checkTogether(where, row, comparisons.slice(i + 1, end < 0 ? undefined : end).filter(({ state }) => state === "compared"), rounds);
	}
}

/* Comments are counted as they were when the round closed: all that are published or were held back, and of a voice that is named those who wrote. */
function checkSaid(at, { said }, rounds) {
	for (const row of said) {
		for (const side of BOTH) {
			const { page, truth, held } = rounds[side];
			const published = (kind) => page.words.filter((one) => one.criterion === row.criterion && one.kind === kind).length;
			const wrote = (kind) => within(truth, groupsOf(truth, page.columns, row.voice, "")).filter((person) => person.wrote[row.criterion]?.[kind]).length;
			const count = (kind) => row.voice === "All comments" ? published(kind) + held(row.criterion, kind) : wrote(kind);

			for (const [kind, name] of [["strength", "strengths"], ["development", "developments"]]) {
				const figure = row[`${name}_${side}`];
				assert.ok(row.state === "compared" ? figure.value === count(kind) : !isNumber(figure),
					`${at}, ${row.criterion}, ${row.voice}: ${JSON.stringify(figure)} ${name} ${side}, where ${count(kind)} are published`);
			}
		}
	}
}

/* The file of commas holds the lines of the JSON, with empty cells for what is withheld. */
function checkFile(at, text, rows) {
	const [heads, ...lines] = csvRows(text);
	const known = new Set(rows.map((row) => JSON.stringify(heads.map((head) => cell(row[head])))));

	assert.equal(lines.length, rows.length, at);
	for (const line of lines)
		assert.ok(known.has(JSON.stringify(line.map((one) => /^\d+\.\d+$/.test(one) ? String(Number(one)) : one))), `${at}: ${line}`);
}

/* Every page that compares these two; `one` closed before `other`. Gives what was published, calmed. */
async function lookBetween(at, who, one, other) {
	const base = `/culture/rounds/${one.round}/compare/${other.round}`;
	const rounds = { before: one, after: other };
	const found = new Map();

	await all(["", ...KEYS.map((key) => `/${key}`)].flatMap((path) => ["", ".json", ".csv"].map((form) => base + path + form)),
		async (path) => found.set(path, await fetched(who, path)));
	await all(["", ".json", ".csv"], async (form) => found.set(`${base} chosen ${form}`, await fetched(who, `/culture/rounds/${one.round}/compare${form}`)));
	assert.equal(found.get(base).status, 200, `${at}\n${found.get(base).text.slice(-800)}`);
	for (const [path, { status, text }] of found) {
		if (!path.endsWith(".json") || status !== 200 || path.includes("chosen"))
			continue;
		const page = JSON.parse(text), where = `${at}, ${path}`;
		if (page.said !== undefined)
			checkSaid(where, page, rounds);
		else
			checkComparison(where, page, rounds);
		checkFile(where, found.get(path.replace(".json", ".csv")).text, page.said ?? page.comparisons);
	}
	return { found: calmAll(found), page: JSON.parse(found.get(`${base}.json`).text) };
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

/* Every two of them; what both show is compared, and what one of them withholds is not. */
async function lookBetweenAll(who, looked) {
	const seen = [];

	for (const [i, one] of looked.entries()) {
		for (const other of looked.slice(i + 1)) {
			const at = `${one.page.round.depth} and ${other.page.round.depth} compared`;
			const { found, page } = await lookBetween(at, who, one, other);
			if (page.comparisons !== undefined)
				assert.ok(page.comparisons.some(({ state }) => state === "compared") && page.comparisons.some(({ state }) => state !== "compared"),
					`${at}: the test tries nothing`);
			seen.push({ depth: at, before: new Map(), after: found });
		}
	}
	return seen;
}

async function smallGroups(template, program, other) {
	const database = template.fresh();
	const site = await serve(program, database);
	const seen = [], looked = [];

	try {
		const people = await signedIn(site);
		for (const shape of ROUNDS) {
			const made = await makeRound(site, people.planner, shape, other);
			const before = await lookBefore(people, made);
			await closeRound(people.planner, made.round, { wordsWait: true });
			if (!other)
				await lookWhileChecked(people, made);
			const { gone, decide } = facilitator();
			await releaseWords(people.planner, made.round, decide);
			await settled(database); /* until then the page of the search says that something is missing */
			const link = Object.values(made.links)[0][0];
			const at = `a round of ${shape.depth}`;
			if (!other)
				await lookForWhatIsGone(at, people, made, gone, database);
			await lookForWhatIsGoneInBook(at, people, made, gone);
			const after = await lookAfter(at, people, database, made.round, link, gone.held);
			if (shape.depth !== "conversation") {
				assert.ok(after.page.results.some(({ state, unit }) => state === "withheld" && unit === WHOLE), "no voice is withheld: the test tries nothing");
				assert.ok(after.page.results.some(({ state, unit }) => state === "shown" && unit !== WHOLE), "no unit is shown: the test tries nothing");
			}
			assert.ok(after.page.words.some(({ label }) => label !== "") && after.page.words.some(({ label }) => label === ""), "words with a name and without");
			seen.push({ depth: shape.depth, before, after: after.found });
			looked.push(after);
			await checkTags(at, people, made);
			await complain(at, people, made, gone);
			await lookForWhatIsGoneInBook(`${at}, after a complaint`, people, made, gone);
			if (!other) /* once is enough to look for what is gone */
				await lookForWhatIsGone(`${at}, after a complaint`, people, made, gone, database);
		}
		seen.push(...await lookBetweenAll(people.viewer, looked));
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
		assert.ok(closed.length >= 3);
		const looked = [];
		for (const { id } of closed)
			looked.push(await lookAfter(`round ${id} of the demonstration`, people, database, id));
		await lookBetween("the demonstration's ratings and conversation compared", people.viewer, looked[1], looked[2]);
		await lookBetween("the demonstration's ratings a year apart compared", people.viewer, looked[0], looked[2]);
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
