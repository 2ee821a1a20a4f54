/*
 * Evidence beside an answer: brought and taken away on a phone, seen by nobody before the close, then shown or held back piece by piece. Wrong files
 * are refused and change nothing; many large ones at once bring nothing down, and what was acknowledged is there.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Visitor, serve } from "./lib.mjs";
import { zipOf } from "../support/docx.mjs";
import { answer, closeRound, digestOf, openRound, personalLinks, rowsOf, upload } from "../support/pages.mjs";

const KEY = "culture.partnership", ALONE = "culture.vision", PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
const GROUPS = { 1: [KEY, ALONE] }, MB = 1024 * 1024;

/* Somebody's page of evidence for a criterion, and what they bring there. */
const pageOf = (secret, key = KEY) => `/answer/${secret}/${key}/evidence`;
const brings = (who, secret, fields, key = KEY) => who.post(pageOf(secret, key), { words: "", link: "", ...fields });
const bringsFile = (who, secret, name, bytes, fields = {}, key = KEY) => upload(who, pageOf(secret, key), name, bytes, { words: "", link: "", ...fields });
const main = (text) => /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text;

async function openFor(planner, people, title = "Evidence") {
	const round = await openRound(planner, { title, groups: GROUPS, shown_to: "participants" });

	return { round, links: await personalLinks(planner, round, 1, people) };
}

async function bringAndTakeAway(template, program) {
	const site = await serve(program, template.fresh());

	try {
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		const { links: [mine, other] } = await openFor(planner, 2);
		const me = new Visitor(site.url), them = new Visitor(site.url);

		/* The button beneath an answer saves the answer first. */
		await me.post(`/answer/${mine}/${KEY}`, { version: 0, strength: "Carers are asked.", development: "", then: "evidence" });
		assert.equal(me.status, 303);
		assert.equal(me.location, pageOf(mine));
		await brings(me, mine, { words: "Minute of the forum.\nItem 3", link: "www.example.org/minute?a=1&b=2" });
		assert.equal(me.status, 303, me.text);
		await bringsFile(me, mine, "C:\\fakepath\\Minute <b>May.pdf", PDF);
		assert.equal(me.status, 303, me.text);
		await me.get(pageOf(mine));
		for (const text of ["Minute of the forum.\nItem 3", 'href="https://www.example.org/minute?a=1&amp;b=2"', "Minute &lt;b&gt;May.pdf", "PDF, 1 kB"])
			assert.ok(me.text.includes(text), `not shown: ${text}\n${main(me.text)}`);
		await me.get(`/answer/${mine}/${KEY}`);
		assert.match(me.text, /Carers are asked\./);
		assert.match(me.text, /You have brought 2 pieces\./);
		await me.get(`/answer/${mine}/own.json`);
		const own = JSON.parse(me.text);
		assert.equal(own.evidence.length, 2);
		assert.ok(!me.text.includes(mine), "the link itself is not part of what is handed out");

		/* The file comes back as it went, to nobody else, and never as a page. */
		const file = own.evidence.find((one) => one.file_name !== "");
		await me.get(`${pageOf(mine)}/${file.id}`);
		assert.equal(me.status, 200);
		assert.equal(me.headers.get("content-type"), "application/pdf");
		assert.match(me.headers.get("content-disposition"), /^attachment;/);
		assert.equal(me.headers.get("x-content-type-options"), "nosniff");
		assert.ok(me.text.startsWith("%PDF-1.7"));
		await them.get(`${pageOf(other)}/${file.id}`);
		assert.equal(them.status, 404);
		await them.post(`${pageOf(other)}/${file.id}/remove`);
		assert.equal(them.status, 404);
		await me.post(`${pageOf(mine)}/${file.id}/remove`);
		assert.equal(me.status, 303);
		await me.get(me.location);
		assert.ok(!me.text.includes("Minute &lt;b&gt;"));
		await me.get(`${pageOf(mine)}/${file.id}`);
		assert.equal(me.status, 404);
	} finally {
		await site.stop();
	}
}

