/*
 * A room talks about the results: three criteria on the projector by keyboard alone, with and without JavaScript; what came of it is owned, updated
 * on a phone, and cleared when it lapses. Every page on the way is looked at.
 */
import { NARROW, contextFor, expect, expectNone, faultsOf, htmlErrors, person, shoot, watchedPage } from "../lib.mjs";
import { daysPass } from "../../support/pages.mjs";
import { Walker } from "./walks.mjs";

const RECORD = "#record button[type=submit]:not([name])";
const LAPSED = 10, LAPSED_BEFORE = 2; /* the demonstration has some */

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/* axe-core needs a script to be allowed; whether a page fits a phone can be asked without. */
class RoomWalker extends Walker {
	async looks(name) {
		if (this.withScript)
			return super.looks(`talk: ${name}`);
		const { page } = this, size = page.viewportSize();

		await page.setViewportSize(NARROW);
		const tooWide = await overflow(page);
		await page.setViewportSize(size);
		if (this.suite.shots)
			await shoot(page, this.suite.shots, `talk without script ${name}`);
		expect(tooWide === 0, `${name}: at 320 px it is ${tooWide} px too wide`);
		expectNone(page.faults.splice(0));
	}

	/* The radio so many steps after the first of its name. */
	async choose(selector, steps) {
		await this.space(selector);
		for (let i = 0; i < steps; i++)
			await this.page.keyboard.press("ArrowDown");
	}

	/* An option by the letters it begins with. */
	async pick(selector, letters) {
		await this.to(selector);
		await this.page.keyboard.type(letters);
	}
}

async function recordsWithDissent(walker) {
	await walker.enter(RECORD);
	await walker.says("Choose the position.");
	await walker.looks("a position with mistakes");
	await walker.space("[name=rests]");
	await walker.choose("#choice", 0);
	await walker.type("[name=reason]", "We ask people, but late.");
	await walker.type("[name=who-1]", "Independent providers");
	await walker.type("[name=words-1]", "We were asked in good time.");
	await walker.type("[name=who-2]", "A carer");
	await walker.type("[name=words-2]", "It is worse than that.");
	await walker.enter(RECORD);
	await walker.says("Recorded. Does it say what you meant?");
	await walker.says("We were asked in good time.");
	await walker.says("It is worse than that.");
	await walker.looks("a position just recorded");
}

async function turnsIntoAction(walker) {
	await walker.enter("main a[href*='/culture/actions/new']");
	await walker.enter("main form button[type=submit]");
	await walker.looks("an action with mistakes");
	await walker.type("[name=what]", "Ask people a month before the plan is written");
	await walker.choose("[name=kind]", 1);
	await walker.pick("[name=owner]", "Example service");
	await walker.type("[name=due_on]", "1 June 2030");
	await walker.enter("main form button[type=submit]");
	await walker.says("The action is written down.");
	await walker.says("1 action came of it.");
}

const talk = (round) => async (walker) => {
	const { page } = walker;

	await page.goto(`/culture/rounds/${round}`);
	await walker.looks("a closed round");
	await walker.enter("main .cn_next a[href$='/talk']");
	await walker.looks("the agenda");
	await walker.enter("main .cn_next a.ds_button");
	await walker.looks("the first criterion");
	await recordsWithDissent(walker);
	await turnsIntoAction(walker);
	await walker.enter("main .cn_sheet a.ds_button");
	const second = page.url();
	await walker.enter(".cn_ways button");
	expect(page.url() !== second, "skipping leads to the next");
	await walker.enter(".cn_ways a[href*='/talk/']");
	expect(page.url() === second, `going back leads to what was skipped, not to ${page.url()}`);
	await walker.to("#choice");
	await page.keyboard.press("ArrowUp"); /* round from the first to the last: we do not agree */
	await walker.type("[name=reason]", "Half of us see it one way.");
	await walker.enter(RECORD);
	await walker.says("We do not agree on a position");
	await walker.enter("main a[href$='change=yes']");
	await walker.looks("changing a position");
	await walker.type("[name=reason]", "Half of us see it one way, and we looked again.");
	await walker.type("[name=why]", "It was said too shortly.");
	await walker.enter(RECORD);
	await walker.enter("main .cn_sheet a.ds_button");
	await walker.choose("#choice", 0);
	await walker.type("[name=reason]", "The third one is clear.");
	await walker.enter(RECORD);
	await walker.enter(".cn_ways a[href$='summary']");
	await walker.says("2 positions agreed, 1 where we differ");
	await walker.says("Ask people a month before the plan is written");
	await walker.looks("the summary");
	await page.goto(`/culture/rounds/${round}/results`);
	await walker.looks("results with positions");
	await walker.says("What was agreed, and what will be done");
	await page.goto(`/culture/rounds/${round}/results/${second.split("/").at(-1)}`);
	await walker.says("How this position came about");
	await walker.looks("a criterion with a position");
};

