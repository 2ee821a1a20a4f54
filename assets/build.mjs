/*
 * Makes assets/built: every file the browser gets, ready to be embedded in the program.
 *
 *   node build.mjs           builds when a source has changed since the last time
 *   node build.mjs --force   builds whatever the stamp says
 *
 * The result depends on nothing but the sources and the lock file: the same bytes each time. It refuses to end with a file that would
 * fetch anything from another site, or with a script of ours over its limit.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "built");
const modules = join(here, "node_modules");
const stamp = join(built, ".stamp");
const SCRIPT_BYTES = 15_000;

const fonts = ["latin-400", "latin-700", "latin-ext-400", "latin-ext-700"];

/* Addresses that name something and are never fetched: SVG's namespaces, and licence notices. */
const names = [/^http:\/\/www\.w3\.org\//, /^https:\/\/github\.com\/necolas\/normalize\.css/];

function sources(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		if (["node_modules", "built"].includes(entry.name))
			return [];
		return entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)];
	});
}

function digestOfSources() {
	const hash = createHash("sha256");

	for (const file of sources(here).sort())
		hash.update(file.slice(here.length)).update("\0").update(readFileSync(file)).update("\0");
	return hash.digest("hex");
}

/* FNV-1a, 64 bits, in 16 digits: the same short digest as the program's own table of files. */
function fileDigest(bytes) {
	let hash = 0xcbf29ce484222325n;

	for (const byte of bytes)
		hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
	return hash.toString(16).padStart(16, "0");
}

function font(name) {
	const [, subset, weight] = /^(.*)-(\d+)$/.exec(name);

	return readFileSync(join(modules, "@fontsource/roboto/files", `roboto-${subset}-${weight}-normal.woff2`));
}

/* A font's address carries its digest, so that a browser may keep it for a year. */
const fontAddresses = {
	name: "font-addresses",
	setup(build) {
		build.onResolve({ filter: /^\.\/roboto-.*\.woff2$/ }, ({ path }) => {
			const digest = fileDigest(font(path.slice("./roboto-".length, -".woff2".length)));

			return { path: `${path}?v=${digest}`, external: true };
		});
	},
};

async function bundle(entry, options) {
	const { build } = await import("esbuild");
	const result = await build({
		absWorkingDir: here,
		bundle: true,
		entryPoints: [entry],
		legalComments: "inline",
		minify: true,
		target: ["chrome100", "firefox100", "safari15"],
		write: false,
		...options,
	});

	return Buffer.from(result.outputFiles[0].contents);
}

function licences() {
	const packages = [
		["@scottish-government/design-system", "the Scottish Government Design System: its style sheet"],
		["@fontsource/roboto", "Roboto, the typeface"],
	];

	return packages
		.map(([name, what]) => {
			const { version } = JSON.parse(readFileSync(join(modules, name, "package.json")));
			const file = readdirSync(join(modules, name)).find((entry) => /^licen[cs]e/i.test(entry));

			return `${name} ${version} (${what})\n\n${readFileSync(join(modules, name, file), "utf8").trim()}\n`;
		})
		.join(`\n${"-".repeat(80)}\n\n`);
}

function refuseOutsideAddresses(name, text) {
	for (const [address] of text.matchAll(/\b(?:https?|wss?):\/\/[^\s"'`)\\]*/g)) {
		if (!names.some((name) => name.test(address)))
			throw new Error(`${name} would reach for ${address}: everything must come with the program`);
	}
	if (/url\(\s*["']?\/\//.test(text))
		throw new Error(`${name} has an address that begins with //`);
}

async function files() {
	const all = new Map();

	all.set("design-system.css", await bundle("node_modules/@scottish-government/design-system/dist/css/design-system.css"));
	all.set("cairn.css", await bundle("cairn.css", { plugins: [fontAddresses] }));
	all.set("cairn.js", await bundle("cairn.ts", { format: "esm" }));
	all.set("favicon.svg", readFileSync(join(here, "favicon.svg")));
	all.set("licences.txt", Buffer.from(licences()));
	for (const name of ["design-system.css", "cairn.css", "cairn.js", "favicon.svg"])
		refuseOutsideAddresses(name, all.get(name).toString());
	if (all.get("cairn.js").length > SCRIPT_BYTES)
		throw new Error(`cairn.js has ${all.get("cairn.js").length} bytes; at most ${SCRIPT_BYTES}`);
	for (const [name, bytes] of [...all])
		all.set(`${name}.gz`, gzipSync(bytes, { level: 9 }));
	for (const name of fonts)
		all.set(`roboto-${name}.woff2`, font(name));
	return all;
}

const digest = digestOfSources();
if (!process.argv.includes("--force") && existsSync(stamp) && readFileSync(stamp, "utf8") === digest)
	process.exit(0);

const made = await files();
rmSync(built, { recursive: true, force: true });
mkdirSync(built);
for (const [name, bytes] of made)
	writeFileSync(join(built, name), bytes);
writeFileSync(stamp, digest);
for (const [name, bytes] of made)
	console.log(`${String(bytes.length).padStart(8)}  assets/built/${name}`);
