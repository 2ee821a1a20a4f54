/*
 * Behind a front server that speaks TLS: cookies are this host's own, nobody else's are believed, and signing in and out work with them.
 */
import assert from "node:assert/strict";
import { PASSWORD, Visitor, serve } from "./lib.mjs";

const OVER_TLS = { "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7" };

/* What a browser sends that came by TLS. */
function overTls(site) {
	const who = new Visitor(site.url);
	const own = { ...OVER_TLS, Origin: site.url.replace("http:", "https:") };

	return { who, get: (path) => who.get(path, OVER_TLS), post: (path, fields) => who.post(path, fields, own) };
}

const names = (who) => [...who.cookies.keys()].sort();

async function signIn(visit) {
	await visit.get("/sign-in");
	await visit.post("/sign-in", { email: "planner@moray.example", password: PASSWORD });
	assert.equal(visit.who.status, 303, visit.who.text);
}

async function inAndOut(site) {
	const visit = overTls(site);

	await signIn(visit);
	assert.deepEqual(names(visit.who), ["__Host-cairn_session", "__Host-cairn_visit"]);
	await visit.get("/account");
	assert.match(visit.who.text, /<b>This one<\/b>/);
	await visit.post("/account/password", { current: PASSWORD, password: `${PASSWORD} new` });
	assert.equal(visit.who.status, 303);
	await visit.get("/culture/rounds");
	assert.equal(visit.who.status, 200);
	await visit.post("/sign-out");
	assert.deepEqual(names(visit.who), ["__Host-cairn_visit"]);
	await visit.get("/culture/rounds");
	assert.equal(visit.who.status, 303);
}

/* Somebody else's session, set by another host for the whole domain: it must neither sign anybody in nor stand before their own. */
async function planted(site) {
	const stranger = await new Visitor(site.url).signIn("viewer@moray.example"); /* over http: the plain cookie */
	const visit = overTls(site);

	visit.who.cookies.set("cairn_session", stranger.cookies.get("cairn_session"));
	await visit.get("/culture/rounds");
	assert.equal(visit.who.status, 303);
	await signIn(visit);
	await visit.get("/culture/rounds");
	assert.match(visit.who.text, /Planner/);
}

export async function cases({ template, program, one }) {
	const served = async (body) => {
		const site = await serve(program, template.fresh(), ["--proxy", "127.0.0.1"]);

		try {
			await body(site);
		} finally {
			await site.stop();
		}
	};

	await one("signing in and out", () => served(inAndOut));
	await one("a planted cookie", () => served(planted));
}
