/*
 * The peers of bench/page: nginx with the page in a file, and two Djangos that make it. All serve the same bytes; the fuller Django has tokens of
 * its own in its forms, of the same length.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, here, must, sql, start } from "./lib.mjs";

const ROW = /<tr><th scope="row"><a href="\/people\/(\d+)">(.*?)<\/a><\/th><td>(.*?)<\/td><td>(.*?)<\/td><td>(.*?)<\/td><\/tr>\n/g;
const TOKEN = /name="token" value="[^"]{64}"/g;
const plain = (html) => html.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

export const withoutTokens = (page) => page.replace(TOKEN, "");

/* The page's rows as plain text. */
export const rowsOf = (page) => [...page.matchAll(ROW)].map(([, id, ...cells]) => {
	const [name, email, role, seen] = cells.map(plain);
	return { id: Number(id), name, email, role, seen };
});

/* What stands before the rows, the rows, what stands after them. */
function parted(page) {
	const first = page.search(ROW), last = page.lastIndexOf("</tr>\n") + "</tr>\n".length;

	return [page.slice(0, first), page.slice(first, last), page.slice(last)];
}

/* ------------------------------------------------------------------ nginx */

export async function startNginx(folder, page) {
	const port = await freePort();

	mkdirSync(join(folder, "www"));
	writeFileSync(join(folder, "www", "people"), page);
	writeFileSync(join(folder, "nginx.conf"), `
		daemon off; worker_processes 2; pid ${folder}/nginx.pid; error_log /dev/null;
		events { worker_connections 1024; }
		http {
			access_log ${folder}/access.log; sendfile on; tcp_nopush on; keepalive_requests 100000000; etag off;
			client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3;
			uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5; default_type text/html;
			server { listen 127.0.0.1:${port}; root ${folder}/www; }
		}`);
	return start("nginx", ["-c", join(folder, "nginx.conf"), "-p", folder], `http://127.0.0.1:${port}/people`);
}

/* ------------------------------------------------------------------ Django */

/* bench/NAME.py or bench/NAME/ under gunicorn. */
async function startGunicorn(folder, name, headers = {}) {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}/people`;

	return start("gunicorn", ["--bind", `127.0.0.1:${port}`, "--workers", "2", "--threads", "4", "--chdir", here, "--log-level", "critical", `${name}:application`],
		url, { env: { ...process.env, BENCH_FOLDER: folder }, headers });
}

/* One view, one table, one template. */
export async function startBareDjango(folder, page) {
	const [before, , after] = parted(page);
	const quoted = (text) => `'${text.replace(/'/g, "''")}'`;
	const template = '{% for m in members %}<tr><th scope="row"><a href="/people/{{ m.id }}">{{ m.name }}</a></th><td>{{ m.email }}</td>' +
		"<td>{{ m.role }}</td><td>{{ m.seen }}</td></tr>\n{% endfor %}";

	sql(join(folder, "rows.db"), "CREATE TABLE member (id INTEGER PRIMARY KEY, name TEXT, email TEXT, role TEXT, seen TEXT, position INTEGER);" +
		rowsOf(page).map(({ id, name, email, role, seen }, i) =>
			`INSERT INTO member VALUES (${id}, ${quoted(name)}, ${quoted(email)}, ${quoted(role)}, ${quoted(seen)}, ${i});`).join("\n"));
	writeFileSync(join(folder, "page.html"), before + template + after);
	return startGunicorn(folder, "django_page");
}

/* Replaces what is there as often as it is expected, or stops: the program's page may have changed. */
function put(text, was, is, times = 1) {
	const parts = text.split(was);

	must(parts.length === times + 1, `the page holds ${parts.length - 1} times, not ${times}: ${was}`);
	return parts.join(is);
}

