# What the scripts share: sourced, not run. Says what is being done and how long it took.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# In a fresh container the locale may be unset, and some tools then stumble over names that are not English.
export LC_ALL=C.UTF-8

started=${CAIRN_STARTED:-$(date +%s)}
export CAIRN_STARTED=$started

# say SENTENCE: one line, with the time since the first script began.
say() {
	printf '[%4d s] %s\n' "$(($(date +%s) - started))" "$*"
}

# stop SENTENCE: says what is wrong and what to do, and ends.
stop() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

# The comment at the head of the script is its help.
if [ "${1:-}" = --help ] || [ "${1:-}" = -h ]; then
	awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"
	exit 0
fi

is_there() {
	command -v "$1" >/dev/null 2>&1
}
