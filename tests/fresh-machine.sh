#!/usr/bin/env bash
# Runs the README's two commands on a fresh machine: a Debian made by debootstrap, with the .NET SDK of this machine
# bound in, git, and nothing else. Needs root, debootstrap and bubblewrap. Not part of './build.sh test': it takes
# long, and installs packages inside.
#   tests/fresh-machine.sh [demo|test ...]      both, where none is named
# Inside stands a clone of what is committed here. The machine is removed afterwards, unless FRESH_MACHINE names its folder.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- demo test
for program in debootstrap bwrap dotnet git; do
  command -v "$program" >/dev/null || { echo "$program is missing." >&2; exit 1; }
done
[ "$(id -u)" = 0 ] || { echo "debootstrap needs root." >&2; exit 1; }

# shellcheck disable=SC1091
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-stable}")
sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")
if [ -n "${FRESH_MACHINE:-}" ]; then
  machine=$FRESH_MACHINE
else
  machine=$(mktemp -d)
  trap 'rm -rf --one-file-system "$machine"' EXIT
fi

# git, certificates, and the libraries that the .NET SDK itself needs.
if [ ! -x "$machine/bin/sh" ]; then
  log=$(mktemp)
  debootstrap --variant=minbase --include=git,ca-certificates,libssl3,libstdc++6,zlib1g "$suite" "$machine" >"$log" 2>&1 \
    || { tail -5 "$log" >&2; exit 1; }
  rm -f "$log"
  mkdir -p "$machine$sdk" "$machine/source"
  ln -sf "$sdk/dotnet" "$machine/usr/bin/dotnet"
fi

# Certificates, proxies and names are this machine's, so that the registries are reached as from here.
variables=(--setenv HOME /root --setenv PATH /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --setenv LANG C.UTF-8)
while IFS='=' read -r name value; do
  case $name in *CERT* | *CA_BUNDLE* | *_PROXY | *_proxy | *cafile* | DOTNET_*) variables+=(--setenv "$name" "$value") ;; esac
done < <(env)

inside() {
  bwrap --bind "$machine" / --dev /dev --proc /proc --ro-bind "$sdk" "$sdk" --ro-bind "$repository" /source \
    --ro-bind /etc/resolv.conf /etc/resolv.conf --ro-bind /etc/hosts /etc/hosts --ro-bind /etc/ssl/certs /etc/ssl/certs \
    --unshare-pid --die-with-parent --cap-add ALL --clearenv "${variables[@]}" --chdir /root "$@"
}

inside sh -c '! command -v pwsh && ! command -v node && ! command -v chromium && ! command -v python3' \
  || { [ -n "${FRESH_MACHINE:-}" ] || { echo "The machine is not fresh." >&2; exit 1; }; }
inside sh -c 'rm -rf agentcore && git -c safe.directory=* clone -q /source agentcore'
for task in "$@"; do
  echo "== ./build.sh $task"
  started=$SECONDS status=0
  inside sh -c "cd agentcore && exec ./build.sh $task" </dev/null || status=$?
  echo "== ./build.sh $task ended with $status after $((SECONDS - started)) s"
  [ "$status" = 0 ] || exit "$status"
done
