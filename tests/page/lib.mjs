/*
 * Page tests: plain text that reads aloud, run over HTTP against the program with a demonstration of its own.
 *
 *     given   the demonstration
 *     as      an analyst                 a role, or a visitor
 *     get     /culture/rounds/3
 *     expect  200
 *     sees    <h1>Second round
 *     never   <script>
 *     post    /groups/new                with the token of the page that was got last
 *       name = Young carers
 *     goes to /groups?done=saved         the redirect, not followed
 *     follow                             gets it
 *     until   The database is whole      gets the same page again, up to 15 seconds, until it has that
 *     keep    link from /(answer\/[a-z2-7]{52})     then {link} anywhere
 *
 * A line that begins with # is a remark. Text is looked for in the page as it was sent.
 */
import { execFile, execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export const PASSWORD = "page tests only 7319";
const PATIENCE_MS = 20_000;
const PAGE_PATIENCE_MS = 15_000;

const freePort = () => new Promise((done, failed) => {
	const socket = createServer().once("error", failed);

	socket.listen(0, "127.0.0.1", () => {
		const { port } = socket.address();
		socket.close(() => done(port));
	});
});

export async function until(isSo, what, patience = PATIENCE_MS) {
	const deadline = Date.now() + patience;

	while (!(await isSo())) {
		if (Date.now() > deadline)
			throw new Error(`waited ${patience / 1000} s for ${what}`);
		await new Promise((done) => setTimeout(done, 20));
	}
}

/* ------------------------------------------------------------------ databases to start from */

const run = (program, database, words) =>
	promisify(execFile)(program, words, { env: { ...process.env, CAIRN_DATABASE: database }, maxBuffer: 1 << 26 });

async function demonstration(program, database) {
	await run(program, database, ["init"]);
	await run(program, database, ["demo", "load", "--password", PASSWORD]);
}

/* Makes the demonstration once; fresh() gives the address of a copy. */
export async function sqliteTemplate(program) {
	const folder = mkdtempSync(join(tmpdir(), "cairn-page-"));
	const template = join(folder, "template.db");
	let copies = 0;

	await demonstration(program, template);
	return {
		name: "SQLite",
		fresh() {
			const copy = join(folder, `copy${++copies}.db`);
			copyFileSync(template, copy);
			return copy;
		},
		end: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/* The same on PostgreSQL, where a database can be made from another. */
export async function postgresTemplate(program, address) {
	const named = (name) => address.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
	const sql = (statement) => execFileSync("psql", ["-q", "-d", address, "-c", statement], { stdio: "pipe" });
	const own = `page_${process.pid}`;
	let copies = 0;

	sql(`CREATE DATABASE ${own} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'`);
	await demonstration(program, named(own));
	return {
		name: "PostgreSQL",
		fresh() {
			const copy = `${own}_${++copies}`;
			sql(`CREATE DATABASE ${copy} TEMPLATE ${own}`);
			return named(copy);
		},
		end() {},
	};
}

/* ------------------------------------------------------------------ the program */

export async function serve(program, database, words = []) {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const server = spawn(program, ["serve", "--port", String(port), ...words],
		{ env: { ...process.env, CAIRN_DATABASE: database }, stdio: ["ignore", "ignore", "pipe"] });
	let log = "", ended = null;

	server.stderr.on("data", (bytes) => (log = (log + bytes).slice(-20_000)));
	server.on("exit", (code, signal) => (ended = signal ?? code));
	await until(async () => {
		if (ended !== null)
			throw new Error(`the server ended (${ended}):\n${log}`);
		return fetch(`${url}/health`).then((answer) => answer.ok, () => false);
	}, "the server to answer");
	return {
		url,
		pid: server.pid,
		log: () => log,
		isAlive: () => ended === null,
		async stop() {
			server.kill("SIGTERM");
			await until(async () => ended !== null, "the server to stop").catch(() => server.kill("SIGKILL"));
		},
	};
}

/* Each Set-Cookie by itself; before Node 19.7 there is only all of them in one, and a cookie's date has a comma of its own. */
export function cookiesOf(headers) {
	return headers.getSetCookie?.() ?? (headers.get("set-cookie") ?? "").split(/, (?=[\w-]+=)/).filter(Boolean);
}

/* ------------------------------------------------------------------ a person with a browser that has no script */

export class Visitor {
	cookies = new Map();
	text = "";
	status = 0;
	location = "";
	path = ""; /* got last */
	token = "";

	constructor(url) {
		this.url = url;
	}

	async #ask(path, options) {
		const headers = { Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "), ...options.headers };
		const answer = await fetch(this.url + path, { redirect: "manual", ...options, headers });

		for (const cookie of cookiesOf(answer.headers)) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
			if (value === "" || /max-age=0/i.test(cookie))
				this.cookies.delete(name);
			else
				this.cookies.set(name, value);
		}
		this.status = answer.status;
		this.headers = answer.headers;
		this.location = answer.headers.get("location") ?? "";
		this.text = await answer.text();
		this.token = /name="token" value="([^"]*)"/.exec(this.text)?.[1] ?? this.token;
		return this;
	}

	get(path, headers = {}) {
		this.path = path;
		return this.#ask(path, { headers: { Accept: "text/html", ...headers } });
	}

	post(path, fields = {}, headers = {}) {
		const body = new URLSearchParams();

		if (this.token !== "" && !("token" in fields))
			body.append("token", this.token);
		for (const [name, value] of Object.entries(fields))
			for (const one of [value].flat())
				body.append(name, one);
		return this.#ask(path, { method: "POST", body, headers: { Accept: "text/html", Origin: this.url, ...headers } });
	}

	async signIn(email, password = PASSWORD) {
		await this.get("/sign-in");
		await this.post("/sign-in", { email, password });
		if (this.status !== 303)
			throw new Error(`${email} could not sign in: ${this.status}\n${this.text.slice(0, 2000)}`);
		return this;
	}
}

