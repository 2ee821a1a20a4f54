/*
 * Evidence, by keyboard alone, with and without JavaScript: somebody answers on a phone and brings a link and a file, takes one away again; a facilitator
 * looks at what waits, and holds it back with a reason. Every page on the way is looked at, those with mistakes included.
 */
import { contextFor, expect, expectNone, htmlErrors, person, watchedPage } from "../lib.mjs";
import { Walker } from "./walks.mjs";

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");

async function brings(walker, link) {
	const { page } = walker;

	await page.goto(link);
	await walker.enter("main button[type=submit]");
	await walker.enter("main .cn_next a.ds_button");
	await walker.type("textarea", "Typed before the evidence.");
	await walker.enter("main button[value=evidence]");
	await walker.says("Evidence for your answer");
	await walker.looks("bringing evidence");
	await walker.enter("main form button[type=submit]");
	await walker.says("Write something, give a link or choose a file.");
	await walker.looks("bringing nothing");
	await walker.type("[name=link]", "www.example.org/minute");
	await page.setInputFiles("#file", { name: "minute.pdf", mimeType: "application/pdf", buffer: PDF });
	await walker.enter("main form[enctype] button[type=submit]");
	await walker.says("minute.pdf");
	await page.setInputFiles("#file", { name: "page.txt", mimeType: "text/plain", buffer: Buffer.from("<!DOCTYPE html><html><p>x</p></html>") });
	await walker.type("[name=words]", "Not what it says it is.");
	await walker.enter("main form[enctype] button[type=submit]");
	await walker.says("what is in it is something else");
	expect(await page.inputValue("[name=words]") === "Not what it says it is.", "what was typed is gone");
	await walker.looks("evidence that is refused");
	await walker.enter("main form[action$='/remove'] button");
	expect(!(await page.locator("main").innerText()).includes("minute.pdf"), "it is still there");
	await walker.enter("main a[href$='culture.partnership'], main .cn_actions a:last-child");
	expect(await page.inputValue("[name=strength]") === "Typed before the evidence.", "the answer was not saved first");
}

/* One piece of the demonstration waits. */
async function looks(walker) {
	const { page } = walker;

	await page.goto("/");
	await walker.enter("main a[href$='/rounds/3/evidence']");
	await walker.says("1 of 4 pieces still to be looked at");
	await walker.looks("looking at evidence");
	await walker.to("details.cn_check__more summary");
	await page.keyboard.press("Enter");
	await walker.enter("details[open] button[value=held]");
	await walker.says("Choose why something is taken out or held back.");
	await walker.looks("holding back without a reason");
	await walker.to("details[open] select");
	await page.keyboard.press("ArrowDown");
	await walker.enter("details[open] button[value=held]");
	await walker.says("All has been looked at: 2 shown, 2 held back.");
	await page.goto("/culture/rounds/3/results/review.learning");
	await walker.says("reviews-and-changes.csv");
	await walker.looks("a criterion with evidence");
}

async function walk(suite, documents, who, withScript, steps) {
	const context = await contextFor(suite, who, { javaScriptEnabled: withScript, viewport: { width: 390, height: 844 } });
	const page = await watchedPage(suite, context);

	try {
		await steps(new Walker(suite, page, withScript));
	} finally {
		page.documents.forEach((html, name) => documents.set(name, html));
		await context.close();
	}
}

export async function run(suite) {
	const documents = new Map(), link = suite.site.links[0];

	await suite.case("evidence is brought on a phone", () => walk(suite, documents, null, true, (walker) => brings(walker, link)));
	await suite.case("the same without JavaScript", () => walk(suite, documents, null, false, (walker) => brings(walker, link)));
	await suite.case("a facilitator looks at evidence", () => walk(suite, documents, person(suite, "planner"), true, looks));
	for (const [address, found] of await htmlErrors(documents))
		await suite.case(`${address.replace(/[a-z2-7]{40,}/, ":secret")} is valid HTML`, async () => expectNone(found));
}
