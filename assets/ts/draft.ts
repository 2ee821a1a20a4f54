/*
 * A copy of what was typed into a form, kept in this tab's own storage and nowhere else, for as long as the server does not have it.
 *
 * Hidden fields (the token, the version) are the server's and are never kept. Storage may be full or forbidden; then there is no copy, and
 * nothing else changes.
 */
type Why = "not saved" | "sent";

interface Kept {
	why: Why;
	values: [string, string][];
}

export class Draft {
	private readonly key: string;

	constructor(private readonly form: HTMLFormElement) {
		this.key = `cairn:${new URL(form.action, location.href).pathname}`;
		forgetWhatArrived();
	}

	keep(why: Why): void {
		const kept: Kept = { why, values: this.fields().filter(counts).map((field) => [field.name, field.value]) };

		try {
			sessionStorage.setItem(this.key, JSON.stringify(kept));
		} catch {
			// No room: the text is still in the form.
		}
	}

	forget(): void {
		sessionStorage.removeItem(this.key);
	}

	/* Puts the copy back; true when there was one that differs from what the page came with. */
	restore(): boolean {
		const kept = read(this.key);
		let differs = false;

		if (!kept)
			return false;
		for (const field of this.fields()) {
			const values = kept.values.filter(([name]) => name === field.name).map(([, value]) => value);
			const checked = isChoice(field) && values.includes(field.value);

			if (isChoice(field) ? field.checked !== checked : field.value !== (values[0] ?? ""))
				differs = true;
			if (isChoice(field))
				field.checked = checked;
			else
				field.value = values[0] ?? "";
		}
		return differs;
	}

	private fields(): Field[] {
		return Array.from(this.form.elements).filter(isField);
	}
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isField(element: Element): element is Field {
	if (element instanceof HTMLInputElement)
		return element.name !== "" && !["hidden", "submit", "file", "password"].includes(element.type);
	return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}

function isChoice(field: Field): field is HTMLInputElement {
	return field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox");
}

function counts(field: Field): boolean {
	return !isChoice(field) || field.checked;
}

function read(key: string): Kept | null {
	try {
		return JSON.parse(sessionStorage.getItem(key) ?? "null") as Kept | null;
	} catch {
		return null;
	}
}

/* A form that was sent and answered with a page has arrived. Coming back or loading again proves nothing: then the copy stays. */
function forgetWhatArrived(): void {
	const [how] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];

	if (how?.type !== "navigate")
		return;
	for (const key of Object.keys(sessionStorage)) {
		if (key.startsWith("cairn:") && read(key)?.why === "sent")
			sessionStorage.removeItem(key);
	}
}
