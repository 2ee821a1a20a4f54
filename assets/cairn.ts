/*
 * What a script adds to pages that are whole without one. Nothing here is needed to read, answer or save: each part looks for the
 * mark-up it improves and does nothing when there is none.
 *
 * The design system's own scripts are left out: every component of it that Cairn uses (details, skip links, error summary, task list,
 * summary list) works in plain HTML.
 */
import { offerCopying } from "./ts/copy";
import { countCharacters } from "./ts/count";
import { rememberOwnLink } from "./ts/own_link";
import { saveAsYouGo } from "./ts/save";
import { sendOnce } from "./ts/send_once";
import { watch } from "./ts/watch";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-save]"))
	saveAsYouGo(form);
for (const area of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-max], textarea[maxlength]"))
	countCharacters(area);
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]"))
	offerCopying(button);
for (const place of document.querySelectorAll<HTMLElement>("[data-watch]"))
	watch(place);
sendOnce();
rememberOwnLink();

// A form that came back: go to what must be mended, as the design system asks.
document.querySelector<HTMLElement>(".ds_error-summary")?.focus();
