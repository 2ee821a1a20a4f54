/*
 * Checking words, from the close to the release: what each of the pages says meanwhile, what a facilitator may do and may not, and two of them at
 * once.
 */
import assert from "node:assert/strict";
import { Visitor, serve } from "./lib.mjs";
import { all, answer, closeRound, commentsOf, openRound, personalLinks } from "../support/pages.mjs";

const KEY = "culture.partnership";
const SAID = ["Ask Mary Smith, who knows.", "Write to mary@example.org", "My mother waited a year.", "The bus comes too late.", "We were asked early.",
	"The hall was cold.", "Tea came first.", "Nobody was rude to us.", "The letter was in plain words.", "We had a week to read it."];

async function closedRound(site, planner) {
	const round = await openRound(planner, { title: "Words to check", groups: { 1: [KEY] }, shown_to: "participants" });
	const links = await personalLinks(planner, round, 1, SAID.length);

	await all(SAID.map((strength, i) => ({ strength, link: links[i] })), ({ strength, link }) => answer(new Visitor(site.url), link, KEY, { strength, placed: "3" }));
	await closeRound(planner, round, { wordsWait: true });
	return { round, link: links[0], path: `/culture/rounds/${round}/words/check` };
}

const see = async (who, path, texts, never = []) => {
	await who.get(path);
	assert.equal(who.status, 200, `${path}\n${who.text.slice(-1500)}`);
	for (const text of texts)
		assert.ok(who.text.includes(text), `${path} does not say: ${text}\n${who.text.replace(/^[\s\S]*?<main/, "<main").slice(0, 3000)}`);
	for (const text of never)
		assert.ok(!who.text.includes(text), `${path} says: ${text}`);
};

/* What is chosen about the comments of a page that hold a text. */
function chosen(comments, decisions, act = "chosen") {
	const fields = { act, shown: comments.map(({ place }) => place) };

	for (const { place, words, version } of comments) {
		const decision = Object.entries(decisions).find(([text]) => words.includes(text))?.[1] ?? {};
		for (const [name, value] of Object.entries({ version, left: words, ...decision }))
			fields[`${name}-${place}`] = value;
	}
	return fields;
}

async function send(who, path, decisions, act, status, texts = []) {
	await who.get(path);
	await who.post(path, chosen(commentsOf(who.text), decisions, act));
	assert.equal(who.status, status, `${JSON.stringify(decisions)}\n${who.text.replace(/^[\s\S]*?<main/, "<main").slice(0, 3000)}`);
	for (const text of texts)
		assert.ok(who.text.includes(text), `after ${JSON.stringify(decisions)} it does not say: ${text}\n${who.text.replace(/^[\s\S]*?<main/, "<main").slice(0, 6000)}`);
}

/* ------------------------------------------------------------------ cases */

async function whileTheyWait(people, { round, link, path }) {
	const WAIT = "Words are being checked by a facilitator and will be here soon.";

	await see(people.planner, "/", ["Check the words of Words to check (10)", "about 2 minutes"]);
	await see(people.planner, `/culture/rounds/${round}`, ["Next: check the words", "Check the words (10, about 2 minutes)", `href="${path}"`]);
	await see(people.planner, `/culture/rounds/${round}/results`, [WAIT, ">Check the words</a>"]);
	await see(people.viewer, "/", ["Read the results of Words to check"], ["Check the words"]);
	await see(people.viewer, `/culture/rounds/${round}`, ["See the results"], ["heck the words"]);
	for (const page of ["results", `results/${KEY}`, "words", "words/tags"])
		await see(people.viewer, `/culture/rounds/${round}/${page}`, [WAIT], ["heck the words", "Nothing was said here", ...SAID]);
	await see(people.planner, `/culture/rounds/${round}/talk/${KEY}`, [WAIT], SAID);
	await see(people.visitor, `/answer/${link}/results`, [WAIT], ["heck the words", ...SAID]);
	await see(people.visitor, `/answer/${link}/results/words`, [WAIT], SAID);
	await people.analyst.get(`/culture/rounds/${round}/words/tags/new?q=bus`);
	assert.equal(people.analyst.status, 409);
}

