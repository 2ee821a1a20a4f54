/*
 * Two partnerships in one Cairn: nobody of the one ever reaches anything of the other, by a page, as JSON or CSV, or through a field of a form.
 *
 * Numbers are counted within a partnership, so both have a round 1. The other partnership is therefore given more of everything: its later
 * numbers exist only there, and its earlier ones must show our own record, never theirs. All its texts hold one word that must not appear.
 */
import assert from "node:assert/strict";
import { PASSWORD, Visitor, serve } from "./lib.mjs";
import { ROLES, all, answer, closeRound, command, fieldsOf, openRound, personalLinks, routesOf, rowsKept, rowsOf, settled, upload } from "../support/pages.mjs";

const WORD = "Elsewhere";
const OURS = /Moray|Autumn 2026|Winter check|Example (?!planner)/; /* what only the demonstration says */
const OUR_ROUNDS = ["3", "4", "5"]; /* closed, open, and a draft made here */

/* ------------------------------------------------------------------ the other partnership */

async function accept(site, program, database, email, role, name) {
	const said = command(program, database, ["person", "add", email, "--role", role, "--name", name, "--partnership", WORD]);
	const visitor = new Visitor(site.url);
	const link = /\/invitation\/[a-z2-7]{52}/.exec(said)[0];

	await visitor.get(link);
	await visitor.post(link, { name, password: PASSWORD });
	assert.equal(visitor.status, 303, `accepting ${link}\n${visitor.text.slice(-1500)}`);
	return visitor;
}

function packOf(word) {
	const line = [1, 2, 3, 4, 5].map((number) => ({ number, name: `${word} ${number}`, says: word }));

	return JSON.stringify({ key: "theirs", title: `${word} framework`, publisher: word, credit: word, licence: { name: word },
		line: { positions: line, dont_know: { name: word, says: word }, does_not_apply: { name: word, says: word } },
		themes: [{ key: "theirs", name: word, colour: "plan", criteria: ["one", "two"].map((key) => ({ key: `theirs.${key}`, name: `${word} ${key}`,
			question: `${word} ${key}?`, statements: [{ id: `theirs.${key}.1`, label: word }] })) }] });
}

