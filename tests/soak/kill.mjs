/*
 * tests/soak/kill [TIMES]: kills the program with SIGKILL while sixteen people answer, TIMES times (20).
 *
 * The moment is drawn at random; the seed is printed, and CAIRN_SEED gives one back. Each time the program is started again on the same
 * database, and then: every answer for which a response had come is there word for word (or the one that was on its way after it), the chain of
 * events verifies and has an event for each, and the database's own check finds nothing. On SQLite, and a quarter as often on the PostgreSQL of
 * CAIRN_TEST_POSTGRES, where only the program is killed.
 *
 * What a killed process leaves behind says nothing about a power cut: for that see tests/unit/db_power.c.
 */
import { postgresTemplate, serve, sqliteTemplate } from "../page/lib.mjs";
import { PEOPLE, arrive, ask, checkAnswers, checkEvents, checkPage, checkWhole, must, program, untilAlone, wait } from "./people.mjs";

const LONGEST_MS = 700;      /* from the first answer under way to the kill */
const TIMES_EACH = 10;       /* kills of one database before a fresh one, so that the check of its chain stays short */

const times = Number(process.argv[2] ?? 20);
const seed = Number(process.env.CAIRN_SEED ?? Date.now() % 1_000_000_007);

/* A small generator (mulberry32), so that a seed gives the same moments again. */
let state = seed >>> 0;
function chance() {
	state = (state + 0x6d2b79f5) >>> 0;
	let word = Math.imul(state ^ (state >>> 15), state | 1);
	word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
	return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
}

/* ------------------------------------------------------------------ killing */

async function oneKill(database, people, tally) {
	const site = await serve(program, database);

	try {
		await checkPage(site, people[Math.floor(chance() * people.length)]);
		const answering = people.map((person) => person.answer(site.url, tally));
		await wait(chance() * LONGEST_MS);
		process.kill(site.pid, "SIGKILL");
		await Promise.all(answering);
	} finally {
		await site.stop();
	}
	must(!tally.wrong, tally.wrong);
	await untilAlone(database);
	checkAnswers(database, people);
	checkEvents(database, tally.events + tally.acknowledged);
	checkWhole(database);
}

async function killOn(template, count) {
	let total = 0;

	for (let done = 0; done < count; done += TIMES_EACH) {
		const database = template.fresh();
		const site = await serve(program, database);
		const people = await arrive(site, database).finally(() => site.stop());
		const [[events]] = ask(database, "SELECT count(*) FROM event WHERE kind = 'answered'");
		const tally = { acknowledged: 0, events: Number(events), wrong: "" };

		for (let i = done; i < Math.min(count, done + TIMES_EACH); i++)
			await oneKill(database, people, tally);
		total += tally.acknowledged;
	}
	/* Kills that met nobody would prove nothing. */
	must(total > count * PEOPLE, `only ${total} answers were acknowledged in ${count} kills`);
	console.log(`${template.name}: killed ${count} times; ${total} acknowledged answers, all there.`);
}

console.log(`seed ${seed}`);
const templates = [[await sqliteTemplate(program), times]];
let code = 0;
try {
	if (process.env.CAIRN_TEST_POSTGRES)
		templates.push([await postgresTemplate(program, process.env.CAIRN_TEST_POSTGRES), Math.max(5, Math.ceil(times / 4))]);
	for (const [template, count] of templates)
		await killOn(template, count);
} catch (problem) {
	console.log(`${problem.stack ?? problem}\nTo try the same moments again: CAIRN_SEED=${seed}`);
	code = 1;
}
templates.forEach(([template]) => template.end());
process.exit(code);
