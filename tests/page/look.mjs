/*
 * The partnership's own look: Word reports take styles and header of a document a planner brought; one that may not be used changes nothing.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Visitor, serve } from "./lib.mjs";
import { plainDocx, zipOf } from "../support/docx.mjs";
import { fieldsOf, rowsOf, soon, upload } from "../support/pages.mjs";

const PAGE = "/culture/word-look", REPORT = "/culture/rounds/1/report";
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const replaced = (part, what, by) => {
	const text = part.toString(), done = text.replace(what, by);

	assert.notEqual(done, text);
	return done;
};

/* With a font, a header that says who we are, and a word of its own that no report may have. */
function ourLook(header = "Example letterhead") {
	const plain = plainDocx();

	return { ...plain,
		"word/styles.xml": replaced(plain["word/styles.xml"], 'w:asciiTheme="minorHAnsi"', 'w:ascii="Example Serif"'),
		"word/header1.xml": `<w:hdr xmlns:w="${WORD}"><w:p><w:r><w:t>${header}</w:t></w:r></w:p></w:hdr>`,
		"word/document.xml": replaced(replaced(plain["word/document.xml"], "Image Caption", "Secret of the template"), "<w:sectPr />",
			`<w:sectPr><w:headerReference xmlns:r="${OFFICE}" w:type="default" r:id="rId77"/></w:sectPr>`),
		"word/_rels/document.xml.rels": replaced(plain["word/_rels/document.xml.rels"], "</Relationships>",
			`<Relationship Id="rId77" Type="${OFFICE}/header" Target="header1.xml"/></Relationships>`),
		"[Content_Types].xml": replaced(plain["[Content_Types].xml"], "</Types>",
			'<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>') };
}

async function bring(who, name, bytes) {
	await who.get(PAGE);
	const version = fieldsOf(who.text).find((field) => field.name === "version").value;

	return upload(who, PAGE, name, bytes, { version });
}

/* A part of the report that is made now. */
async function madeReport(site, who) {
	await who.get(REPORT);
	await who.post(REPORT, { form: "docx" });
	assert.equal(who.status, 303);
	await soon(async () => !(await who.get(REPORT)).text.includes("Being made"), () => site.log());
	const path = /href="(\/culture\/documents\/\d+)">Download Word/.exec(who.text)?.[1];
	assert.ok(path, who.text.slice(0, 6000));
	const answer = await fetch(site.url + path, { headers: { Cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });
	const folder = mkdtempSync(join(tmpdir(), "cairn-look-")), file = join(folder, "report.docx");
	try {
		writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
		return execFileSync("unzip", ["-p", file, "word/*"], { encoding: "latin1", maxBuffer: 1 << 27 });
	} finally {
		rmSync(folder, { recursive: true });
	}
}

async function takesOurLook(site, planner) {
	assert.doesNotMatch(await madeReport(site, planner), /Example Serif|Example letterhead/);
	await bring(planner, "Our look.docx", zipOf(ourLook()));
	assert.equal(planner.status, 303, planner.text.slice(-3000));
	await planner.get(planner.location);
	assert.match(planner.text, /Word reports take this look from now on[\s\S]*<b>Our look\.docx<\/b>/);
	const report = await madeReport(site, planner);
	assert.match(report, /Example Serif/);
	assert.match(report, /Example letterhead/);
	assert.doesNotMatch(report, /Secret of the template/, "what it says is not used");
	assert.match(report, /Partnership and co-production/);
}

/* Each says what is wrong, on the form, and what was there stays. */
async function refusesHostileOnes(planner, database) {
	const ours = ourLook(), kept = () => JSON.stringify(rowsOf(database, "SELECT r.file, r.version, f.digest FROM reference_document r JOIN file f ON f.partnership = r.partnership AND f.id = r.file"));
	const relation = (target, type = "image") => ({ ...ours, "word/_rels/header1.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
		`<Relationship Id="a" Type="${OFFICE}/${type}" Target="${target}" TargetMode="External"/></Relationships>` });
	const before = kept();

	for (const [bytes, words] of [[Buffer.from("%PDF-1.7"), "not a Word document"], [Buffer.alloc(0), "Choose the Word document"],
		[zipOf({ ...ours, "word/vbaProject.bin": "x" }), "has macros"], [zipOf(relation("http://tracker.example/a.png")), "outside the document"],
		[zipOf(relation("https://a.example/a.dotm", "attachedTemplate")), "outside the document"], [zipOf({ ...ours, "../../evil.xml": "<a/>" }), "no plain name"],
		[zipOf({ ...ours, "word/settings.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>" }), "declares"],
		[Buffer.concat([zipOf(ours), Buffer.alloc(3 << 20)]), "2 MB at most"]]) {
		await bring(planner, "look.docx", bytes);
		assert.equal(planner.status, 422, words);
		assert.ok(planner.text.includes(words), `it does not say “${words}”`);
		assert.equal(kept(), before, words);
	}
}

async function twoPlannersAtOnce(planner) {
	await planner.get(PAGE);
	await upload(planner, PAGE, "other.docx", zipOf(ourLook("Another")), { version: 0 });
	assert.equal(planner.status, 409);
	assert.match(planner.text, /Somebody else changed the look/);
}

async function goesBack(site, planner) {
	await planner.get(PAGE);
	await planner.post(`${PAGE}/remove`, { version: fieldsOf(planner.text).find((field) => field.name === "version").value });
	assert.equal(planner.status, 303, planner.text.slice(-2000));
	await planner.get(`${PAGE}/file`);
	assert.equal(planner.status, 404);
	assert.doesNotMatch(await madeReport(site, planner), /Example letterhead/);
}

export async function cases({ template, program, one }) {
	await one("Word reports take the look of a document that was brought, and hostile ones change nothing", async () => {
		const database = template.fresh(), site = await serve(program, database);

		try {
			const planner = await new Visitor(site.url).signIn("planner@moray.example");
			await takesOurLook(site, planner);
			await refusesHostileOnes(planner, database);
			await twoPlannersAtOnce(planner);
			await goesBack(site, planner);
			const viewer = await new Visitor(site.url).signIn("viewer@moray.example");
			await viewer.get(PAGE);
			assert.equal(viewer.status, 403);
			assert.ok(site.isAlive(), site.log());
		} finally {
			await site.stop();
		}
	});
}
