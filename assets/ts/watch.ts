/*
 * <p role="status" data-watch="/culture/rounds/4/room/3.json">Fewer than five have joined so far</p>
 *
 * Asks that address every few seconds while the page is looked at, and writes its "says". What the server refuses (the round has closed, the
 * session has ended) is said instead, and asked no more. A connection that fails is tried again: the last words stay.
 */
const EVERY_MS = 4000;

interface Watched {
	says?: string;
	error?: { sentence?: string };
}

export function watch(place: HTMLElement): void {
	const address = place.dataset["watch"] ?? "";
	const timer = window.setInterval(() => void look(), EVERY_MS);

	async function look(): Promise<void> {
		if (document.visibilityState === "hidden")
			return;
		try {
			const response = await fetch(address, { headers: { Accept: "application/json" } });
			const found = (await response.json()) as Watched;

			if (response.status >= 400 && response.status < 500)
				window.clearInterval(timer);
			say(found.says ?? found.error?.sentence ?? "");
		} catch {
			// No connection, or no answer of ours: the next time.
		}
	}

	/* Only when it differs: a screen reader would say it again. */
	function say(sentence: string): void {
		if (sentence !== "" && place.textContent !== sentence)
			place.textContent = sentence;
	}
}
