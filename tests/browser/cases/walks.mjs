/*
 * What people come for, done with a keyboard alone, with and without JavaScript: setting up a round and opening it; answering it; closing one, checking
 * its words and releasing them, and tagging them.
 * Every page met on the way is looked at, those with mistakes on them included.
 */
import { contextFor, expect, expectNone, faultsOf, htmlErrors, person, shoot, watchedPage } from "../lib.mjs";

const STOPS = 250; // a page with more stops than this before what is wanted is a page nobody walks through

/* One who only has a keyboard. */
export class Walker {
	constructor(suite, page, withScript) {
		Object.assign(this, { suite, page, withScript });
		this.steps = 0;
	}

	async to(selector) {
		for (let i = 0; i < STOPS; i++) {
			if (await this.page.evaluate((wanted) => document.activeElement?.matches(wanted), selector))
				return;
			await this.page.keyboard.press("Tab");
		}
		throw new Error(`${STOPS} stops on ${this.page.url()} did not lead to ${selector}`);
	}

	async type(selector, text) {
		await this.to(selector);
		await this.page.keyboard.press("Control+A");
		await this.page.keyboard.type(text);
	}

	async space(selector) {
		await this.to(selector);
		await this.page.keyboard.press("Space");
	}

	/* Presses Enter on a link or button and waits for the page it leads to. */
	async enter(selector) {
		await this.to(selector);
		await Promise.all([
			this.page.waitForEvent("framenavigated"),
			this.page.keyboard.press("Enter"),
		]);
		await this.page.waitForLoadState("load");
	}

	/* The page is as it should be; without JavaScript it has been looked at already, with it. */
	async looks(name) {
		this.steps++;
		if (!this.withScript) {
			expectNone(this.page.faults.splice(0));
			return;
		}
		const faults = await faultsOf(this.page);
		if (this.suite.shots)
			await shoot(this.page, this.suite.shots, `walk ${name}`);
		expectNone(faults.map((fault) => `${name}: ${fault}`));
	}

	async says(text) {
		const main = await this.page.locator("main").innerText();
		expect(main.includes(text), `${this.page.url()} does not say "${text}":\n${main.slice(0, 600)}`);
	}
}

export async function signsIn(walker, { email, password }) {
	await walker.page.goto("/sign-in");
	await walker.type("[name=email]", email);
	await walker.type("[name=password]", "not the password");
	await walker.enter("main button[type=submit]");
	await walker.looks("signing in with a wrong password");
	await walker.type("[name=email]", email);
	await walker.type("[name=password]", password);
	await walker.enter("main button[type=submit]");
	expect(!walker.page.url().includes("/sign-in"), "signing in failed");
}

/* The first link of the error summary leads into the field it speaks of. */
async function mendsFromSummary(walker, name) {
	await walker.looks(`${name}, with a mistake`);
	await walker.to(".ds_error-summary a");
	const field = await walker.page.evaluate(() => document.activeElement.getAttribute("href").slice(1));
	await walker.page.keyboard.press("Enter");
	await walker.page.keyboard.press("Tab");
	await walker.page.keyboard.press("Shift+Tab");
	expect(await walker.page.evaluate((id) => document.activeElement?.closest(`#${CSS.escape(id)}`) !== null || document.activeElement?.id === id, field),
		`the summary's link does not lead to ${field}`);
}

const ONWARD = "main form button[type=submit]:not([name])";

async function setsUpRound(walker) {
	const { page } = walker;

	await page.goto("/culture/rounds");
	await walker.enter("a[href$='/culture/rounds/new']");
	await walker.enter(ONWARD);
	await mendsFromSummary(walker, "setting up, step 1");
	await walker.type("[name=title]", "A round set up by keyboard");
	await walker.type("[name=purpose]", "To see that a keyboard is enough.");
	await walker.enter(ONWARD);
	await walker.says("Step 2 of 4");
	await walker.looks("setting up, step 2");
	await walker.enter(ONWARD);
	if ((await page.locator(".ds_error-summary").count()) > 0) {
		await walker.looks("setting up, step 2, with a mistake");
		await walker.space("[name=criterion]");
		await walker.enter(ONWARD);
	}
	await walker.says("Step 3 of 4");
	await walker.looks("setting up, step 3");
	await walker.enter(ONWARD);
	await walker.says("Step 4 of 4");
	await walker.type("[name=closes_on]", "the day after never");
	await walker.enter(ONWARD);
	await mendsFromSummary(walker, "setting up, step 4");
	await walker.type("[name=closes_on]", "31 December 2099");
	await walker.enter(ONWARD);
	await walker.says("Next: open the round");
	await walker.looks("a round that is ready");
	await walker.enter("main a[href$='/open']");
	await walker.looks("opening a round");
	await walker.enter(ONWARD);
	await walker.looks("a round just opened");
	await walker.enter("main a[href$='/links']");
	await walker.looks("links of a round");
}