/* Everything the other partnership has that ours has not, by number. */
async function settle(site, program, database) {
	command(program, database, ["partnership", "add", WORD]);
	const them = await accept(site, program, database, "administrator@elsewhere.example", "administrator", `${WORD} administrator`);
	const last = (table) => rowsOf(database, `SELECT MAX(id) FROM ${table} WHERE partnership = 2`)[0][0];
	const post = async (path, fields, status) => {
		await them.get(path);
		await them.post(path, fields);
		assert.equal(them.status, status, `${path}\n${them.text.slice(-1500)}`);
	};

	await post("/voices/new", { name: `${WORD} voice`, position: "9" }, 303);
	const voice = last("voice");
	await post("/groups/new", { name: `${WORD} group`, note: WORD, voice }, 303);
	await post("/groups/new", { name: `${WORD} other group`, note: WORD, voice }, 303);
	const group = last("people_group");
	for (let i = 0; i < 4; i++)
		await post("/people/invite", { name: `${WORD} guest`, email: `guest${i}@elsewhere.example`, role: "viewer" }, 200);
	await them.get("/culture/load-a-framework");
	await upload(them, "/culture/load-a-framework", "theirs.json", packOf(WORD));
	assert.equal(them.status, 303, them.text.slice(-1500));
	const framework = last("framework");
	await post("/culture/outcomes/nhwo/new", { key: "10", name: WORD, says: WORD }, 303);
	for (let i = 0; i < 9; i++)
		await post("/culture/workshops/theirs/theirs/practised", { team: WORD, practised_on: "2026-01-05", practised: WORD }, 303);
	for (let i = 0; i < 6; i++)
		await post("/culture/rounds/new", { title: `${WORD} draft`, purpose: WORD, framework }, 303);
	const draft = last("round");
	const round = (title, shown_to) => openRound(them, { title: `${WORD} ${title}`, purpose: WORD, depth: "statements", framework, shown_to,
		groups: { [group]: ["theirs.one", "theirs.two"] } });
	const closed = await round("closed", "participants"), open = await round("open", "members");
	const secrets = await personalLinks(them, closed, group, 0, Array.from({ length: 7 }, (one, i) => `${WORD} person ${i}`).join("\n"));

	await all(secrets, (secret) => answer(new Visitor(site.url), secret, "theirs.one",
		{ strength: `${WORD} strength`, development: `${WORD} development`, placed: "3", "theirs.one.1": "4" }));
	await upload(new Visitor(site.url), `/answer/${secrets[0]}/theirs.one/evidence`, `${WORD}.txt`, `${WORD} note\n`, { words: `${WORD} evidence`, link: "" });
	await closeRound(them, closed);
	const evidence = rowsOf(database, "SELECT id FROM evidence WHERE partnership = 2")[0][0];
	await post(`/culture/rounds/${closed}/evidence/${evidence}`, { version: 2, decision: "shown" }, 303);
	for (let i = 0; i < 3; i++) {
		await them.get(`/culture/rounds/${closed}/words/tags/new?q=${WORD}`);
		await them.post(`/culture/rounds/${closed}/words/tags/new`, { version: 0, name: `${WORD} tag ${i}`, place: ["1", "2"] });
		assert.equal(them.status, 303, them.text.slice(-1500));
	}
	const waiting = await round("with words that wait", "participants");
	await all(await personalLinks(them, waiting, group, 6), (secret) => answer(new Visitor(site.url), secret, "theirs.one",
		{ strength: `${WORD} waits`, placed: "3" }));
	await closeRound(them, waiting, { wordsWait: true });
	await post(`/culture/rounds/${closed}/talk/theirs.one`, { version: 0, choice: "3", reason: WORD,
		...Object.fromEntries([1, 2, 3].flatMap((n) => [[`who-${n}`, WORD], [`words-${n}`, WORD]])) }, 303);
	for (let i = 0; i < 9; i++)
		await post("/culture/actions/new", { fixed: `${closed}/theirs.one`, what: `${WORD} ${i}`, kind: "strength", owner: "0", owner_name: WORD,
			due_on: "1 June 2030", waits_for: "0" }, 303);
	await post(`/culture/rounds/${open}/paper`, { group, count: "9" }, 303);
	await post(`/culture/rounds/${open}/paper/enter/9`, { "theirs.one-strength": `${WORD} on paper` }, 303);
	const [secret] = await personalLinks(them, open, group, 0, `${WORD} one\n${WORD} two`);
	const account = rowsOf(database, "SELECT id FROM account WHERE email = 'administrator@elsewhere.example'")[0][0];

	return { them, voice, group, framework, draft, open, closed, waiting, tag: last("words_tag"), secret, evidence, account, outcome: last("outcome"), practice: last("practice"), action: last("action"), dissent: last("dissent"), invitation: last("invitation"), participant: last("participant") };
}

/* ------------------------------------------------------------------ every address */

/* What stands for a word of an address: ours, and theirs only. */
function wordsOf(path, theirs) {
	if (path.startsWith("/culture/rounds"))
		return { ":id": [theirs.draft, theirs.open, theirs.closed, theirs.waiting], ":place": [], ":paper": ["9"], ":tag": [theirs.tag], ":group": [theirs.group], ":evidence": [theirs.evidence], ":other": [theirs.closed],
			":criterion": ["theirs.one"] };
	if (path.startsWith("/culture/workshops"))
		return { ":framework": ["theirs"], ":theme": ["theirs"] };
	if (path.startsWith("/culture/signals"))
		return { ":key": [] };
	if (path.startsWith("/culture/outcomes"))
		return { ":set": [] };
	if (path.startsWith("/culture/outcome/"))
		return { ":id": [theirs.outcome] };
	if (path.startsWith("/culture/practices"))
		return { ":id": [theirs.practice] };
	if (path.startsWith("/culture/actions"))
		return { ":id": [theirs.action] };
	if (path.startsWith("/people/invitations"))
		return { ":id": [theirs.invitation] };
	return { ":id": [{ people: theirs.account, groups: theirs.group, voices: theirs.voice, account: "2" }[path.split("/")[1]]].filter(Boolean),
		":key": ["theirs"] };
}

