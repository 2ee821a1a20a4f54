/* Save as you go: said only when it is so, kept when it is not, and not overtaken by an older text. */
import { contextFor, expect, watchedPage } from "../lib.mjs";

/* The first form of a participant that saves as you go, found as a participant finds it. */
async function openForm(suite, page) {
	for (const link of suite.site.links) {
		await page.goto(link);
		for (let step = 0; step < 4; step++) {
			if (await page.locator("form[data-save]").count())
				return page.url();
			const onward = page.locator("main a.ds_button, main button[type=submit]").first();
			if (!(await onward.count()))
				break;
			await onward.click();
			await page.waitForLoadState();
		}
	}
	throw new Error("no participant's link leads to a form that saves as you go");
}

const said = (page, words) => page.locator("[data-saved]", { hasText: words }).first().waitFor();

export async function run(suite) {
	await suite.case("an answer is saved as it is written", async () => {
		const context = await contextFor(suite);
		const page = await watchedPage(suite, context);
		const address = await openForm(suite, page);
		const text = `A strength, with an é and a <b>.\nIts second line.`;

		await page.locator("textarea").first().fill(text);
		await said(page, /^Saved at \d\d:\d\d\.$/);
		await page.goto(address);
		expect((await page.locator("textarea").first().inputValue()) === text, "what was saved did not come back");
		await context.close();
	});

	await suite.case("what cannot be saved is kept, and saved later", async () => {
		const context = await contextFor(suite);
		const page = await watchedPage(suite, context);
		const address = await openForm(suite, page);
		const text = "Written while the connection was gone.";

		const refuse = (route) => (route.request().method() === "POST" ? route.abort("connectionreset") : route.continue());
		await page.route("**", refuse);
		await page.locator("textarea").first().fill(text);
		await said(page, "Not saved: check the connection. What you wrote is still here.");
		await page.goto(address); // as if it had been closed and opened again: only the copy in this tab has the text
		expect((await page.locator("textarea").first().inputValue()) === text, "the copy did not come back");
		await page.unroute("**", refuse);
		await page.evaluate(() => window.dispatchEvent(new Event("online")));
		await said(page, /^Saved at/);
		expect((await page.evaluate(() => Object.keys(sessionStorage).length)) === 0, "the copy stayed after it was saved");
		await context.close();
	});

	await suite.case("an answer can be written and sent without JavaScript", async () => {
		const context = await contextFor(suite, null, { javaScriptEnabled: false });
		const page = await watchedPage(suite, context);
		const address = await openForm(suite, page);

		await page.locator("textarea").first().fill("Sent by the form alone.");
		await page.locator("main form button[type=submit]").first().click();
		await page.waitForLoadState();
		await page.goto(address);
		expect((await page.locator("textarea").first().inputValue()) === "Sent by the form alone.", "what was sent did not come back");
		await context.close();
	});
}
