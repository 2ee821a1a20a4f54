/*
 * node tests/browser/run.mjs [--only WORDS] [--shots FOLDER] [--static FOLDER] [CASE...]
 *
 * Looks at the program's pages in a browser. Cases are the files of cases/ (all, or those named without .mjs). --only runs the cases whose
 * names hold these words, --shots keeps pictures of every page for a person to look at, --static looks at a folder of pages (mock-ups)
 * instead of the program. Prints a line a case, "N passed, N failed", and a line of JSON with the two counts comes before it.
 */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openBrowser, startCairn, startStatic, Suite } from "./lib.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "cases");
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { only: { type: "string" }, shots: { type: "string" }, static: { type: "string" } },
});

function caseFiles() {
	const all = readdirSync(folder).filter((file) => file.endsWith(".mjs")).map((file) => file.slice(0, -4)).sort();

	if (values.static)
		return ["mock_ups"];
	return positionals.length > 0 ? positionals : all.filter((name) => name !== "mock_ups");
}

const site = values.static ? await startStatic(values.static) : await startCairn();
const browser = await openBrowser();
const suite = new Suite({ site, browser, shots: values.shots, only: values.only, folder: values.static });

try {
	for (const name of caseFiles()) {
		const { run } = await import(join(folder, `${name}.mjs`));
		// What goes wrong between cases is a failure as well, and must not hide the other files.
		await run(suite).catch((problem) => suite.case(values.only ?? name, async () => { throw problem; }));
	}
	if (!values.static)
		await suite.case(values.only ?? "the server is still there at the end", async () => {
			if (!site.isAlive())
				throw new Error(site.log());
		});
} finally {
	await browser.close();
	await site.stop();
}
console.log(JSON.stringify({ passed: suite.passed, failed: suite.failed }));
console.log(`${suite.passed} passed, ${suite.failed} failed`);
process.exitCode = suite.failed === 0 && suite.passed > 0 ? 0 : 1;
