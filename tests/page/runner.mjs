/*
 * tests/page/run [NAME...]: every tests/page/*.test on SQLite and on PostgreSQL, then the programs beside them (*.mjs with a `cases`). Ends
 * with "N passed, N failed".
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Reader, postgresTemplate, serve, sqliteTemplate } from "./lib.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.CAIRN ?? resolve(here, "../../build/cairn");
const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);
let passed = 0, failed = 0;

async function one(name, body) {
	const begun = Date.now();

	try {
		await body();
		passed++;
		console.log(`passed ${name} (${Date.now() - begun} ms)`);
	} catch (problem) {
		failed++;
		console.log(`FAILED ${name}\n${String(problem?.stack ?? problem).replace(/^/gm, "    ")}`);
	}
}

async function readAloud(template, file) {
	const site = await serve(program, template.fresh());

	try {
		await new Reader(site.url).read(readFileSync(join(here, file), "utf8"));
		if (!site.isAlive())
			throw new Error(`the program ended:\n${site.log()}`);
	} finally {
		await site.stop();
	}
}

const templates = [await sqliteTemplate(program)];
if (process.env.CAIRN_TEST_POSTGRES)
	templates.push(await postgresTemplate(program, process.env.CAIRN_TEST_POSTGRES));
else
	console.log("Only on SQLite: CAIRN_TEST_POSTGRES is not set.");
for (const template of templates) {
	for (const file of readdirSync(here).filter((name) => name.endsWith(".test")).sort()) {
		if (isWanted(basename(file, ".test")))
			await one(`${basename(file, ".test")} on ${template.name}`, () => readAloud(template, file));
	}
	for (const file of readdirSync(here).filter((name) => name.endsWith(".mjs") && !["lib.mjs", "runner.mjs"].includes(name)).sort()) {
		if (!isWanted(basename(file, ".mjs")))
			continue;
		const { cases } = await import(join(here, file));
		await cases({ template, program, one: (name, body) => one(`${basename(file, ".mjs")}: ${name} on ${template.name}`, body) });
	}
}
templates.forEach((template) => template.end());
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