/* A sentence for each, what was typed is still there, and nothing is changed. */
async function wrongIsRefused(template, program) {
	const database = template.fresh(), site = await serve(program, database);

	try {
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		const { links: [mine] } = await openFor(planner, 1);
		const me = new Visitor(site.url), before = digestOf(database);
		const files = [
			["photo.pdf", Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), /ends in \.pdf, but what is in it is something else/],
			["page.txt", Buffer.from("<!DOCTYPE html>\n<html><script>alert(1)</script></html>"), /ends in \.txt/],
			["drawing.png", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), /ends in \.png/],
			["drawing.svg", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /of this kind is not taken/],
			["paper.docx", zipOf({ "a.txt": "a" }), /an archive and not the document/],
			["paper.docx", zipOf({ "[Content_Types].xml": "<Types/>", "word/document.xml": "x", "word/vbaProject.bin": "x" }), /has macros/],
			["program.exe", Buffer.from("MZ"), /of this kind is not taken/],
			["empty.pdf", Buffer.alloc(0), /empty/],
			["large.pdf", Buffer.concat([PDF, Buffer.alloc(20 * MB)]), /larger than 20 MB/],
		];

		for (const [name, bytes, says] of files) {
			await bringsFile(me, mine, name, bytes, { words: "Kept while it is mended." });
			assert.equal(me.status, 422, `${name}: ${me.status}`);
			assert.match(main(me.text), says, name);
			assert.ok(me.text.includes("Kept while it is mended."), `${name}: what was typed is gone`);
		}
		for (const [fields, says] of [
			[{}, /Write something, give a link or choose a file/],
			[{ link: "http://example.org/" }, /begins with https/],
			[{ link: "javascript:alert(1)" }, /begins with https/],
			[{ link: "https://ex ample.org/" }, /no address of a page/],
			[{ link: "https://example.org/\u202egro.elpmaxe" }, /no address of a page/],
			[{ link: "https://me:secret@example.org/" }, /no address of a page/],
			[{ words: "x".repeat(1001) }, /Shorten this to 1,000 characters/],
		]) {
			await brings(me, mine, fields);
			assert.equal(me.status, 422, JSON.stringify(fields));
			assert.match(main(me.text), says);
		}
		/* Larger than any form: refused from its first bytes. */
		await bringsFile(me, mine, "huge.pdf", Buffer.alloc(22 * MB)).catch(() => { me.status = 413; });
		assert.equal(me.status, 413);
		assert.equal(digestOf(database), before, "something was changed");
	} finally {
		await site.stop();
	}
}

/* Six speak about one criterion, one alone about another; pieces stand beside both. */
async function answered(site, planner) {
	const { round, links } = await openFor(planner, 6);
	const people = links.map(() => new Visitor(site.url));

	for (const [i, link] of links.entries())
		await answer(people[i], link, KEY, { strength: `Strength ${i}`, placed: "3" });
	await answer(people[0], links[0], ALONE, { strength: "Only I say this", placed: "3" });
	await brings(people[0], links[0], { words: "The otter’s own paper." });
	await bringsFile(people[1], links[1], "heron.pdf", PDF, { words: "Counted by the weir." });
	await brings(people[0], links[0], { words: "Beside what one alone said." }, ALONE);
	return { round, links, people };
}

const cardsOf = (html) => [...html.matchAll(/<form action="(\/culture\/rounds\/\d+\/evidence\/\d+)"[\s\S]*?name="version" value="(\d+)"/g)]
	.map(([, path, version]) => ({ path, version }));

