#!/usr/bin/env bash
# Finds PowerShell 7.4 or newer and hands the words over to build.ps1:  ./build.sh demo | test | build | clean …
# Without PowerShell, "demo" and "test" run the part that needs only the .NET SDK, and say so.
set -euo pipefail
cd "$(dirname "$0")"
task=${1:-build}
shift || true
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Installs, or names, what the emulator finds on a machine and this one lacks.
install_missing() {
  [ "$(uname -s)" = Linux ] || return 0
  local missing=() log
  command -v chromium >/dev/null || command -v google-chrome >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
  command -v bwrap >/dev/null || missing+=(bubblewrap)
  /usr/bin/env -i PATH="$PATH" sh -c 'for p in /usr/bin/python3 python3; do "$p" -c "import numpy, pandas, matplotlib, IPython, pip" 2>/dev/null && exit 0; done; exit 1' \
    || missing+=(python3 python3-pip python3-numpy python3-pandas python3-matplotlib python3-ipython)
  command -v node >/dev/null || command -v deno >/dev/null || missing+=(nodejs)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} …"
    log=$(mktemp)
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 \
      || { tail -5 "$log" >&2; echo "Could not install: ${missing[*]}" >&2; }
    rm -f "$log"
  else
    echo "Missing: ${missing[*]}. Install with: sudo apt-get install ${missing[*]}" >&2
  fi
}

# The same for what runs TypeScript: Node.js does from 22.13 on; Debian has neither that nor Deno, npm has Deno.
install_typescript() {
  local log
  ! command -v deno >/dev/null || return 0
  ! node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 22 || major === 22 && minor >= 13 ? 0 : 1)' 2>/dev/null || return 0
  if [ "$(id -u)" = 0 ] && command -v npm >/dev/null; then
    echo "Installing deno …"
    log=$(mktemp)
    npm install --global --no-audit --no-fund deno >"$log" 2>&1 || { tail -5 "$log" >&2; echo "Could not install: deno" >&2; }
    rm -f "$log"
  else
    echo "Missing: deno, without which TypeScript does not run. Install with: npm install --global deno" >&2
  fi
}

# Prints the command that starts PowerShell 7.4+, or nothing.
find_powershell() {
  local check='if ($PSVersionTable.PSVersion -ge [version]"7.4") { exit 0 } else { exit 1 }'
  if command -v pwsh >/dev/null && pwsh -NoProfile -NonInteractive -Command "$check" >/dev/null 2>&1; then
    echo pwsh
  elif dotnet tool restore >/dev/null 2>&1 && dotnet pwsh -NoProfile -NonInteractive -Command "$check" >/dev/null 2>&1; then
    echo dotnet pwsh
  fi
}

demo_without_powershell() {
  dotnet build src/AgentCore.Emulator -c Release -v quiet
  dotnet src/AgentCore.Emulator/bin/Release/net8.0/AgentCore.Emulator.dll doctor
}

test_without_powershell() {
  local log skipped counts status=0
  log=$(mktemp)
  trap 'rm -f "$log"' RETURN
  dotnet build AgentCore.Module.sln -c Release -v quiet
  dotnet tests/Unit/bin/Release/net8.0/AgentCore.Tests.dll -noColor 2>&1 | tee "$log" || status=$?
  counts=$(sed -n 's/.*Total: \([0-9]*\), Errors: \([0-9]*\), Failed: \([0-9]*\), Skipped: \([0-9]*\).*/\1 \2 \3 \4/p' "$log" | tail -1)
  [ -n "$counts" ] || { echo "The test run ended without a summary." >&2; exit 1; }
  skipped=$(cat tests/Module/*.Tests.ps1 | grep -cE "^[[:space:]]*It[[:space:]]" || true)
  set -- $counts
  echo "xUnit: $(($1 - $2 - $3 - $4)) passed, $(($2 + $3)) failed, $4 skipped"
  echo "Pester: all $skipped skipped, because PowerShell is missing"
  echo "$(($1 - $2 - $3 - $4)) passed, $(($2 + $3)) failed, $(($4 + skipped)) skipped"
  return "$status"
}

case $task in demo | test) install_missing; install_typescript ;; esac
powershell=$(find_powershell)
if [ -n "$powershell" ]; then
  exec $powershell -NoProfile -NonInteractive -File ./build.ps1 -Task "$task" "$@"
fi
case $task in
  demo | test)
    echo "PowerShell 7.4+ was found neither on PATH nor through 'dotnet tool restore': running only what needs the .NET SDK alone."
    "${task}_without_powershell"
    ;;
  *)
    echo "The task '$task' needs PowerShell 7.4 or newer: https://aka.ms/install-powershell" >&2
    exit 1
    ;;
esac
