/*
 * The report as Word, PDF and Excel: each is made by its job, taken away, and read by a program that is not ours. None holds what the release does
 * not, and none is handed out when words were taken out since.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Visitor, serve, until } from "./lib.mjs";
import { objectsOf } from "../support/pages.mjs";

const ROUND = 3, PAGE = `/culture/rounds/${ROUND}/report`;
const NAMES = { docx: "Word", pdf: "PDF", xlsx: "Excel" };
const TITLES = ["In one page", "Every criterion, by voice", "Build a planning culture", "Partnership and co-production", "Who answered", "How to read this"];

const tool = (name, ...words) => execFileSync(name, words, { encoding: "utf8", maxBuffer: 1 << 27, stdio: ["ignore", "pipe", "ignore"] });
const plainText = (html) => html.replace(/&(lt|gt|quot|amp|#39);/g, (all, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" })[name]);
const plain = (text) => text.replace(/\s+/g, " ");

/* The list item of a form, once it is no longer being made. */
async function made(who, form) {
	let item;

	await until(async () => {
		await who.get(PAGE);
		assert.equal(who.status, 200, who.text.slice(-800));
		item = new RegExp(`<li><b>${NAMES[form]}</b>[\\s\\S]*?</li>`).exec(who.text)[0];
		return !item.includes("Being made");
	}, `${form} to be made`, 60_000);
	return item;
}

async function ask(who, form) {
	await who.get(PAGE);
	await who.post(PAGE, { form });
	assert.equal(who.status, 303, who.text.slice(-800));
	return made(who, form);
}

