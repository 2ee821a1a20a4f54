/*
 * While a round is open nobody who may read can see that somebody answers, but for the counts of the whole round that everybody is told.
 *
 * Every page of every role is gathered, as page, JSON and CSV. Then somebody who has begun answers another question, which changes no
 * count: nothing that can be gathered may have changed. And an act that people do read moves their list on by one, whatever was answered
 * before it.
 */
import assert from "node:assert/strict";
import { Visitor, serve } from "./lib.mjs";
import { ROLES, all, answer, openRound, personalLinks, routesOf } from "../support/pages.mjs";

const KEYS = ["culture.partnership", "culture.vision", "analyse.needs"];
const GROUP = "1";

async function fetched(who, path) {
	const reply = await fetch(who.url + path, { redirect: "manual", headers: { Accept: "text/html",
		Cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ") } });

	return `${reply.status} ${reply.headers.get("location") ?? ""} ${await reply.text()}`;
}

/* What differs between two looks at the same page: secrets, the request's own number, the clock. */
const calm = (text) => text.replace(/[a-z2-7]{52}/g, "LINK").replace(/name="token" value="[^"]*"/g, "TOKEN")
	.replace(/(?<="request":")\w+|(?<=give them the number )\w+/g, "").replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME").replace(/\d\d:\d\d/g, "CLOCK");

/* Every address that is read, with the numbers of the round and its group in it. */
function pathsOf(routes, round) {
	const numbers = { ":id": round, ":group": GROUP, ":number": "1", ":key": KEYS[0], ":name": "gpf", ":criterion": KEYS[0] };
	const paths = routes.filter(({ method, may, effect }) => method === "GET" && may !== "with-link" && !effect.includes("alone"))
		.map(({ path }) => path.replace(/:\w+/g, (word) => numbers[word] ?? "1"));

	return [...new Set(paths)].flatMap((path) => path === "/" ? ["/"] : ["", ".json", ".csv"].map((form) => path + form));
}

async function gather(people, paths) {
	const found = new Map();

	for (const role of ["", ...ROLES])
		await all(paths, async (path) => found.set(`${path} as ${role || "a visitor"}`, calm(await fetched(people[role], path))));
	found.set("/ as JSON", calm(await (await people.planner.get("/", { Accept: "application/json" })).text));
	return found;
}

const changes = async (who, query = "") => JSON.parse((await who.get(`/changes.json${query}`)).text);

async function addGroup(planner, name) {
	await planner.get("/groups/new");
	await planner.post("/groups/new", { name, note: "", voice: "1" });
	assert.equal(planner.status, 303, planner.text);
}

async function silent(site, routes) {
	const people = { "": new Visitor(site.url) };

	for (const role of ROLES)
		people[role] = await new Visitor(site.url).signIn(`${role}@moray.example`);
	const { planner } = people;
	for (let i = 1; i <= 30; i++) /* more acts than a page has lines */
		await addGroup(planner, `Group ${i}`);
	const round = await openRound(planner, { title: "Open now", groups: { [GROUP]: KEYS } });
	const [link, other] = await personalLinks(planner, round, GROUP, "", "Anne\nBob");
	assert.ok(other);
	await answer(new Visitor(site.url), link, KEYS[0], { strength: "The first", placed: "3" });

	const paths = pathsOf(routes, String(round));
	const before = await gather(people, paths);
	assert.match(before.get(`/culture/rounds/${round}.json as viewer`), /"begun":\{[^}]*"value":1/);
	assert.match(before.get("/changes.json as viewer"), /opened the round Open now/);
	const read = await changes(planner);

	await answer(new Visitor(site.url), link, KEYS[1], { strength: "The second", placed: "4" });
	await answer(new Visitor(site.url), link, KEYS[0], { version: "1", strength: "The first, and more", placed: "3" });
	const after = await gather(people, paths);
	for (const [path, text] of before)
		assert.equal(after.get(path), text, `${path} tells that somebody answered`);

	await addGroup(planner, "Young carers");
	const then = await changes(planner);
	assert.equal(then.changes[0].what, "added the group Young carers");
	assert.deepEqual(then.changes.slice(1), read.changes.slice(0, -1), "one act, one line");
	assert.equal(then.older, read.older + 1, "one act, one place");
	return planner;
}

/* The list can be read to its end, each line once. */
async function toTheEnd(planner) {
	const lines = [];
	let page = await changes(planner);

	for (lines.push(...page.changes); page.older !== 0 && page.older !== null; lines.push(...page.changes))
		page = await changes(planner, `?before=${page.older}`);
	assert.equal(lines.at(-1).what, "set up the partnership");
	assert.equal(lines.filter(({ what }) => what === "opened the round Open now").length, 1);
	assert.ok(lines.length > 50, "one page holds them all: the test tries nothing");
	for (const line of lines)
		assert.deepEqual(Object.keys(line), ["at", "who", "what"]);
}

export async function cases({ template, program, one }) {
	await one("answers change nothing that can be read", async () => {
		const database = template.fresh();
		const site = await serve(program, database);

		try {
			await toTheEnd(await silent(site, routesOf(program, database)));
		} finally {
			await site.stop();
		}
	});
}
