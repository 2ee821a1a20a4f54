/*
 * Frameworks: one of one's own is loaded from a file, with what is wrong told on the form; then its official wording is pasted, and people see
 * it in place of the labels. As a planner.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { contextFor, expect, look, person, root, watchedPage } from "../lib.mjs";

const position = (number) => ({ number, name: `Place ${number}`, says: `As it is at ${number}.` });
const garden = {
	key: "garden", title: "Garden <b>Framework</b>", publisher: "A club", credit: "The club's own work.",
	licence: { name: "Open" }, stem: "Good gardening",
	line: {
		positions: [1, 2, 3, 4, 5].map(position),
		dont_know: { name: "I do not know" },
		does_not_apply: { name: "Not for me", asks: "Why?" },
	},
	themes: [{
		key: "grow", name: "Grow", colour: "review",
		criteria: [{
			key: "soil", name: "Soil", question: "Is the soil good?", look_for: ["Worms", "Crumbs"],
			statements: [{ id: "soil.1", label: "Compost heap" }, { id: "soil.2", label: "Shared worms" }],
		}],
	}],
};
const wording = "Soil\n\nKeeps a heap that smells, after\n\nrain, of earth\n\nOpenly shares worms\n\nGood gardening:\n\nGrow\n";

const fileOf = (name, content) => ({ name, mimeType: "application/json", buffer: Buffer.from(content) });

async function send(page, button) {
	await page.click(`main button:has-text("${button}")`);
	await page.waitForLoadState();
}

async function sees(page, text) {
	expect((await page.locator("main").innerText()).includes(text), `it does not say: ${text}`);
}

async function loadsOwn(suite, page) {
	await page.goto("/culture/load-a-framework");
	await send(page, "Load the framework");
	await sees(page, "Choose the framework file.");
	await page.setInputFiles("[name=file]", fileOf("bad.json", JSON.stringify({ ...garden, title: "", themes: [] })));
	await send(page, "Load the framework");
	await sees(page, "The pack: the title is empty.");
	await sees(page, "The pack: the themes are missing.");
	await look(suite, page, "a framework file with problems");
	await page.setInputFiles("[name=file]", fileOf("garden.json", JSON.stringify(garden)));
	await send(page, "Load the framework");
	await sees(page, "The framework is loaded.");
	await sees(page, "Garden <b>Framework</b>");
	await sees(page, "Compost heap");
	await page.goto("/culture/load-a-framework");
	await page.setInputFiles("[name=file]", fileOf("garden.json", JSON.stringify(garden)));
	await send(page, "Load the framework");
	await sees(page, "loaded already");
}

async function loadsWording(suite, page) {
	await page.goto("/culture/frameworks/garden/text");
	await page.fill("[name=text]", wording.slice(0, 40));
	await send(page, "Load the wording");
	await sees(page, "none of its 2 statements is in it");
	expect((await page.inputValue("[name=text]")).startsWith("Soil"), "what was pasted is gone");
	await look(suite, page, "a wording with something missing");
	await page.fill("[name=text]", wording);
	await send(page, "Load the wording");
	await sees(page, "The official wording is loaded");
	await sees(page, "Keeps a heap that smells, after rain, of earth");
	expect(!(await page.locator("main").innerText()).includes("Compost heap"), "the label is still there");
	await look(suite, page, "a framework with its wording");
}

/* The first framework's own text, where a copy is at hand. */
function officialText() {
	try {
		return readFileSync(process.env.CAIRN_GPF_TEXT ?? join(root, "../shared/seeds/good-practice-framework.txt"));
	} catch {
		return null;
	}
}

async function loadsOfficial(suite, page, text) {
	const upload = (bytes) => page.setInputFiles("[name=file]", { name: "gpf.txt", mimeType: "text/plain", buffer: bytes });

	await page.goto("/culture/frameworks/gpf/text");
	await upload(text.subarray(0, text.length - 1000));
	await send(page, "Load the wording");
	await sees(page, "The text has 76 of 79 statements. Missing: Review: Share learning (3).");
	await upload(text);
	await send(page, "Load the wording");
	await sees(page, "79 of 79 statements");
	await look(suite, page, "the framework in the official wording");
}

export async function run(suite) {
	const context = await contextFor(suite, person(suite, "planner"));
	const page = await watchedPage(suite, context);
	const text = officialText();

	await suite.case("a framework is read", async () => {
		await page.goto("/culture/frameworks");
		await look(suite, page, "the frameworks");
		await page.goto("/culture/frameworks/gpf");
		await sees(page, "Do our plans start from people and what they need?");
		await look(suite, page, "a framework");
	});
	await suite.case("a framework of one's own is loaded", () => loadsOwn(suite, page));
	await suite.case("an official wording is pasted", () => loadsWording(suite, page));
	if (text)
		await suite.case("the official wording is loaded from a file", () => loadsOfficial(suite, page, text));
	await context.close();
}
