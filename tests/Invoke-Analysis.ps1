<#
.SYNOPSIS
Looks for faults without running anything: scripts by their linters, packages by what is known of them.
.DESCRIPTION
The .NET analysers are part of every build, where each finding is an error. A check whose linter this machine lacks, or
whose registry does not answer, is not run, and says so: nothing passes in silence. Ends with 1 where something was found.
#>
#requires -Version 7.4
$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot

# The files of the project that git has, wherever they lie, by their names.
function Get-ProjectFile([string[]] $Pattern) {
    [string[]] $words = $Pattern | ForEach-Object { ":(glob)**/$_" } # PowerShell would expand a pattern that begins with its star
    git -C $root ls-files -- @words | ForEach-Object { Join-Path $root $_ }
}

# A check's name, what it found, and why it was not run.
function New-Check([string] $Name, [string[]] $Finding, [string] $Missing) {
    [pscustomobject]@{ Check = $Name; Finding = @($Finding | Where-Object { $_ }); Missing = $Missing }
}

# The findings of a program are what it prints, a line each.
function Invoke-Linter([string] $Name, [string[]] $Program, [string[]] $Files) {
    $found = $Program | Where-Object { Get-Command $_ -CommandType Application -ErrorAction Ignore } | Select-Object -First 1
    if (-not $found) { return New-Check $Name -Missing "PATH has no $($Program -join ' and no ')" }
    $words = @(if ($found -eq 'shellcheck') { '--format=gcc', '--severity=warning' } elseif ($found -eq 'ruff') { 'check', '--output-format=concise', '--quiet' })
    New-Check $Name (& $found @words @Files 2>&1 | ForEach-Object { "$_" })
}

function Test-PowerShellScript {
    $name = 'PowerShell scripts (PSScriptAnalyzer)'
    if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
        return New-Check $name -Missing 'the module is not there: Install-PSResource PSScriptAnalyzer'
    }
    # Write-Host is what a build talks with. The scripts need PowerShell 7, which reads UTF-8 without a mark. The others
    # do not see into Pester's blocks, functions and nested runspaces, and report what is used there as unused.
    $rules = 'PSAvoidUsingWriteHost', 'PSUseBOMForUnicodeEncodedFile', 'PSUseDeclaredVarsMoreThanAssignments',
        'PSReviewUnusedParameter', 'PSUseUsingScopeModifierInNewRunspaces', 'PSUseShouldProcessForStateChangingFunctions'
    $findings = Get-ProjectFile '*.ps1', '*.psm1' | ForEach-Object { Invoke-ScriptAnalyzer $_ -Severity Warning, Error -ExcludeRule $rules }
    New-Check $name ($findings | ForEach-Object { "$($_.ScriptPath)($($_.Line)): $($_.RuleName): $($_.Message)" })
}

# Whether the registry knows of holes at all: without that, NuGet finds none in any package.
function Test-NuGetPackage {
    $name = 'NuGet packages with known holes'
    try {
        $sources = dotnet nuget list source --format short | ForEach-Object { ($_ -split ' ', 2)[1] } | Where-Object { $_ -like 'http*' }
        $kinds = foreach ($source in $sources) { (Invoke-RestMethod $source -TimeoutSec 30).resources.'@type' }
    }
    catch { return New-Check $name -Missing "the registry does not answer: $_" }
    if (-not ($kinds -like 'VulnerabilityInfo/*')) { return New-Check $name -Missing 'the registry has no list of them' }
    $projects = (dotnet list "$root/AgentCore.Module.sln" package --vulnerable --include-transitive --format json | ConvertFrom-Json).projects
    $findings = foreach ($package in $projects.frameworks | ForEach-Object { $_.topLevelPackages; $_.transitivePackages } | Where-Object vulnerabilities) {
        "$($package.id) $($package.resolvedVersion): $($package.vulnerabilities.advisoryurl -join ' ')"
    }
    New-Check $name $findings
}

function Test-NpmPackage {
    $name = 'npm packages with known holes'
    if (-not (Get-Command npm -ErrorAction Ignore)) { return New-Check $name -Missing 'PATH has no npm' }
    $findings = foreach ($lock in Get-ProjectFile '*package-lock.json') {
        $report = npm audit --package-lock-only --json --fetch-retries=0 --fetch-timeout=30000 --prefix (Split-Path $lock) 2>$null | Out-String | ConvertFrom-Json
        if (-not $report.auditReportVersion) { return New-Check $name -Missing "the registry does not answer: $($report.message)" }
        foreach ($package in $report.vulnerabilities.PSObject.Properties.Value) { "$lock`: $($package.name) $($package.range): $($package.severity)" }
    }
    New-Check $name $findings
}

$checks = @(
    Test-PowerShellScript
    Invoke-Linter 'Shell scripts (shellcheck)' shellcheck (Get-ProjectFile '*.sh', '.ci/run')
    Invoke-Linter 'Python (ruff or pyflakes)' ruff, pyflakes, pyflakes3 (Get-ProjectFile '*.py')
    Test-NuGetPackage
    Test-NpmPackage)
foreach ($check in $checks) {
    $state = $check.Missing ? "not run: $($check.Missing)" : $check.Finding ? "$($check.Finding.Count) found" : 'nothing found'
    Write-Host "$($check.Check): $state"
    foreach ($finding in $check.Finding) { Write-Host "  $finding" }
}
exit [int](@($checks | Where-Object Finding).Count -gt 0)