/* Addresses in which at least one word is theirs only; the others are ours. */
function addressesOf(route, theirs) {
	const ours = { ":place": ["1"], ":paper": ["1"], ":set": ["nhwo"], ":framework": ["gpf"], ":theme": ["culture"], ":id": OUR_ROUNDS, ":other": ["2"], ":group": ["1"], ":criterion": ["culture.partnership"], ":key": ["gpf"] };
	const words = wordsOf(route.path, theirs);
	let made = [{ path: "", isTheirs: false }];

	for (const part of route.path.split("/").slice(1)) {
		const choices = part.startsWith(":") ? [...words[part].map((word) => [word, true]), ...(ours[part] ?? []).map((word) => [word, false])]
			: [[part, false]];
		made = made.flatMap(({ path, isTheirs }) => choices.map(([word, of]) => ({ path: `${path}/${word}`, isTheirs: isTheirs || of })));
	}
	return made.filter(({ isTheirs }) => isTheirs).map(({ path }) => path);
}

const tried = (routes, theirs) => routes.filter(({ path, may, effect }) =>
	path.includes(":") && may !== "with-link" && !effect.includes("alone") && !path.includes(":number")).map((route) => [route, addressesOf(route, theirs)]);

async function ask(who, path, options = {}) {
	const reply = await fetch(who.url + path, { redirect: "manual", ...options, headers: { Accept: "text/html", Origin: who.url,
		Cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; "), ...options.headers } });

	return { status: reply.status, text: await reply.text(), location: reply.headers.get("location") ?? "" };
}

const at = (method, path, role, found) => `${method} ${path} as ${role}: ${found.status}\n${found.text.replace(/^[\s\S]*?<main/, "<main").slice(0, 800)}`;

/* Their numbers, as each of ours: there is no such thing. */
async function tryTheirNumbers(people, routes, theirs) {
	const tries = tried(routes, theirs).flatMap(([route, paths]) => paths.flatMap((path) => ROLES.flatMap((role) =>
		(route.method === "GET" ? ["", ".json", ".csv"] : [""]).map((kind) => ({ route, role, path: path + kind })))));

	await all(tries, async ({ route, role, path }) => {
		const found = route.method === "GET" ? await ask(people[role], path) : await ask(people[role], path, { method: "POST", body:
			new URLSearchParams({ token: people[role].token, version: "1", name: "Taken", role: "viewer", voice: "1", title: "Taken", purpose: "Taken", depth:
			"criteria", criterion: "theirs.one", group: theirs.group, count: "1", labels: "", threshold: "5", shown_to: "members", closes_on: "", text: "Taken" }) });

		const isByOurs = OUR_ROUNDS.some((id) => path.startsWith(`/culture/rounds/${id}/`)); /* which may be too late for it, whatever group */

		assert.ok(route.lets(role) ? found.status === 404 || (isByOurs && [409, 410].includes(found.status)) : found.status === 403,
			at(route.method, path, role, found));
		assert.ok(!found.text.includes(WORD), at(route.method, path, role, found));
	});
	return tries.length;
}

/* Every page of ours, whatever number: nothing of theirs is on it. */
async function lookForThem(people, routes, most) {
	const numbers = Array.from({ length: most }, (one, i) => String(i + 1));
	const paths = routes.filter(({ method, may }) => method === "GET" && may !== "with-link").flatMap(({ path }) => {
		if (!path.includes(":"))
			return [path];
		const some = path.includes("/rounds/") ? numbers.slice(0, 8) : numbers;
		return some.map((number) => path.replace(":id", number).replace(":group", "18").replace(":other", "2").replace(":criterion", "culture.partnership").replace(":key", "gpf")
			.replace(":paper", "9").replace(":name", "cairn.css"));
	});

	await all([...new Set(paths)].flatMap((path) => ["administrator", "viewer"].flatMap((role) => ["", ".json", ".csv"].map((kind) => [role, path + kind]))),
		async ([role, path]) => {
			const found = await ask(people[role], path);
			assert.ok(!found.text.includes(WORD), at("GET", path, role, found));
		});
}

/* They find all of theirs by the beginning of the word that is in everything; nobody here finds any of it. */
async function searchForThem(people, { them }) {
	const begin = WORD.slice(0, -1);
	const own = JSON.parse((await ask(them, `/search.json?q=${begin}`)).text).rows.map(({ kind }) => kind.replace(/:.*/, ""));

	for (const kind of ["Round", "Framework", "Criterion", "Statement", "Group", "Voice", "Person", "What people said"])
		assert.ok(own.includes(kind), `they do not find their ${kind}: ${own}`);
	await all(ROLES.flatMap((role) => ["", ".json", ".csv"].map((kind) => [role, kind])), async ([role, kind]) => {
		const found = await ask(people[role], `/search${kind}?q=${begin}`);
		assert.equal(found.status, 200);
		assert.ok(!found.text.includes(WORD), at("GET", `/search${kind}`, role, found));
	});
}

/* ------------------------------------------------------------------ fields of forms */

async function tryTheirFields(people, theirs) {
	const { planner } = people;
	const post = async (path, fields, statuses) => {
		await planner.get(path);
		const version = fieldsOf(planner.text).find(({ name }) => name === "version")?.value;
		await planner.post(path, { ...(version === undefined ? {} : { version }), ...fields });
		assert.ok(statuses.includes(planner.status), at("POST", path, "planner", planner));
		assert.ok(!planner.text.includes(WORD), at("POST", path, "planner", planner));
	};

	await post("/groups/new", { name: "A group under their voice", note: "", voice: theirs.voice }, [422]);
	await post("/groups/3", { name: "Under their voice", note: "", voice: theirs.voice }, [422]);
	await post("/culture/rounds/new", { title: "By their framework", purpose: "Taken", framework: theirs.framework }, [400, 422]);
	await planner.get("/culture/rounds/new");
	await planner.post("/culture/rounds/new", { title: "Our draft", purpose: "To be filled with theirs." });
	const draft = /rounds\/\d+/.exec(planner.location)[0];
	await post(`/culture/${draft}/purpose`, { title: "Ours", purpose: "Ours", framework: theirs.framework }, [400, 422]);
	await post(`/culture/${draft}/scope`, { depth: "criteria", criterion: "theirs.one" }, [422]);
	await post(`/culture/${draft}/people`, { group: theirs.group }, [422]);
	await post(`/culture/${draft}/people/${theirs.group}`, { criterion: "culture.partnership" }, [404]);
	const action = { what: "Ours", kind: "strength", owner: "0", owner_name: "Ours", due_on: "1 June 2030", waits_for: "0" };
	await post("/culture/actions/new", { ...action, fixed: `${theirs.closed}/theirs.one` }, [422]);
	await post("/culture/actions/new", { ...action, about: "3/theirs.one" }, [422]);
	await post("/culture/actions/new", { ...action, owner: theirs.account, owner_name: "" }, [422]);
	await post("/culture/actions/new", { ...action, waits_for: theirs.action }, [422]);
	await post("/culture/actions/lapsed", { id: theirs.action, version: "1", act: "done", said: "Taken" }, [404]);
	await post("/culture/rounds/3/talk/agenda", { version: "0", criterion: "theirs.one" }, [422]);
	await post("/culture/rounds/3/talk/culture.vision", { version: "0", choice: "2", reason: "Ours", rests: "1" }, [422]);
	await post("/culture/rounds/4/links/1", { replace: theirs.participant }, [422]);
	await post("/culture/rounds/4/paper", { group: theirs.group, count: "1" }, [422]);
	await post("/culture/frameworks/theirs/text", { text: "Taken" }, [404, 422]);
	return Number(draft.slice("rounds/".length));
}

/* A link of theirs is open to whoever holds it, signed in with us or not; what is done with it is theirs alone. */
async function useTheirLink(people, theirs, database) {
	const before = rowsKept(database, 1);
	const found = await ask(people.planner, `/answer/${theirs.secret}`);

	assert.equal(found.status, 200);
	assert.ok(found.text.includes(WORD) && !OURS.test(found.text), "the page behind their link is theirs alone");
	await answer(people.planner, theirs.secret, "theirs.one", { strength: `${WORD} said by a guest`, placed: "2" });
	const other = await ask(people.planner, `/answer/${theirs.secret}/culture.partnership`);
	assert.equal(other.status, 404, at("GET", "a criterion of ours by their link", "planner", other));
	assert.deepEqual(rowsKept(database, 1), before, "answering by their link changed something of ours");
	const [account] = rowsOf(database, "SELECT account FROM event WHERE partnership = 2 ORDER BY number DESC LIMIT 1")[0];
	assert.equal(account, "0", "the log ties an account to an answer");
}

/* ------------------------------------------------------------------ one person in both */

async function belongToBoth(site, program, database, people) {
	const both = await accept(site, program, database, "planner@moray.example", "viewer", `${WORD} and here`);
	const id = rowsOf(database, "SELECT id FROM account WHERE email = 'planner@moray.example'")[0][0];
	const see = async (isOurs, mayPlan) => {
		for (const path of ["/", "/groups", "/culture/rounds", "/culture/frameworks", "/changes", "/groups.json", "/culture/rounds.json", "/changes.csv"]) {
			const found = await ask(both, path);
			assert.equal(found.status, 200, at("GET", path, "both", found));
			assert.ok(isOurs ? !found.text.includes(WORD) : !OURS.test(found.text), at("GET", path, isOurs ? "one of ours" : "one of theirs", found));
		}
		assert.equal((await ask(both, "/groups/new")).status, mayPlan ? 200 : 403);
		assert.equal((await ask(both, "/culture/rounds/3/results")).status, isOurs ? 200 : 409);
	};
	const go = async (partnership, status) => {
		await both.get("/account");
		await both.post(`/account/partnerships/${partnership}`);
		assert.equal(both.status, status, at("POST", `going to ${partnership}`, "both", both));
	};

	command(program, database, ["partnership", "add", "A third one"]);
	await see(false, false); /* the invitation leads in where it invites to */
	await go(1, 303);
	await see(true, true);
	await go(3, 404);
	await go(999999, 404);
	await see(true, true);
	const signedIn = await new Visitor(site.url).signIn("planner@moray.example");
	await go(2, 303);
	await see(false, false);
	assert.equal((await ask(signedIn, "/groups/new")).status, 200, "another session stays where it is");

	/* Whoever administers one of them must not be able to take the account over. */
	await people.administrator.get(`/people/${id}`);
	await people.administrator.post(`/people/${id}/password`);
	assert.equal(people.administrator.status, 403, at("POST", "a password link", "administrator", people.administrator));

	/* Removed from the one, still in the other; and nowhere until they go there. */
	await people.administrator.post(`/people/${id}/remove`);
	assert.equal(people.administrator.status, 303);
	await see(false, false);
	await go(1, 404);
	assert.equal((await ask(signedIn, "/groups.json")).status, 401, "a session of who was removed");
}

/* ------------------------------------------------------------------ all of it */

async function apart(template, program) {
	const database = template.fresh();
	const site = await serve(program, database);
	const people = {};

	try {
		for (const role of ROLES) {
			people[role] = await new Visitor(site.url).signIn(`${role}@moray.example`);
			await people[role].get("/account");
		}
		await people.planner.get("/culture/rounds/new");
		await people.planner.post("/culture/rounds/new", { title: "A draft of ours", purpose: "To try their groups in." });
		assert.match(people.planner.location, /rounds\/5\//);
		const theirs = await settle(site, program, database);
		const routes = routesOf(program, database);
		await settled(database);
		const ours = rowsKept(database, 1), kept = rowsKept(database, 2);

		for (const [table, number] of [["round", theirs.draft], ["people_group", theirs.group], ["voice", theirs.voice], ["framework", theirs.framework]])
			assert.equal(rowsOf(database, `SELECT COUNT(*) FROM ${table} WHERE partnership = 1 AND id = ${number}`)[0][0], "0", `${table} ${number} must not be ours`);
		const tries = await tryTheirNumbers(people, routes, theirs);
		assert.ok(tries > 400, `only ${tries} were tried`);
		await lookForThem(people, routes, 30);
		await searchForThem(people, theirs);
		assert.deepEqual(rowsKept(database, 1), ours, "trying their numbers changed something of ours");
		await tryTheirFields(people, theirs);
		assert.deepEqual(rowsKept(database, 2), kept, "something of theirs was changed");
		await useTheirLink(people, theirs, database);
		await belongToBoth(site, program, database, people);
		command(program, database, ["audit", "verify"]);
		assert.ok(site.isAlive(), `the program ended:\n${site.log()}`);
	} finally {
		await site.stop();
	}
}

export async function cases({ template, program, one }) {
	await one("nothing of another partnership is ever reached", () => apart(template, program));
}
