/*
 * The file an administrator downloads: another Cairn takes it in, on either database, and there it comes out again the same. After a day it is gone.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Visitor, serve } from "./lib.mjs";
import { command, rowsOf, soon } from "../support/pages.mjs";

/* The bytes, as a browser would save them. */
async function download(who) {
	await who.get("/takeout");
	const answer = await fetch(`${who.url}/takeout/1/download`, { method: "POST", redirect: "manual", body: new URLSearchParams({ token: who.token }),
		headers: { Origin: who.url, Cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });

	assert.equal(answer.status, 200);
	const bytes = Buffer.from(await answer.arrayBuffer());
	assert.equal(Number(answer.headers.get("content-length")), bytes.length);
	return bytes;
}

const change = (database, sql) => database.startsWith("postgres") ? execFileSync("psql", ["-q", "-d", database, "-c", sql], { stdio: "pipe" })
	: execFileSync("sqlite3", ["-cmd", ".timeout 10000", database, sql]);

async function madeOnThePage(site, who, database) {
	await who.get("/takeout");
	await who.post("/takeout", { name: "Health and Social Care Moray" });
	assert.equal(who.status, 303);
	await soon(async () => (await who.get("/takeout")).text.includes("Download the file"), () => `${who.text}\n${site.log()}`);
	const bytes = await download(who);

	assert.ok((await download(who)).equals(bytes));
	/* in the database for a day, and in no take-out made meanwhile */
	assert.equal(rowsOf(database, "SELECT f.bytes FROM file f, job_file j WHERE j.partnership = 1 AND f.partnership = 1 AND f.id = j.file")[0][0], String(bytes.length));
	return bytes;
}

function takenInElsewhere(program, file) {
	const folder = mkdtempSync(join(tmpdir(), "cairn-takeout-")), database = join(folder, "cairn.db");

	try {
		writeFileSync(join(folder, "one.zip"), file);
		command(program, database, ["init"]);
		command(program, database, ["partnership", "add", "Another"]);
		assert.match(command(program, database, ["takein", join(folder, "one.zip")]), /Partnership 2, Health and Social Care Moray, is there/);
		assert.match(command(program, database, ["search", "rebuild"]), /Moray/); /* what is made from the records is no part of it */
		command(program, database, ["takeout", join(folder, "two.zip"), "--in", "Health and Social Care Moray"]);
		assert.ok(readFileSync(join(folder, "two.zip")).equals(file), "it does not come out as it went in");
		assert.match(command(program, database, ["audit", "verify"]), /Health and Social Care Moray: [\d,]+ events, every one follows/);
		assert.match(spawnSync(program, ["takeout", join(folder, "two.zip"), "--in", "1", "--database", database], { encoding: "utf8" }).stderr,
			/is there already, and a take-out is never written over another/);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/* A day later nobody gets it any more, and then it is taken away. */
async function goneAfterADay(site, who, database) {
	change(database, "UPDATE job SET ended_at = ended_at - 86400000 WHERE kind = 'takeout'");
	await who.get("/takeout");
	assert.doesNotMatch(who.text, /Download the file/);
	assert.match(who.text, /Removed from here/);
	await who.post("/takeout/1/download");
	assert.equal(who.status, 410);
	await who.post("/checks"); /* whoever runs jobs looks around again */
	assert.equal(who.status, 303);
	await soon(() => rowsOf(database, "SELECT file FROM job_file WHERE partnership = 1").length === 0, () => `the file is still there\n${site.log()}`);
	assert.equal(rowsOf(database, "SELECT c.file FROM file_chunk c WHERE c.partnership = 1 AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.partnership = 1 AND e.file = c.file)").length, 0);
}

export async function cases({ template, program, one }) {
	await one("downloaded, taken in by another Cairn, out again the same, and gone after a day", async () => {
		const database = template.fresh(), site = await serve(program, database);

		try {
			const who = await new Visitor(site.url).signIn("administrator@moray.example");

			takenInElsewhere(program, await madeOnThePage(site, who, database));
			await goneAfterADay(site, who, database);
			assert.ok(site.isAlive(), site.log());
		} finally {
			await site.stop();
		}
	});
}
