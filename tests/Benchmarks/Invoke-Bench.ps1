<#
.SYNOPSIS
Measures the module and the emulator beside what else does the same work, and writes what came of each goal.
.DESCRIPTION
Each file of Rows measures one row: it takes the bench, and writes measures. goals.json has what each is to reach. The
results go to the console, to out/bench.json and, of a whole run, to docs/benchmarks.md.
#>
#requires -Version 7.4
[CmdletBinding()]
param(
    # Only rows whose name contains this.
    [string] $Filter,

    # Little of everything, once: to try the bench itself out. Nothing is judged, and docs/benchmarks.md stays.
    [switch] $Quick
)

$ErrorActionPreference = 'Stop'
$env:AWS_EC2_METADATA_DISABLED = 'true'
$root = Split-Path (Split-Path $PSScriptRoot)
foreach ($project in 'Stub', 'Floor', 'Micro') {
    & dotnet build "$PSScriptRoot/$project" -c Release -v quiet -nologo | Out-Host
    if ($LASTEXITCODE) { throw "tests/Benchmarks/$project could not be built." }
}
Import-Module "$PSScriptRoot/Peers.psm1", "$PSScriptRoot/Statistics.psm1", "$PSScriptRoot/Report.psm1", "$PSScriptRoot/Bench.psm1" -Force
Import-Module "$root/out/AgentCore/AgentCore.psd1"
Import-Module -Assembly (Add-Type -Path "$PSScriptRoot/EmptyCommand.cs" -PassThru)[0].Assembly

$bench = Start-Bench $root -Quick:$Quick
$results = try {
    foreach ($file in Get-ChildItem "$PSScriptRoot/Rows/*.ps1" | Where-Object BaseName -Like "*$Filter*") {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $failure = $null
        try { $measures = @(& $file.FullName $bench) }
        catch { $measures, $failure = @(), "$_ $($_.ScriptStackTrace)" }
        Write-Host ('{0,-16} {1,6:n1} s {2}' -f $file.BaseName, $clock.Elapsed.TotalSeconds, $failure)
        [pscustomobject]@{ Row = $file.BaseName; Measures = $measures; Failure = $failure; Seconds = $clock.Elapsed.TotalSeconds }
    }
}
finally { Stop-Bench $bench }

$goals = Get-Content "$PSScriptRoot/goals.json" -Raw | ConvertFrom-Json
$report = New-Report $results $goals (Get-Machine) -Unjudged:$Quick
$report | ConvertTo-Json -Depth 6 | Set-Content "$root/out/$($Quick ? 'bench-quick' : 'bench').json"
$report.Goals | Format-Table Row, Measure, @{ Label = 'Median'; Expression = { Format-Value $_ }; Align = 'Right' },
    @{ Label = 'Quartiles'; Expression = { Format-Spread $_ } }, @{ Label = 'Goal'; Expression = { Format-Goal $_ } }, State, Reason |
    Out-String -Width 200 | Write-Host
if (-not $Quick -and -not $Filter) { Format-Report $report | Set-Content "$root/docs/benchmarks.md" }
$failed = @($results | Where-Object Failure)
foreach ($row in $failed) { Write-Host "$($row.Row) could not be measured: $($row.Failure)" }
exit [int]($failed.Count -gt 0)
