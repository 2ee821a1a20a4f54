/* Save as you go: said only when it is so, kept when it is not, and not overtaken by an older text. */
import { contextFor, expect, expectNone, faultsOf, htmlErrors, watchedPage } from "../lib.mjs";

/* The first form of a participant that saves as you go, found as a participant finds it. */
async function openForm(suite, page) {
	for (const link of suite.site.links) {
		await page.goto(link);
		for (let step = 0; step < 4; step++) {
			if (await page.locator("form[data-save]").count())
				return page.url();
			const onward = page.locator("main a.ds_button:visible, main button[type=submit]:visible").first();
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

	await suite.case("a group's link opened again goes on with what was begun", () => goesOn(suite));
}

const ownPath = (page) => new URL(page.url()).pathname.split("/").slice(0, 3).join("/");

async function press(page, what) {
	await page.locator(what).click();
	await page.waitForLoadState();
}

/* The pages of one person, each looked at: remembered after Start, offered, forgotten when asked to and when they have finished. */
async function goesOn(suite) {
	const context = await contextFor(suite);
	const page = await watchedPage(suite, context);
	const room = suite.site.links.find((link) => link.startsWith("/join/"));
	const begun = page.locator("[data-begun]");
	const faults = [];

	await page.goto(room);
	expect(!(await begun.isVisible()), "somebody who has not begun was told that they had");
	await press(page, "form[data-join] button");
	const first = ownPath(page);
	expect(first.startsWith("/answer/"), "starting did not lead to a link of one's own");
	await page.locator("[data-remembered]:visible", { hasText: "This device remembers your link." }).waitFor();
	faults.push(...(await faultsOf(page)));

	await page.goto(room);
	faults.push(...(await faultsOf(page)));
	await page.locator("button", { hasText: "Start as somebody else" }).waitFor();
	await press(page, "[data-continue]");
	expect(ownPath(page) === first, "the group's link did not go on with the answers begun before");

	await page.goto(room);
	await page.locator("[data-begun] [data-forget]").click();
	await page.locator("form[data-join] button", { hasText: /^Start$/ }).waitFor();
	expect(!(await begun.isVisible()), "the link was not forgotten");

	await press(page, "form[data-join] button");
	await page.locator("a", { hasText: "First question" }).click();
	expect(!(await page.locator("#reason").isVisible()), "why it does not apply was asked of somebody who had not said so");
	await page.locator("label[for=placed-na]").click();
	expect(await page.locator("#reason").isVisible(), "why it does not apply was not asked");
	await press(page, "form[data-save] button[type=submit]:not([name])");
	await page.goto(`${ownPath(page)}/finish`);
	faults.push(...(await faultsOf(page)));
	await press(page, "button:has-text('I have finished')");
	await page.locator("[data-remembered]:visible", { hasText: "no longer remembers" }).waitFor();
	expect((await page.evaluate(() => localStorage.length)) === 0, "a finished person's link stayed on the device");
	for (const [name, errors] of await htmlErrors(page.documents))
		faults.push(...errors.map((error) => `${name}: ${error}`));
	expectNone(faults);
	await context.close();
}
