/*
 * Remembers, on this device, the link of whoever began by a group's link, so that opening the group's link again goes on with what was
 * begun rather than making a second person.
 *
 * Kept in localStorage: the path of the group's link -> the path of the person's own, and nothing else. The page says that it is so and
 * offers to forget it; finishing forgets it too. Without storage, or without a script, people keep their link themselves.
 */
const PREFIX = "cairn-link:";
const JOINING = "cairn-joining"; // in this tab alone, between pressing Start and the page that follows
const OWN = /^\/answer\/[a-z2-7]{52}$/;

export function rememberOwnLink(): void {
	try {
		keepNewLink();
		offerToContinue();
		offerToForget();
		forgetWhatIsOver();
	} catch {
		// Storage is forbidden here: nothing is remembered, and the page says nothing of it.
	}
}

/* "/answer/TOKEN" on every page of that link, "" elsewhere. */
function ownPath(): string {
	const path = location.pathname.split("/").slice(0, 3).join("/");

	return OWN.test(path) ? path : "";
}

/* The keys under which this page's link is remembered: its own, or the group's. */
function keys(): string[] {
	const own = ownPath();

	return Object.keys(localStorage).filter(
		(key) => key.startsWith(PREFIX) && (key === PREFIX + location.pathname || (own !== "" && localStorage.getItem(key) === own)),
	);
}

function forget(): void {
	for (const key of keys())
		localStorage.removeItem(key);
}

function keepNewLink(): void {
	const form = document.querySelector<HTMLFormElement>("form[data-join]");
	const group = sessionStorage.getItem(JOINING);

	form?.addEventListener("submit", () => sessionStorage.setItem(JOINING, location.pathname));
	if (group && ownPath() !== "" && document.querySelector("[data-joined]"))
		localStorage.setItem(PREFIX + group, ownPath());
	sessionStorage.removeItem(JOINING);
}

function offerToContinue(): void {
	const block = document.querySelector<HTMLElement>("[data-begun]");
	const onward = block?.querySelector<HTMLAnchorElement>("[data-continue]");
	const start = document.querySelector<HTMLButtonElement>("form[data-join] button");
	const own = localStorage.getItem(PREFIX + location.pathname) ?? "";

	if (!block || !onward || !start || !OWN.test(own))
		return;
	onward.href = own;
	block.hidden = false;
	document.querySelector<HTMLElement>("[data-not-begun]")?.remove();
	start.textContent = start.dataset["else"] ?? "";
	start.classList.add("ds_button--secondary");
}

function offerToForget(): void {
	const place = document.querySelector<HTMLElement>("[data-remembered]");
	const button = place?.querySelector<HTMLButtonElement>("[data-forget]");

	if (!place || !button || keys().length === 0)
		return;
	place.hidden = false;
	button.addEventListener("click", () => {
		forget();
		if (document.querySelector("[data-begun]"))
			location.reload(); // the page of somebody who has not begun
		else
			sayForgotten();
	});
}

function forgetWhatIsOver(): void {
	if (!document.querySelector("[data-finished]") || keys().length === 0)
		return;
	forget();
	sayForgotten();
}

/* Where it said that the link is remembered. */
function sayForgotten(): void {
	const place = document.querySelector("[data-remembered]");
	const said = place?.querySelector("[role=status]");

	place?.querySelector("[data-forget]")?.remove();
	if (said)
		said.textContent = "This device no longer remembers your link.";
}
