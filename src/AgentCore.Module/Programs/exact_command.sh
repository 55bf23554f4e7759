#!/bin/bash
# Runs one command with each of its streams in a file, and prints both files, then the exit code.
#
# It is sent as one line, since the service runs commands in a terminal: ExactCommand.cs drops the comments and joins
# the lines with spaces, so each ends the way it would within a line. It fills in what stands between @: the mark, how
# a long command gets into a file, and how the command is run. A line that ends in '# live' or '# at the end' is sent
# only where output is printed as it grows, or only after the command has ended.
#
# To start a program takes as long as a short command does. So files have the mark's name, which nobody can guess, and
# the shell itself prints short plain text; what is longer, or would not pass a terminal, is printed as base64.
(
m='@mark@';
d="${TMPDIR:-/tmp}/$m";
trap 'rm -f "$d".?' EXIT;
@put@ &&
{
: >"$d.o"; # live
: >"$d.e"; # live

# Prints what file $1 has beyond $2 bytes, up to $3; leaves in n how far it came.
show() {
    n=$(wc -c <"$d.$1");
    s=$n; # at the end
    if [ "$n" -gt "$3" ]; then n=$3; fi;
    if [ "$n" -gt "$2" ]; then
        printf '\n%s%s:' "$m" "$1";
        tail -c "+$(($2 + 1))" "$d.$1" | head -c "$((n - $2))" | base64 | tr -d '\r\n';
        printf ';\n';
    else n=$2; fi;
};

# Shows both files until there is an exit code, and then for the last time. The service's one event has the text twice;
# in base64 both files together stay below the 24 MiB that an event may have.
follow() { # live
    o=0; # live
    e=0; # live
    l=; # live
    while [ -z "$l" ] && [ -e "$d.o" ] && kill -0 $$; do # live
        if [ -e "$d.r" ]; then l=1; fi; # live
        show o "$o" 8000000; # live
        o=$n; # live
        show e "$e" 1000000; # live
        e=$n; # live
        if [ -z "$l" ]; then sleep 0.1; fi; # live
    done; # live
}; # live

# Prints file $1 without a program where it is short plain text, else up to $2 bytes of it; leaves its size in s.
show_all() { # at the end
    s=0; # at the end
    if [ ! -s "$d.$1" ]; then return; fi; # at the end
    if [ -z "$BASH_VERSION" ]; then show "$1" 0 "$2"; return; fi; # at the end
    local LC_ALL=C t; # at the end
    if IFS= read -r -d '' -n 4000 t <"$d.$1"; then show "$1" 0 "$2"; return; fi; # at the end
    case $t in *[!' '-'~'$'\n'$'\t']*) show "$1" 0 "$2"; return;; esac; # at the end
    s=${#t}; # at the end
    t=${t//'%'/%25}; # at the end
    t=${t//' '/%20}; # at the end
    t=${t//$'\t'/%09}; # at the end
    t=${t//$'\n'/%0A}; # at the end
    t=${t//';'/%3B}; # at the end
    printf '\n%s%st:%s;\n' "$m" "$1" "$t"; # at the end
}; # at the end

follow & # live
@run@ </dev/null >"$d.o" 2>"$d.e";
r=$?;
: >"$d.r"; # live
wait; # live
printf '\n%sx:%s,%s,%s;\n' "$m" "$r" "$(wc -c <"$d.o")" "$(wc -c <"$d.e")"; # live
show_all o 8000000; # at the end
o=$s; # at the end
show_all e 1000000; # at the end
printf '\n%sx:%s,%s,%s;\n' "$m" "$r" "$o" "$s"; # at the end
}
)
