/*
 * What the long page tests share: the table of routes, a round made and answered through its own pages, a database's digest.
 *
 * Everything goes through HTTP or the program's own commands; nothing here writes to a database but what lets time pass.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";

export const ROLES = ["viewer", "contributor", "analyst", "approver", "planner", "administrator"];

/* Who may come in where the table says so (base/may.h). A visitor is "". */
const MAY = {
	"anyone": ["", ...ROLES],
	"with-link": ["", ...ROLES],
	"signed-in": ROLES,
	"read": ROLES,
	"contribute": ["contributor", "analyst", "approver", "planner", "administrator"],
	"analyse": ["analyst", "planner", "administrator"],
	"plan": ["planner", "administrator"],
	"approve": ["approver", "administrator"],
	"administer": ["administrator"],
};

/* Every address of the program: { method, path, may, effect }. */
export function routesOf(program, database) {
	const lines = command(program, database, ["get", "--routes"]).trim().split("\n");

	return lines.map((line) => {
		const [method, path, may, effect] = line.split(" ");
		assert.ok(MAY[may], `nobody knows what "${may}" means: ${line}`);
		return { method, path, may, effect: effect.split(","), lets: (role) => MAY[may].includes(role) };
	});
}

export const command = (program, database, words) =>
	execFileSync(program, words, { env: { ...process.env, CAIRN_DATABASE: database }, encoding: "utf8", maxBuffer: 1 << 26 });

/* Work in small batches at the same time: a crawl is mostly waiting. */
export async function all(list, work, abreast = 8) {
	let next = 0;

	await Promise.all(Array.from({ length: abreast }, async () => {
		while (next < list.length)
			await work(list[next++]);
	}));
}

/* ------------------------------------------------------------------ the database */

const asked = (database, sql) => execFileSync("sqlite3", ["-readonly", "-separator", "\t", database, sql], { encoding: "utf8" });
export const isPostgres = (database) => database.startsWith("postgres");

/* Rows of one column or more, for ids that no page shows; numbers come as text. */
export function rowsOf(database, sql) {
	const text = isPostgres(database)
		? execFileSync("psql", ["-X", "-A", "-t", "-F", "\t", "-d", database, "-c", sql], { encoding: "utf8" })
		: asked(database, sql);

	return text.split("\n").filter((line) => line !== "").map((line) => line.split("\t"));
}

/* The same as objects, whatever the texts hold. */
export function objectsOf(database, sql) {
	const text = isPostgres(database)
		? execFileSync("psql", ["-X", "-A", "-t", "-d", database, "-c", `SELECT json_agg(t) FROM (${sql}) t`], { encoding: "utf8", maxBuffer: 1 << 28 })
		: execFileSync("sqlite3", ["-readonly", "-json", database, sql], { encoding: "utf8", maxBuffer: 1 << 28 });

	return JSON.parse(text.trim() || "[]") ?? [];
}

/* All rows of a partnership, and the people of it. */
export function rowsKept(database, partnership) {
	const isOf = database.startsWith("postgres")
		? "SELECT table_name FROM information_schema.columns WHERE column_name = 'partnership' AND table_schema = 'public' ORDER BY 1"
		: "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'partnership' ORDER BY 1";
	const kept = {};

	for (const [table] of rowsOf(database, isOf).filter(([name]) => name !== "session"))
		kept[table] = rowsOf(database, `SELECT * FROM ${table} WHERE partnership = ${partnership}`).map(String).sort();
	kept.account = rowsOf(database, "SELECT id, email, name, password_hash, version FROM account").map(String).sort();
	return kept;
}

function dump(database, but) {
	if (isPostgres(database))
		return execFileSync("pg_dump", ["--data-only", "-d", database, ...but.flatMap((table) => ["-T", table])],
			{ encoding: "utf8", maxBuffer: 1 << 28 }).replace(/^\\(un)?restrict .*$/gm, "");
	const tables = rowsOf(database, "SELECT name FROM sqlite_master WHERE type = 'table'").flat();

	return execFileSync("sqlite3", ["-readonly", database, `.dump ${tables.filter((table) => !but.includes(table)).join(" ")}`],
		{ encoding: "utf8", maxBuffer: 1 << 28 });
}

/* Looks again and again until it is so: only where another process has to do something first. */
export async function soon(isSo, sayWhy) {
	const deadline = Date.now() + 20_000;

	while (!(await isSo())) {
		assert.ok(Date.now() < deadline, sayWhy());
		await new Promise((next) => setTimeout(next, 20));
	}
}

