/*
 * Time passes: actions lapse, are shown to everybody, and are cleared one card after another by whoever may; nobody clears another's.
 */
import assert from "node:assert/strict";
import { Visitor, serve } from "./lib.mjs";
import { daysPass, withoutActions } from "../support/pages.mjs";

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

async function addAction(planner, what, owner, due_on) {
	await planner.get("/culture/actions/new");
	await planner.post("/culture/actions/new", { what, kind: "development", owner, owner_name: owner === "0" ? "The carers' centre" : "", due_on, waits_for: "0" });
	assert.equal(planner.status, 303, planner.text.replace(/^[\s\S]*?<main/, "<main").slice(0, 1500));
	return /actions\/(\d+)/.exec(planner.location)[1];
}

/* The cards a person is shown: { id, version }, in their order. */
async function cardsOf(who) {
	await who.get("/culture/actions/lapsed");
	assert.equal(who.status, 200);
	return [...who.text.matchAll(/name="id" value="(\d+)">\n<input type="hidden" name="version" value="(\d+)"/g)].map(([, id, version]) => ({ id, version }));
}

const clear = (who, card, fields) => who.post("/culture/actions/lapsed", { ...card, said: "", due_on: inDays(30), ...fields });

async function lapses(template, program) {
	const database = template.fresh();
	withoutActions(database);
	const site = await serve(program, database);

	try {
		const planner = await new Visitor(site.url).signIn("planner@moray.example");
		const owner = await new Visitor(site.url).signIn("contributor@moray.example");
		const viewer = await new Visitor(site.url).signIn("viewer@moray.example");
		await planner.get("/culture/actions/new");
		const [, manager] = /value="(\d+)">Example service manager/.exec(planner.text);
		const [, planning] = /value="(\d+)">Example planner/.exec(planner.text);
		const mine = [];

		for (const days of [3, 1, 2])
			mine.push(await addAction(planner, `Mine, due in ${days}`, manager, inDays(days)));
		const other = await addAction(planner, "Somebody else's", planning, inDays(1));
		await addAction(planner, "Not yet", manager, inDays(100));
		assert.deepEqual(await cardsOf(planner), [], "nothing lapses before its day");
		daysPass(database, 10);

		/* Shown plainly to everybody; only who may is offered the cards. */
		await viewer.get("/culture/actions?show=lapsed");
		assert.match(viewer.text, /5 actions are open, 4 have lapsed/);
		assert.match(viewer.text, /cn_state--late">lapsed/);
		assert.doesNotMatch(viewer.text, /Go through them/);
		await owner.get("/");
		assert.match(owner.text, /cn_state--late">lapsed/);
		assert.match(owner.text, /Go through the 3 actions that have lapsed/);
		assert.equal((await cardsOf(planner)).length, 4, "a planner clears all");
		assert.deepEqual((await cardsOf(owner)).map(({ id }) => id), [mine[1], mine[2], mine[0]], "the longest lapsed comes first");

		/* A card that is not enough comes back with what was typed; the others stand as they were. */
		const [first, second, third] = await cardsOf(owner);
		await clear(owner, first, { act: "done" });
		assert.equal(owner.status, 422);
		assert.match(owner.text, new RegExp(`href="#said-${first.id}">Say in a sentence what came of it`));
		await clear(owner, first, { act: "letgo", said: " " });
		assert.match(owner.text, /Say in a sentence why it is let go/);
		await clear(owner, first, { act: "day", said: "Typed and kept", due_on: "yesterday or so" });
		assert.equal(owner.status, 422);
		assert.match(owner.text, /Write the new day as a real date/);
		assert.equal(owner.text.match(/Typed and kept/g).length, 1);
		await clear(owner, first, { act: "day", due_on: "1 January 2020" });
		assert.match(owner.text, /That day has passed already/);
		await clear(owner, first, { act: "else" });
		assert.match(owner.text, /Choose a new day, done, or let go/);
		await clear(owner, first, { act: "done", said: "x".repeat(501) });
		assert.match(owner.text, /Shorten this/);
		await clear(owner, { id: other, version: "1" }, { act: "done", said: "Not mine." });
		assert.equal(owner.status, 403);
		await owner.post(`/culture/actions/${other}`, { version: "1", status: "done", said: "Not mine.", due_on: inDays(1) });
		assert.equal(owner.status, 403);

		/* A new day, done, let go: then nothing has lapsed any more. */
		await clear(owner, first, { act: "day" });
		assert.equal(owner.location, "/culture/actions/lapsed?done=saved");
		await clear(owner, second, { act: "done", said: "The group met." });
		assert.equal(owner.status, 303);
		await clear(owner, third, { act: "letgo", said: "Another group does it." });
		assert.equal(owner.location, "/culture/actions?done=cleared");
		await owner.get(owner.location);
		assert.match(owner.text, /Nothing has lapsed any more/);
		assert.deepEqual(await cardsOf(owner), []);
		assert.match(owner.text, /Nothing has lapsed/);
		await clear(owner, third, { act: "done", said: "From an old page." });
		assert.equal(owner.status, 409);

		await planner.get(`/culture/actions/${third.id}`);
		assert.match(planner.text, /Why it was let go/);
		assert.match(planner.text, /Another group does it\./);
		await planner.get("/culture/actions.csv?show=all");
		assert.match(planner.text, /Somebody else's,development,todo,yes/);
	} finally {
		await site.stop();
	}
}

export async function cases({ template, program, one }) {
	await one("actions lapse and are cleared", () => lapses(template, program));
}
