/*
 * What the results of a round say in words claims no more than its figures hold. Small rounds are made and answered through the pages, each with
 * one thing in it that a careless sentence would get wrong.
 */
import assert from "node:assert/strict";
import { Visitor, serve } from "./lib.mjs";
import { all, answer, closeRound, fieldsOf, openRound, personalLinks } from "../support/pages.mjs";

/* Groups of the demonstration, each in a voice of its own. */
const PUBLIC = 1, STAFF = 6, SECTOR = 8, LEADERS = 14;
const L = "culture.leadership", D = "analyse.data", G = "plan.gap", O = "plan.options";

const NAMES = { [L]: "Leadership", [D]: "Breadth of data", [G]: "Gap analysis", [O]: "Option generation" };

/* `groups`: { group: [{ criterion: place }] }, a person each; a place is 1 to 5, "dk", or what is written. Gives the round's number. */
async function closedRound(site, planner, title, groups, { depth = "criteria", asked } = {}) {
	const keys = (people) => [...new Set(people.flatMap((person) => Object.keys(person)))];
	const everything = keys(Object.values(groups).flat());
	const round = await openRound(planner, { title, depth,
		groups: Object.fromEntries(Object.keys(groups).map((group) => [group, asked?.[group] ?? everything])) });

	for (const [group, people] of Object.entries(groups)) {
		if (people.length === 0)
			continue;
		const links = await personalLinks(planner, round, group, people.length);
		await all(people.map((person, i) => [person, links[i]]), async ([person, link]) => {
			for (const [key, said] of Object.entries(person))
				await answer(new Visitor(site.url), link, key, typeof said === "object" ? said : { placed: String(said) });
		});
	}
	await closeRound(planner, round);
	return round;
}

