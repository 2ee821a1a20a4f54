/*
 * What goes wrong around the program and in what it is sent. Each time: a clear sentence, the right status or exit code, nothing changed, and a
 * server that goes on answering.
 */
import { execFile, execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Visitor, serve } from "./lib.mjs";

const isRoot = process.getuid() === 0;
const NOBODY = 65534;

function must(isSo, sentence) {
	if (!isSo)
		throw new Error(sentence);
}

function sees(visitor, status, sentence) {
	must(visitor.status === status, `expected ${status}, got ${visitor.status}: ${visitor.text.slice(0, 1500)}`);
	must(visitor.text.includes(sentence), `the page does not say: ${sentence}\n${visitor.text.replace(/^[\s\S]*<main/, "").slice(0, 1500)}`);
}

function sql(database, statement) {
	const [tool, words] = database.includes("://") ? ["psql", ["-At", "-d", database, "-c", statement]]
		: ["sqlite3", ["-batch", database, `.timeout 5000`, statement]];

	return execFileSync(tool, words, { encoding: "utf8" }).trim();
}

/* Every change is an event; answers and groups besides, so that a change without one would show as well. */
function stateOf(database) {
	return ["SELECT partnership, number, digest FROM event_head ORDER BY 1", "SELECT count(*), max(version), sum(length(strength)) FROM response",
		"SELECT count(*), sum(version), sum(length(name)) FROM people_group", "SELECT count(*) FROM framework_version",
		"SELECT count(*) FROM participant", "SELECT count(*) FROM wording"].map((statement) => sql(database, statement)).join("\n");
}

/* cairn WORDS...: its exit code and what it said. */
function run(program, database, words, options = {}) {
	return new Promise((done) => {
		execFile(program, words, { env: { ...process.env, CAIRN_DATABASE: database }, timeout: 20_000, ...options },
			(problem, out, said) => done({ code: problem === null ? 0 : problem.code ?? problem.signal, said, out }));
	});
}

async function refuses(program, database, words, code, sentence, options) {
	const { code: got, said, out } = await run(program, database, words, options);

	must(got === code, `cairn ${words.join(" ")} ended with ${got} and not ${code}:\n${said}${out}`);
	must(said.includes(sentence), `cairn ${words.join(" ")} does not say: ${sentence}\n${said}`);
}

const portOf = (site) => Number(new URL(site.url).port);

/* Bytes as they are, and what came back. */
function raw(site, bytes) {
	return new Promise((done, failed) => {
		const socket = connect(portOf(site), "127.0.0.1", () => socket.write(bytes));
		let got = "";

		socket.setTimeout(10_000, () => socket.destroy(new Error("no answer within 10 s")));
		socket.on("data", (some) => (got += some.toString("latin1")));
		socket.on("error", (problem) => (got === "" && problem.code !== "ECONNRESET" ? failed(problem) : done(got)));
		socket.on("close", () => done(got));
	});
}

function request(site, method, path, body, headers = {}) {
	const all = { Host: new URL(site.url).host, Accept: "text/html", Connection: "close", "Content-Length": Buffer.byteLength(body, "latin1"), ...headers };
	const lines = Object.entries(all).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}\r\n`).join("");

	return raw(site, Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines}\r\n`), Buffer.from(body, "latin1")]));
}

/* A visitor who takes part, and the address of their first question. */
async function participant(site, database) {
	const token = sql(database, "SELECT g.link_token FROM round_group g JOIN round r ON r.partnership = g.partnership AND r.id = g.round " +
		"WHERE r.state = 'open' ORDER BY g.id LIMIT 1");
	const visitor = await new Visitor(site.url).get(`/join/${token}`);

	await visitor.post(`/join/${token}`);
	must(visitor.status === 303, `joining was met with ${visitor.status}`);
	await visitor.get(visitor.location);
	[visitor.question] = /\/answer\/[a-z2-7]{52}\/[a-z]+\.[a-z]+/.exec(visitor.text);
	return visitor;
}

/* ------------------------------------------------------------------ what is sent */

const FORM = "application/x-www-form-urlencoded";
const long = (count, one) => Array.from({ length: count }, (_, i) => one(i)).join("&");

