/*
 * node count_tests.mjs meson-logs/testlog.json: how many tests passed and failed, as "12 0".
 *
 * Meson counts programs; a cmocka program holds many tests and says how many passed and failed. A program that died before it could say
 * so counts as one that failed, and its name goes to standard error.
 */
import { readFileSync } from "node:fs";

const sum = (text, word) =>
	[...text.matchAll(new RegExp(`\\[\\s*${word}\\s*\\] (\\d+) test\\(s\\)`, "g"))].reduce((all, [, n]) => all + Number(n), 0);

let passed = 0;
let failed = 0;
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
	const test = JSON.parse(line);
	const said = `${test.stdout ?? ""}\n${test.stderr ?? ""}`;
	const isFine = test.result === "OK" || test.result === "EXPECTEDFAIL";
	const these = { passed: sum(said, "PASSED"), failed: sum(said, "FAILED") };

	if (!isFine && these.failed === 0)
		these.failed = 1;
	if (isFine && these.passed === 0)
		these.passed = 1;
	if (these.failed > 0)
		console.error(`${test.name}: ${test.result}`);
	passed += these.passed;
	failed += these.failed;
}
console.log(`${passed} ${failed}`);
