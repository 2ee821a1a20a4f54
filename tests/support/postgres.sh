#!/bin/sh
# Starts a PostgreSQL server of its own for the tests, and stops it.
#
#     postgres.sh start FOLDER     makes FOLDER, starts a server in it, prints its address
#     postgres.sh stop FOLDER      stops it and removes FOLDER
#
# PostgreSQL refuses to run as root, so root hands over to the user postgres or, where there is none, nobody.
# The server listens only on a socket in FOLDER: keep its name short (a socket's path has at most 107 bytes). Nothing in it is
# meant to survive, so it does not wait for the disk.
set -eu

what=${1:-}
folder=${2:-}
if [ -z "$folder" ]; then
	echo "usage: postgres.sh start|stop FOLDER" >&2
	exit 2
fi

programs=$(pg_config --bindir 2>/dev/null || true)
for place in "$programs" /usr/lib/postgresql/*/bin; do
	if [ -x "$place/initdb" ]; then
		programs=$place
	fi
done
if [ ! -x "$programs/initdb" ]; then
	echo "postgres.sh: PostgreSQL's initdb is not here. Install the package postgresql." >&2
	exit 1
fi

as_ordinary() {
	if [ "$(id -u)" -ne 0 ]; then
		"$@"
	elif id postgres >/dev/null 2>&1; then
		runuser -u postgres -- "$@"
	else
		runuser -u nobody -- "$@"
	fi
}

start() {
	mkdir -p "$folder"
	if [ "$(id -u)" -eq 0 ]; then
		chown "$(as_ordinary id -u)" "$folder"
	fi
	cd "$folder"
	as_ordinary "$programs/initdb" -D "$folder/data" -U cairn -A trust -E UTF8 --locale=C --no-sync >"$folder/log" 2>&1 ||
		{ cat "$folder/log" >&2; exit 1; }
	as_ordinary "$programs/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -o "-k $folder -c listen_addresses= \
		-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 \
		-c shared_buffers=32MB -c deadlock_timeout=100ms" start >"$folder/start.log" 2>&1 ||
		{ cat "$folder/start.log" "$folder/server.log" >&2; exit 1; }
	echo "postgresql://cairn@/postgres?host=$folder"
}

stop() {
	cd /
	if [ -d "$folder/data" ]; then
		as_ordinary "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
		rm -rf "$folder"
	fi
}

case $what in
start) start ;;
stop) stop ;;
*)
	echo "postgres.sh: say start or stop" >&2
	exit 2
	;;
esac