/* ------------------------------------------------------------------ reading a test */

/* "as an analyst" -> a fresh person in that role. */
async function become(url, who) {
	const role = who.replace(/^(an?|the) /, "").trim();
	const visitor = new Visitor(url);

	return role === "visitor" ? visitor : visitor.signIn(`${role}@moray.example`);
}

export class Reader {
	kept = new Map();
	line = 0;

	constructor(url) {
		this.url = url;
		this.who = new Visitor(url);
	}

	#fill(text) {
		return text.replace(/\{(\w+)\}/g, (all, name) => this.kept.get(name) ?? all);
	}

	#must(isSo, sentence) {
		if (!isSo)
			throw new Error(`line ${this.line}: ${sentence}`);
	}

	#page() {
		return `\n${this.who.status} ${this.who.location}\n${this.who.text.replace(/^[\s\S]*?<main/, "<main").slice(0, 1500)}`;
	}

	async #step(word, rest, fields) {
		const { who } = this;

		switch (word) {
		case "given":
			return;
		case "as":
			this.who = await become(this.url, rest);
			return;
		case "get":
			await who.get(rest);
			return;
		case "post":
			await who.post(rest, fields);
			return;
		case "follow":
			this.#must(who.location !== "", `there is nothing to follow.${this.#page()}`);
			await who.get(who.location);
			return;
		case "expect":
			this.#must(String(who.status) === rest, `expected ${rest}, got ${who.status}.${this.#page()}`);
			return;
		case "goes":
			this.#must(who.location === rest.replace(/^to\s+/, ""), `expected to go to ${rest}, went to ${who.location || "nowhere"}.${this.#page()}`);
			return;
		case "sees":
			this.#must(who.text.includes(rest), `the page does not have: ${rest}${this.#page()}`);
			return;
		case "until":
			await until(async () => (await who.get(who.path)).text.includes(rest), rest, PAGE_PATIENCE_MS)
				.catch((problem) => this.#must(false, `${problem.message}.${this.#page()}`));
			return;
		case "never":
			this.#must(!who.text.includes(rest), `the page has: ${rest}`);
			return;
		case "header": {
			const [, name, value] = /^(\S+)\s+(.*)$/.exec(rest);
			this.#must((who.headers.get(name) ?? "").includes(value), `the header ${name} is: ${who.headers.get(name)}`);
			return;
		}
		case "keep": {
			const [, name, pattern] = /^(\w+)\s+from\s+(.*)$/.exec(rest);
			const found = new RegExp(pattern).exec(who.text + "\n" + who.location);
			this.#must(found, `there is no ${pattern}${this.#page()}`);
			this.kept.set(name, found[1] ?? found[0]);
			return;
		}
		default:
			throw new Error(`line ${this.line}: what is "${word}"?`);
		}
	}

	async read(text) {
		const lines = text.split("\n");

		for (let i = 0; i < lines.length; i++) {
			const line = lines[i].replace(/\s+$/, "");
			const fields = {};

			if (line === "" || line.startsWith("#"))
				continue;
			this.line = i + 1;
			for (; /^\s+\S+ =/.test(lines[i + 1] ?? ""); i++) {
				const [, name, value] = /^\s+(\S+) = ?(.*)$/.exec(lines[i + 1]);
				const whole = this.#fill(value).replaceAll("\\n", "\n");
				fields[name] = name in fields ? [fields[name], whole].flat() : whole;
			}
			const [, word, rest] = /^(\S+)\s*(.*)$/.exec(line);
			await this.#step(word, this.#fill(rest), fields);
		}
	}
}