async function walk(suite, documents, name, who, options, steps) {
	await suite.case(name, async () => {
		const context = await contextFor(suite, who, options);
		const page = await watchedPage(suite, context);

		try {
			await steps(new RoomWalker(suite, page, options.javaScriptEnabled !== false));
		} finally {
			page.documents.forEach((html, address) => documents.set(address, html));
			await context.close();
		}
	});
}

/* On a phone: the action is at the top of what needs me; one sentence, one tap, saved. */
async function updatesOnPhone(walker) {
	const { page } = walker;

	await page.goto("/");
	await page.press("main a:has-text('Ask people a month before')", "Enter");
	await page.waitForURL(/actions/);
	await page.fill("[name=said]", "The first group has been asked.");
	await page.check("[name=status][value=underway]", { force: true });
	await page.press("main form button[type=submit]", "Enter");
	await page.waitForURL(/done=saved/);
	await walker.says("Saved.");
	await walker.says("The first group has been asked.");
	await walker.looks("an action just updated");
}

async function addsAction(page, number) {
	await page.goto("/culture/actions/new");
	await page.fill("[name=what]", `Something to do, number ${number}`);
	await page.check("[name=kind][value=strength]", { force: true });
	await page.selectOption("[name=owner]", { label: "Example planner" });
	await page.fill("[name=due_on]", new Date().toISOString().slice(0, 10));
	await page.press("main form button[type=submit]", "Enter");
	await page.waitForURL(/done=added/);
}

/* Ten cards by keyboard: done, let go and a new day in turn, until nothing is left. */
async function clearsLapsed(walker) {
	const { page, suite } = walker;

	for (let i = 1; i <= LAPSED - LAPSED_BEFORE; i++)
		await addsAction(page, i);
	daysPass(suite.site.database, 5);
	await page.goto("/");
	await walker.says("lapsed");
	await walker.looks("home with what has lapsed");
	await walker.enter("main a[href$='/culture/actions/lapsed']");
	await walker.looks("what has lapsed");
	for (let i = 0; i < LAPSED; i++) {
		const act = ["done", "letgo", "day"][i % 3];

		if (act !== "day")
			await walker.type(".cn_card [name=said]", "It was talked about.");
		await walker.enter(`.cn_card button[value=${act}]`);
	}
	await walker.says("Nothing has lapsed any more.");
	await walker.looks("all actions");
	await page.goto("/culture/actions/lapsed");
	await walker.says("Nothing has lapsed");
	await walker.looks("nothing has lapsed");
}

/* What was done without a script, looked at with one. */
async function looksAtAll({ page, suite }) {
	for (const path of ["/", "/culture/rounds/3", "/culture/rounds/3/talk", "/culture/rounds/3/talk/agenda", "/culture/rounds/3/talk/culture.partnership",
		"/culture/rounds/3/talk/culture.partnership?change=yes", "/culture/rounds/3/talk/summary", "/culture/rounds/3/results",
		"/culture/rounds/3/results/culture.partnership", "/culture/actions?show=all", "/culture/actions/1", "/culture/actions/1/change",
		"/culture/actions/new?round=3&criterion=culture.partnership", "/culture/actions/lapsed"]) {
		await page.goto(path);
		const faults = await faultsOf(page);
		if (suite.shots)
			await shoot(page, suite.shots, `agreed ${path}`);
		expectNone(faults.map((fault) => `${path}: ${fault}`));
	}
}

export async function run(suite) {
	const planner = person(suite, "planner"), owner = person(suite, "contributor");
	const documents = new Map();

	await walk(suite, documents, "a room talks about results with a keyboard alone, without JavaScript", planner, { javaScriptEnabled: false }, talk(3));
	await walk(suite, documents, "a room talks about a conversation with a keyboard alone", planner, {}, talk(2));
	await walk(suite, documents, "an owner says on a phone how it goes", owner, { javaScriptEnabled: false, viewport: NARROW, hasTouch: true }, updatesOnPhone);
	await walk(suite, documents, "ten lapsed actions are cleared with a keyboard, without JavaScript", planner, { javaScriptEnabled: false }, clearsLapsed);
	await walk(suite, documents, "what was agreed and what will be done hold", planner, {}, looksAtAll);
	const errors = await htmlErrors(documents);
	for (const [address, found] of errors)
		await suite.case(`${address} is valid HTML`, async () => expectNone(found));
}
