/*
 * The next round, and two rounds side by side: pages that the demonstration alone does not lead to. Two small rounds are held through their own
 * pages; then a planner starts another by hand, and everything that compares is looked at.
 */
import { Visitor } from "../../page/lib.mjs";
import { all, answer, closeRound, openRound, personalLinks } from "../../support/pages.mjs";
import { contextFor, expect, expectNone, look, person, watchedPage } from "../lib.mjs";

const KEYS = ["culture.partnership", "culture.vision", "culture.capacity", "analyse.data"];
const THEN = { 1: 9, 6: 8, 14: 7, 8: 6 }, NOW = { 1: 12, 6: 7, 14: 9, 8: 3 }; /* people by group: one voice is too small now */

/* A level that a formula fixes: the first criterion moves up, the third down, the last for leaders only. */
function placed(group, i, c, isNow) {
	const level = 2 + (i + c + Number(group)) % 3 + (isNow ? [1.5, 0, -1, group === "14" ? 2 : 0][c] : 0);

	return String(Math.max(1, Math.min(5, Math.round(level))));
}

async function hold(suite, planner, title, people, isNow) {
	const round = await openRound(planner, { title, depth: "statements", purpose: "How well do we plan?", groups: Object.fromEntries(Object.keys(people).map((group) => [group, KEYS])) });

	for (const [group, count] of Object.entries(people)) {
		const links = await personalLinks(planner, round, group, count);
		await all(links.map((link, i) => ({ link, i })), async ({ link, i }) => {
			for (const [c, key] of KEYS.entries())
				await answer(new Visitor(suite.site.url), link, key, { placed: placed(group, i, c, isNow), [`${key}.1`]: placed(group, i + 1, c, isNow) });
		});
	}
	await closeRound(planner, round);
	return round;
}

/* By hand, with a mistake first: only a name is asked. */
async function startsAgain(suite, page, round) {
	await page.goto(`/culture/rounds/${round}`);
	await page.click("text=Start the next round from this one");
	await page.waitForLoadState();
	await page.click("main button:has-text('Make the draft')");
	await page.waitForLoadState();
	await look(suite, page, "start again with a mistake");
	expect(await page.locator("[name=title]").evaluate((field) => field.getAttribute("aria-invalid") === "true"), "the field is not marked");
	await page.fill("[name=title]", "The round after that");
	await page.click("main button:has-text('Make the draft')");
	await page.waitForLoadState();
	const said = await page.locator("main").innerText();
	for (const text of ["The draft is made.", "Next: say why you ask this time", "Copied from Now", "Still as copied: purpose"])
		expect(said.includes(text), `it does not say: ${text}`);
	await look(suite, page, "a draft that was started again");
	await page.click("text=Look at the purpose");
	await page.waitForLoadState();
	await look(suite, page, "its purpose, copied");
}

async function readsWithoutScript(suite, paths) {
	const context = await contextFor(suite, person(suite, "viewer"), { javaScriptEnabled: false });
	const page = await watchedPage(suite, context);

	for (const path of paths) {
		await page.goto(path);
		expect((await page.locator("main svg:visible").count()) > 0, `${path}: no picture without JavaScript`);
		await page.locator("summary").first().click();
		expect(await page.locator("details table").first().isVisible(), `${path}: the figures do not open without JavaScript`);
		expectNone(page.faults);
	}
	await context.close();
}

export async function run(suite) {
	const { email, password } = person(suite, "planner");
	const planner = await new Visitor(suite.site.url).signIn(email, password);
	const then = await hold(suite, planner, "Then", THEN, false), now = await hold(suite, planner, "Now", NOW, true);
	const compared = `/culture/rounds/${then}/compare/${now}`;
	const context = await contextFor(suite, person(suite, "planner"));

	await suite.case("the next round is started from a closed one", async () => startsAgain(suite, await watchedPage(suite, context), now));
	for (const [name, path] of [["the choice of a round to compare with", `/culture/rounds/${now}/compare`], ["two rounds compared", compared],
		["one criterion compared", `${compared}/culture.partnership`], ["two rounds of other depth compared", `/culture/rounds/${then}/compare/3`]])
		await suite.case(`${name} holds`, async () => {
			const page = await watchedPage(suite, context);
			await page.goto(path);
			await look(suite, page, name);
			await page.close();
		});
	await suite.case("a comparison reads without JavaScript", () => readsWithoutScript(suite, [compared, `${compared}/culture.partnership`]));
	await context.close();
}
