/*
 * What the browser tests stand on: the program with a fresh demonstration, a browser, the checks every page must pass, and a list of
 * what held.
 *
 * A case file exports `run(suite)` and calls suite.case(name, async () => { ... }); what throws has failed.
 */
import { execFile, spawn } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer as createSocket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/* The packages live beside the front end's sources, not here. */
const require = createRequire(join(root, "assets/package.json"));
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const vnu = join(dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 320, height: 700 };
const AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const PATIENCE_MS = 15_000;

/* ------------------------------------------------------------------ counting */

export class Suite {
	passed = 0;
	failed = 0;

	constructor(options) {
		Object.assign(this, options); // site, browser, shots
	}

	async case(name, body) {
		const begun = Date.now();

		if (this.only && !name.includes(this.only))
			return;
		try {
			await body();
			this.passed++;
			console.log(`passed ${name} (${Date.now() - begun} ms)`);
		} catch (problem) {
			this.failed++;
			console.log(`FAILED ${name}\n${String(problem?.message ?? problem).replace(/^/gm, "    ")}`);
		}
	}
}

const TOLD = 8; // faults of one page; the rest are mostly the same again

export function expectNone(faults) {
	const more = faults.length > TOLD ? `\nand ${faults.length - TOLD} more` : "";

	expect(faults.length === 0, faults.slice(0, TOLD).join("\n") + more);
}

export function expect(is_so, sentence) {
	if (!is_so)
		throw new Error(sentence);
}

/* ------------------------------------------------------------------ the program */

function freePort() {
	return new Promise((done, failed) => {
		const socket = createSocket().once("error", failed);

		socket.listen(0, "127.0.0.1", () => {
			const { port } = socket.address();
			socket.close(() => done(port));
		});
	});
}

async function until(is_so, what) {
	const deadline = Date.now() + PATIENCE_MS;

	while (!(await is_so())) {
		if (Date.now() > deadline)
			throw new Error(`waited ${PATIENCE_MS / 1000} s for ${what}`);
		await new Promise((done) => setTimeout(done, 50));
	}
}

const PASSWORD = "browser tests only 4821";

/*
 * Serves a fresh copy of the demonstration on a free port. `letter` is what `cairn demo show` printed: who can sign in, and a
 * participant's link.
 */