/* The frame, its parts and the page that extends it, cut from the program's page. */
function templatesOf(page, { person, role, place }) {
	const [before, , after] = parted(page);
	const [, sections] = /(<ul>\n(?:<li><a href="[^"]*"(?: aria-current="page")?>.*<\/a><\/li>\n)+<\/ul>\n)/.exec(before);
	const [, example] = /\n(<p class="cn_header__example">.*<\/p>\n)/.exec(before);
	const [, who] = /(<div class="cn_header__who">[^]*?<\/form>\n<\/div>\n)/.exec(before);
	const start = '<main id="main">\n', end = "\n</main>";
	const table = '{% for member in members %}<tr><th scope="row"><a href="/people/{{ member.account.id }}">{{ member.account.first_name }}</a></th>' +
		"<td>{{ member.account.email }}</td><td>{{ member.get_role_display }}</td><td>{% if member.seen_at %}" +
		'{{ member.seen_at|date:"j F Y" }} at {{ member.seen_at|time:"H:i" }}{% else %}Not signed in{% endif %}</td></tr>\n{% endfor %}';
	const none = '<p class="cn_section__say">None.</p>\n';
	const someone = '<ul class="cn_plain">\n{% for invitation in invitations %}<li><b>{{ invitation.name }}</b>, {{ invitation.email }}, ' +
		'{{ invitation.get_role_display }}. Ends {{ invitation.ends_at|date:"j F Y" }}.</li>\n{% endfor %}</ul>\n';
	const body = before.slice(before.indexOf(start) + start.length) + table + after.slice(0, after.indexOf(end));
	let frame = before.slice(0, before.indexOf(start) + start.length) +
		'{% if messages %}{% for message in messages %}<div class="cn_notice" role="status"><p>{{ message }}</p></div>\n{% endfor %}{% endif %}' +
		"{% block content %}{% endblock %}" + after.slice(after.indexOf(end));

	frame = put(frame, sections, '{% include "sections.html" %}', 2);
	frame = put(frame, "<title>People - Cairn", "<title>{% block title %}{% endblock %} - Cairn");
	frame = put(frame, example, "{% if mine.partnership.is_demonstration %}" + example + "{% endif %}");
	frame = put(frame, who, '{% if user.is_authenticated %}{% include "who.html" %}{% endif %}');
	frame = put(frame, place, "{{ mine.partnership.name }}");
	return {
		"frame.html": frame,
		"sections.html": '<ul>\n{% for section in sections %}<li><a href="{{ section.url }}"' +
			'{% if section.url == here %} aria-current="page"{% endif %}>{{ section.name }}</a></li>\n{% endfor %}</ul>\n',
		"who.html": put(who, `${person}, ${role}`, "{{ user.first_name }}, {{ mine.get_role_display }}").replace(TOKEN, 'name="token" value="{{ csrf_token }}"'),
		"people.html": '{% extends "frame.html" %}{% block title %}People{% endblock %}{% block content %}' +
			put(body, none, `{% if invitations %}${someone}{% else %}${none}{% endif %}`) + "{% endblock %}",
	};
}

/* A project as startproject makes it: see bench/django_site/__init__.py. */
export async function startDjangoSite(folder, page, email) {
	const rows = rowsOf(page), { name: person, role } = rows.find((row) => row.email === email);
	const place = plain(/<span class="cn_brand__place">(.*?)<\/span>/.exec(page)[1]);
	const menu = /<ul>\n((?:<li><a href="[^"]*"(?: aria-current="page")?>.*<\/a><\/li>\n)+)<\/ul>/.exec(page)[1];
	const sections = [...menu.matchAll(/href="([^"]*)".*?>(.*?)<\/a>/g)].map(([, url, name]) => ({ url, name: plain(name) }));
	const env = { ...process.env, BENCH_FOLDER: folder };

	mkdirSync(join(folder, "templates"));
	for (const [name, text] of Object.entries(templatesOf(page, { person, role, place })))
		writeFileSync(join(folder, "templates", name), text);
	writeFileSync(join(folder, "sections.json"), JSON.stringify(sections));
	writeFileSync(join(folder, "rows.json"), JSON.stringify({ place, email, rows }));
	const cookie = execFileSync("/usr/bin/python3", ["-m", "django_site.prepare"], { cwd: here, env, encoding: "utf8" }).trim();
	return startGunicorn(folder, "django_site.wsgi", { Cookie: cookie });
}
