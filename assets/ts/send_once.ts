/* A second press of a button must not send the same form twice: no second round, no second invitation. */

const QUIET_MS = 5000; // long enough for an impatient finger; a form that answers with a file can then be sent again

export function sendOnce(): void {
	const sent = new Map<HTMLFormElement, number>();

	document.addEventListener("submit", (event) => {
		const form = event.target as HTMLFormElement;

		if (event.defaultPrevented || form.method !== "post")
			return;
		if (Date.now() - (sent.get(form) ?? -QUIET_MS) < QUIET_MS)
			event.preventDefault();
		else
			sent.set(form, Date.now());
	});
	window.addEventListener("pageshow", () => sent.clear());
}
