/*
 * Zip files for tests, stored as they are, of members that a test makes up; and the parts of a Word document that pandoc begins with.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const TABLE = Array.from({ length: 256 }, (one, n) => {
	for (let bit = 0; bit < 8; bit++)
		n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n >>> 0;
});
const crcOf = (bytes) => (bytes.reduce((crc, byte) => TABLE[(crc ^ byte) & 255] ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

/* What the local header and the list of what is in it have in common: APPNOTE.TXT 4.3.7 and 4.3.12. */
function facts(name, content) {
	const head = Buffer.alloc(26);

	[20, 0, 0, 0, 33].forEach((word, i) => head.writeUInt16LE(word, 2 * i)); /* 1 January 1980 */
	[crcOf(content), content.length, content.length].forEach((word, i) => head.writeUInt32LE(word, 10 + 4 * i));
	head.writeUInt16LE(Buffer.byteLength(name), 22);
	return head;
}

/* { name: content } as bytes. */
export function zipOf(members) {
	const files = [], list = [];
	let at = 0;

	for (const [name, text] of Object.entries(members)) {
		const content = Buffer.from(text), head = facts(name, content), where = Buffer.alloc(14);
		const file = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), content]);

		where.writeUInt32LE(at, 10);
		list.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), head, where, Buffer.from(name)]));
		files.push(file);
		at += file.length;
	}
	const all = Buffer.concat(list), end = Buffer.alloc(18);
	[list.length, list.length].forEach((count, i) => end.writeUInt16LE(count, 4 + 2 * i));
	end.writeUInt32LE(all.length, 8);
	end.writeUInt32LE(at, 12);
	return Buffer.concat([...files, all, Buffer.from("PK\x05\x06"), end]);
}

const run = (name, ...words) => execFileSync(name, words, { maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"] });

/* { name: bytes } */
export function plainDocx() {
	const folder = mkdtempSync(join(tmpdir(), "cairn-docx-")), file = join(folder, "plain.docx");

	try {
		writeFileSync(file, run("pandoc", "--print-default-data-file", "reference.docx"));
		const names = run("unzip", "-Z1", file).toString().trim().split("\n");
		return Object.fromEntries(names.map((name) => [name, run("unzip", "-p", file, name.replace(/[[\]]/g, "\\$&"))]));
	} finally {
		rmSync(folder, { recursive: true });
	}
}