async function take(site, who, item) {
	const path = /href="(\/culture\/documents\/\d+)"/.exec(item)?.[1];
	assert.ok(path, `there is nothing to download: ${item}`);
	const answer = await fetch(site.url + path, { headers: { Cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });

	assert.equal(answer.status, 200);
	return { path, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

/* ------------------------------------------------------------------ what others read in them */

function textOfPdf(file) {
	const facts = tool("pdfinfo", file);

	assert.match(facts, /Tagged:\s+yes/);
	assert.match(facts, /Title:\s+Autumn 2026 self-assessment: report/);
	return plain(tool("pdftotext", "-layout", file, "-"));
}

function textOfWord(file, folder) {
	const xml = tool("unzip", "-p", file, "word/document.xml");
	const pictures = [...xml.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, descr]) => descr);

	assert.ok(pictures.length >= 18 && pictures.every((descr) => descr.length > 20), `${pictures.length} pictures, and what they show: ${pictures.slice(0, 2)}`);
	assert.doesNotMatch(xml, /TargetMode="External"/);
	tool("soffice", "--headless", `-env:UserInstallation=file://${folder}/office`, "--convert-to", "pdf:writer_pdf_Export", "--outdir", join(folder, "office-out"), file);
	return plain(tool("pdftotext", "-layout", join(folder, "office-out", "report.pdf"), "-"));
}

/* The sheets as rows, by LibreOffice. */
function sheetsOf(file, folder) {
	const out = join(folder, "sheets");

	for (const name of tool("unzip", "-Z1", file).split("\n").filter((one) => one.startsWith("xl/worksheets/sheet")))
		assert.doesNotMatch(tool("unzip", "-p", file, name), /<f>/, "what people typed is never a formula");
	tool("soffice", "--headless", `-env:UserInstallation=file://${folder}/office`, "--convert-to",
		"csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1", "--outdir", out, file);
	const sheet = (name) => readFileSync(join(out, `report-${name}.csv`), "utf8");
	return { sheet, all: ["Summary", "Criteria by voice", "Statements by voice", "Words", "Positions", "Actions", "Who answered", "About"].map(sheet).join("\n") };
}

/* ------------------------------------------------------------------ what must not be in them */

/* Words of the round that were held back, and so are in no release. */
function heldBack(database) {
	const released = new Set(objectsOf(database, `SELECT words FROM released_words WHERE partnership = 1 AND round = ${ROUND}`).map(({ words }) => words));

	return objectsOf(database, `SELECT strength, development FROM response WHERE partnership = 1 AND round = ${ROUND}`)
		.flatMap(({ strength, development }) => [strength, development]).filter((text) => text !== "" && !released.has(text));
}

function checkFigures(site, who, sheets) {
	const rows = sheets.sheet("Criteria by voice").split("\n").map((line) => line.split("\t"));
	const at = (name) => rows[0].indexOf(name);
	const shown = rows.slice(1).filter((row) => row[at("Shown, withheld, nobody or not asked")] === "shown");
	const page = who.results.filter(({ level, state }) => level === "criterion" && state === "shown");

	assert.equal(shown.length, page.length);
	for (const [i, row] of shown.entries()) {
		assert.equal(Number(row[at("People who placed themselves")]), page[i].people.value);
		assert.equal(Number(row[at("Median")]), page[i].median.value);
	}
}

/* The workbook has every released comment, not the few that the page of the report shows. */
function checkAllWords(who, sheets) {
	const said = plain(sheets.sheet("Words"));

	assert.ok(who.words.length > 100, `${who.words.length} comments`);
	for (const { words } of who.words)
		assert.ok(said.includes(plain(words.replaceAll('"', '""'))), `the workbook does not hold: ${words}`);
}

/* ------------------------------------------------------------------ the cases */

async function makesAll(template, program) {
	const database = template.fresh(), folder = mkdtempSync(join(tmpdir(), "cairn-documents-"));
	const site = await serve(program, database);

	try {
		const who = await new Visitor(site.url).signIn("viewer@moray.example");
		const held = heldBack(database);
		assert.ok(held.length >= 2, "nothing was held back: the test tries nothing");
		await who.get(`/culture/rounds/${ROUND}/results.json`);
		({ results: who.results, words: who.words } = JSON.parse(who.text));
		const texts = {};
		for (const form of ["xlsx", "docx", "pdf"]) {
			const { headers, bytes } = await take(site, who, await ask(who, form));
			assert.equal(headers.get("content-disposition"), `attachment; filename="autumn-2026-self-assessment-report.${form}"`);
			assert.equal(headers.get("x-content-type-options"), "nosniff");
			writeFileSync(join(folder, `report.${form}`), bytes);
		}
		texts.pdf = textOfPdf(join(folder, "report.pdf"));
		texts.docx = textOfWord(join(folder, "report.docx"), folder);
		const sheets = sheetsOf(join(folder, "report.xlsx"), folder);
		texts.xlsx = plain(sheets.all);
		checkFigures(site, who, sheets);
		checkAllWords(who, sheets);
		for (const title of TITLES) {
			assert.ok(texts.pdf.includes(title), `the PDF does not say: ${title}`);
			assert.ok(texts.docx.includes(title), `the Word document does not say: ${title}`);
		}
		for (const [form, text] of Object.entries(texts)) {
			assert.ok(text.includes("nobody said these words") || text.includes("Nobody said these words"), `${form} does not say that it is an example`);
			for (const words of held)
				assert.ok(!text.includes(plain(words)), `${form} holds what was held back: ${words}`);
		}
	} finally {
		await site.stop();
		rmSync(folder, { recursive: true });
	}
}

async function isNotHandedOutAfter(template, program) {
	const site = await serve(program, template.fresh());

	try {
		const who = await new Visitor(site.url).signIn("viewer@moray.example"), planner = await new Visitor(site.url).signIn("planner@moray.example");
		const { path } = await take(site, who, await ask(who, "xlsx"));
		const words = `/culture/rounds/${ROUND}/words/1/take-out`;
		await planner.get(words);
		await planner.post(words, { seen: plainText(/name="seen" value="([^"]*)"/.exec(planner.text)[1]), how: "all", reason: "recognised" });
		assert.equal(planner.status, 303, planner.text.slice(-1500));
		await who.get(path);
		assert.equal(who.status, 410);
		await who.get(PAGE);
		assert.match(who.text, /The words have changed since it was made/);
		await take(site, who, await ask(who, "xlsx"));
	} finally {
		await site.stop();
	}
}

/* A folder of programs that stand for the converters, and all there is of the path. */
async function withConverters(template, program, scripts, body) {
	const folder = mkdtempSync(join(tmpdir(), "cairn-converters-")), path = process.env.PATH;

	for (const [name, script] of Object.entries(scripts)) {
		writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
		chmodSync(join(folder, name), 0o755);
	}
	const database = template.fresh();
	process.env.PATH = folder;
	const site = await serve(program, database).finally(() => (process.env.PATH = path));
	try {
		await body(await new Visitor(site.url).signIn("viewer@moray.example"), site);
	} finally {
		await site.stop();
		rmSync(folder, { recursive: true });
	}
}

async function badConverters(template, program) {
	await withConverters(template, program, { pandoc: "exit 3", weasyprint: "exit 4" }, async (who, site) => {
		assert.match(await ask(who, "docx"), /It could not be made\. pandoc ended with a mistake/);
		assert.match(await ask(who, "pdf"), /It could not be made\. weasyprint ended with a mistake/);
		assert.match(await ask(who, "xlsx"), /Download Excel/, "the others are there");
		await who.get("/health");
		assert.ok(site.isAlive());
	});
}

async function noConverters(template, program) {
	const folder = mkdtempSync(join(tmpdir(), "cairn-alone-")), path = process.env.PATH;

	symlinkSync(program, join(folder, "cairn"));
	const database = template.fresh();
	process.env.PATH = folder;
	const site = await serve(program, database).finally(() => (process.env.PATH = path));
	try {
		const who = await new Visitor(site.url).signIn("viewer@moray.example");
		await who.get(PAGE);
		assert.match(who.text, /pandoc is not installed/);
		assert.match(who.text, /weasyprint is not installed/);
		await who.post(PAGE, { form: "docx" });
		assert.equal(who.status, 503);
		assert.match(await ask(who, "xlsx"), /Download Excel/);
	} finally {
		await site.stop();
		rmSync(folder, { recursive: true });
	}
}

export async function cases({ template, program, one }) {
	await one("each is made and read by another program", () => makesAll(template, program));
	await one("none is handed out after words were taken out", () => isNotHandedOutAfter(template, program));
	await one("a converter that fails says so", () => badConverters(template, program));
	await one("without converters the rest is offered", () => noConverters(template, program));
}
