# shellcheck shell=sh
# Sourced by the other scripts: one clear sentence in both languages, never a traceback.

note() { printf '%s %s\n' "$1" "$2" >&2; }

stop() {
    note "$1" "$2"
    exit "${3:-1}"
}
