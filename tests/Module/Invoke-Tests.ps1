# Runs a Pester file in this process and writes the counts to a JSON file for build.ps1.
param(
    [Parameter(Mandatory, Position = 0)] [string] $Pester,
    [Parameter(Mandatory, Position = 1)] [string] $Report,
    [Parameter(Mandatory, Position = 2)] [string] $Path
)
$ErrorActionPreference = 'Stop'
Import-Module $Pester
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
# A line a test: build.ps1 ends a run that prints none for too long.
$configuration.Output.Verbosity = 'Detailed'
$result = Invoke-Pester -Configuration $configuration
# A file that does not even load, or a block whose setup fails, counts as a failure too.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
@{ Passed = $result.PassedCount; Failed = $failed; Skipped = $result.SkippedCount + $result.NotRunCount; Seconds = $result.Duration.TotalSeconds } |
    ConvertTo-Json | Set-Content $Report