const times = (count, person) => Array.from({ length: count }, () => person);
const text = (html) => html.replace(/[\s\S]*<main/, "<main").replace(/<svg[\s\S]*?<\/svg>/g, "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

async function page(planner, round, more = "") {
	await planner.get(`/culture/rounds/${round}/results${more}`);
	assert.equal(planner.status, 200);
	return planner.text;
}

function sees(html, ...sentences) {
	for (const sentence of sentences)
		assert.ok(text(html).includes(sentence), `not said: ${sentence}\n${text(html).slice(0, 2500)}`);
}

function never(html, ...sentences) {
	for (const sentence of sentences)
		assert.ok(!text(html).includes(sentence), `said: ${sentence}\n${text(html).slice(0, 2500)}`);
}

/* The widest gap is between five and five; a narrower one between many is beyond chance. */
async function aGapFurtherDown(site, planner) {
	const round = await closedRound(site, planner, "Further down", {
		[LEADERS]: [...times(3, { [L]: 4 }), ...times(2, { [L]: 2 })],
		[STAFF]: [...times(2, { [L]: 4 }), ...times(3, { [L]: 2 })],
		[PUBLIC]: times(10, { [D]: 4 }),
		[SECTOR]: times(10, { [D]: 3 }),
	});
	const html = await page(planner, round);

	sees(html, "Voices are clearly apart on “Breadth of data”.", "Next: talk about “Breadth of data”", "2 steps apart. A gap like this could be chance.");
	sees(await page(planner, round, `/${D}`), "Breadth of data: Users and carers at 4, Third and independent sector at 3");
	const leadership = await page(planner, round, `/${L}`);
	sees(leadership, "the differences could be chance");
	never(leadership, "Leadership: Leaders and professions at 4, Workforce at 2");
}

async function oneVoiceAlone(site, planner) {
	const html = await page(planner, await closedRound(site, planner, "One voice", { [PUBLIC]: times(6, { [L]: 4 }), [STAFF]: times(2, { [L]: 1 }) }));

	sees(html, "No two voices can be compared.", "No two voices are shown on the same criterion, so nothing can be compared.", "median 4, of the one voice shown.");
	never(html, "clearly apart", "same median", "could be chance");
}

async function oneCommentIsOne(site, planner) {
	const people = [{ [L]: { placed: "4", strength: "One thing" } }, ...times(5, { [L]: 4 })];
	const round = await closedRound(site, planner, "One comment", { [PUBLIC]: people });

	sees(await page(planner, round), "Read the one comment");
	const words = await page(planner, round, "/words");
	sees(words, "1 comment ");
	never(words, "1 comments");
}

/* Five and five are 1 in 126 at their furthest: on seven criteria that can no longer be told from chance. */
async function tooFewToTell(site, planner) {
	const keys = [L, D, G, O, "culture.vision", "plan.design", "review.learning"];
	const say = (place) => Object.fromEntries(keys.map((key) => [key, place]));
	const html = await page(planner, await closedRound(site, planner, "Too few", { [PUBLIC]: times(5, { ...say(4), [L]: 5 }), [STAFF]: times(5, { ...say(4), [L]: 1 }) }));

	sees(html, "Too few people are in these voices for any gap to be told from chance.", "4 steps apart. A gap like this could be chance.");
	never(html, "No voices are clearly apart", "rule out chance");
}

/* Of 16 people the middle is 3, where nobody stands: the voices oppose each other. */
async function opposedIsNoStrength(site, planner) {
	const html = await page(planner, await closedRound(site, planner, "Opposed", {
		[PUBLIC]: times(8, { [L]: 4, [D]: 4, [G]: 3 }), [STAFF]: times(8, { [L]: 2, [D]: 4, [G]: 3 }) }));

	sees(html, "Our strength is “Breadth of data”. Voices are clearly apart on “Leadership”.", "No criterion shown is placed below “In places”.");
	never(html, "Leadership , median");
}

async function equalsAreNotSetBeforeEachOther(site, planner) {
	const say = (place) => Object.fromEntries([L, D, G, O].map((key) => [key, place]));
	const html = await page(planner, await closedRound(site, planner, "All alike", { [PUBLIC]: times(6, say(4)), [STAFF]: times(6, say(4)) }));

	sees(html, "Our strengths are “Leadership” and 3 others. The voices shown have the same median on every criterion.", "And 1 more that people agree on.");
	await planner.get("/");
	sees(planner.text, "Every criterion shown is at 4", "All alike: 12 people, 2 voices.");
}

/* Thirty did not know and three placed themselves; a voice is withheld, one was not asked, and of one nobody came. */
async function everyCellSaysWhatItIs(site, planner) {
	const round = await closedRound(site, planner, "States", {
		[PUBLIC]: [...times(9, { [L]: "dk", [D]: 4 }), ...times(3, { [L]: 4, [D]: 4 })],
		[STAFF]: times(3, { [L]: 4 }),
		[SECTOR]: [],
		[LEADERS]: times(6, { [L]: 4, [D]: 4 }),
	}, { asked: { [STAFF]: [L] } });
	const html = await page(planner, round);
	const rows = JSON.parse(await page(planner, round, ".json")).results;
	const state = (item, voice) => rows.find((row) => row.item === item && row.voice === voice).state;

	assert.deepEqual(["Users and carers", "Workforce", "Third and independent sector", "All shown"].map((voice) => state(L, voice)),
		["withheld", "withheld", "nobody", "shown"]);
	assert.equal(state(D, "Workforce"), "not asked"); /* though it is too small as well */
	sees(html, "on ", "Leadership under 5 under 5 nobody 4", "Breadth of data 4 4 to 4 n 12 not asked nobody 4");
	assert.doesNotMatch(text(html), /between (\d+ \w+ \d+) and \1/);
	const leadership = await page(planner, round, `/${L}`);
	sees(leadership, "Users and carers under 5 not shown not shown", "Third and independent sector nobody –");
	never(leadership, "not shown under 5", "nobody 0");
	sees(await page(planner, round, `/${D}`), "Workforce not asked –");
}

/* Twelve people of three voices of four: their medians are not shown, and they are not fewer than five. */
async function allTogetherAreNotUnderFive(site, planner) {
	const round = await closedRound(site, planner, "Four and four and four", { [PUBLIC]: times(4, { [L]: 4 }), [STAFF]: times(4, { [L]: 4 }), [LEADERS]: times(4, { [L]: 2 }) });

	sees(await page(planner, round, `/${L}`), "All shown not shown not shown", "Users and carers under 5 not shown");
	sees(await page(planner, round), "too few people of any one voice");
}

async function aConversationHasItsFigures(site, planner) {
	const round = await closedRound(site, planner, "Talk", {
		[PUBLIC]: [...times(4, { [L]: { strength: "This works" }, [D]: { strength: "So does this" } }), ...times(2, { [L]: { development: "This does not" }, [D]: { strength: "And this" } })],
		[STAFF]: times(6, { [L]: { strength: "It works here" } }),
	}, { depth: "conversation", asked: { [STAFF]: [L] } });
	const html = await page(planner, round);

	sees(html, "Leadership Users and carers 6 of 6 4 2", "Leadership Workforce 6 of 6 6 0", "Breadth of data Workforce not asked – –", "Most strengths were written about Leadership (10)");
	assert.match(await page(planner, round, ".csv"), /^criterion,name,voice,state,people,responded,strengths,developments\r\nculture\.leadership,Leadership,Users and carers,shown,6,6,4,2\r\n/);
	const { results } = JSON.parse(await page(planner, round, ".json"));
	assert.ok(results.length > 0 && results.every(({ state }) => state === "not asked"), "a conversation asks for no rating");
}

/* Six reasons of seven people, of whom one placed themselves: the voice's counts are withheld, and so is its name. */
async function reasonsDoNotNameWhatIsWithheld(site, planner) {
	const why = (n) => ({ [L]: { placed: "na", reason: `Not my work ${n}` } });
	const few = await closedRound(site, planner, "Few reasons", { [PUBLIC]: [...[1, 2, 3].map(why), ...times(4, { [L]: 5 })], [STAFF]: times(6, { [L]: 4 }) });
	const many = await closedRound(site, planner, "Many reasons", { [PUBLIC]: [...[1, 2, 3, 4, 5, 6].map(why), { [L]: 5 }], [STAFF]: times(6, { [L]: 4 }) });
	const words = async (round) => JSON.parse(await page(planner, round, "/words.json")).words;

	assert.deepEqual(await words(few), []);
	assert.deepEqual((await words(many)).map(({ label }) => label), Array(6).fill(""));
}

/* Who empties every answer has not answered, before the close as after it; and links of groups are not people. */
async function asManyBeforeAsAfter(site, planner) {
	const round = await openRound(planner, { title: "Thought again", groups: { [PUBLIC]: [L] } });

	await planner.get(`/culture/rounds/${round}/links.json`);
	const { pathname } = new URL(JSON.parse(planner.text).links[0].address);
	for (let i = 0; i < 7; i++) {
		const visitor = new Visitor(site.url);
		await visitor.get(pathname);
		await visitor.post(pathname);
		const secret = /[a-z2-7]{52}/.exec(visitor.location)[0];
		await answer(visitor, secret, L, i < 6 ? { placed: "4" } : { strength: "Hm" });
		if (i < 6)
			continue;
		await visitor.get(`/answer/${secret}/${L}`);
		await visitor.post(`/answer/${secret}/${L}`, { version: fieldsOf(visitor.text).find(({ name }) => name === "version").value, strength: "", development: "" });
	}
	await planner.get(`/culture/rounds/${round}`);
	sees(planner.text, "Started 7", "Answered at least one question 6");
	await planner.get(`/culture/rounds/${round}/close`);
	sees(planner.text, "6 people have answered.", "6 of the 6 came by a group’s link. Whoever used such a link twice counts as two");
	await closeRound(planner, round);
	sees(await page(planner, round), "6 people answered on", "People are counted by the links they used");
}

export async function cases({ template, program, one }) {
	const site = await serve(program, template.fresh());
	const planner = await new Visitor(site.url).signIn("planner@moray.example");

	try {
		for (const [name, body] of [
			["a gap that is not chance is named, however far down it stands", aGapFurtherDown],
			["one voice alone is compared with nothing", oneVoiceAlone],
			["one comment is one", oneCommentIsOne],
			["so few people cannot be told from chance", tooFewToTell],
			["where voices oppose each other there is no strength", opposedIsNoStrength],
			["equals are not set before each other", equalsAreNotSetBeforeEachOther],
			["every cell says what it is", everyCellSaysWhatItIs],
			["all together are not under five", allTogetherAreNotUnderFive],
			["a conversation has its figures", aConversationHasItsFigures],
			["reasons do not name what is withheld", reasonsDoNotNameWhatIsWithheld],
			["as many are counted before the close as after", asManyBeforeAsAfter],
		])
			await one(name, () => body(site, planner));
	} finally {
		await site.stop();
	}
}
