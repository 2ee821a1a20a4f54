/* Every page of a folder: for looking at a design before there is a program behind it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { contextFor, expectNone, faultsOf, htmlErrors, shoot, watchedPage } from "../lib.mjs";

export async function run(suite) {
	const files = readdirSync(suite.folder).filter((file) => file.endsWith(".html"));
	const context = await contextFor(suite);
	const page = await watchedPage(suite, context);

	for (const file of files) {
		await suite.case(`${file} holds`, async () => {
			await page.goto(`/${file}`);
			const faults = await faultsOf(page);
			if (suite.shots)
				await shoot(page, suite.shots, file.replace(".html", ""));
			expectNone(faults);
		});
	}
	const errors = await htmlErrors(new Map(files.map((file) => [file, readFileSync(join(suite.folder, file), "utf8")])));
	for (const [file, found] of errors)
		await suite.case(`${file} is valid HTML`, async () => expectNone(found));
	await context.close();
}
