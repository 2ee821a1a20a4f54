/*
 * What the measurements share: a database to start from, servers and the processor time they take, wrk, medians, tables.
 *
 * Processor time, not speed: other work on the machine makes everything slower, but hardly makes a request need more instructions. Each figure is
 * a median of RUNS runs, in which everything compared takes its turn, so that what disturbs one disturbs the others.
 */
import { execFile, execFileSync, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PASSWORD, Visitor, sqliteTemplate } from "../tests/page/lib.mjs";

export const here = dirname(fileURLToPath(import.meta.url));
export const program = process.env.CAIRN ?? resolve(here, "../build/cairn");
export const RUNS = Number(process.env.CAIRN_BENCH_RUNS ?? 5);
export const SECONDS = Number(process.env.CAIRN_BENCH_SECONDS ?? 3);
export { PASSWORD, Visitor, sqliteTemplate };

const TICKS_PER_SECOND = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export function must(isSo, sentence) {
	if (!isSo)
		throw new Error(sentence);
}

/* ------------------------------------------------------------------ figures */

export function median(numbers) {
	const sorted = [...numbers].sort((one, other) => one - other);
	const middle = sorted.length >> 1;

	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/* "47 (45 to 52)": the median, and between what the runs lay. */
export function spread(numbers, decimals = 0) {
	const said = (number) => number.toFixed(decimals);

	return `${said(median(numbers))} (${said(Math.min(...numbers))} to ${said(Math.max(...numbers))})`;
}

/* The first row is the heading. */
export function table(rows) {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	const line = (row) => `    ${row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd()}`;

	console.log([line(rows[0]), line(widths.map((width) => "-".repeat(width))), ...rows.slice(1).map(line)].join("\n"));
}

/* "met" or "MISSED" beside a target. */
export const verdict = (isMet) => (isMet ? "met" : "MISSED");

/* ------------------------------------------------------------------ processes */

function withChildren(pid) {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter((one) => one !== "");

	return [pid, ...children.flatMap(withChildren)];
}

/* Seconds of processor time, user and system, of a process and its children. */
export function processorSeconds(pid) {
	return withChildren(pid).reduce((sum, one) => {
		const after = readFileSync(`/proc/${one}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
		return sum + (Number(after[11]) + Number(after[12])) / TICKS_PER_SECOND;
	}, 0);
}

export const residentMb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

function end(child) {
	const ended = new Promise((done) => child.on("exit", done));

	child.kill("SIGTERM");
	return ended;
}

/* Another program that serves, until the end of this one. `headers`: with which it answers well. */
export async function start(command, words, url, { headers = {}, ...options } = {}) {
	const child = spawn(command, words, { stdio: ["ignore", "ignore", "pipe"], ...options });
	let said = "";

	child.stderr?.on("data", (bytes) => (said += bytes));
	for (let i = 0; i < 500; i++) {
		must(child.exitCode === null, `${command} ended:\n${said}`);
		if (await fetch(url, { headers }).then((answer) => answer.ok, () => false))
			return { pid: child.pid, url, headers, stop: () => end(child) };
		await wait(20);
	}
	throw new Error(`${command} does not answer at ${url}:\n${said}`);
}

export const freePort = () => new Promise((done) => {
	const socket = createServer().listen(0, "127.0.0.1", () => {
		const { port } = socket.address();
		socket.close(() => done(port));
	});
});

/* The program on a database, its log in a file beside it as a service would have it. */
export async function serve(database) {
	const port = await freePort(), log = openSync(`${database}.log`, "w"), url = `http://127.0.0.1:${port}`;
	const site = await start(program, ["serve", "--port", String(port)], `${url}/health`,
		{ env: { ...process.env, CAIRN_DATABASE: database }, stdio: ["ignore", "ignore", log] });

	closeSync(log);
	return { ...site, url };
}

/* Runs the program to its end; the largest its memory was, by what the kernel says of it. */
export function measured(database, words) {
	const said = execFileSync("/usr/bin/python3", ["-c", `
import resource, subprocess, sys, time
begun = time.monotonic()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
took = time.monotonic() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, took * 1000, (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024)`, program, ...words],
	{ env: { ...process.env, CAIRN_DATABASE: database }, encoding: "utf8" });
	const [code, took, processor, memory] = said.trim().split(" ").map(Number);

	must(code === 0, `cairn ${words.join(" ")} ended with ${code}`);
	return { took, processor, memory };
}

/* ------------------------------------------------------------------ load */

/* wrk against one address; how many requests were answered and, in `bad`, how many not well. */
export async function load(url, { seconds = SECONDS, connections = 64, threads = 1, headers = {}, script, env = {} } = {}) {
	const words = [`-t${threads}`, `-c${connections}`, `-d${seconds}s`, "--timeout", "20s",
		...Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]), ...(script ? ["-s", script] : []), url];
	const { stdout } = await promisify(execFile)("wrk", words, { env: { ...process.env, ...env } });
	const number = (pattern) => Number(pattern.exec(stdout)?.[1] ?? 0);
	const errors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout)?.slice(1).map(Number) ?? [0];

	return {
		requests: number(/(\d+) requests in/), perSecond: number(/Requests\/sec:\s+([\d.]+)/),
		bad: number(/Non-2xx or 3xx responses: (\d+)/) + errors.reduce((sum, one) => sum + one, 0), said: stdout,
	};
}

/* The same, with the processor time the server took for each request, in microseconds. */
export async function cost(site, url, options) {
	const before = processorSeconds(site.pid);
	const done = await load(url, options);

	must(done.bad === 0 && done.requests > 0, `not every request was answered well:\n${done.said}`);
	return { ...done, microseconds: (processorSeconds(site.pid) - before) / done.requests * 1e6 };
}

/* ------------------------------------------------------------------ databases */

export const sql = (database, text) => execFileSync("sqlite3", ["-batch", "-bail", database], { input: text, encoding: "utf8", maxBuffer: 1 << 26 }).trim();

export const cookiesOf = (visitor) => ({ Cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ") });