async function answers(walker, link) {
	const { page } = walker;

	await page.goto(link);
	await walker.looks("a group's link");
	await walker.enter("main button[type=submit]");
	await walker.looks("welcome");
	await walker.enter("main .cn_next a.ds_button");
	await walker.looks("a question");
	await walker.type("textarea", "The carers were asked first.");
	if ((await page.locator("main input[type=radio]").count()) > 0)
		await walker.space("main input[type=radio]");
	await walker.enter(ONWARD);
	await walker.looks("the next question");
	for (let left = 0; left < 40 && (await page.locator("main textarea").count()) > 0; left++)
		await walker.enter(ONWARD);
	await walker.says("Thank you");
	await walker.looks("the end");
	await walker.page.goBack();
}

/* A round is closed, and the first page of its words is checked: one is held back, the others are kept with one press. */
async function closesAndChecks(walker) {
	const { page } = walker;

	await page.goto("/culture/rounds/4");
	await walker.enter("main a[href$='/close']");
	await walker.enter("main form button[type=submit]");
	await walker.says("Next: check the words");
	await walker.looks("a round just closed");
	await walker.enter(".cn_next a.ds_button");
	/* How many there are depends on who answered before, in other cases; 20 are on a page. */
	const [, left, all] = /(\d+) of (\d+) still to be checked/.exec(await page.locator("main").innerText());
	expect(left === all && all > 20, `${left} of ${all} wait to be checked`);
	walker.suite.wordsChecked = Number(all);
	await walker.looks("checking words");
	await walker.enter("button[value=chosen]");
	await walker.looks("checking words, with nothing chosen");
	await walker.to("details.cn_check__more summary");
	await page.keyboard.press("Enter");
	await walker.to("details.cn_check__more[open] input[type=radio]");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowDown");
	await walker.enter("button[value=keep]");
	await mendsFromSummary(walker, "checking words");
	await walker.to("details.cn_check__more[open] select");
	await page.keyboard.press("ArrowDown");
	await walker.enter("button[value=keep]");
	await walker.says(`${all - 20} of ${all} still to be checked`);
	expect((await page.locator("main .cn_head__facts").innerText()).includes("Held back: 1"), "what was chosen is not saved");
	await page.goto("/culture/rounds/4/words/check?show=decided");
	await walker.looks("words that were checked");
}

/* The rest is kept at once and released; then somebody complains about one, and others get a tag. */
async function releasesAndTags(walker) {
	const { page } = walker;

	await page.goto("/culture/rounds/4");
	await walker.enter(".cn_next a.ds_button");
	await walker.enter("button[value=rest]");
	await walker.says("Release the words?");
	await walker.enter(ONWARD);
	await walker.says("The words have been checked");
	await page.goto("/culture/rounds/4/words");
	await walker.says(`${walker.suite.wordsChecked - 1} comments`); /* one was held back */
	await walker.enter("main a[href$='/take-out']");
	await walker.enter(ONWARD);
	await mendsFromSummary(walker, "taking something out");
	await walker.to("[name=how]");
	await page.keyboard.press("ArrowDown");
	await walker.to("select[name=reason]");
	await page.keyboard.press("ArrowDown");
	await walker.enter(ONWARD);
	await walker.says("A comment stood here. It was taken out on");
	await walker.enter("main a[href$='/words/tags']");
	await walker.enter(".cn_chips a, main a[href$='/tags/new']");
	if ((await page.locator("main [name=place]").count()) === 0) {
		await walker.type("[name=q]", "a");
		await walker.enter("main .cn_filter button");
	}
	await walker.enter("main form[method=post] button");
	await mendsFromSummary(walker, "making a tag");
	await walker.type("[name=name]", "What belongs together");
	await walker.enter("main form[method=post] button");
	await walker.says("What belongs together");
}

async function walk(suite, name, withScript, who, steps) {
	const documents = new Map();

	await suite.case(`${name} with a keyboard alone${withScript ? "" : ", without JavaScript"}`, async () => {
		const context = await contextFor(suite, null, { javaScriptEnabled: withScript });
		const page = await watchedPage(suite, context);
		const walker = new Walker(suite, page, withScript);

		try {
			if (who)
				await signsIn(walker, who);
			await steps(walker);
		} finally {
			for (const [address, html] of page.documents)
				documents.set(address, html);
			await context.close();
		}
	});
	return documents;
}

export async function run(suite) {
	const planner = suite.site.people.find(({ role }) => role === "planner") ?? person(suite, "administrator");
	const documents = new Map();
	const keep = (more) => more.forEach((html, address) => documents.set(address, html));

	for (const withScript of [true, false]) {
		keep(await walk(suite, "a round is set up and opened", withScript, planner, setsUpRound));
		keep(await walk(suite, "a round is answered", withScript, null, (walker) => answers(walker, suite.site.links[0])));
	}
	keep(await walk(suite, "a round is closed and its words are checked", true, planner, closesAndChecks));
	keep(await walk(suite, "words are released, taken out and tagged", false, planner, releasesAndTags));
	const errors = await htmlErrors(documents);
	for (const [address, found] of errors)
		await suite.case(`${address.replace(/[a-z2-7]{40,}/, ":secret")} is valid HTML`, async () => expectNone(found));
}