/* name, method, headers, body, status, sentence */
const sent = [
	["bytes that are not UTF-8", "POST", { "Content-Type": FORM }, "strength=%ff%fe&version=0", 400, "not proper text (UTF-8)"],
	["bytes that are not UTF-8, unescaped", "POST", { "Content-Type": FORM }, "strength=\xff\xfe&version=0", 400, "not proper text (UTF-8)"],
	["a NUL", "POST", { "Content-Type": FORM }, "strength=a%00b&version=0", 400, "not proper text (UTF-8)"],
	["a NUL, unescaped", "POST", { "Content-Type": FORM }, "strength=a\0b&version=0", 400, "not proper text (UTF-8)"],
	["a broken escape", "POST", { "Content-Type": FORM }, "strength=%zz&version=0", 400, "not proper text (UTF-8)"],
	["too large a body", "POST", { "Content-Type": FORM }, `strength=${"x".repeat(300_000)}`, 413, "at most 256 kB"],
	["100,000 short fields", "POST", { "Content-Type": FORM }, long(100_000, () => "a"), 413, "more than 1000 fields"],
	["100,000 fields with names", "POST", { "Content-Type": FORM }, long(100_000, (i) => `field${i}=x`), 413, "larger than Cairn takes"],
	["a size announced beyond all measure", "POST", { "Content-Type": FORM, "Content-Length": "99999999999" }, "strength=x", 413,
		"far larger than Cairn takes"],
	["one text that is too long", "POST", { "Content-Type": FORM }, `version=0&strength=${"x".repeat(2001)}`, 422, "Shorten it to 2,000 or fewer"],
	["a place that is not on the line", "POST", { "Content-Type": FORM }, "version=0&placed=9", 422, "Choose one of the descriptions"],
	["JSON", "POST", { "Content-Type": "application/json" }, '{"strength":"x"}', 415, "not a form"],
	["plain text", "POST", { "Content-Type": "text/plain" }, "strength=x", 415, "not a form"],
	["no type", "POST", {}, "strength=x", 415, "not a form"],
	["parts without a boundary", "POST", { "Content-Type": "multipart/form-data" }, "strength=x", 400, "without a usable boundary"],
	["parts that never end", "POST", { "Content-Type": "multipart/form-data; boundary=b" },
		'--b\r\nContent-Disposition: form-data; name="strength"\r\n\r\nx', 400, ""],
	["PUT", "PUT", { "Content-Type": FORM }, "strength=x", 405, "does not take that kind of request"],
	["DELETE", "DELETE", {}, "", 405, "does not take that kind of request"],
	["a form of another site", "POST", { "Content-Type": FORM, Origin: "https://elsewhere.example" }, "strength=x&version=0", 403,
		"did not come from a page of this site"],
	["a form of a sandbox", "POST", { "Content-Type": FORM, Origin: "null" }, "strength=x&version=0", 403, "did not come from a page of this site"],
	["another method wished for", "POST", { "Content-Type": "text/plain", "X-HTTP-Method-Override": "DELETE" }, "_method=DELETE", 415, "not a form"],
	["a change by GET", "GET", { "X-HTTP-Method-Override": "POST" }, "", 200, "What already works?", "?_method=POST&strength=x&version=0"],
	["two lengths", "POST", { "Content-Type": FORM, "Content-Length": "5\r\nContent-Length: 6" }, "abcdef", 400, "The length of what was sent is not clear"],
	["a length and pieces", "POST", { "Content-Type": FORM, "Transfer-Encoding": "chunked" }, "0\r\n\r\n", 400, ""],
	["headers without end", "GET", { "X-Long": "x".repeat(20_000) }, "", 431, ""],
	["a line break in an address", "GET", {}, "", 200, "Sign in", null, "/sign-in?then=%0d%0aX-Evil:%201"],
	["a line break in a path", "GET", {}, "", 400, "That address could not be read", null, "/people%0d%0aX-Evil:%201"],
	["a line break in what is kept for later", "GET", {}, "", 303, "", null, "/people?x=%0d%0aX-Evil:%201"],
	["a path with a NUL", "GET", {}, "", 400, "That address could not be read", null, "/people%00"],
	["a way out of the assets", "GET", {}, "", 400, "", null, "/assets/..%2f..%2fetc%2fpasswd"],
];

