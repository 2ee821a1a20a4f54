/*
 * tests/load/run [NAME...]: what the program must stand while it goes on serving. Ends by itself within two minutes, with "N passed, N failed".
 *
 *     slow     2,000 connections that drip their headers and 200 that drip a form, a byte a second each: ordinary requests are answered
 *              within a second all the while, and the slow ones are cut at the deadline
 *     flood    17 strangers and 4 with made-up sessions who announce 20 MB each, send most of it and then nothing: ordinary forms are answered within
 *              a second all the while, memory stays, the silent ones are cut, and then a planner's upload is read
 *     idle     10,000 connections kept alive, with at most 150 MB of memory
 *     backup   a copy made while sixteen people answer is whole, and so is what is restored from it
 */
import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { Visitor, serve, sqliteTemplate } from "../page/lib.mjs";
import { holdIdle, openMany, untilSo } from "./lines.mjs";
import { arrive, ask, checkAnswers, checkWhole, must, program, storedBy, wait } from "../soak/people.mjs";

const SLOW_HEADERS = 2000, SLOW_BODIES = 200, HEADER_SECONDS = 8, BODY_SECONDS = 12;
const PATIENCE_MS = 1000;
const IDLE = 10_000, IDLE_MB = 150;
const ANNOUNCED = 20_000_000, SENT = 16_900_000, STRANGERS = 17, MADE_UP = 12, SILENCE_SECONDS = 20, FLOOD_MB = 100; // four places of one address hold 80 MB at most

/* Sockets of this process and of the server, with something left for each. */
const filesAllowed = Number(execFileSync("sh", ["-c", "ulimit -Hn"], { encoding: "utf8" }).replace("unlimited", "1000000")) - 600;

/* ------------------------------------------------------------------ slow */

/* A byte a second from each line, those of one second spread over it. */
function drip(lines, byte) {
	const share = Math.ceil(lines.length / 20);
	let turn = 0;

	return setInterval(() => {
		const first = (turn++ % 20) * share;
		for (const line of lines.slice(first, first + share))
			if (line.isOpen)
				line.socket.write(byte);
	}, 50);
}

/* One ordinary visitor after another, each with a connection of their own; every fourth signs nothing in but sends a form. */
async function visitAllTheWhile(url, isOver) {
	const times = [];

	while (!isOver()) {
		const visitor = new Visitor(url);
		const begun = performance.now();
		const isForm = times.length % 4 === 3;

		if (isForm)
			await visitor.post("/sign-in", { email: "nobody@moray.example" }, { Connection: "close" });
		else
			await visitor.get("/sign-in", { Connection: "close" });
		times.push(performance.now() - begun);
		must(visitor.status === (isForm ? 403 : 200), `an ordinary request was met with ${visitor.status}`);
		await wait(100);
	}
	return times.sort((one, other) => one - other);
}

/* All of them at their deadline: not one much earlier, not one left. */
function checkCut(lines, seconds, what) {
	const lasted = lines.map((line) => line.lasted / 1000).sort((one, other) => one - other);

	must(lasted[0] > seconds - 1.5, `one of the ${what} was cut after ${lasted[0].toFixed(1)} s, its deadline is ${seconds} s`);
	must(lasted.at(-1) < seconds + 4, `one of the ${what} lasted ${lasted.at(-1).toFixed(1)} s, its deadline is ${seconds} s`);
	console.log(`    ${lines.length} ${what}: cut after ${lasted[0].toFixed(1)} to ${lasted.at(-1).toFixed(1)} s`);
}

