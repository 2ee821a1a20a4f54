/*
 * Many connections at once, for tests and measurements: opened a few hundred at a time, each with what it knows of itself.
 */
import { connect } from "node:net";
import { must, wait } from "../soak/people.mjs";

function open(port) {
	const socket = connect(port, "127.0.0.1");
	const line = { socket, isOpen: true, begun: 0, lasted: 0 };

	socket.on("connect", () => (line.begun = performance.now()));
	socket.on("error", (problem) => (line.problem = problem.code));
	socket.on("close", () => {
		line.isOpen = false;
		line.lasted = performance.now() - line.begun;
	});
	return line;
}

export async function untilSo(isSo, patience_ms, what) {
	for (const end = performance.now() + patience_ms; !isSo(); await wait(20))
		must(performance.now() < end, `waited ${patience_ms / 1000} s for ${what()}`);
}

/* What became of those that are not ready, by what stopped them. */
function howFar(lines, isReady) {
	const late = lines.filter((line) => !isReady(line));
	const reasons = new Map();

	for (const { problem, isOpen, begun, answer } of late) {
		const reason = problem ?? (!isOpen ? "closed by the server" : begun === 0 ? "not taken up" : answer?.split("\r\n", 1)[0] ?? "not answered");
		reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
	}
	return `${lines.length - late.length} did, and of the others: ${[...reasons].map(([reason, n]) => `${n} ${reason}`).join(", ")}`;
}

/* A connection the machine drops is tried again by its kernel after 1, 3, 7 and 15 seconds: not a fault of whoever listens. */
const OPENING_MS = 40_000;

export async function openMany(port, count, isReady) {
	const lines = [];

	while (lines.length < count) {
		for (let i = 0; i < 250 && lines.length < count; i++)
			lines.push(open(port));
		/* each is looked at each time, not only up to the first that is late: the look is also what makes a new one ask, within the server's patience */
		await untilSo(() => lines.filter((line) => !isReady(line)).length === 0, OPENING_MS, () => `${count} connections to open; ${howFar(lines, isReady)}`);
	}
	return lines;
}

/* Connections that have each made one request, been answered, and stay. */
export const holdIdle = (port, count) => openMany(port, count, (line) => {
	if (line.begun > 0 && !line.asked) {
		line.asked = true;
		line.socket.on("data", (bytes) => (line.answer = (line.answer ?? "") + bytes));
		line.socket.write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
	}
	return line.answer?.includes("Cairn is well.") ?? false;
});