async function whatMustBeMended({ planner }, { path }) {
	await see(planner, path, ["10 of 10 still to be checked, about 2 minutes. 3 should be looked at closely", "“Mary Smith” is what may be a name",
		"“mary@example.org” is an e-mail address", "“My mother” is somebody near to the writer", "<mark>Mary Smith</mark>", "Keep the other 7 on this page as they are"]);
	const first = commentsOf(planner.text).slice(0, 3);
	assert.ok(first.every(({ isClose }) => isClose), "what should be looked at closely comes first");
	await planner.get(`${path}.json`);
	assert.deepEqual(JSON.parse(planner.text), { in_all: 10, open: 10, close: 3, kept: 0, shortened: 0, held: 0 });
	await planner.get(`${path}.csv`);
	assert.equal(planner.status, 404);

	await send(planner, path, {}, "chosen", 422, ["Nothing was chosen yet"]);
	await send(planner, path, { bus: { choice: "held" } }, "keep", 422, ["Choose why something is taken out or held back."]);
	await send(planner, path, { bus: { choice: "held", reason: "other", why: "  " } }, "keep", 422, ["Say the other reason in a few words."]);
	await send(planner, path, { bus: { choice: "held", reason: "other", why: "x".repeat(201) } }, "keep", 422, ["Shorten the reason to 200 characters."]);
	await send(planner, path, { bus: { choice: "thrown away" } }, "keep", 422, ["Choose what to do with this comment."]);
	await send(planner, path, { rude: { choice: "shortened", reason: "abusive" } }, "keep", 422, ["Nothing is taken out of this comment."]);
	await send(planner, path, { rude: { left: "", reason: "abusive" } }, "keep", 422, ["Nothing would be left of this comment."]);
	await send(planner, path, { rude: { left: "Everybody was rude to us.", reason: "abusive" }, hall: { choice: "held", reason: "care" } }, "keep", 422,
		["“Everybody” was not written there.", "Everybody was rude to us.</textarea>", `<option value="care" selected>`]);
	await planner.post(path, { act: "rest" });
	assert.equal(planner.status, 422);
	assert.match(planner.text, /First decide about those that should be looked at closely/);
	await see(planner, path, ["10 of 10 still to be checked"]); /* nothing of all that was kept */
	await planner.get(path.replace("check", "release"));
	assert.equal(planner.status, 409);
	await planner.post(path.replace("check", "release"));
	assert.equal(planner.status, 409);
}

/* Two facilitators have the same page open. */
async function twoAtOnce({ planner, administrator }, { path }) {
	await planner.get(path);
	await administrator.get(path);
	const before = commentsOf(administrator.text);

	await send(planner, path, { cold: { choice: "held", reason: "care" } }, "chosen", 303);
	await administrator.post(path, chosen(before, { cold: { choice: "kept" }, Tea: { choice: "held", reason: "care" } }));
	assert.equal(administrator.status, 409);
	assert.match(administrator.text, /Somebody else decided about one of these comments/);
	await see(planner, `${path}?show=decided`, ["Held back by Example planner on"], ["Tea came first"]);
	await send(planner, `${path}?show=decided`, { cold: { choice: "kept" } }, "chosen", 303);
	await see(planner, `${path}?show=decided`, ["Kept as it is by Example planner on"], ["Held back by"]);
}

async function untilTheyAreReleased(people, { round, link, path }) {
	const { planner, viewer, visitor } = people;

	/* one press keeps what is not marked; what is marked stays until somebody says so */
	await send(planner, path, { "Mary Smith": { choice: "marked", reason: "person" }, letter: { left: "The letter was in words.", reason: "abusive" } }, "keep", 303);
	await see(planner, path, ["2 of 10 still to be checked", "mary@example.org", "My mother"], ["Mary Smith", "The bus comes"]);
	await send(planner, path, { "mary@example.org": { choice: "held", reason: "other", why: "It is an address and no more." } }, "keep", 303);
	await send(planner, path, { mother: { choice: "kept" } }, "chosen", 303);
	assert.equal(planner.location, path.replace("check", "release"));
	await see(planner, planner.location, ["Release the words?", "Members of the partnership, and everybody who answered"]);
	await see(planner, "/", ["Release the words of Words to check"]);
	await see(planner, `/culture/rounds/${round}`, ["Next: release the words"]);
	await see(viewer, `/culture/rounds/${round}/words`, ["Words are being checked"], ["The bus comes"]);

	await planner.get(path.replace("check", "release"));
	await planner.post(path.replace("check", "release"));
	assert.equal(planner.status, 303);
	await see(planner, planner.location, ["The words are released", "It is an address and no more."], ["mary@example.org", "Mary Smith"]);
	const shown = ["Ask [a name was taken out], who knows.", "My mother waited a year.", "The bus comes too late.", "The letter was in [something was taken out] words."];
	await see(viewer, `/culture/rounds/${round}/words`, [...shown, "9 comments",
		"Held back: 1 (another reason: 1). Shown with something taken out: 2 (a person is named: 1; it is abusive, or may not be true of somebody: 1)."],
		["Mary Smith", "mary@example.org", "It is an address and no more.", "plain words"]);
	await see(visitor, `/answer/${link}/results/words`, shown, ["Mary Smith", "mary@example.org", "It is an address"]);
	await see(viewer, `/culture/rounds/${round}/results`, ["Read all 9 comments"], ["Words are being checked"]);
	await see(planner, "/", ["Read the results of Words to check"], ["heck the words of Words to check", "Release the words of Words to check"]);
	await planner.post(path, { act: "rest" });
	assert.equal(planner.status, 409, "words that are released cannot be decided about");
}

async function checking(template, program) {
	const site = await serve(program, template.fresh());
	const people = { visitor: new Visitor(site.url) };

	try {
		for (const role of ["viewer", "analyst", "planner", "administrator"])
			people[role] = await new Visitor(site.url).signIn(`${role}@moray.example`);
		const made = await closedRound(site, people.planner);
		await whileTheyWait(people, made);
		await whatMustBeMended(people, made);
		await twoAtOnce(people, made);
		await untilTheyAreReleased(people, made);
		assert.ok(site.isAlive(), site.log());
	} finally {
		await site.stop();
	}
}

export async function cases({ template, program, one }) {
	await one("from the close to the release", () => checking(template, program));
}
