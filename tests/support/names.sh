#!/bin/bash
# Whether what ARCHITECTURE.md names in backticks is there: files and folders, functions, macros, scripts. Says what is not.
set -eu
cd "$(dirname "$0")/../.."

missing=0
while read -r name; do
	case $name in
	*' '* | /* | http* | *'('*) continue ;;   # commands, addresses and sentences
	*/*) [ -e "$name" ] || [ -e "src/$name" ] && continue ;;
	*.c | *.h | *.html | *.build) find src tools -name "$name" | grep -q . && continue ;;
	*) grep -rqw --include='*.[ch]' -- "$name" src tools && continue ;;
	esac
	echo "ARCHITECTURE.md names $name, which is not there."
	missing=1
done < <(grep -o '`[^`]*`' ARCHITECTURE.md | tr -d '`' | sort -u)
exit $missing
