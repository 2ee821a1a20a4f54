/*
 * Says how many characters are left in a text of limited length, once that is worth knowing.
 *
 * The limit stands in data-max rather than maxlength, so that a long text pasted in is never cut without a word: it can be
 * shortened by the person who wrote it. Characters are counted as the server counts them (code points, a line break as one).
 */
const WORTH_KNOWING = 0.75; // of the limit
const PAUSE_MS = 700; // a screen reader should not hear every key

export function countCharacters(area: HTMLTextAreaElement): void {
	const max = Number(area.dataset["max"] ?? area.maxLength);
	const said = document.createElement("p");
	let timer = 0;

	if (!(max > 0))
		return;
	said.className = "cn_count";
	said.setAttribute("role", "status");
	area.after(said);
	const say = () => {
		const left = max - Array.from(area.value).length;

		said.textContent = left > max * (1 - WORTH_KNOWING) ? "" : sentence(left);
		said.classList.toggle("cn_count--over", left < 0);
	};
	say();
	area.addEventListener("input", () => {
		window.clearTimeout(timer);
		timer = window.setTimeout(say, PAUSE_MS);
	});
}

function sentence(left: number): string {
	const count = Math.abs(left).toLocaleString("en-GB");
	const what = Math.abs(left) === 1 ? "character" : "characters";

	return left < 0 ? `${count} ${what} too many.` : `${count} ${what} left.`;
}
