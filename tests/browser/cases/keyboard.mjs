/* A keyboard is enough: the skip link is first and works, focus is always seen, and nothing holds it. */
import { contextFor, expect, person, watchedPage } from "../lib.mjs";

/* What has the focus, and whether a person can see that it has: outline, shadow, background or border differ from its unfocused self. */
function focused() {
	const element = document.activeElement;
	const looks = (e) => {
		const own = getComputedStyle(e);
		const label = e.labels?.[0] && getComputedStyle(e.labels[0], "::before");
		return [own.outline, own.boxShadow, own.backgroundColor, own.borderColor, own.filter, label?.boxShadow, label?.backgroundColor].join("|");
	};
	const before = looks(element);

	element.blur();
	const after = looks(element);
	element.focus({ focusVisible: true });
	return { tag: element.tagName.toLowerCase(), text: (element.textContent || element.name || "").trim().slice(0, 60), isSeen: before !== after };
}

async function walks(page, path) {
	await page.goto(path);
	await page.keyboard.press("Tab");
	const first = await page.evaluate(() => document.activeElement?.getAttribute("href"));
	expect(first === "#main", `the first stop on ${path} is ${first}, not the skip link`);
	await page.keyboard.press("Enter");
	expect(new URL(page.url()).hash === "#main", "the skip link leads nowhere");

	await page.goto(path);
	const stops = await page.evaluate(() =>
		[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter(
			(element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled).length);
	for (let i = 0; i < stops; i++) {
		await page.keyboard.press("Tab");
		if (await page.evaluate(() => document.activeElement === document.body))
			break; // past the last one, into the browser itself
		const { tag, text, isSeen } = await page.evaluate(focused);
		expect(isSeen, `nobody could see the focus on <${tag}> "${text}"`);
	}
}

export async function run(suite) {
	await suite.case("a keyboard is enough to reach everything when signing in", async () => {
		const context = await contextFor(suite);
		await walks(await watchedPage(suite, context), "/sign-in");
		await context.close();
	});
	await suite.case("a keyboard is enough to reach everything at home", async () => {
		const context = await contextFor(suite, person(suite, "planner"));
		await walks(await watchedPage(suite, context), "/");
		await context.close();
	});
}