export async function startCairn(program = process.env.CAIRN ?? join(root, "build/cairn")) {
	const folder = mkdtempSync(join(tmpdir(), "cairn-browser-"));
	const env = { ...process.env, CAIRN_DATABASE: join(folder, "cairn.db") };
	const run = async (...words) => (await promisify(execFile)(program, words, { env, maxBuffer: 1 << 26 })).stdout;

	if (!existsSync(program))
		throw new Error(`there is no program at ${program}. Run script/build first, or say where it is in CAIRN.`);
	await run("init");
	await run("demo", "load", "--password", PASSWORD);
	const letter = await run("demo", "show");
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const server = spawn(program, ["serve", "--port", String(port)], { env, stdio: ["ignore", "ignore", "pipe"] });
	let log = "";
	let ended = null;
	server.stderr.on("data", (bytes) => (log = (log + bytes).slice(-20_000)));
	server.on("exit", (code, signal) => (ended = signal ?? code));
	await until(async () => {
		if (ended !== null)
			throw new Error(`the server ended (${ended}):\n${log}`);
		return fetch(`${url}/health`).then((answer) => answer.ok, () => false);
	}, "the server to answer");

	return {
		url,
		database: env.CAIRN_DATABASE,
		letter,
		run,
		people: peopleOf(letter),
		links: [...letter.matchAll(/(?:https?:\/\/[^\s/]+)?(\/(?:answer|join)\/\S+)/g)].map(([, path]) => path),
		isAlive: () => ended === null,
		log: () => log,
		async stop() {
			server.kill("SIGTERM");
			await until(async () => ended !== null, "the server to stop").catch(() => server.kill("SIGKILL"));
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

const ROLES = ["administrator", "planner", "analyst", "approver", "contributor", "viewer"];

/* Who can sign in: the addresses in the letter that begin with the name of a role. */
function peopleOf(letter) {
	return [...letter.matchAll(/(\w+)@[\w.]+/g)]
		.filter(([, role]) => ROLES.includes(role))
		.map(([email, role]) => ({ role, email, password: PASSWORD }));
}

/* A folder of pages under the same policy as the program's own: for mock-ups. */
export async function startStatic(folder) {
	const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
	const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
		"connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
	const server = createServer((request, response) => {
		const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
		const at = path.startsWith("/assets/") ? join(root, "assets/built", path.slice(8)) : join(resolve(folder), path);

		try {
			const bytes = readFileSync(at);
			response.writeHead(200, { "Content-Type": types[extname(path)] ?? "text/plain", "Content-Security-Policy": policy });
			response.end(bytes);
		} catch {
			response.writeHead(404).end();
		}
	});

	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	return { url: `http://127.0.0.1:${server.address().port}`, people: [], links: [], isAlive: () => true, log: () => "", stop: async () => server.close() };
}

/* ------------------------------------------------------------------ the browser */

export async function openBrowser() {
	const isRoot = process.getuid() === 0; // Chromium's sandbox refuses root

	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		chromiumSandbox: !isRoot,
		args: [
			"--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
			"--disable-sync", "--disable-dev-shm-usage", "--font-render-hinting=none",
		],
	});
}

/* A browser of its own for somebody: signed in when a person is given. */
export async function contextFor(suite, person, options = {}) {
	const context = await suite.browser.newContext({ baseURL: suite.site.url, viewport: WIDE, locale: "en-GB", ...options });

	context.setDefaultTimeout(PATIENCE_MS);
	if (person) {
		const page = await context.newPage();
		await page.goto("/sign-in");
		await page.fill("[name=email]", person.email);
		await page.fill("[name=password]", person.password);
		await page.click("main button[type=submit]");
		await page.waitForLoadState();
		expect(!new URL(page.url()).pathname.startsWith("/sign-in"), `${person.email} (${person.role}) could not sign in`);
		await page.close();
	}
	return context;
}

export function person(suite, role) {
	const found = suite.site.people.find((one) => one.role === role);

	expect(found, `the demonstration has no ${role} who can sign in`);
	return found;
}

/*
 * A page whose errors, and reaches for other sites, are gathered in `faults`, and whose documents are kept as they were sent, in
 * `documents`: address and status -> HTML.
 */
export async function watchedPage(suite, context) {
	const page = await context.newPage();
	const faults = [];

	page.on("console", (message) => {
		// A page that is meant to be a 403 or 404 says so in the console, too.
		if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
			faults.push(`console: ${message.text()}`);
	});
	page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
	page.on("request", (request) => {
		const { origin, protocol } = new URL(request.url());
		if (protocol !== "data:" && origin !== suite.site.url)
			faults.push(`asked another site: ${request.url()}`);
	});
	page.faults = faults;
	page.documents = new Map();
	page.on("response", async (response) => {
		if (response.request().resourceType() !== "document" || response.status() >= 300 && response.status() < 400)
			return;
		const name = `${response.request().method()} ${new URL(response.url()).pathname} (${response.status()})`;
		page.documents.set(name, await response.text().catch(() => ""));
	});
	return page;
}

/* ------------------------------------------------------------------ what every page must hold */

export async function axe(page) {
	await page.evaluate(axeSource);
	/* A colour on its way to another is neither: what moves is let come to rest first. */
	await page.evaluate(() => Promise.all(document.getAnimations().map((moving) => moving.finished.catch(() => {}))));
	const { violations } = await page.evaluate(
		(rules) => globalThis.axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), AXE_RULES);

	return violations.map(({ id, help, nodes }) =>
		`axe ${id}: ${help}\n${nodes.slice(0, 4).map((node) => `    ${node.target.join(" ")}\n    ${node.html.slice(0, 200)}`).join("\n")}`);
}