async function looksAndShows(template, program) {
	const database = template.fresh(), site = await serve(program, database);

	try {
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		const viewer = await new Visitor(site.url).signIn("viewer@moray.example");
		const { round, links, people } = await answered(site, planner);
		const results = `/culture/rounds/${round}/results/${KEY}`, check = `/culture/rounds/${round}/evidence`;
		assert.ok(!("file" in JSON.parse((await people[1].get(`/answer/${links[1]}/own.json`)).text).evidence[0]), "numbers of files tell what came first");
		const ids = rowsOf(database, "SELECT id FROM evidence WHERE partnership = 1 AND round = " + round).flat();

		/* Before the close nobody finds anything, by any address. */
		await planner.get(check);
		assert.match(planner.text, /Nobody sees what people bring before the round closes/);
		for (const path of ids.flatMap((id) => [`${check}/${id}`, `${check}/${id}/file`, `${results}/evidence/${id}`])) {
			await planner.get(path);
			assert.equal(planner.status, 404, path);
		}
		await closeRound(planner, round);

		/* Two wait; the one beside what one person said is for nobody. */
		await planner.get("/");
		assert.match(planner.text, /Look at the evidence of Evidence \(2\)/);
		await planner.get(check);
		assert.match(planner.text, /2 of 2 pieces still to be looked at\. 1 more is about a question that too few people answered/);
		assert.ok(!planner.text.includes("Beside what one alone said"));
		assert.ok(!planner.text.includes("Unpaid carers") && !planner.text.includes("People who use"), "a group is named");
		await viewer.get(results);
		assert.ok(!viewer.text.includes("otter") && !viewer.text.includes("weir"), "shown before it was looked at");
		const [first, second] = cardsOf(planner.text);
		const withFile = (await planner.get(`${first.path}`)).text.includes("heron.pdf") ? first : second;
		const words = withFile === first ? second : first;
		await viewer.get(check);
		assert.equal(viewer.status, 403);
		await planner.get(`${withFile.path}/file`);
		assert.equal(planner.headers.get("content-type"), "application/pdf");
		assert.match(planner.headers.get("content-disposition"), /^attachment;/);

		/* Holding back needs a reason; showing does not. */
		await planner.get(check);
		await planner.post(words.path, { version: words.version, decision: "held", reason: "", why: "" });
		assert.equal(planner.status, 422);
		assert.match(planner.text, /Choose why/);
		await planner.post(words.path, { version: words.version, decision: "held", reason: "person", why: "" });
		assert.equal(planner.status, 303);
		await planner.post(words.path, { version: words.version, decision: "shown" });
		assert.equal(planner.status, 409, "a second decision of the version before");
		await planner.post(withFile.path, { version: withFile.version, decision: "shown" });
		assert.equal(planner.status, 303);

		/* Readers: members, and who answered. */
		await viewer.get(results);
		assert.ok(viewer.text.includes("Counted by the weir.") && viewer.text.includes("heron.pdf"));
		assert.ok(!viewer.text.includes("otter"));
		const [, at] = new RegExp(`href="(${results}/evidence/\\d+)"`).exec(viewer.text);
		await viewer.get(at);
		assert.equal(viewer.status, 200);
		assert.match(viewer.headers.get("content-disposition"), /^attachment;/);
		await viewer.get(`/culture/rounds/${round}/results`);
		assert.match(viewer.text, /1 piece is shown beside its criterion, and 1 held back/);
		await people[3].get(`/answer/${links[3]}/results/${KEY}`);
		assert.ok(people[3].text.includes("heron.pdf"));
		await people[3].get(`/answer/${links[3]}/results/${KEY}/evidence/${at.split("/").at(-1)}`);
		assert.equal(people[3].status, 200);
		for (const id of ids.filter((id) => id !== at.split("/").at(-1))) {
			await viewer.get(`${results}/evidence/${id}`);
			assert.equal(viewer.status, 404, "a piece that is not shown");
		}

		/* Held back again after somebody complained: gone at once. */
		await planner.get(check);
		const now = cardsOf(planner.text).find(({ path }) => path === withFile.path);
		await planner.post(now.path, { version: now.version, decision: "held", reason: "other", why: "Somebody complained" });
		assert.equal(planner.status, 303);
		await viewer.get(at);
		assert.equal(viewer.status, 404);
	} finally {
		await site.stop();
	}
}

/* So many people at once, 20 MB each, from one address: some are asked to try again, none is lost, and the pages go on. */
async function manyAtOnce(template, program, people) {
	const database = template.fresh(), site = await serve(program, database);

	try {
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		const { round, links } = await openFor(planner, people);
		const large = Buffer.concat([PDF, Buffer.alloc(20 * MB - PDF.length, "otters ")]);
		const kept = [], later = [];

		await Promise.all(links.map(async (link) => {
			const who = new Visitor(site.url);

			await bringsFile(who, link, "large.pdf", large).catch((problem) => { who.status = 0; who.problem = problem; });
			if (who.status === 303)
				kept.push(link);
			else
				later.push(who);
		}));
		const reader = await new Visitor(site.url).signIn("viewer@moray.example");
		await reader.get("/culture/rounds");
		assert.equal(reader.status, 200, "the pages go on");
		assert.ok(kept.length > 0, `nothing was taken: ${later.map(({ status }) => status)}`);
		for (const who of later)
			assert.ok(who.status === 0 || (who.status === 503 && /again/.test(who.text)), `${who.status}: ${who.text}`);
		const there = rowsOf(database, "SELECT COUNT(*), MIN(f.bytes), MAX(f.bytes) FROM evidence e, file f WHERE f.partnership = e.partnership AND f.id = e.file AND e.round = " + round)[0];
		assert.deepEqual(there.map(Number), [kept.length, large.length, large.length]);
		const me = new Visitor(site.url);
		const own = JSON.parse((await me.get(`/answer/${kept[0]}/own.json`)).text);
		const back = Buffer.from(await (await fetch(`${site.url}${pageOf(kept[0])}/${own.evidence[0].id}`)).arrayBuffer());
		assert.equal(createHash("sha256").update(back).digest("hex"), createHash("sha256").update(large).digest("hex"));
		assert.ok(site.isAlive());
	} finally {
		await site.stop();
	}
}

export async function cases({ template, program, one }) {
	await one("brought and taken away", () => bringAndTakeAway(template, program));
	await one("what is wrong is refused", () => wrongIsRefused(template, program));
	await one("looked at, then shown", () => looksAndShows(template, program));
	const many = template.name === "SQLite" ? 50 : 10; /* who is taken in and who waits is the same on both */
	await one(`${many} large ones at once`, () => manyAtOnce(template, program, many));
}
