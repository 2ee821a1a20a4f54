/*
 * The crawl: every address of the program as everybody, with hostile text in everything a person can type.
 *
 * First every text that Cairn keeps is filled with hostile text through Cairn's own forms. Then each route of the table is visited by a
 * visitor and in every role, with numbers that exist and with nonsense, as a page, as JSON and as CSV. What the table says of who may come in
 * must be so, nothing typed may become markup, a script, a formula or a header, and looking must change nothing.
 */
import assert from "node:assert/strict";
import { PASSWORD, Visitor, serve, until } from "./lib.mjs";
import { ROLES, all, answer, checkWords, closeRound, command, csvRows, digestOf, fieldsOf, openRound, personalLinks, routesOf, rowsOf, settled, upload } from
	"../support/pages.mjs";
import { plainDocx, zipOf } from "../support/docx.mjs";

const SCRIPT = `<script>alert(1)</script>"'&<b>`;
const LONG = "A long answer, " + "word ".repeat(397);
/* Each fits a name of eighty characters; LONG goes where long text goes. */
const HOSTILE = [SCRIPT, `=cmd|' /C calc'!A1`, "{{7*7}}${7*7}<%= 7*7 %>", "+1+1", "-2+3", "@SUM(1)", "javascript:alert(1)", "a,b;c\"d",
	"\u202eevil\u202c txt", "\u{1f469}\u200d\u{1f469}\u200d\u{1f467} \u{1f3f4}", "../../etc/passwd", "%0d%0aSet-Cookie: a=b", "' OR 1=1 --"];
const NONSENSE = ["999999", "0", "-1", "99999999999999999999", "text", "a".repeat(52), "x".repeat(1500), "..%2f..%2fetc%2fpasswd",
	"%0d%0aSet-Cookie:%20a=b", encodeURIComponent(SCRIPT), encodeURIComponent("\u{1f469}"), "1%20OR%201=1", "1e3", "%C3%28"];

const QUERIES = ["then", "before", "criterion", "kind", "done", "show", "suggested", "round", "from", "change", "page", "q", "voice", "tag", "term", "number", "entered"]; /* all that a page looks for after the question mark */

/* ------------------------------------------------------------------ what every answer must be */

const HEADERS = new Set(["allow", "cache-control", "connection", "content-disposition", "content-encoding", "content-length",
	"content-security-policy", "content-type", "cross-origin-opener-policy", "date", "etag", "keep-alive", "location", "permissions-policy",
	"referrer-policy", "retry-after", "set-cookie", "vary", "x-content-type-options", "x-frame-options"]);

function checkHeaders(at, headers) {
	for (const [name, value] of headers) {
		assert.ok(HEADERS.has(name), `${at}: a header of somebody else's: ${name}: ${value}`);
		assert.ok(/^[\x20-\x7e]*$/.test(value), `${at}: the header ${name} is not plain: ${value}`);
	}
	const policy = headers.get("content-security-policy") ?? "";
	assert.match(policy, /default-src 'none'/, `${at}: no strict policy`);
	assert.doesNotMatch(policy, /unsafe|\*|http/, `${at}: the policy lets others in: ${policy}`);
	assert.match(policy, /frame-ancestors 'none'/, at);
	assert.match(policy, /base-uri 'none'/, at);
	assert.equal(headers.get("x-content-type-options"), "nosniff", at);
}

