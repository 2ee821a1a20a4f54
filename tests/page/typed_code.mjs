/*
 * Codes that are typed: read as people type them, and never found by trying, not from one place nor after a restart.
 */
import assert from "node:assert/strict";
import { Visitor, serve } from "./lib.mjs";
import { openRound } from "../support/pages.mjs";

const MOST = 20; /* wrong ones an hour from one place */
const KEYS = ["culture.partnership"];

const from = (site, address) => {
	const who = new Visitor(site.url);

	return { who, type: async (code) => (await who.post("/join", { code }, { "X-Forwarded-For": address })).status };
};

async function codeOf(planner) {
	const round = await openRound(planner, { title: "To be typed", groups: { 1: KEYS } });

	await planner.get(`/culture/rounds/${round}/posters`);
	const [, code] = /type <b[^>]*>([A-Z2-9]{4}-[A-Z2-9]{4})<\/b>/.exec(planner.text);
	const [, page] = /(\/join\/[a-z2-7]{52})/.exec((await planner.get(`/culture/rounds/${round}/links`)).text);
	return { code, page };
}

async function typed(site, { code, page }) {
	const { who, type } = from(site, "192.0.2.1");

	for (const way of [code, code.toLowerCase(), code.replace("-", ""), code.replace("-", " "), ` ${[...code].join(" ")} `]) {
		assert.equal(await type(way), 303, way);
		assert.equal(who.location, page);
	}
	assert.equal(who.cookies.size, 0, "who answers keeps no cookie");
	await who.post("/join", { code }, { "X-Forwarded-For": "192.0.2.1", Origin: "https://elsewhere.example" });
	assert.equal(who.status, 403);
}

const wrong = (i) => `2222${String(2222 + i).replace(/[016]/g, "7")}`;

/* Right codes cost nothing; wrong ones are counted, and over the limit a right one is not told from them. */
async function counted(site, { code }) {
	const { who, type } = from(site, "192.0.2.7");

	for (let i = 0; i < MOST; i++) {
		assert.equal(await type(wrong(i)), 422, `wrong code ${i}`);
		assert.equal(await type(code), i + 1 < MOST ? 303 : 429);
	}
	assert.equal(await type(code), 429);
	assert.match(who.text, /Too many tries\. Please wait \d+ minutes/);
	assert.match(who.text, new RegExp(`value="${code}"`));
	assert.equal(await from(site, "192.0.2.8").type(code), 303, "another place may");
}

export async function cases({ template, program, one }) {
	await one("read as they are typed, and never found by trying", async () => {
		const database = template.fresh();
		let site = await serve(program, database, ["--proxy", "127.0.0.1"]);

		try {
			const made = await codeOf(await new Visitor(site.url).signIn("planner@moray.example"));
			await typed(site, made);
			await counted(site, made);
			await site.stop();
			site = await serve(program, database, ["--proxy", "127.0.0.1"]);
			assert.equal(await from(site, "192.0.2.7").type(made.code), 429, "a restart forgives nobody");
			assert.equal(await from(site, "192.0.2.9").type(made.code), 303);
			assert.ok(!site.log().includes(made.page.slice("/join/".length)) && !site.log().includes(made.code), "a secret is in the log");
		} finally {
			await site.stop();
		}
	});
}
