#!/usr/bin/env bash
# Finds PowerShell 7.4 or newer, or brings it, and hands the words over to build.ps1:  ./build.sh demo | test | build …
# "demo", "test" and "soak" also install what the emulator finds on a machine: as root, otherwise they name the commands.
set -euo pipefail
cd "$(dirname "$0")"
task=${1:-build}
shift || true
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Runs a command that installs something; shows the end of what it printed where it fails.
install_quietly() {
  local what=$1 log
  shift
  echo "Installing $what …"
  log=$(mktemp)
  "$@" >"$log" 2>&1 || { tail -5 "$log" >&2; echo "Could not install: $what" >&2; }
  rm -f "$log"
}

apt_install() { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; }

# What Debian has of what the emulator and the tests use.
install_system_packages() {
  local missing=()
  command -v chromium >/dev/null || command -v google-chrome >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
  command -v bwrap >/dev/null || missing+=(bubblewrap)
  # shellcheck disable=SC2016
  /usr/bin/env -i PATH="$PATH" sh -c 'for p in /usr/bin/python3 python3; do "$p" -c "import numpy, pandas, matplotlib, IPython, pip; assert IPython.version_info >= (8, 5)" 2>/dev/null && exit 0; done; exit 1' \
    || missing+=(python3 python3-pip python3-numpy python3-pandas python3-matplotlib python3-ipython)
  [ -n "$(fc-list :lang=zh 2>/dev/null)" ] || missing+=(fontconfig fonts-noto-cjk)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install_quietly "${missing[*]}" apt_install "${missing[@]}"
  else
    echo "Missing: ${missing[*]}. Install with: sudo apt-get install ${missing[*]}" >&2
  fi
}

# What npm has and Debian has not: Deno, and a Node.js for the clients in the tests, which need 20.11.
install_npm_packages() {
  local missing=()
  node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || a == 20 && b >= 11 ? 0 : 1)' 2>/dev/null \
    || missing+=("node-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')@22")
  command -v deno >/dev/null || missing+=(deno)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ] && command -v npm >/dev/null; then
    install_quietly "${missing[*]}" npm install --global --no-audit --no-fund "${missing[@]}"
  else
    echo "Missing: ${missing[*]}. Install with: npm install --global ${missing[*]}" >&2
  fi
}

is_new_enough() {
  # shellcheck disable=SC2016
  "$@" -NoProfile -NonInteractive -Command 'exit [int]($PSVersionTable.PSVersion -lt [version]"7.4")' >/dev/null 2>&1
}

case $task in
  demo | test | soak)
    if [ "$(uname -s)" = Linux ]; then install_system_packages; install_npm_packages; fi
    ;;
esac

if command -v pwsh >/dev/null && is_new_enough pwsh; then
  powershell=(pwsh)
elif dotnet tool restore >/dev/null && is_new_enough dotnet pwsh; then
  powershell=(dotnet pwsh)
else
  echo "PowerShell 7.4 or newer is needed, and neither PATH nor 'dotnet tool restore' has it: https://aka.ms/install-powershell" >&2
  exit 1
fi
exec "${powershell[@]}" -NoProfile -NonInteractive -File ./build.ps1 -Task "$task" "$@"
