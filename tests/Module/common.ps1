# Dot-sourced by every test file: imports what was built, as a user does.
$root = Split-Path (Split-Path $PSScriptRoot)
$modulePath = Join-Path $root 'out/AgentCore/AgentCore.psd1'
Import-Module $modulePath
. (Join-Path $root 'docs/demo/PageServer.ps1')

# A page of our own for the browser; use with Open-ACBrowserPage.
function ConvertTo-PageUrl([string] $Html) { 'data:text/html,' + [uri]::EscapeDataString($Html) }

# Runs a script in a PowerShell of its own and returns its output lines.
function Invoke-FreshPowerShell([string] $Script) {
    & ([Environment]::ProcessPath) -NoProfile -NonInteractive -Command "Import-Module '$modulePath'; $Script"
}

# Starts a script in a PowerShell of its own and goes on; for tests that end that process or interrupt it.
function Start-FreshPowerShell([string] $Script) {
    $start = [System.Diagnostics.ProcessStartInfo]::new([Environment]::ProcessPath)
    $start.RedirectStandardOutput = $true
    '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$modulePath'; $Script" | ForEach-Object { $start.ArgumentList.Add($_) }
    [System.Diagnostics.Process]::Start($start)
}

# Waits for something to become true; the tests' only wait. Fails the test after the given time.
function Wait-Until([scriptblock] $Condition, [int] $Seconds = 10) {
    $end = [datetime]::UtcNow.AddSeconds($Seconds)
    while (-not (& $Condition)) {
        if ([datetime]::UtcNow -gt $end) { throw "Still not so after $Seconds s: $Condition" }
        Start-Sleep -Milliseconds 100
    }
}

# The width and height that a PNG file declares in its header.
function Get-PngSize([string] $Path) {
    $bytes = [System.IO.File]::ReadAllBytes($Path)
    [System.Text.Encoding]::ASCII.GetString($bytes, 1, 3) | Should -Be 'PNG'
    $width = [System.Buffers.Binary.BinaryPrimitives]::ReadInt32BigEndian([byte[]]$bytes[16..19])
    $height = [System.Buffers.Binary.BinaryPrimitives]::ReadInt32BigEndian([byte[]]$bytes[20..23])
    "${width}x$height"
}