/* Until nothing is done beside the site any more: released words are added to the search after their release. */
export const settled = (database) => soon(() => rowsOf(database,
	"SELECT (SELECT COUNT(*) FROM search_due) + (SELECT COUNT(*) FROM job WHERE state IN ('waiting', 'running'))")[0][0] === "0",
	() => "something is still being done beside the site");

/* Of everything kept but when somebody was last seen, and what was tried too often. */
export const digestOf = (database, but = ["session"]) => createHash("sha256").update(dump(database, but)).digest("hex");

function changeBehindTheProgram(database, sql) {
	if (isPostgres(database))
		execFileSync("psql", ["-X", "-q", "-d", database, "-c", sql]);
	else
		execFileSync("sqlite3", ["-cmd", ".timeout 10000", database, sql]);
}

/* Time passes for actions: nobody can give one a day that is over, so what is due is moved instead of the clock. */
export const daysPass = (database, days) => changeBehindTheProgram(database, `UPDATE action SET due_on = due_on - ${Number(days)} WHERE partnership = 1`);

/* As if the demonstration's people had written down no action yet. */
export const withoutActions = (database) => changeBehindTheProgram(database, "DELETE FROM action_said; DELETE FROM action");

/* ------------------------------------------------------------------ forms */

const unescaped = (text) => text.replace(/&(lt|gt|quot|amp|#39);/g,
	(all, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" })[name]);
const attribute = (tag, name) => unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

/* The fields of the forms in a page's <main>: [{ name, kind, value, checked }]. */
export function fieldsOf(html) {
	const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
	const fields = [];

	for (const [tag, word] of main.matchAll(/<(input|textarea|select|option)\b[^>]*>/g)) {
		const name = attribute(tag, "name");
		if (word === "option" && fields.at(-1)?.kind === "select")
			fields.at(-1).value ||= attribute(tag, "value");
		else if (name !== "")
			fields.push({ name, kind: word === "input" ? attribute(tag, "type") || "text" : word, value: attribute(tag, "value"),
				checked: /\schecked\b/.test(tag) });
	}
	return fields;
}

export async function upload(visitor, path, file, bytes, fields = {}) {
	const body = new FormData();

	body.append("token", visitor.token);
	for (const [name, value] of Object.entries(fields))
		body.append(name, String(value));
	body.append("file", new Blob([bytes]), file);
	const answer = await fetch(visitor.url + path, { method: "POST", body, redirect: "manual", headers: { Accept: "text/html",
		Origin: visitor.url, Cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });
	visitor.status = answer.status;
	visitor.headers = answer.headers;
	visitor.location = answer.headers.get("location") ?? "";
	visitor.text = await answer.text();
	return visitor;
}

const must = (visitor, status, what) => assert.equal(visitor.status, status,
	`${what}: ${visitor.status}\n${visitor.text.replace(/^[\s\S]*?<main/, "<main").slice(0, 1500)}`);

/* ------------------------------------------------------------------ a round */

/*
 * Sets up a round and opens it. `groups`: { id of a group: keys it is asked }, of which every key must be in scope. Gives its number.
 */
export async function openRound(planner, { title, purpose = "To test.", depth = "criteria", framework, groups, shown_to = "members" }) {
	const scope = [...new Set(Object.values(groups).flat())];
	const save = async (part, fields) => {
		await planner.get(`${base}/${part}`);
		const version = fieldsOf(planner.text).find(({ name }) => name === "version").value;
		await planner.post(`${base}/${part}`, { version, ...fields });
		must(planner, 303, `saving ${part}`);
	};
	let base = "";

	await planner.get("/culture/rounds/new");
	await planner.post("/culture/rounds/new", { title, purpose, ...(framework === undefined ? {} : { framework }) });
	must(planner, 303, "starting a round");
	base = /\/culture\/rounds\/\d+/.exec(planner.location)[0];
	await save("scope", { depth, criterion: scope });
	await save("people", { group: Object.keys(groups) });
	for (const [group, keys] of Object.entries(groups))
		await save(`people/${group}`, { criterion: keys, agreed: "yes" });
	await save("dates", { closes_on: "", shown_to, threshold: 5 });
	await planner.get(`${base}/open`);
	await planner.post(`${base}/open`, { version: fieldsOf(planner.text).find(({ name }) => name === "version").value });
	must(planner, 303, "opening a round");
	return Number(/\d+$/.exec(base)[0]);
}

/* Secrets of new personal links; `labels`: for whom. */
export async function personalLinks(planner, round, group, count, labels = "") {
	await planner.get(`/culture/rounds/${round}/links/${group}`);
	await planner.post(`/culture/rounds/${round}/links/${group}`, labels === "" ? { count, labels: "" } : { count: "", labels });
	must(planner, 200, "making links");
	const secrets = new Set([...planner.text.matchAll(/\/answer\/([a-z2-7]{52})/g)].map(([, secret]) => secret));
	assert.ok(secrets.size > 0, "there is no link on the page that shows them");
	return [...secrets];
}

/* One criterion answered through a link, as a browser would. */
export async function answer(visitor, secret, criterion, said) {
	await visitor.post(`/answer/${secret}/${criterion}`, { version: 0, strength: "", development: "", ...said });
	must(visitor, 303, `answering ${criterion}`);
}

/* Closes it, and unless the words are to wait a facilitator keeps them all as they are and releases them. */
export async function closeRound(planner, round, { wordsWait = false } = {}) {
	await planner.get(`/culture/rounds/${round}/close`);
	await planner.post(`/culture/rounds/${round}/close`);
	must(planner, 303, "closing");
	if (!wordsWait)
		await releaseWords(planner, round);
}

/* The comments on a page of checking: [{ place, words, isClose, version }]. */
export function commentsOf(html) {
	const fields = fieldsOf(html);
	const of = (name) => fields.find((field) => field.name === name)?.value ?? "";

	return fields.filter(({ name }) => name === "shown").map(({ value: place }) => ({
		place,
		words: unescaped(new RegExp(`<textarea[^>]*name="left-${place}"[^>]*>\\n?([^<]*)</textarea>`).exec(html)?.[1] ?? ""),
		isClose: fields.some(({ name, value }) => name === `choice-${place}` && value === "marked"),
		version: of(`version-${place}`),
	}));
}

/*
 * Checks all words of a round, page by page. `decide` gives of a comment what is chosen: { choice, reason, why, left }; nothing keeps it. How many
 * were checked.
 */
export async function checkWords(planner, round, decide = () => ({})) {
	const path = `/culture/rounds/${round}/words/check`;
	let checked = 0;

	for (;;) {
		await planner.get(path);
		must(planner, 200, "checking words");
		const comments = commentsOf(planner.text);
		if (comments.length === 0)
			return checked;
		const fields = { act: "keep", shown: comments.map(({ place }) => place) };
		for (const comment of comments) {
			const chosen = decide(comment);
			const all = { version: comment.version, left: comment.words, ...(comment.isClose ? { choice: "kept" } : {}), ...chosen };
			for (const [name, value] of Object.entries(all))
				fields[`${name}-${comment.place}`] = value;
		}
		await planner.post(path, fields);
		must(planner, 303, "saving what was decided about words");
		checked += comments.length;
	}
}

export async function releaseWords(planner, round, decide) {
	if (await checkWords(planner, round, decide) === 0)
		return;
	await planner.get(`/culture/rounds/${round}/words/release`);
	await planner.post(`/culture/rounds/${round}/words/release`);
	must(planner, 303, "releasing words");
}

/* ------------------------------------------------------------------ CSV */

/* Lines of cells, by RFC 4180. */
export function csvRows(text) {
	const rows = [[]];
	let at = 0;

	while (at < text.length) {
		let cell = "";

		if (text[at] === '"') {
			for (at++; ; at++) {
				assert.ok(at < text.length, "a quoted cell has no end");
				if (text[at] === '"' && text[at + 1] !== '"')
					break;
				at += text[at] === '"';
				cell += text[at];
			}
			at++;
		} else {
			while (at < text.length && !",\r\n".includes(text[at]))
				cell += text[at++];
		}
		rows.at(-1).push(cell);
		if (text[at] === ",") {
			at++;
			continue;
		}
		assert.ok(at >= text.length || text[at] === "\r" || text[at] === "\n", `something follows the quotes of a cell: ${text.slice(at, at + 40)}`);
		at += text.startsWith("\r\n", at) ? 2 : 1;
		if (at < text.length)
			rows.push([]);
	}
	return rows;
}
