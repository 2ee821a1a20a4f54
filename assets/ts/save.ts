/*
 * Save as you go: <form data-save method="post" action="..."> with a place for the word: <p data-saved role="status"></p>.
 *
 * A little after the last key the form is posted as it stands, with the field stay=1 and Accept: application/json. The server's
 * answer may hold "saved" (the time, "20:14") and "version" (put back into the form, so that the next save is no conflict). One
 * post is on its way at a time, so an older text can never overtake a newer one.
 *
 * When a post fails the form is kept in this tab's storage until one succeeds, and tried again; a page that is opened again finds it.
 */
import { Draft } from "./draft";

const PAUSE_MS = 1200;
const AGAIN_MS = 10_000;
const WAIT_BEFORE_SENDING_MS = 3000;
const KEEPALIVE_BYTES = 60_000; // browsers refuse a longer body on a page that is going away

const NO_CONNECTION = "Not saved: check the connection. What you wrote is still here.";

interface Answer {
	saved?: string;
	version?: number;
	error?: { sentence?: string };
}

export function saveAsYouGo(form: HTMLFormElement): void {
	const saver = new Saver(form);

	form.addEventListener("input", () => saver.changed());
	form.addEventListener("change", () => saver.changed());
	form.addEventListener("submit", (event) => saver.submit(event));
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "hidden")
			saver.flush();
	});
	window.addEventListener("online", () => saver.flush());
	window.addEventListener("pageshow", () => saver.shown());
	saver.begin();
}

class Saver {
	private timer = 0;
	private unsaved = false;
	private leaving = false;
	private underWay: Promise<void> | null = null;
	private readonly draft: Draft;

	constructor(private readonly form: HTMLFormElement) {
		this.draft = new Draft(form);
	}

	/* A text kept from an earlier try goes back into the form and off to the server. */
	begin(): void {
		if (this.draft.restore())
			this.changed();
	}

	changed(): void {
		this.unsaved = true;
		this.later(PAUSE_MS);
	}

	flush(): void {
		if (this.unsaved && !this.leaving)
			void this.save();
	}

	shown(): void {
		this.leaving = false;
	}

	/* The form itself is sent: what was on its way first arrives, or is given up after a while. */
	submit(event: SubmitEvent): void {
		window.clearTimeout(this.timer);
		if (this.underWay && !this.leaving) {
			const button = event.submitter;
			const enough = new Promise<void>((resolve) => window.setTimeout(resolve, WAIT_BEFORE_SENDING_MS));

			event.preventDefault();
			this.leaving = true;
			void Promise.race([this.underWay, enough]).then(() => this.form.requestSubmit(button));
			return;
		}
		this.leaving = true;
		if (this.unsaved)
			this.draft.keep("sent");
	}

	private later(wait_ms: number): void {
		window.clearTimeout(this.timer);
		this.timer = window.setTimeout(() => this.flush(), wait_ms);
	}

	private save(): Promise<void> {
		this.underWay ??= this.post().finally(() => {
			this.underWay = null;
		});
		return this.underWay;
	}

	private async post(): Promise<void> {
		const body = new URLSearchParams();

		window.clearTimeout(this.timer);
		new FormData(this.form).forEach((value, name) => {
			if (typeof value === "string")
				body.append(name, value);
		});
		body.set("stay", "1");
		this.unsaved = false;
		try {
			this.succeeded(await this.send(body));
		} catch (problem) {
			this.failed(problem instanceof Refusal ? problem.message : NO_CONNECTION);
		}
	}

	private async send(body: URLSearchParams): Promise<Answer> {
		const response = await fetch(this.form.action, {
			method: "POST",
			headers: { Accept: "application/json" },
			body,
			keepalive: body.toString().length < KEEPALIVE_BYTES,
		});
		const isJson = (response.headers.get("Content-Type") ?? "").startsWith("application/json");
		const answer = (isJson ? await response.json() : {}) as Answer;

		if (response.ok && isJson)
			return answer;
		if (response.status < 500 && answer.error?.sentence)
			throw new Refusal(`Not saved. ${answer.error.sentence}`);
		throw new Error(`HTTP ${response.status}`);
	}

	private succeeded(answer: Answer): void {
		const version = this.form.elements.namedItem("version");

		if (answer.version !== undefined && version instanceof HTMLInputElement)
			version.value = String(answer.version);
		if (this.unsaved) {
			this.later(PAUSE_MS); // more was typed while this was on its way
			return;
		}
		this.draft.forget();
		this.say(`Saved at ${answer.saved ?? clock()}.`, true);
	}

	private failed(sentence: string): void {
		this.unsaved = true;
		this.draft.keep("not saved");
		this.say(sentence, false);
		this.later(AGAIN_MS);
	}

	/* Only when it differs: a screen reader would say it again. */
	private say(sentence: string, saved: boolean): void {
		for (const place of document.querySelectorAll<HTMLElement>("[data-saved]")) {
			if (place.textContent !== sentence)
				place.textContent = sentence;
			place.classList.toggle("cn_saved--not", !saved);
		}
	}
}

/* The server understood and said no, with a sentence. */
class Refusal extends Error {}

function clock(): string {
	return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });
}
