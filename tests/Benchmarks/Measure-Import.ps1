# How much longer PowerShell takes to start when it imports the module: a ratio of two medians of one run, since
# absolute times differ from machine to machine and from hour to hour.
#requires -Version 7.4
param([ValidateRange(3, 1000)] [int] $Runs = 15)
$module = Join-Path $PSScriptRoot '../../out/AgentCore/AgentCore.psd1'
$program, [string[]] $first = & (Join-Path $PSScriptRoot '../Get-PowerShellCommand.ps1')
$scripts = [ordered]@{ 'start alone' = '$null'; 'start and import' = "Import-Module '$module'" }
$times = @{}
foreach ($run in 1..$Runs) {
    foreach ($name in $scripts.Keys) {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        & $program @first -NoProfile -NonInteractive -Command $scripts[$name]
        [double[]] $times[$name] += $watch.Elapsed.TotalMilliseconds
    }
}
$alone, $import = $scripts.Keys | ForEach-Object { ($times[$_] | Sort-Object)[[int]($Runs / 2)] }
'Start alone {0:n0} ms, start and import {1:n0} ms (medians of {2}): ratio {3:n2}' -f $alone, $import, $Runs, ($import / $alone)
