#!/bin/bash
# Runs one command with each of its streams in a file, and prints both files as base64, then the exit code.
#
# It is sent as one line, since the service runs commands in a terminal: ExactCommand.cs drops the comments and joins
# the lines with spaces, so each ends the way it would within a line. It fills in what stands between @: the mark, how
# the command gets into a file, and how it is run. A line that ends in '# live' or '# at the end' is sent only where
# output is printed as it grows, or only after the command has ended.
(
m='@mark@';
d=$(mktemp -d) &&
trap 'rm -rf "$d"' EXIT &&
@put@ &&
{
: >"$d/o";
: >"$d/e";

# Prints what file $1 has beyond $2 bytes, up to $3; leaves in n how far it came.
show() {
    n=$(wc -c <"$d/$1");
    if [ "$n" -gt "$3" ]; then n=$3; fi;
    if [ "$n" -gt "$2" ]; then
        printf '\n%s%s:' "$m" "$1";
        tail -c "+$(($2 + 1))" "$d/$1" | head -c "$((n - $2))" | base64 | tr -d '\r\n';
        printf ';\n';
    else n=$2; fi;
};

# Shows both files until there is an exit code, and then for the last time. The service's one event has the text twice;
# in base64 both files together stay below the 24 MiB that an event may have.
follow() {
    o=0;
    e=0;
    l=;
    while [ -z "$l" ] && [ -d "$d" ] && kill -0 $$; do
        if [ -e "$d/r" ]; then l=1; fi;
        show o "$o" 8000000;
        o=$n;
        show e "$e" 1000000;
        e=$n;
        if [ -z "$l" ]; then sleep 0.1; fi;
    done;
};

follow & # live
AC_C="$d/c" @launch@ </dev/null >"$d/o" 2>"$d/e";
r=$?;
: >"$d/r";
wait; # live
follow; # at the end
printf '\n%sx:%s,%s,%s;\n' "$m" "$r" "$(wc -c <"$d/o")" "$(wc -c <"$d/e")";
}
)
