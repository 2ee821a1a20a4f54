/*
 * What an administrator is told of each role is so: a role that opens nothing more than the one below it says that its own work is not in
 * Cairn yet, and only such a role does. Whoever gives a role its first page of its own finds out here that the sentence has to change.
 */
import assert from "node:assert/strict";
import { Visitor, serve } from "./lib.mjs";
import { ROLES, routesOf } from "../support/pages.mjs";

const NOT_YET = "is not in Cairn yet";
const BELOW = { contributor: "viewer", analyst: "contributor", approver: "contributor", planner: "analyst", administrator: "planner" };

/* { viewer: "Reads ...", ... } as the page has them. */
function phrasesOf(html) {
	const found = [...html.matchAll(/<input[^>]*name="role"[^>]*value="(\w+)"[^>]*>[\s\S]*?<p class="ds_hint-text"[^>]*>([^<]*)<\/p>/g)];

	return new Map(found.map(([, role, phrase]) => [role, phrase]));
}

async function told(site, routes, path) {
	const who = await new Visitor(site.url).signIn("administrator@moray.example");
	const phrases = phrasesOf((await who.get(path)).text);

	assert.deepEqual([...phrases.keys()].sort(), [...ROLES].sort(), path);
	for (const [role, below] of Object.entries(BELOW)) {
		const more = routes.filter(({ lets }) => lets(role) && !lets(below));
		assert.equal(phrases.get(role).includes(NOT_YET), more.length === 0,
			`${path} says of ${role}: ${phrases.get(role)}; it opens ${more.map(({ method, path }) => `${method} ${path}`).join(", ") || "nothing more"}`);
	}
	assert.ok(!phrases.get("viewer").includes(NOT_YET));
}

export async function cases({ template, program, one }) {
	await one("each is told as it is", async () => {
		const database = template.fresh();
		const site = await serve(program, database);

		try {
			const routes = routesOf(program, database);
			await told(site, routes, "/people/invite");
			await told(site, routes, "/people/2");
		} finally {
			await site.stop();
		}
	});
}
