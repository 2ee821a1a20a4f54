/*
 * <input id="link" readonly value="..."> <button type="button" data-copy="link" hidden>Copy</button> <p role="status"></p>
 *
 * The button comes out only here, because without a script it could do nothing. The field can always be selected by hand.
 */
export function offerCopying(button: HTMLButtonElement): void {
	const field = document.getElementById(button.dataset["copy"] ?? "");
	const said = button.parentElement?.querySelector("[role=status]");

	if (!(field instanceof HTMLInputElement))
		return;
	button.hidden = false;
	field.addEventListener("focus", () => field.select());
	button.addEventListener("click", async () => {
		const done = await copied(field);

		if (said)
			said.textContent = done ? "Copied." : "Your browser would not copy it. Select it and copy it yourself.";
	});
}

async function copied(field: HTMLInputElement): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(field.value);
		return true;
	} catch {
		// Not a secure address (http on a local network), or not allowed: the old way, by selection.
		field.select();
		return document.execCommand("copy");
	}
}