function checkHtml(at, text) {
	const raw = /<script>alert|&<b>|&amp;<b>|<%= 7|<\/script>"/;

	assert.ok(!raw.test(text), `${at}: what was typed became markup: ${excerpt(text, raw)}`);
	assert.ok(!/\s(?:href|src|action|formaction)="\s*(?:javascript|data|vbscript):/i.test(text), `${at}: an address that is a script`);
	assert.ok(!/\son[a-z]+=/i.test(text.replace(/>[^<]*</g, "><")), `${at}: a script in an attribute`);
	assert.ok(!/<script(?![^>]*\ssrc=)[^>]*>/.test(text), `${at}: a script in the page`);
	assert.equal((text.match(/<h1[\s>]/g) ?? []).length, 1, `${at}: a page has one h1`);
	assert.match(text, /^<!doctype html>/i, at);
	for (const [, tag] of text.matchAll(/<([a-z0-9]+)[^<>]*(?=<|$)/g))
		assert.fail(`${at}: a tag <${tag} has no end`);
}

function checkCsv(at, text) {
	const rows = csvRows(text);

	for (const row of rows) {
		assert.equal(row.length, rows[0].length, `${at}: a line of another length: ${row}`);
		for (const cell of row)
			assert.ok(/^-?\d+(?:\.\d+)?$/.test(cell) || !/^[=+\-@\t\r]/.test(cell), `${at}: a formula in a cell: ${cell}`);
	}
}

const excerpt = (text, pattern) => text.slice(Math.max(0, text.search(pattern) - 150)).slice(0, 300);

/* An answer of any kind: never a fault of ours, and well formed. */
function check(at, { status, headers, text }) {
	assert.ok(status < 500, `${at}: ${status}\n${text.slice(-1500)}`);
	checkHeaders(at, headers);
	const type = headers.get("content-type") ?? "";

	if (type.startsWith("text/html"))
		checkHtml(at, text);
	else if (type.startsWith("application/json"))
		assert.doesNotThrow(() => JSON.parse(text), `${at}: no JSON: ${text.slice(0, 300)}`);
	else if (type.startsWith("text/csv"))
		checkCsv(at, text);
	assert.ok(status < 400 || /[.?]/.test(text), `${at}: ${status} without a sentence`);
}

const fetchOrSay = (address, options) => fetch(address, options).catch((problem) => {
	throw new Error(`${options.method ?? "GET"} ${address.slice(0, 200)} with ${String(options.body ?? "").slice(0, 200)}: no answer: ${problem.cause?.code} ${problem.cause?.message}`);
});

/* One request with the cookies of that person, apart from all others that are under way. */
async function ask(who, path, options = {}) {
	const reply = await fetchOrSay(who.url + path, { redirect: "manual", ...options, headers: { Accept: "text/html", Cookie:
		[...who.cookies].map(([name, value]) => `${name}=${value}`).join("; "), ...options.headers } });
	const found = { status: reply.status, headers: reply.headers, text: await reply.text(), location: reply.headers.get("location") ?? "" };

	check(`${options.method ?? "GET"} ${path.slice(0, 200)} as ${who.role || "a visitor"}`, found);
	return found;
}

/* ------------------------------------------------------------------ filling */

/* Sends a form and checks what comes back; it must have been taken. */
async function send(who, path, fields, status = 303) {
	await who.post(path, fields);
	check(`POST ${path} with ${JSON.stringify(fields).slice(0, 200)}`, who);
	assert.equal(who.status, status, `POST ${path} with ${JSON.stringify(fields).slice(0, 200)}\n${who.text.replace(/^[\s\S]*?<main/, "<main").slice(0, 1500)}`);
	return who;
}

function hostilePack() {
	const line = [1, 2, 3, 4, 5].map((number) => ({ number, name: `${SCRIPT} ${number}`, says: SCRIPT }));
	const criterion = (key, number) => ({ key, name: HOSTILE[number], question: `${HOSTILE[number]}?`, think: SCRIPT, look_for: [SCRIPT],
		asked_of: [], minutes: 2, positions: line.map(({ number: at, says }) => ({ number: at, says })),
		statements: HOSTILE.slice(0, 3).map((label, i) => ({ id: `${key}.${i + 1}`, label })) });

	return JSON.stringify({ key: "hostile", title: SCRIPT, publisher: SCRIPT, credit: SCRIPT, note: SCRIPT, stem: SCRIPT,
		licence: { name: SCRIPT, says: SCRIPT, address: "javascript:alert(1)" }, source: { address: "javascript:alert(1)", ends: SCRIPT }, links: [{ to: SCRIPT, part: SCRIPT, says: SCRIPT, whose: "ours" }],
		line: { positions: line, dont_know: { name: SCRIPT, says: SCRIPT }, does_not_apply: { name: SCRIPT, says: SCRIPT, asks: SCRIPT } },
		themes: [{ key: "one", name: SCRIPT, colour: "plan", criteria: HOSTILE.map((text, i) => criterion(`one.c${i}`, i)) }] });
}

async function fillNames(planner, administrator, database) {
	for (const [i, text] of HOSTILE.entries()) {
		await planner.get("/voices/new");
		await send(planner, "/voices/new", { name: text, position: String(i + 5) });
		const voice = rowsOf(database, "SELECT MAX(id) FROM voice WHERE partnership = 1")[0][0];
		await planner.get("/groups/new");
		await send(planner, "/groups/new", { name: text, note: `${text} ${SCRIPT}`, voice });
		await administrator.get("/people/invite");
		await send(administrator, "/people/invite", { name: text, email: `hostile${i}@moray.example`, role: "viewer" }, 200);
		await planner.get("/culture/rounds/new");
		await send(planner, "/culture/rounds/new", { title: text, purpose: i % 2 ? LONG : `${text}\n\n${SCRIPT}` });
	}
}

async function bringLook(planner) {
	const plain = plainDocx(), version = 0;

	await planner.get("/culture/word-look");
	await upload(planner, "/culture/word-look", `${SCRIPT}\r\nX: y.docx`, zipOf({ ...plain, [`word/${SCRIPT}.exe`]: SCRIPT }), { version });
	check("a hostile look", planner);
	assert.equal(planner.status, 422);
	await upload(planner, "/culture/word-look", `${SCRIPT}\r\nX: y.docx`, zipOf(plain), { version });
	check("a look with a hostile name", planner);
	assert.equal(planner.status, 303, planner.text.slice(-1500));
}

async function loadPack(planner, database) {
	await planner.get("/culture/load-a-framework");
	await upload(planner, "/culture/load-a-framework", `${SCRIPT}\r\nX: y.json`, hostilePack());
	check("loading a hostile pack", planner);
	assert.equal(planner.status, 303, planner.text.replace(/^[\s\S]*?<main/, "<main").slice(0, 3000));
	await upload(planner, "/culture/load-a-framework", "broken.json", hostilePack().replaceAll("question", SCRIPT));
	check("a broken pack", planner);
	assert.equal(planner.status, 422);
	await planner.get("/culture/frameworks/gpf/text");
	await planner.post("/culture/frameworks/gpf/text", { text: HOSTILE.join("\n") });
	check("a text that is not the wording", planner);
	assert.equal(planner.status, 422);
	return rowsOf(database, "SELECT id FROM framework WHERE key = 'hostile'")[0][0];
}

/* What a team practised, in hostile words. */
async function fillPractices(contributor) {
	for (const [i, text] of HOSTILE.entries()) {
		const path = `/culture/workshops/${i % 2 ? "gpf/culture" : "hostile/one"}/practised`;

		await contributor.get(path);
		await send(contributor, path, { team: text, practised_on: "2026-01-05", practised: i % 2 ? SCRIPT.repeat(20) : text, learned: text,
			will_try: text, try_by: i % 3 ? "" : "2026-02-05" });
	}
}

async function fillOutcomes(planner) {
	for (const [i, text] of HOSTILE.entries()) {
		await planner.get("/culture/outcomes/nhwo/new");
		await send(planner, "/culture/outcomes/nhwo/new", { key: `h${i}`, part: text.slice(0, 60), name: text, says: `${text} ${SCRIPT}` });
	}
}

/* Two rounds of each depth by the hostile pack, answered in hostile words by six people of each of two groups; one is closed. */
async function fillRounds(planner, database, framework) {
	const groups = rowsOf(database, "SELECT id FROM people_group WHERE partnership = 1 ORDER BY id DESC LIMIT 2").flat();
	const keys = HOSTILE.map((text, i) => `one.c${i}`);
	const made = { open: [], closed: [], secrets: [] };

	for (const depth of ["conversation", "criteria", "statements"]) {
		for (const close of [true, false]) {
			const round = await openRound(planner, { title: `${depth} ${SCRIPT}`, purpose: HOSTILE.join("\n"), depth, framework,
				groups: Object.fromEntries(groups.map((group) => [group, keys])), shown_to: "participants" });

			for (const group of groups) {
				const secrets = await personalLinks(planner, round, group, 0, HOSTILE.slice(0, 6).map((text) => `${text} ${group}`).join("\n"));
				await all(secrets, (secret) => answerAll(planner.url, secret, keys, depth));
				await bringEvidence(planner.url, secrets[0], keys[0]);
				made.secrets.push(secrets[0]);
			}
			made[close ? "closed" : "open"].push(round);
			if (close)
				await closeRound(planner, round, { wordsWait: true });
		}
	}
	for (const round of made.open)
		await fillPapers(planner, round, groups[0], keys);
	await fillWords(planner, made.closed);
	await fillEvidence(planner, made.closed[0], database);
	return made;
}

/* A piece with everything hostile in it: words, the name of a file, and as much of a link as may be. */
async function bringEvidence(url, secret, key) {
	const visitor = new Visitor(url);

	await upload(visitor, `/answer/${secret}/${key}/evidence`, `${SCRIPT}\r\nX: y.txt`, "A note of ours.\n",
		{ words: SCRIPT, link: "https://www.example.org/?a=%3Cscript%3E&b=2" });
	assert.equal(visitor.status, 303, visitor.text.slice(-2000));
}

/* Of two pieces one is shown, and one held back for a hostile reason. */
async function fillEvidence(planner, round, database) {
	const path = `/culture/rounds/${round}/evidence`;
	const [shown, held] = rowsOf(database, `SELECT id FROM evidence WHERE partnership = 1 AND round = ${round} ORDER BY id`).flat();

	await planner.get(path);
	await send(planner, `${path}/${shown}`, { version: 2, decision: "shown" });
	await send(planner, `${path}/${held}`, { version: 2, decision: "held", reason: "other", why: SCRIPT });
}

/* Papers of an open round: one entered in hostile words, one entered and taken back with a hostile reason, one only printed. */
async function fillPapers(planner, round, group, keys) {
	const base = `/culture/rounds/${round}/paper`;
	const said = Object.fromEntries(keys.flatMap((key, i) => [[`${key}-strength`, HOSTILE[i % HOSTILE.length]], [`${key}-development`, i % 2 ? LONG : SCRIPT],
		[`${key}-placed`, i % 3 ? "n" : "4"], [`${key}-reason`, SCRIPT]]));

	await planner.get(base);
	await send(planner, base, { group, count: "3" });
	for (const number of [1, 2]) {
		await planner.get(`${base}/enter/${number}`);
		await send(planner, `${base}/enter/${number}`, said);
	}
	await planner.get(`${base}/enter/2/take-back`);
	await send(planner, `${base}/enter/2/take-back`, { reason: HOSTILE.join("\n").slice(0, 300) });
}

/* Of one closed round the words are released, with hostile reasons and tags; of the next they are only checked; of the last they wait. */
async function fillWords(planner, [released, checked]) {
	const decide = ({ place, words }) => Number(place) % 9 === 0 && words !== ""
		? { choice: "held", reason: "other", why: HOSTILE[Number(place) % HOSTILE.length] } : {};
	const base = `/culture/rounds/${released}/words`;

	for (const round of [released, checked])
		assert.ok(await checkWords(planner, round, decide) > 20, "there are no words to check");
	await planner.get(`${base}/release`);
	await send(planner, `${base}/release`, {});
	for (const [i, text] of HOSTILE.entries()) {
		await planner.get(`${base}/tags/new?q=${encodeURIComponent("a")}`);
		await send(planner, `${base}/tags/new`, { version: 0, name: text, place: ["1", "2", String(i + 3)] });
	}
	for (const [i, text] of HOSTILE.slice(0, 4).entries()) {
		const path = `${base}/${i + 5}/take-out`;
		await planner.get(path);
		await send(planner, path, { seen: fieldsOf(planner.text).find(({ name }) => name === "seen").value, how: "all", reason: "other", why: text });
	}
}

async function answerAll(url, secret, keys, depth) {
	const visitor = new Visitor(url);

	for (const [i, key] of keys.slice(0, 4).entries())
		await answer(visitor, secret, key, { strength: HOSTILE[(i * 3) % HOSTILE.length], development: i % 2 ? LONG : HOSTILE[(i + 5) % HOSTILE.length],
			...(depth === "conversation" ? {} : i === 3 ? { placed: "na", reason: SCRIPT } : { placed: String(i + 2) }),
			...(depth === "statements" ? { [`${key}.1`]: "4", [`${key}.2`]: "dk" } : {}) });
}

/* A talk about each closed round in hostile words: an agenda, positions with dissent, changed once, one of them skipped. */
async function fillTalks(planner, rounds) {
	for (const [i, round] of rounds.entries()) {
		const talk = `/culture/rounds/${round}/talk`, choice = i === 0 ? "agreed" : "3";
		const who = Object.fromEntries([1, 2, 3, 4, 5, 6].flatMap((n) => [[`who-${n}`, HOSTILE[n]], [`words-${n}`, n % 2 ? LONG.slice(0, 900) : SCRIPT]]));

		await planner.get(`${talk}/agenda`);
		await send(planner, `${talk}/agenda`, { version: 0, criterion: ["one.c0", "one.c1", "one.c3"] });
		await planner.get(`${talk}/one.c0`);
		const rests = fieldsOf(planner.text).filter(({ name }) => name === "rests").map(({ value }) => value).slice(0, 2);
		await send(planner, `${talk}/one.c0`, { version: 0, choice, reason: `${SCRIPT}\n${LONG.slice(0, 900)}`, people: "14", rests, ...who });
		await planner.get(`${talk}/one.c0?change=yes`);
		const [, withdraw] = /name="withdraw" value="(\d+)"/.exec(planner.text);
		await send(planner, `${talk}/one.c0`, { version: 1, choice: "differ", reason: HOSTILE.join("\n").slice(0, 900), why: SCRIPT, rests, withdraw });
		await planner.get(`${talk}/one.c3`);
		await send(planner, `${talk}/one.c3`, { version: 0, choice, reason: HOSTILE[i] });
		await planner.get(`${talk}/one.c1`);
		await send(planner, `${talk}/one.c1/skip`, {});
	}
}

/* Actions of every kind in hostile words: owned by a member and by nobody with an account, waiting, under way, done and let go. */
async function fillActions(planner, round) {
	for (const [i, text] of HOSTILE.entries()) {
		await planner.get(`/culture/actions/new?round=${round}&criterion=one.c0`);
		const members = [...planner.text.matchAll(/<option value="(\d+)">/g)].map(([, value]) => value).filter((value) => value !== "0");
		await send(planner, "/culture/actions/new", { fixed: i % 2 ? "" : `${round}/one.c0`, what: `${text} ${SCRIPT}`, kind: i % 3 ? "strength" : "development",
			...(i % 2 ? { owner: members[0] } : { owner: "0", owner_name: SCRIPT }), due_on: "1 June 2030", waits_for: String(i) });
		await planner.get(planner.location);
		await send(planner, planner.path.split("?")[0], { version: 1, said: `${text} ${LONG.slice(0, 400)}`, due_on: "1 July 2030",
			status: ["todo", "underway", "done", "letgo"][i % 4] });
	}
}

async function fillOwnNames(people) {
	for (const [i, role] of ROLES.entries()) {
		await people[role].get("/account");
		await send(people[role], "/account", { name: HOSTILE[i] });
	}
}

/* The name of a browser is typed by whoever holds it; it stands in the list of one's sessions. */
async function signInStrangely(url) {
	for (const then of [SCRIPT, "//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "/caf\u00e9 \u{1f469}", "/groups\r\nX: y"]) {
		const who = new Visitor(url);

		await who.get("/sign-in");
		await who.post("/sign-in", { email: "viewer@moray.example", password: PASSWORD, then }, { "User-Agent": `${SCRIPT} =1+1` });
		check(`signing in to go to ${then}`, who);
		assert.equal(who.status, 303);
		assert.match(who.location, /^\/(?![/\\])/, `signing in to go to ${then} leads to ${who.location}`);
	}
}

/* A partnership with a hostile name: it stands on every page. */
async function nameHostile(site, program, database) {
	command(program, database, ["partnership", "add", SCRIPT]);
	const said = command(program, database, ["person", "add", "there@elsewhere.example", "--role", "administrator", "--name", SCRIPT, "--partnership", "2"]);
	const who = Object.assign(new Visitor(site.url), { role: "an administrator elsewhere" });
	const link = /\/invitation\/[a-z2-7]{52}/.exec(said)[0];

	await who.get(link);
	check("the invitation to a hostile partnership", who);
	await send(who, link, { name: SCRIPT, password: PASSWORD });
	for (const path of ["/", "/people", "/groups", "/changes", "/account", "/culture/rounds", "/culture/rounds/new", "/culture/frameworks", "/nothing"]) {
		const { text } = await ask(who, path);
		assert.ok(text.includes("&lt;script&gt;alert(1)"), `${path} does not name its partnership`);
	}
}

/* ------------------------------------------------------------------ addresses */

/* Words that stand for something, by the beginning of the route. */
function wordsFor(database, filled) {
	const ids = (table) => rowsOf(database, `SELECT id FROM ${table} WHERE partnership = 1 ORDER BY id`).flat();
	const groups = ids("people_group"), rounds = ids("round"), latest = String(filled.open.at(-1));

	return (path) => ({
		":name": ["cairn.css", "roboto-latin-400.woff2", "licences.txt"],
		":number": ["1"],
		":token": path.startsWith("/answer") ? [filled.ownSecret, ...filled.secrets] : path.startsWith("/join") ? filled.rooms
			: path.startsWith("/reset") ? [filled.reset] : [filled.invitation],
		":framework": ["gpf", "hostile"],
		":theme": ["culture", "one"],
		":place": ["1", "2"],
		":paper": ["1", "2"],
		":tag": ids("words_tag"),
		":evidence": rowsOf(database, `SELECT id FROM evidence WHERE partnership = 1 AND round IN (${filled.closed[0]}, ${filled.open[0]}) ORDER BY round, id`).flat(),
		":set": ["nhwo", "standards"],
		":criterion": ["one.c0", "one.c3", "culture.partnership", "plan.options", "results"],
		":key": path.startsWith("/culture/signals") ? ["actions-owned", "voices-heard"] : path.startsWith("/culture") ? ["gpf", "hostile"] : ["one.c0"],
		":group": ["1", groups.at(-1), groups.at(-2)],
		":other": ["2", String(filled.closed.at(-1))],
		":id": path.startsWith("/culture/rounds") ? ["1", "2", "3", "4", "5", ...rounds.filter((id) => Number(id) > 17), latest]
			: path.startsWith("/groups") ? [groups[0], ...groups.slice(-3)] : path.startsWith("/voices") ? ids("voice").slice(-3)
			: path.startsWith("/culture/outcome/") ? ["1", ...ids("outcome").slice(-3)]
			: /^\/(culture|privacy)\/documents/.test(path) ? ids("job")
			: path.startsWith("/culture/practices") ? ids("practice") : path.startsWith("/culture/actions") ? ids("action").slice(0, 6)
			: path.startsWith("/people/invitations") ? ids("invitation").slice(0, 2) : ["1", "2", "5"],
	});
}

/* The addresses of a route: with every word that exists, and with each of its words nonsense. */
function addressesOf(route, words) {
	const parts = route.path.split("/");
	const known = words(route.path);
	const places = parts.map((part, i) => [part, i]).filter(([part]) => part.startsWith(":"));
	let real = [parts];
	const nonsense = [];

	for (const [part, i] of places) {
		assert.ok(known[part]?.length > 0 && known[part].every(Boolean), `the crawl does not know what to put for ${part} in ${route.path}`);
		real = real.flatMap((one) => [...new Set(known[part])].map((word) => Object.assign([...one], { [i]: word })));
	}
	for (const [, i] of places)
		nonsense.push(...NONSENSE.map((word) => Object.assign([...real[0]], { [i]: word })));
	return { real: real.map((one) => one.join("/") || "/"), nonsense: nonsense.map((one) => one.join("/")) };
}

/* ------------------------------------------------------------------ looking */

/* Who may not come in is told so in the way they asked; who may is not. */
function checkRight(route, role, kind, path, found) {
	const at = `GET ${path}${kind} as ${role || "a visitor"}`;

	if (route.lets(role)) {
		assert.ok(found.status !== 401 && found.status !== 403, `${at}: kept out with ${found.status}`);
		assert.ok(!found.location.startsWith("/sign-in"), `${at}: sent to sign in`);
		return;
	}
	if (role !== "") {
		assert.equal(found.status, 403, at);
	} else if (kind === "") {
		assert.equal(found.status, 303, at);
		assert.ok(found.location.startsWith("/sign-in?then="), `${at}: sent to ${found.location}`);
	} else {
		assert.equal(found.status, 401, at);
	}
	if (kind !== "")
		assert.ok(JSON.parse(found.text).error.sentence.length > 10, at);
}

async function look(people, routes, words) {
	const visits = [], seen = new Map();
	let hostile = 0;

	for (const route of routes.filter(({ method }) => method === "GET")) {
		const { real, nonsense } = addressesOf(route, words);

		for (const role of ["", ...ROLES]) {
			const whole = route.lets(role) ? real : real.slice(0, 2);
			for (const path of whole)
				for (const kind of route.effect.includes("alone") ? [""] : ["", ".json", ".csv"])
					visits.push({ route, role, kind, path });
		}
		const query = QUERIES.map((name) => `${name}=${encodeURIComponent(SCRIPT)}`).join("&");
		visits.push({ route, role: route.lets("") ? "" : "administrator", kind: `?${query}`, path: real[0] });
		for (const role of [...ROLES, ""].filter((one) => route.lets(one)).slice(0, 1).concat("administrator"))
			for (const path of nonsense)
				visits.push({ route, role, kind: "", path, isNonsense: true }, { route, role, kind: ".json", path, isNonsense: true });
	}
	await all(visits, async ({ route, role, kind, path, isNonsense }) => {
		if (path === "/" && kind.startsWith("."))
			return; /* it has no name to put that after */
		const found = await ask(people[role], path + kind);

		hostile += found.text.includes("&lt;script&gt;alert(1)");
		checkRight(route, role, kind, path, found);
		if (isNonsense)
			assert.ok([400, 404, 409, 410].includes(found.status), `GET ${path.slice(0, 200)}${kind} as ${role}: ${found.status}`);
		else if (found.status === 200)
			seen.set(route.path, (seen.get(route.path) ?? "") + kind);
	}, 12);
	assert.ok(hostile > 300, `hostile text was seen on ${hostile} pages only: it was not filled in`);
	return { seen, visits: visits.length };
}

/* What is found of it, in every way it is shown. */
async function searchForHostile(people) {
	const words = ["alert", "calc", "7", "javascript", "evil", "passwd", "set cookie", "long answer wor", SCRIPT, ...HOSTILE];
	let found = 0;

	await all(ROLES.flatMap((role) => words.flatMap((word) => ["", ".json", ".csv"].map((kind) => [role, word, kind]))), async ([role, word, kind]) => {
		const page = await ask(people[role], `/search${kind}?q=${encodeURIComponent(word)}`);

		assert.equal(page.status, 200, `searching for ${word} as ${role}`);
		found += kind === "" && page.text.includes("<mark>");
	});
	assert.ok(found > 30, `hostile text was found ${found} times only`);
}

/* ------------------------------------------------------------------ changing */

const post = (who, path, fields) => {
	const body = new URLSearchParams();

	for (const [name, value] of fields)
		body.append(name, value);
	return ask(who, path, { method: "POST", body, headers: { Origin: who.url } });
};

/* Without the token, from another site, or in a role that may not: never, and nothing has changed. */
async function pushAtDoors(people, routes, words) {
	const tries = [];

	for (const route of routes.filter(({ method, path }) => method === "POST" && path !== "/sign-in")) {
		const { real, nonsense } = addressesOf(route, words);
		const path = real[0];

		for (const role of ["", ...ROLES]) {
			if (route.may !== "with-link")
				tries.push([path, people[role], []], [path, people[role], [["token", "forged"]]]);
			if (!route.lets(role))
				for (const one of [...real, ...nonsense])
					tries.push([one, people[role], [["token", people[role].token]]]);
		}
		tries.push([path, people.administrator, [["token", people.administrator.token]], { Origin: "https://elsewhere.example" }],
			[path, people.administrator, [["token", people.administrator.token]], { "Sec-Fetch-Site": "cross-site" }]);
	}
	await all(tries, async ([path, who, fields, headers]) => {
		const found = headers === undefined ? await post(who, path, fields)
			: await ask(who, path, { method: "POST", body: new URLSearchParams(fields), headers: { Origin: who.url, ...headers } });

		const isBroken = /%2f|%0d|%C3%28/i.test(path); /* an address that cannot be read has no rights to look up */
		assert.ok(found.status === 403 || (found.status === 401 && who.role === "") || (isBroken && found.status === 400),
			`POST ${path.slice(0, 200)} as ${who.role || "a visitor"} with ${JSON.stringify(fields)} ${JSON.stringify(headers ?? {})}: ${found.status}`);
	});
	return tries.length;
}

/* With nothing in the form, and with hostile text in every field of it: a page that says what to mend, never a fault. */
async function sendNonsense(people, routes, words) {
	const ends = [/\/withdraw$/, /\/password$/, /^\/reset/, /\/remove$/, /\/people\/:id\/erase$/, /\/end$/, /sign-out/]; /* last: they take things away */
	const late = ({ path }) => ends.findLastIndex((pattern) => pattern.test(path));
	const posts = routes.filter(({ method }) => method === "POST").sort((a, b) => late(a) - late(b));

	for (const route of posts) {
		const { real, nonsense } = addressesOf(route, words);
		const who = people[route.may === "with-link" || route.may === "anyone" ? "" : ROLES.find((role) => route.lets(role))];
		const token = () => ["token", who.token];
		const shown = routes.some(({ method, path }) => method === "GET" && path === route.path) ? await ask(who, real[0]) : { status: 0 };
		const fields = shown.status === 200 ? fieldsOf(shown.text).filter(({ name }) => name !== "token" && name !== "then") : [];

		for (const path of nonsense) {
			const found = await post(who, path, [token(), ...fields.map(({ name, value }) => [name, value])]);
			assert.ok([400, 403, 404, 409, 410, 413, 422, 429].includes(found.status), `POST ${path.slice(0, 200)}: ${found.status} ${found.location}`);
		}
		if (route.path === "/sign-in")
			continue; /* too many tries there would keep out the rest of the tests */
		for (const text of [...HOSTILE, LONG.repeat(60), "\u0000", "9".repeat(30), "-5"])
			await post(who, real[0], [token(), ...fields.map(({ name, value }) => [name, name === "version" ? value : text])]);
		await post(who, real[0], [token(), ...fields.map(({ name }) => [name, SCRIPT])]);
		for (const path of real.slice(0, 3))
			await post(who, path, [token()]);
	}
	return posts.length;
}

/* ------------------------------------------------------------------ all of it */

/* The report of a hostile round, as every form; and what officers ask for. */
async function fillDocuments(planner, round, database) {
	for (const form of ["docx", "xlsx", "pdf"]) {
		await planner.get(`/culture/rounds/${round}/report`);
		await send(planner, `/culture/rounds/${round}/report`, { form });
	}
	for (const page of ["/privacy/assessment", "/privacy/published"]) {
		await planner.get(page);
		await send(planner, page, {});
	}
	await until(async () => rowsOf(database, "SELECT COUNT(*) FROM job WHERE kind IN ('document', 'officers') AND state IN ('waiting', 'running')")[0][0] === "0", "the documents to be made", 60_000);
	assert.deepEqual(rowsOf(database, "SELECT about, result FROM job WHERE kind IN ('document', 'officers') AND state <> 'done'"), [], "a document of hostile text could not be made");
}

async function fill(people, database, program) {
	const { planner, administrator } = people;
	await bringLook(planner);
	const framework = await loadPack(planner, database);

	await fillNames(planner, administrator, database);
	await fillPractices(people.contributor);
	await fillOutcomes(planner);
	const filled = await fillRounds(planner, database, framework);
	await fillTalks(planner, filled.closed);
	await fillActions(planner, filled.closed[1]);
	await fillDocuments(planner, filled.closed[0], database);
	await planner.get("/culture/rounds/4/links");
	filled.rooms = [/\/join\/([a-z2-7]{52})/.exec(planner.text)[1]];
	[filled.ownSecret] = await personalLinks(planner, 4, 1, 1);
	await administrator.get("/people/5");
	await send(administrator, "/people/5/password", {}, 200);
	filled.reset = /\/reset\/([a-z2-7]{52})/.exec(administrator.text)[1];
	filled.invitation = /\/invitation\/([a-z2-7]{52})/.exec(command(program, database,
		["person", "add", "later@moray.example", "--name", SCRIPT, "--partnership", "1"]))[1];
	await fillOwnNames(people);
	return filled;
}

/* The token of each person's forms. */
async function takeTokens(people) {
	for (const [role, who] of Object.entries(people))
		await who.get(role === "" ? "/sign-in" : "/account");
}

async function crawl(template, program) {
	const database = template.fresh();
	const site = await serve(program, database);
	const people = { "": new Visitor(site.url) };
	const routes = routesOf(program, database);

	try {
		for (const role of ROLES)
			people[role] = Object.assign(await new Visitor(site.url).signIn(`${role}@moray.example`), { role });
		people[""].role = "";
		const filled = await fill(people, database, program);
		const words = wordsFor(database, filled);
		await takeTokens(people);
		await signInStrangely(site.url);
		await nameHostile(site, program, database);

		await settled(database);
		const before = digestOf(database);
		await searchForHostile(people);
		const { seen, visits } = await look(people, routes, words);
		assert.equal(digestOf(database), before, "looking changed something");
		const tries = await pushAtDoors(people, routes, words);
		assert.equal(digestOf(database), before, "something was changed by somebody who may not");
		const unseen = routes.filter(({ method, path }) => method === "GET" && !seen.has(path)).map(({ path }) => path);
		assert.deepEqual(unseen, [], "addresses that never showed a page");
		const forms = await sendNonsense(people, routes, words);
		assert.ok(site.isAlive(), `the program ended:\n${site.log()}`);
		assert.ok(visits > 1500 && tries > 300 && forms > 20, `too little was visited: ${visits}, ${tries}, ${forms}`);
		command(program, database, ["audit", "verify"]);
	} catch (problem) {
		problem.stack += `\n${site.isAlive() ? "" : "The program ended. "}The log of the program:\n${site.log().split("\n").filter((line) => !line.includes("\"request\"") || /"status":5/.test(line)).slice(-15).join("\n")}`;
		throw problem;
	} finally {
		await site.stop();
	}
}

export async function cases({ template, program, one }) {
	await one("every address as everybody, with hostile text everywhere", () => crawl(template, program));
}