async function everythingSent(site, database) {
	const who = await participant(site, database);
	const before = stateOf(database);

	for (const [name, method, headers, body, status, sentence, query, path] of sent) {
		const got = await request(site, method, path ?? who.question + (query ?? ""), body, headers)
			.catch((problem) => must(false, `${name}: ${problem.message}`));
		const [, code] = /^HTTP\/1\.1 (\d+)/.exec(got) ?? [];

		must(Number(code) === status, `${name}: expected ${status}, got ${got.slice(0, 200)}`);
		must(got.includes(sentence), `${name}: the page does not say: ${sentence}\n${got.slice(-1500)}`);
		must(!/^X-Evil/im.test(got.split("\r\n\r\n")[0]), `${name}: a header was made of it`);
	}
	connect(portOf(site), "127.0.0.1").on("error", () => {}).end("\0\x01\x02 nothing like a request\r\n\r\n");
	must(stateOf(database) === before, "something was changed all the same");
	await who.post(who.question, { version: "0", strength: "and it goes on" });
	must(who.status === 303, `afterwards an answer was met with ${who.status}`);
}

/* ------------------------------------------------------------------ time */

async function linksRunOut(site, database) {
	const administrator = await new Visitor(site.url).signIn("administrator@moray.example");

	await administrator.get("/people/invite");
	await administrator.post("/people/invite", { name: "Example newcomer", email: "newcomer@moray.example", role: "viewer" });
	sees(administrator, 200, "/invitation/");
	const [link] = /\/invitation\/[a-z2-7]{52}/.exec(administrator.text);
	const visitor = await new Visitor(site.url).get(link);
	sql(database, "UPDATE invitation SET ends_at = made_at - 1");
	const before = stateOf(database);
	await visitor.post(link, { name: "Example newcomer", password: "cairn beside loch" });
	sees(visitor, 410, "This link ended on");
	sees(await new Visitor(site.url).get(link), 410, "This link ended on");
	must(stateOf(database) === before, "an invitation that had run out changed something");
	sql(database, "UPDATE invitation SET ends_at = made_at + 86400000");
	await visitor.get(link);
	await visitor.post(link, { name: "Example newcomer", password: "cairn beside loch" });
	must(visitor.status === 303, `an invitation in time was met with ${visitor.status}: ${visitor.text.slice(-800)}`);
	sees(await new Visitor(site.url).get(link), 410, "used");
}

/* A clock set back leaves moments that have not come yet. Nobody may be locked out by them, nor anything fail. */
async function clockSetBack(site, database, program) {
	const YEAR_MS = 365 * 86_400_000;
	const planner = await new Visitor(site.url).signIn("planner@moray.example");
	const stranger = await new Visitor(site.url).get("/sign-in");
	const who = await participant(site, database);

	await who.post(who.question, { version: "0", strength: "before" });
	for (let i = 0; i < 40 && stranger.status !== 429; i++)
		await stranger.post("/sign-in", { email: "planner@moray.example", password: "not this one at all" });
	sees(stranger, 429, "Too many tries");
	sql(database, `UPDATE attempt SET began_at = began_at + ${YEAR_MS}`);
	sql(database, `UPDATE session SET began_at = began_at + ${YEAR_MS}, seen_at = seen_at + ${YEAR_MS}, ends_at = ends_at + ${YEAR_MS}`);
	sql(database, `UPDATE response SET saved_at = saved_at + ${YEAR_MS}`);
	sql(database, `UPDATE participant SET made_at = made_at + ${YEAR_MS}, begun_at = begun_at + ${YEAR_MS}`);
	sql(database, `UPDATE round SET opened_at = opened_at + ${YEAR_MS} WHERE state = 'open'`);

	await new Visitor(site.url).signIn("planner@moray.example"); /* a window that has not begun yet keeps nobody out */
	for (const page of ["/", "/culture/rounds", "/culture/rounds/4", "/account"])
		must((await planner.get(page)).status === 200, `${page} was met with ${planner.status}`);
	await who.post(who.question, { version: "1", strength: "after" });
	must(who.status === 303, `an answer was met with ${who.status}`);
	sees(await who.get(who.question), 200, "after");
	await planner.get("/culture/rounds/4/close");
	must((await planner.post("/culture/rounds/4/close")).status === 303, `closing was met with ${planner.status}`);
	must((await planner.get("/culture/rounds/4")).status === 200, `the closed round was met with ${planner.status}`);
	const { code, said } = await run(program, database, ["audit", "verify"]);
	must(code === 0, `the log does not verify: ${said}`);
}

