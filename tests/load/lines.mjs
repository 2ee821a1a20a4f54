/*
 * Many connections at once, for tests and measurements: opened a few hundred at a time, each with what it knows of itself.
 */
import { connect } from "node:net";
import { must, wait } from "../soak/people.mjs";

function open(port) {
	const socket = connect(port, "127.0.0.1");
	const line = { socket, isOpen: true, begun: 0, lasted: 0 };

	socket.on("connect", () => (line.begun = performance.now()));
	socket.on("error", () => {});
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

export async function openMany(port, count, isReady) {
	const lines = [];

	while (lines.length < count) {
		for (let i = 0; i < 250 && lines.length < count; i++)
			lines.push(open(port));
		await untilSo(() => lines.every(isReady), 15_000, () => `${count} connections to open; ${lines.filter(isReady).length} did`);
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