async function slow(template) {
	const site = await serve(program, template.fresh(),
		["--header-seconds", String(HEADER_SECONDS), "--body-seconds", String(BODY_SECONDS)]);
	const port = Number(new URL(site.url).port);

	try {
		const headers = await openMany(port, SLOW_HEADERS, (line) => line.begun > 0);
		const bodies = await openMany(port, SLOW_BODIES, (line) => line.begun > 0);
		headers.forEach((line) => line.socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "));
		bodies.forEach((line) => line.socket.write("POST /sign-in HTTP/1.1\r\nHost: localhost\r\n" +
			"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nemail="));
		const drips = [drip(headers, "a"), drip(bodies, "b")];
		const areCut = () => [...headers, ...bodies].every((line) => !line.isOpen);
		const visits = visitAllTheWhile(site.url, areCut);
		await Promise.race([visits, untilSo(areCut, (BODY_SECONDS + 8) * 1000, () => "the slow connections to be cut")]);
		drips.forEach(clearInterval);
		const times = await visits;
		must(times.at(-1) < PATIENCE_MS, `the slowest of ${times.length} ordinary requests took ${Math.round(times.at(-1))} ms`);
		console.log(`    ${times.length} ordinary requests: median ${times[times.length >> 1].toFixed(1)} ms, slowest ${times.at(-1).toFixed(1)} ms`);
		checkCut(headers, HEADER_SECONDS, "slow headers");
		checkCut(bodies, BODY_SECONDS, "slow forms");
	} finally {
		await site.stop();
	}
}

/* ------------------------------------------------------------------ flood */

/* Announces much, sends most of it and then nothing. */
function sendHalf(line, cookie) {
	line.socket.write("POST /culture/load-a-framework HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n" +
		`${cookie}Content-Length: ${ANNOUNCED}\r\n\r\n`);
	line.socket.write(Buffer.alloc(SENT, "x"), () => (line.isSent = true));
}

async function uploadIsRead(url) {
	const planner = await new Visitor(url).signIn("planner@moray.example");
	const body = new FormData();

	await planner.get("/culture/load-a-framework");
	body.append("token", planner.token);
	body.append("file", new Blob(["x".repeat(1_000_000)]), "ours.json");
	const answer = await fetch(`${url}/culture/load-a-framework`, { method: "POST", body, redirect: "manual", headers: { Origin: url, Accept: "text/html",
		Cookie: [...planner.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });
	return answer.status === 422;
}

async function flood(template) {
	const site = await serve(program, template.fresh(), ["--body-seconds", String(BODY_SECONDS)]);

	try {
		const lines = await openMany(Number(new URL(site.url).port), STRANGERS + MADE_UP, (line) => line.begun > 0);
		const before = residentMb(site.pid);
		lines.forEach((line, i) => sendHalf(line, i < STRANGERS ? "" : `Cookie: cairn_session=${"a".repeat(52)}\r\n`));
		await untilSo(() => lines.every((line) => line.isSent), 15_000, () => "the flood to be sent");
		const resident = residentMb(site.pid);
		must(resident - before < FLOOD_MB, `the flood takes ${(resident - before).toFixed(0)} MB`);
		const areCut = () => lines.every((line) => !line.isOpen);
		const visits = visitAllTheWhile(site.url, areCut);
		await Promise.race([visits, untilSo(areCut, (SILENCE_SECONDS + 8) * 1000, () => "the silent connections to be cut")]);
		const times = await visits;
		must(times.at(-1) < PATIENCE_MS, `the slowest of ${times.length} ordinary requests took ${Math.round(times.at(-1))} ms`);
		must(await uploadIsRead(site.url), "a planner's upload was not read after the flood");
		console.log(`    ${lines.length} half-sent bodies take ${(resident - before).toFixed(0)} MB; ${times.length} ordinary requests meanwhile, ` +
			`slowest ${times.at(-1).toFixed(1)} ms; the last was cut after ${(Math.max(...lines.map((line) => line.lasted)) / 1000).toFixed(1)} s`);
	} finally {
		await site.stop();
	}
}

/* ------------------------------------------------------------------ idle */

const residentMb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

async function idle(template) {
	const site = await serve(program, template.fresh());
	const count = Math.min(IDLE, filesAllowed);

	if (count < IDLE)
		console.log(`    This machine allows only ${filesAllowed + 600} open files, so there are ${count} connections instead of ${IDLE}.`);
	try {
		const before = residentMb(site.pid);
		const lines = await holdIdle(Number(new URL(site.url).port), count);
		const resident = residentMb(site.pid);
		const visitor = new Visitor(site.url);
		for (let i = 0; i < 20; i++) {
			const begun = performance.now();
			await visitor.get("/sign-in", { Connection: "close" });
			must(visitor.status === 200 && performance.now() - begun < PATIENCE_MS, "a new visitor had to wait");
		}
		const held = lines.filter((line) => line.isOpen).length;
		must(held === count, `only ${held} of ${count} connections are still there`);
		must(resident <= IDLE_MB, `${held} idle connections take ${resident.toFixed(0)} MB`);
		console.log(`    ${held} idle connections: ${before.toFixed(0)} MB before, ${resident.toFixed(0)} MB now`);
		lines.forEach((line) => line.socket.destroy());
	} finally {
		await site.stop();
	}
}

/* ------------------------------------------------------------------ backup */

const cairn = (database, ...words) =>
	execFileSync(program, words, { env: { ...process.env, CAIRN_DATABASE: database }, encoding: "utf8", stdio: "pipe" });

/* What was acknowledged before the copy began is in it, perhaps answered anew since. */
function checkCopy(copy, people) {
	const stored = storedBy(copy);

	for (const { number, known } of people) {
		for (const [criterion, { version }] of known)
			must(version === 0 || stored.get(`${number} ${criterion}`)?.version >= version, `the copy lacks what person ${number} was told is saved`);
	}
}

async function backup(template) {
	const database = template.fresh(), copy = `${database}.copy`, restored = `${database}.restored`;
	const site = await serve(program, database);
	const tally = { acknowledged: 0, wrong: "", stops: false };
	const people = await arrive(site, database);

	try {
		const answering = people.map((person) => person.answer(site.url, tally));
		await wait(1500);
		const before = people.map(({ number, known }) => ({ number, known: new Map(known) }));
		const acknowledged = tally.acknowledged;
		await promisify(execFile)(program, ["backup", copy], { env: { ...process.env, CAIRN_DATABASE: database } });
		must(tally.acknowledged > acknowledged, "nobody could answer while the copy was made");
		tally.stops = true;
		await Promise.all(answering);
		must(tally.wrong === "", tally.wrong);

		cairn(restored, "restore", copy);
		for (const file of [copy, restored])
			checkWhole(file);
		checkCopy(restored, before);
		const [[events]] = ask(restored, "SELECT count(*) FROM event WHERE kind = 'answered'");
		must(Number(events) >= acknowledged, `${acknowledged} answers were acknowledged before the copy, and it knows of ${events}`);
		console.log(`    ${acknowledged} answers before the copy, ${tally.acknowledged} after it; the copy's log knows of ${events}`);
	} finally {
		tally.stops = true;
		await site.stop();
	}
	checkAnswers(database, people);
	const again = await serve(program, restored);
	const page = await new Visitor(again.url).get(`${people[0].link}/${people[0].criteria[0]}`).finally(() => again.stop());
	must(page.status === 200 && page.text.includes("person 1 says"), "the restored copy does not show what was answered");
}

/* ------------------------------------------------------------------ all */

const cases = { slow, flood, idle, backup };
const wanted = process.argv.slice(2);
const template = await sqliteTemplate(program);
let passed = 0, failed = 0;

for (const [name, one] of Object.entries(cases)) {
	const begun = performance.now();

	if (wanted.length > 0 && !wanted.includes(name))
		continue;
	try {
		await one(template);
		passed++;
		console.log(`passed ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
	} catch (problem) {
		failed++;
		console.log(`FAILED ${name}\n${String(problem?.stack ?? problem).replace(/^/gm, "    ")}`);
	}
}
template.end();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
