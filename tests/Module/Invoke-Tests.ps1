# Runs Pester files in this process, one after the other, and leaves out those that another process has taken. The counts
# of each are printed, and written to a JSON file for build.ps1.
param(
    [Parameter(Mandatory, Position = 0)] [string] $Pester,
    [Parameter(Mandatory, Position = 1)] [string] $Reports,
    [Parameter(Mandatory, Position = 2, ValueFromRemainingArguments)] [string[]] $Path
)
$ErrorActionPreference = 'Stop'
$null = New-Item $Reports -ItemType Directory -Force
Import-Module $Pester
$environment = [Environment]::GetEnvironmentVariables()
$location = Get-Location
foreach ($file in $Path) {
    $name = Split-Path $file -Leaf
    $report = Join-Path $Reports "$name.json"
    try { [System.IO.File]::Open("$report.taken", 'CreateNew').Dispose() }
    catch [System.IO.IOException] { continue }

    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $file
    $configuration.Run.PassThru = $true
    # A line a test: build.ps1 ends a run that prints none for too long.
    $configuration.Output.Verbosity = 'Detailed'
    $result = Invoke-Pester -Configuration $configuration
    # A file that does not even load, or a block whose setup fails, counts as a failure too.
    $count = [pscustomobject]@{
        Passed  = $result.PassedCount
        Failed  = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
        Skipped = $result.SkippedCount + $result.NotRunCount
        Names   = @(@($result.Failed; $result.FailedBlocks) | ForEach-Object ExpandedPath; $result.FailedContainers | ForEach-Object Item) | ForEach-Object { "${name}: $_" }
    }
    $count | ConvertTo-Json | Set-Content $report
    Write-Host ('{0}: {1} passed, {2} failed, {3} skipped ({4:n1} s)' -f $name, $count.Passed, $count.Failed, $count.Skipped, $result.Duration.TotalSeconds)

    # The next file finds what this one found.
    Set-Location $location
    foreach ($variable in @([Environment]::GetEnvironmentVariables().Keys) + @($environment.Keys)) {
        [Environment]::SetEnvironmentVariable($variable, $environment[$variable])
    }
    if (Get-Module AgentCore) {
        Stop-ACEmulator
        Clear-ACContext
    }
}
