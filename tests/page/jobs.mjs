/*
 * Long work from outside: one server asks and another does it, it is stopped before it began, it is done by command, and what is broken
 * is found.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { Visitor, serve } from "./lib.mjs";
import { command, soon } from "../support/pages.mjs";

const administrator = (site) => new Visitor(site.url).signIn("administrator@moray.example");

/* The checks of the page, newest first: [state, result]. */
async function checks(who) {
	await who.get("/checks.json", { Accept: "application/json" });
	assert.equal(who.status, 200, who.text.slice(0, 1000));
	const found = JSON.parse(who.text).jobs.map(({ state, result }) => [state, result]);
	await who.get("/checks");
	return found;
}

async function ask(who) {
	await who.get("/checks");
	await who.post("/checks");
	return who.status;
}

async function within(servers, words, body) {
	const [program, database] = servers;
	const site = await serve(program, database, words);

	try {
		await body(site, await administrator(site));
		assert.ok(site.isAlive(), `the program ended:\n${site.log()}`);
	} finally {
		await site.stop();
	}
}

/* A server that does no work itself: what is asked for waits, and can be stopped. */
async function asksAndStops(site, who) {
	assert.equal(await ask(who), 303);
	await who.get("/checks");
	assert.match(who.text, /cn_state[^>]*>Waiting</);
	assert.match(who.text, /Look again/);
	assert.doesNotMatch(who.text, /Check now/);
	await who.post("/checks");
	assert.equal(who.status, 409);
	assert.match(who.text, /is waiting or running already/);
	await who.post("/checks/1/cancel");
	assert.equal(who.status, 303);
	await who.get(who.location);
	assert.match(who.text, /The check is stopped\./);
	assert.match(who.text, /cn_state[^>]*>Stopped</);
	assert.match(who.text, /Check now/);
	await who.get("/changes");
	assert.match(who.text, /stopped a check/);
	assert.equal(await ask(who), 303);
	assert.deepEqual((await checks(who)).map(([state]) => state), ["waiting", "cancelled"]);
}

/* The newest check, when it has ended. */
async function ended(site, who) {
	let newest;

	await soon(async () => !["waiting", "running"].includes((newest = (await checks(who))[0])[0]), () => `it is not done\n${site.log()}`);
	return newest;
}

async function doneByAnother(site, who) {
	const [state, result] = await ended(site, who);

	assert.equal(state, "done", result);
	assert.match(result, /^The database is whole, and the events recorded in it follow/);
	assert.equal((await checks(who))[1][0], "cancelled");
	await soon(() => site.log().includes('"event":"job_ended"'), () => site.log()); /* the process ends a little after its result */
	assert.match(site.log(), /"event":"job_says".*The database is whole/);
}

function byCommand(program, database) {
	assert.match(command(program, database, ["job", "check"]), /The database is whole, and [\d,]+ events follow/);
	assert.match(command(program, database, ["job", "check", "--in", "1"]), /The database is whole/);
	for (const words of [["job", "2", "--in", "1"], ["job", "77", "--in", "1"], ["job", "2", "--in", "1", "--taken", "2"]]) {
		const tried = spawnSync(program, words, { env: { ...process.env, CAIRN_DATABASE: database }, encoding: "utf8" });
		assert.notEqual(tried.status, 0, words.join(" "));
		assert.match(tried.stderr, /^cairn: .*job \d+|no such piece of work/, words.join(" "));
	}
}

/* A broken record is found and said; nothing is mended silently. */
async function findsWhatWasAltered(program, database) {
	const sql = "UPDATE event SET at = at + 1 WHERE partnership = 1 AND number = 3";

	if (database.startsWith("postgres"))
		execFileSync("psql", ["-q", "-d", database, "-c", sql], { stdio: "pipe" });
	else
		execFileSync("sqlite3", [database, sql]);
	await within([program, database], [], async (site, who) => {
		assert.equal(await ask(who), 303);
		assert.deepEqual(await ended(site, who), ["failed", "Event 3 of partnership 1: it was altered."]);
		assert.match(who.text, /cn_state[^>]*>Failed</);
	});
}

export async function cases({ template, program, one }) {
	await one("asked of one server, done by another, by command, and what is broken is found", async () => {
		const database = template.fresh();

		await within([program, database], ["--jobs", "0"], asksAndStops);
		await within([program, database], [], doneByAnother);
		byCommand(program, database);
		await findsWhatWasAltered(program, database);
	});
}
