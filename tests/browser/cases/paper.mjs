/*
 * Paper and a room: a planner prints papers, types two in by keyboard alone, is told when one was there already and takes it back; a room sees how
 * many have come in without anybody touching the screen. With and without JavaScript.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NARROW, contextFor, expect, expectNone, htmlErrors, person, watchedPage } from "../lib.mjs";
import { Walker } from "./walks.mjs";

const PAPER = "/culture/rounds/4/paper", ROOM = "/culture/rounds/4/room/1";
const GROUP = "1"; /* the public, asked two questions */

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

class PaperWalker extends Walker {
	async looks(name) {
		if (this.withScript)
			return super.looks(`paper: ${name}`);
		const size = this.page.viewportSize();

		await this.page.setViewportSize(NARROW);
		expect((await overflow(this.page)) === 0, `${name}: at 320 px it is too wide`);
		await this.page.setViewportSize(size);
		expectNone(this.page.faults.splice(0));
	}

	/* Tabs to a box and types, as whoever has a pile of sheets does. */
	async fills(fields) {
		for (const [name, text] of Object.entries(fields))
			await this.type(`[name="${name}"]`, text);
	}
}

async function makes(walker, count) {
	await walker.page.goto(PAPER);
	await walker.to("[name=group]");
	await walker.page.keyboard.type("The pub");
	await walker.type("[name=count]", String(count));
	await walker.looks("making");
	await walker.enter("main form button[type=submit]");
	return Number(/from=(\d+)/.exec(walker.page.url())[1]);
}

/* On paper every sheet says which paper it is of, and each paper begins a new sheet. Only a browser with its own window can print. */
async function printed(page, first) {
	const folder = mkdtempSync(join(tmpdir(), "cairn-paper-"));

	try {
		const file = join(folder, "paper.pdf");
		writeFileSync(file, await page.pdf({ format: "A4", preferCSSPageSize: true }));
		const sheets = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
		const numbers = sheets.map((sheet) => [...sheet.matchAll(/Paper (\d+)/g)].map(([, number]) => Number(number)));

		expect(sheets.length > 3 && sheets.length < 16, `two papers of two questions take ${sheets.length} sheets`);
		for (const [i, found] of numbers.entries())
			expect(new Set(found).size === 1 && [first, first + 1].includes(found[0]), `sheet ${i + 1} says it is of paper ${found}:\n${sheets[i]}`);
		expect(!sheets.some((sheet) => sheet.includes("Back to paper forms")), "what is only for the screen is printed");
		expect(sheets.filter((sheet) => /Question 1:/.test(sheet)).length === 2, "the first question is not on both papers");
	} finally {
		rmSync(folder, { recursive: true });
	}
}

async function enters(walker, number, name) {
	const { page } = walker;

	expect(await page.evaluate(() => document.activeElement?.id === "number"), "the cursor does not stand where the number is typed");
	await page.keyboard.type(String(number));
	await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
	await page.waitForURL(`**/enter/${number}`);
	await walker.looks(`a sheet, ${name}`);
	await walker.fills({ "culture.partnership-strength": `Said on paper ${number}`, "culture.partnership-placed": "7" });
	await walker.enter("main form button[type=submit]");
	await walker.says("Type 1 to 5, D or N, or leave it empty.");
	await walker.looks(`a sheet with a mistake, ${name}`);
	await walker.fills({ "culture.partnership-placed": "2", "plan.options-placed": "n", "plan.options-reason": "We are not asked." });
	await walker.enter("main form button[type=submit]");
	await walker.says("Enter a paper answer");
	expect((await page.locator(".cn_notice").innerText()).includes(`Paper ${number} is entered.`), `nothing says that paper ${number} is entered`);
}

async function takesBack(walker, number) {
	await walker.page.goto(`${PAPER}/enter/${number}`);
	await walker.says(`Paper ${number} was entered by Example planner on`);
	await walker.looks("entered already");
	await walker.enter("main a[href$='/take-back']");
	await walker.enter("main form button[type=submit]");
	await walker.looks("taking back, with a mistake");
	await walker.type("[name=reason]", "The wrong sheet.");
	await walker.enter("main form button[type=submit]");
	await walker.says("Entries that were taken back");
	await walker.looks("taken back");
}

async function typesPapersIn(suite, documents, withScript) {
	const context = await contextFor(suite, person(suite, "planner"), { javaScriptEnabled: withScript });
	const page = await watchedPage(suite, context);
	const walker = new PaperWalker(suite, page, withScript);
	const first = await makes(walker, 2);

	await walker.looks("to print");
	if (withScript)
		await printed(page, first);
	await page.goto(`${PAPER}/enter`);
	await walker.looks("the number");
	await enters(walker, first, "the first");
	await enters(walker, first + 1, "the second");
	await takesBack(walker, first);
	const { entered } = await (await context.request.get(`${PAPER}.json`)).json();
	expect(entered === (withScript ? 1 : 2), `${entered} papers are entered`);
	await context.close();
	page.documents.forEach((html, name) => documents.set(name, html));
}

/* Six people come in by the group's link while the page stands on the wall. */
async function watchesRoom(suite, documents) {
	const context = await contextFor(suite, person(suite, "planner")), others = await contextFor(suite);
	const page = await watchedPage(suite, context);
	const walker = new PaperWalker(suite, page, true);

	await page.goto("/culture/rounds/4/links");
	const link = new URL(await page.locator("#link-1").inputValue()).pathname;
	await page.goto(ROOM);
	await walker.looks("a room");
	const before = Number(/\d+/.exec(await page.locator("[data-watch]").innerText())?.[0] ?? 0);
	for (let i = 0; i < 6; i++)
		await others.request.post(link, { headers: { Origin: suite.site.url }, maxRedirects: 0 });
	await page.waitForFunction((least) => Number(/\d+/.exec(document.querySelector("[data-watch]").textContent)?.[0] ?? 0) >= least, before + 6);
	expectNone(page.faults.splice(0));
	page.documents.forEach((html, name) => documents.set(name, html));
	await context.close();
	await others.close();
}

export async function run(suite) {
	const documents = new Map();

	await suite.case("papers are printed, typed in by keyboard and taken back", () => typesPapersIn(suite, documents, true));
	await suite.case("the same without JavaScript", () => typesPapersIn(suite, documents, false));
	await suite.case("a room sees people come in without anybody touching the screen", () => watchesRoom(suite, documents));
	for (const [address, found] of await htmlErrors(documents))
		await suite.case(`${address} is valid HTML`, async () => expectNone(found));
}