async function outline(page) {
	return page.evaluate(() => ({
		h1: document.querySelectorAll("h1").length,
		title: document.title,
		lang: document.documentElement.lang,
		main: document.querySelectorAll("main").length,
		overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
		widest: [...document.querySelectorAll("body *")]
			.filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
			.slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${element.className?.baseVal ?? element.className}`),
		ids: [...document.querySelectorAll("[id]")].map((element) => element.id).filter((id, i, all) => all.indexOf(id) !== i),
	}));
}

/* Everything that is wrong with the page the browser shows, at both widths. */
export async function faultsOf(page) {
	const faults = [];

	await page.setViewportSize(WIDE);
	const wide = await outline(page);
	if (wide.h1 !== 1)
		faults.push(`it has ${wide.h1} h1`);
	if (wide.main !== 1)
		faults.push(`it has ${wide.main} main`);
	if (!wide.title)
		faults.push("it has no title");
	if (wide.lang !== "en-GB")
		faults.push(`its language is "${wide.lang}"`);
	if (wide.ids.length > 0)
		faults.push(`ids stand twice: ${wide.ids.join(", ")}`);
	faults.push(...(await axe(page)).map((fault) => `at 1280 px: ${fault}`));
	await page.setViewportSize(NARROW);
	const narrow = await outline(page);
	if (narrow.overflow > 0)
		faults.push(`at 320 px it is ${narrow.overflow} px too wide: ${narrow.widest.join(", ")}`);
	faults.push(...(await axe(page)).map((fault) => `at 320 px: ${fault}`));
	faults.push(...page.faults.splice(0));
	await page.setViewportSize(WIDE);
	return faults;
}

/* Pictures of a page, wide, on a phone and on paper, for a person to look at. */
export async function shoot(page, folder, name) {
	const file = name.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "home";

	mkdirSync(folder, { recursive: true });
	await page.screenshot({ path: join(folder, `${file}-1280.png`), fullPage: true });
	await page.setViewportSize(NARROW);
	await page.screenshot({ path: join(folder, `${file}-320.png`), fullPage: true });
	await page.setViewportSize({ width: 720, height: 1018 }); // A4 between its margins
	await page.emulateMedia({ media: "print" });
	await page.screenshot({ path: join(folder, `${file}-print.png`), fullPage: true });
	await page.emulateMedia({ media: null });
	await page.setViewportSize(WIDE);
}

/* The HTML checker over many documents in one go: name of the document -> its errors. */
export async function htmlErrors(documents) {
	const folder = mkdtempSync(join(tmpdir(), "cairn-vnu-"));
	const errors = new Map([...documents.keys()].map((name) => [name, []]));
	const names = [...documents.keys()];

	names.forEach((name, i) => writeFileSync(join(folder, `${i}.html`), documents.get(name)));
	try {
		const said = await promisify(execFile)("java", ["-jar", vnu, "--format", "json", "--exit-zero-always", "--stdout", folder],
			{ maxBuffer: 1 << 26 });
		for (const message of JSON.parse(said.stdout).messages) {
			const number = /(\d+)\.html$/.exec(message.url ?? "")?.[1];
			if (message.type === "error" || message.type === "non-document-error")
				errors.get(names[Number(number ?? 0)]).push(`line ${message.lastLine}: ${message.message}\n    ${message.extract?.trim() ?? ""}`);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	return errors;
}

/* All that must hold of the page that is shown, its HTML included, and a picture of it when pictures are kept. */
export async function look(suite, page, name) {
	const faults = await faultsOf(page);
	const errors = await htmlErrors(new Map([[name, await page.content()]]));

	if (suite.shots)
		await shoot(page, suite.shots, name);
	expectNone([...faults, ...errors.get(name)]);
}

/* ------------------------------------------------------------------ finding every page */

/* Addresses that differ only in a number, a key or a secret are one kind of page. */
export function kindOf(path) {
	return path.split("?")[0]
		.replace(/\/[a-z2-7]{40,}(?=\/|$)/g, "/:secret")
		.replace(/\/[a-z_]+\.[a-z0-9_.]+(?=\/|$)/g, "/:key")
		.replace(/(?<=\/outcomes)\/[^/]+/, "/:key")
		.replace(/(?<=\/workshops)\/[^/]+\/[^/]+/, "/:key/:key")
		.replace(/\/\d+(?=\/|$)/g, "/:id");
}

/* What a document is, whoever reads it: its main part without numbers, secrets and addresses of people. */
export function digestOf(html) {
	const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;

	return main.replace(/[a-z2-7]{40,}|[\w.]+@[\w.]+/g, "").replace(/value="[0-9a-f]{32,}"/g, "").replace(/\d+/g, "0");
}

function linksIn(html, base, origin) {
	return [...html.matchAll(/\bhref="([^"#]+)(?:#[^"]*)?"/g)]
		.map(([, href]) => new URL(href.replaceAll("&amp;", "&"), base))
		.filter((url) => url.origin === origin && !/^\/(assets|sign-out|favicon)/.test(url.pathname) && !/\.(csv|json|css|svg|txt|pdf)$/.test(url.pathname))
		.map((url) => url.pathname + url.search);
}

const EACH_KIND = 3; // pages of one kind that one person looks at

/* Follows links from where somebody begins; gives path -> { html, status } of pages, at most three of a kind. */
export async function crawl(context, origin, begin) {
	const pages = new Map();
	const seen = new Map();
	const queue = [...begin];

	while (queue.length > 0) {
		const path = queue.shift();
		const kind = kindOf(path);
		if (pages.has(path) || (seen.get(kind) ?? 0) >= EACH_KIND)
			continue;
		seen.set(kind, (seen.get(kind) ?? 0) + 1);
		const answer = await context.request.get(path);
		if (!(answer.headers()["content-type"] ?? "").startsWith("text/html"))
			continue;
		const html = await answer.text();
		pages.set(path, { html, status: answer.status() });
		queue.push(...linksIn(html, answer.url(), origin));
	}
	return pages;
}
