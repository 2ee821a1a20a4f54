/* Searching with a keyboard alone, on any page, on a phone, with and without JavaScript; and not on paper, where a box is of no use. */
import { NARROW, contextFor, expect, expectNone, person, watchedPage } from "../lib.mjs";

async function searches(suite, options) {
	const context = await contextFor(suite, person(suite, "viewer"), options);
	const page = await watchedPage(suite, context);

	try {
		await page.goto("/culture/frameworks");
		for (let i = 0; i < 12 && await page.evaluate(() => document.activeElement?.name !== "q"); i++)
			await page.keyboard.press("Tab");
		expect(await page.evaluate(() => document.activeElement?.labels?.[0]?.textContent === "Search"), "the box in the header is not reached, or has no name");
		await page.keyboard.type("unpaid carers");
		await Promise.all([page.waitForURL(/\/search\?q=unpaid\+carers$/), page.keyboard.press("Enter")]);
		expect((await page.locator("main mark").allInnerTexts()).includes("carers"), "what was looked for is not marked");
		expect(await page.locator("form[role=search]").count() === 1, "the page has two boxes for one thing");
		expect(await page.inputValue("#q") === "unpaid carers", "what was typed is gone");
		await page.locator("#q").focus();
		await page.keyboard.press("Control+A");
		await page.keyboard.type("areas of conflict");
		await page.keyboard.press("Tab");
		await Promise.all([page.waitForURL(/conflict$/), page.keyboard.press("Enter")]);
		await page.keyboard.press("Tab");
		await page.locator("main ol a").first().focus();
		await Promise.all([page.waitForURL(/frameworks\/gpf#criterion-culture\.partnership$/), page.keyboard.press("Enter")]);
		expect(await page.locator("[id='criterion-culture.partnership']").isVisible(), "the link does not lead to the criterion");
		await page.emulateMedia({ media: "print" });
		expect(!(await page.locator("form[role=search]").first().isVisible()), "the box is printed");
		expectNone(page.faults);
	} finally {
		await context.close();
	}
}

export async function run(suite) {
	await suite.case("a member searches with the keyboard", () => searches(suite, {}));
	await suite.case("a member searches on a phone without JavaScript", () => searches(suite, { viewport: NARROW, javaScriptEnabled: false }));
	await suite.case("a visitor sees no search", async () => {
		const context = await contextFor(suite);
		const page = await watchedPage(suite, context);

		for (const path of ["/", "/sign-in", ...suite.site.links]) {
			await page.goto(path);
			expect(await page.locator("form[role=search]").count() === 0, `there is a search on ${path}`);
		}
		await context.close();
	});
}