/* ------------------------------------------------------------------ files that are not what they should be */

async function brokenFiles(program, database, folder) {
	const before = stateOf(database);
	const file = (name, content) => {
		writeFileSync(join(folder, name), content);
		return join(folder, name);
	};
	const load = (path, code, sentence) => refuses(program, database, ["framework", "load", path], code, sentence);
	const text = (path, code, sentence) => refuses(program, database, ["framework", "text", "gpf", path], code, sentence);

	await load(file("cut.json", '{"key": "ours", "title": '), 2, "it is not good JSON");
	await load(file("wrong.json", '{"key": "ours", "title": "Ours", "themes": 3}'), 2, "the themes must be a list");
	await load(file("bytes.json", Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 2, "it is not good JSON");
	await load(file("large.json", " ".repeat(1_100_000)), 2, "larger than 1 MB");
	await load(join(folder, "none.json"), 4, "cannot be opened");
	await load(folder, 2, "cannot be read");
	await text(file("other.txt", "This is quite another text.\n"), 2, "none of its 79 statements is in it. Nothing was changed.");
	await text(file("empty.txt", ""), 2, "The file is empty. Nothing was changed.");
	await text(file("document.txt", "%PDF-1.7\n"), 2, "This is the PDF itself.");
	await text(file("wide.txt", Buffer.from("\ufeffwide", "utf16le")), 2, "UTF-16");
	await text(file("nul.txt", "a\0b"), 2, "not plain text in UTF-8");
	must(stateOf(database) === before, "a refused file changed something");
}

async function brokenUploads(site, database) {
	const planner = await new Visitor(site.url).signIn("planner@moray.example");
	const before = stateOf(database);

	for (const [path, name, content, status, sentence] of [
		["/culture/load-a-framework", "ours.json", '{"key": ', 422, "it is not good JSON"],
		["/culture/frameworks/gpf/text", "cut.txt", "quite another text", 422, "none of its 79 statements is in it"],
		["/culture/load-a-framework", "large.json", "x".repeat(21 * 1024 * 1024), 413, "larger than Cairn takes"]]) {
		await planner.get(path);
		const body = new FormData();
		body.append("token", planner.token);
		body.append("file", new Blob([content]), name);
		const answer = await fetch(site.url + path, { method: "POST", body, redirect: "manual",
			headers: { Cookie: [...planner.cookies].map(([key, value]) => `${key}=${value}`).join("; "), Accept: "text/html", Origin: site.url } });
		const page = await answer.text();
		must(answer.status === status && page.includes(sentence), `${name}: ${answer.status}\n${page.replace(/^[\s\S]*<main/, "").slice(0, 1000)}`);
	}
	must(stateOf(database) === before, "a refused upload changed something");
}

/* ------------------------------------------------------------------ the machine */

async function cannotStart(site, program, template, folder) {
	const port = String(portOf(site));
	const newer = template.fresh();

	await refuses(program, template.fresh(), ["serve", "--port", port], 8, `Port ${port} is in use by another program. Stop it, or choose another`);
	await refuses(program, template.fresh(), ["serve", "--port", "nowhere"], 2, "--port must be a whole number");
	sql(newer, "INSERT INTO schema_step (number, name, digest, ran_at) VALUES (9999, 'newer', 'x', 0)");
	const before = stateOf(newer);
	for (const words of [["serve", "--port", port], ["init"], ["person", "list"]])
		await refuses(program, newer, words, 8, "made by a newer Cairn (step 9999");
	must(stateOf(newer) === before, "a database of a newer program was changed");
	if (newer.includes("://"))
		return;
	await refuses(program, join(folder, "none.db"), ["serve", "--port", port], 4, "There is no database at");
	writeFileSync(join(folder, "text.db"), "This is no database, whatever its name says.\n".repeat(100));
	await refuses(program, join(folder, "text.db"), ["serve", "--port", port], 2, "is not a database");
	writeFileSync(join(folder, "empty.db"), "");
	await refuses(program, join(folder, "empty.db"), ["serve", "--port", port], 8, "run `cairn init`");
}

/* As somebody whom the file refuses: root may write to anything, and hands over to nobody. */
async function readOnly(program, template, folder) {
	const own = join(folder, "own"), database = join(own, "cairn.db"), binary = join(folder, "cairn");
	const options = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

	mkdirSync(own);
	copyFileSync(template.fresh(), database);
	copyFileSync(program, binary);
	for (const [path, mode] of [[folder, 0o755], [binary, 0o755], [database, 0o444], [own, 0o555]])
		chmodSync(path, mode);
	const before = stateOf(database);
	for (const words of [["serve", "--port", "1"], ["init"], ["demo", "load", "--password", "three random words"]])
		await refuses(binary, database, words, 8, "The database file may not be written to.", { ...options, cwd: folder });
	chmodSync(own, 0o755);
	must(stateOf(database) === before, "a read-only database was changed");
}

/* On a small disk of its own. */
async function diskFull(program, template, folder) {
	const disk = join(folder, "disk");

	mkdirSync(disk);
	try {
		execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], { stdio: "pipe" });
	} catch {
		console.log("    NOT RUN: a small disk needs root and the right to mount one. tests/unit/db_power.c fills a disk without.");
		return;
	}
	let site;
	try {
		const database = join(disk, "cairn.db"), ballast = join(disk, "ballast");
		copyFileSync(template.fresh(), database);
		site = await serve(program, database);
		const who = await participant(site, database);
		await who.post(who.question, { version: "0", strength: "kept, come what may" });
		const free = Number(execFileSync("df", ["--output=avail", "-B1", disk], { encoding: "utf8" }).split("\n")[1]);
		writeFileSync(ballast, Buffer.alloc(free - 16_384));
		let version = 1;
		for (let i = 0; i < 200; i++) {
			await who.post(who.question, { version: String(version), strength: `${"more and more ".repeat(130)}${i}` });
			if (who.status !== 303)
				break;
			version++;
		}
		sees(who, 507, "The disk is full, so nothing was saved.");
		const before = stateOf(database);
		for (let i = 0; i < 5; i++)
			await who.post(who.question, { version: String(version), strength: `${"still more ".repeat(130)}${i}` });
		sees(who, 507, "The disk is full, so nothing was saved.");
		must(stateOf(database) === before, "what was refused is there all the same");
		sees(await who.get(who.question), 200, version > 1 ? "more and more" : "kept, come what may"); /* reading goes on */
		must(site.isAlive(), `the program ended:\n${site.log()}`);
		truncateSync(ballast, 0);
		await who.post(who.question, { version: String(version), strength: "room again" });
		must(who.status === 303, `with room again an answer was met with ${who.status}: ${who.text.slice(-800)}`);
		sees(await who.get(who.question), 200, "room again");
		must(sql(database, "PRAGMA integrity_check") === "ok", "the database is damaged");
	} finally {
		await site?.stop();
		execFileSync("umount", [disk]);
	}
}

/* ------------------------------------------------------------------ all */

export async function cases({ template, program, one }) {
	const folder = mkdtempSync(join(tmpdir(), "cairn-failures-"));
	const isFile = template.name === "SQLite";

	const served = async (body) => {
		const database = template.fresh();
		const site = await serve(program, database);

		try {
			await body(site, database);
			sees(await new Visitor(site.url).get("/health"), 200, "Cairn is well.");
			must(site.isAlive(), `the program ended:\n${site.log()}`);
		} finally {
			await site.stop();
		}
	};

	await one("what is sent", () => served(everythingSent));
	await one("links that run out", () => served(linksRunOut));
	await one("a clock set back", () => served((site, database) => clockSetBack(site, database, program)));
	await one("broken files", () => brokenFiles(program, template.fresh(), folder));
	await one("broken uploads", () => served(brokenUploads));
	await one("reasons not to start", () => served((site) => cannotStart(site, program, template, folder)));
	if (isFile) {
		await one("a file that may only be read", () => readOnly(program, template, folder));
		await one("a full disk", () => diskFull(program, template, folder));
	}
	rmSync(folder, { recursive: true, force: true });
}
