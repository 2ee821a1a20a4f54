/*
 * What the tests of endurance share: sixteen people who answer an open round over HTTP as fast as they can, and a look at the database behind
 * the program's back for what they were told is saved.
 */
import { execFileSync } from "node:child_process";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Visitor } from "../page/lib.mjs";

export const PEOPLE = 16;
export const program = process.env.CAIRN ?? resolve(dirname(fileURLToPath(import.meta.url)), "../../build/cairn");

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export function must(isSo, sentence) {
	if (!isSo)
		throw new Error(sentence);
}

/* ------------------------------------------------------------------ asking the database behind the program's back */

const HEX = { sqlite: "hex(strength)", postgres: "upper(encode(convert_to(strength, 'UTF8'), 'hex'))" };

export function ask(database, sql) {
	const isPostgres = database.includes("://");
	const [tool, words] = isPostgres ? ["psql", ["-At", "-d", database, "-c", sql]] : ["sqlite3", ["-batch", database, sql]];
	const rows = execFileSync(tool, words, { encoding: "utf8", maxBuffer: 1 << 26 }).split("\n");

	return rows.filter((row) => row !== "").map((row) => row.split("|"));
}

export function checkWhole(database) {
	execFileSync(program, ["audit", "verify"], { env: { ...process.env, CAIRN_DATABASE: database }, stdio: "pipe" });
	if (database.includes("://"))
		return;
	must(ask(database, "PRAGMA integrity_check")[0][0] === "ok", "the database's own check found something");
	must(ask(database, "PRAGMA foreign_key_check").length === 0, "a link of the database leads nowhere");
}

/* What a killed program had sent may still be under way in PostgreSQL. */
export async function untilAlone(database) {
	const others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

	while (database.includes("://") && ask(database, others)[0][0] !== "0")
		await wait(20);
}

/* ------------------------------------------------------------------ people */

/* Awkward on purpose: quotes, markup, other scripts, several lines. */
const sentence = (person, number) =>
	`person ${person} says ${number}: "it's" <b>good</b> & 100% — Gàidhlig, 漢字, 🪨\n` +
	`${"a second line; -- DROP TABLE response ".repeat(1 + number % 20)}end`;

export class Person {
	constructor(number, link, criteria) {
		Object.assign(this, { number, link, criteria, count: 0 });
		this.known = new Map(criteria.map((criterion) => [criterion, { text: "", version: 0 }]));
		this.underWay = null;
	}

	/* Answers until told to stop or the connection breaks; counts each response. */
	async answer(url, tally) {
		while (!tally.stops) {
			const criterion = this.criteria[++this.count % this.criteria.length];
			const text = sentence(this.number, this.count);
			const { version } = this.known.get(criterion);

			this.underWay = { criterion, text };
			let status, said;
			try {
				const answer = await fetch(`${url}${this.link}/${criterion}`, {
					method: "POST", redirect: "manual", headers: { Accept: "application/json" },
					body: new URLSearchParams({ strength: text, version: String(version) }),
				});
				status = answer.status;
				said = await answer.json();
			} catch {
				return; /* the program is gone; whether this one was saved nobody has said */
			}
			if (status !== 200) {
				tally.wrong = `an answer was met with ${status}: ${JSON.stringify(said)}`;
				return;
			}
			this.known.set(criterion, { text, version: said.version });
			this.underWay = null;
			tally.acknowledged++;
		}
	}
}

export async function arrive(site, database) {
	const shown = execFileSync(program, ["demo", "show", "--address", site.url],
		{ env: { ...process.env, CAIRN_DATABASE: database }, encoding: "utf8" });
	const join = /\/join\/[a-z2-7]{52}/.exec(shown)[0];
	const people = [];

	for (let number = 1; number <= PEOPLE; number++) {
		const visitor = await new Visitor(site.url).get(join);
		await visitor.post(join);
		must(visitor.status === 303, `joining was met with ${visitor.status}`);
		const link = visitor.location.replace(/\?.*/, "");
		await visitor.get(link);
		const found = visitor.text.matchAll(new RegExp(`${link}/([a-z0-9_-]+\\.[a-z0-9._-]+)"`, "g")); /* the other pages behind a link have no full stop */
		const criteria = [...new Set([...found].map(([, key]) => key))];
		must(criteria.length > 1, "the questions could not be found on the page");
		people.push(new Person(number, link, criteria));
	}
	return people;
}

/* ------------------------------------------------------------------ looking */

export function storedBy(database) {
	const kind = database.includes("://") ? "postgres" : "sqlite";
	const stored = new Map();

	for (const [criterion, version, hex] of ask(database, `SELECT criterion, version, ${HEX[kind]} FROM response`)) {
		const text = Buffer.from(hex, "hex").toString("utf8");
		const [, person] = /^person (\d+) says/.exec(text) ?? [];
		if (person !== undefined)
			stored.set(`${person} ${criterion}`, { text, version: Number(version) });
	}
	return stored;
}

/* Word for word what was acknowledged last or, where one more was under way, that one whole. */
export function checkAnswers(database, people) {
	const stored = storedBy(database);

	for (const person of people) {
		for (const criterion of person.criteria) {
			const known = person.known.get(criterion);
			const found = stored.get(`${person.number} ${criterion}`) ?? { text: "", version: 0 };
			const isLast = found.text === known.text && found.version === known.version;
			const isNext = person.underWay?.criterion === criterion && found.text === person.underWay.text;

			must(isLast || isNext, `an acknowledged answer is lost: person ${person.number}, ${criterion}, version ${known.version};` +
				` found version ${found.version}: ${found.text.slice(0, 80)}`);
			person.known.set(criterion, found);
		}
		person.underWay = null;
	}
}

export function checkEvents(database, acknowledged) {
	const [[events]] = ask(database, "SELECT count(*) FROM event WHERE kind = 'answered'");

	must(Number(events) >= acknowledged, `${acknowledged} answers were acknowledged, and the log knows of ${events}`);
}

export async function checkPage(site, person) {
	const criterion = person.criteria.find((key) => person.known.get(key).version > 0);

	if (criterion === undefined)
		return;
	const page = await new Visitor(site.url).get(`${person.link}/${criterion}`);
	must(page.status === 200 && page.text.includes(`person ${person.number} says`), "the page does not show what is stored");
}
