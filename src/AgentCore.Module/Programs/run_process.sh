#!/bin/bash
# Runs a program that was sent as a file, as a process of its own with arguments, and takes the files away after it.
#
# ProgramCall.cs fills in what stands between @: the mark of the files, the program's name, what runs it, its variables,
# its arguments and its standard input. The program gets a folder, so that it has its own name; modules and packages are
# looked for in the working folder, too. The variables are the program's alone: another PATH must not keep this from
# taking the files away.
d="$PWD/@mark@"
trap 'rm -rf -- "$d"' EXIT
mkdir -- "$d" && mv -- "$d.p" "$d"/@name@ && { [ ! -e "$d.i" ] || mv -- "$d.i" "$d/.input"; } || exit 1
export PYTHONPATH="$PWD${PYTHONPATH:+:$PYTHONPATH}"
has() { command -v "$1" >/dev/null; }
run() {
    p=$(command -v "$1")
    shift
    (@exports@ exec "$p" "$@" "$d"/@name@ @arguments@ <@input@)
}
on_deno() { run deno run --quiet --no-prompt --allow-all; }
# shellcheck disable=SC2194
case '@on@' in
    python) if has python3; then run python3; else run python; fi ;;
    deno) on_deno ;;
    javascript) if has deno; then on_deno; else run node --experimental-detect-module --no-warnings; fi ;;
    nodejs-javascript) run node --experimental-detect-module --no-warnings ;;
    typescript) if has deno; then on_deno; else run node --experimental-strip-types --no-warnings; fi ;;
    nodejs-typescript) run node --experimental-strip-types --no-warnings ;;
esac
