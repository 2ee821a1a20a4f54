/*
 * Every page, as everybody: each role follows every link it is shown, and each distinct document is looked at once: at both widths by axe-core,
 * by the HTML checker, and without JavaScript.
 */
import { contextFor, crawl, digestOf, expect, expectNone, faultsOf, htmlErrors, kindOf, person, shoot, watchedPage } from "../lib.mjs";

/* Where nobody is led by a link: mistakes, and what a visitor meets by accident. */
const BY_ACCIDENT = ["/", "/sign-in", "/no-such-page", "/account", "/answer/no-such-link", "/join/no-such-link", "/invitation/no-such-link"];

/* Where a member is led by no link but by what they type. */
const BY_TYPING = ["/search", "/search?q=carers", "/search?q=nothing+like+it"];

const OF_A_KIND = 4; // documents of one kind of address: the rest differ in little but who reads them

async function documentsOf(suite) {
	const documents = [];
	const seen = new Set();
	const kinds = new Map();
	const visitors = [null, ...new Set(suite.site.people.map(({ role }) => role))];

	for (const role of visitors) {
		const context = await contextFor(suite, role && person(suite, role));
		const pages = await crawl(context, suite.site.url, role ? ["/", ...BY_TYPING] : [...BY_ACCIDENT, ...suite.site.links]);

		for (const [path, { html, status }] of pages) {
			const kind = kindOf(path);
			const digest = kind + digestOf(html);
			if (seen.has(digest) || (kinds.get(kind) ?? 0) >= OF_A_KIND)
				continue;
			seen.add(digest);
			kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
			documents.push({ name: `${path} as ${role ?? "a visitor"}`, path, html, status, context });
		}
	}
	return documents;
}

async function looksAt(suite, { name, path, status, context }) {
	const page = await watchedPage(suite, context);

	try {
		expect(status < 500, `it answers ${status}`);
		await page.goto(path);
		const faults = await faultsOf(page);
		if (suite.shots)
			await shoot(page, suite.shots, name);
		expectNone(faults);
	} finally {
		await page.close();
	}
}

/* A page is whole without a script: it is there, asks for nothing, and holds no control that only a script could serve. */
async function readsWithoutScript(suite, { path }, without) {
	const page = await watchedPage(suite, without);

	try {
		await page.goto(path);
		const text = await page.locator("main").innerText();
		expect(text.trim().length > 0, "main is empty without JavaScript");
		expect(!/javascript/i.test(text), "it asks for JavaScript");
		expect((await page.locator("button[type=button]:visible").count()) === 0, "it has a button that does nothing");
		expectNone(page.faults);
	} finally {
		await page.close();
	}
}

/* For each person's browser, the same person's without JavaScript. */
async function withoutScript(suite, documents) {
	const pairs = new Map();

	for (const { context } of documents) {
		if (!pairs.has(context))
			pairs.set(context, await suite.browser.newContext({
				baseURL: suite.site.url, javaScriptEnabled: false, storageState: await context.storageState(),
			}));
	}
	return pairs;
}

export async function run(suite) {
	const documents = await documentsOf(suite);
	const pairs = await withoutScript(suite, documents);

	await suite.case("there are pages for everybody", async () => {
		expect(suite.site.people.length > 0, `nobody can sign in; the letter says:\n${suite.site.letter}`);
		expect(suite.site.links.length > 0, `there is no participant's link; the letter says:\n${suite.site.letter}`);
		expect(documents.length > 10, `only ${documents.length} documents were found`);
	});
	for (const document of documents) {
		await suite.case(`${document.name} holds`, () => looksAt(suite, document));
		await suite.case(`${document.name} reads without JavaScript`, () => readsWithoutScript(suite, document, pairs.get(document.context)));
	}
	const errors = await htmlErrors(new Map(documents.map(({ name, html }) => [name, html])));
	for (const [name, found] of errors)
		await suite.case(`${name} is valid HTML`, async () => expectNone(found));
	for (const [context, without] of pairs)
		await Promise.all([context.close(), without.close()]);
}
