#requires -Version 7.4
<#
.SYNOPSIS
Builds, demonstrates, tests and packs AgentCore.
.DESCRIPTION
Build    stages an importable module in out/AgentCore
Demo     runs the main job on the local emulator and prints it
Test     runs every test, xUnit, Pester and the clients of other makers, against the staged module
Soak     runs what takes too long for every change: kills, full load, interruptions; about twenty minutes
Bench    measures the module and the emulator beside what else does the same work, and writes docs/benchmarks.md; about
         fifteen minutes. With -Filter Micro runs what BenchmarkDotNet measures inside a process
Conformance  runs one list of checks on AWS and on the emulator and writes what differs; tells its price and asks before
Generate writes the C# that src/AgentCore.Generator/Api describes, and brings rrweb; Build fails where the committed C#
         differs
Package  makes the packages in out: AgentCore.<version>.nupkg for the PowerShell Gallery, AgentCore.<version>.zip, the
         emulator as a .NET tool, AgentCore.Emulator.Tool.<version>.nupkg, and their sums, AgentCore.<version>.sha256
Analyze  runs the linters that are there over the scripts, and asks the registries for known holes; says what was not run
Clean    removes what the build made
.EXAMPLE
pwsh ./build.ps1 -Task Test -Filter Stop-ACBrowserSession
.EXAMPLE
pwsh ./build.ps1 -Task Conformance -ProfileName work -Region eu-central-1
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Demo', 'Test', 'Soak', 'Bench', 'Conformance', 'Generate', 'Package', 'Analyze', 'Clean')]
    [string] $Task = 'Build',

    # Test, Soak: run only the Pester and Node.js files, and the xUnit classes, whose name contains this. Bench: only rows.
    [string] $Filter,

    # Bench: little of everything, once, to try the bench itself out.
    [switch] $Quick,

    # Package: the address of the project, which the packages show; that of the remote origin unless given.
    [string] $ProjectUri,

    # Conformance: the profile that signs and the region; another endpoint in the place of AWS; a bucket and the role that
    # writes a recording there; and -Force, which confirms the price.
    [string] $ProfileName,
    [string] $Region,
    [string] $EndpointUrl,
    [string] $Bucket,
    [string] $ExecutionRoleArn,
    [switch] $Force
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$out = Join-Path $root 'out'
$module = Join-Path $out 'AgentCore'
$powershell = @(& "$root/tests/Get-PowerShellCommand.ps1")
$watched = Join-Path $root 'tests/Invoke-Watched.ps1'
$version = (Import-PowerShellDataFile (Join-Path $root 'AgentCore.psd1')).ModuleVersion

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

# What imports the staged module runs in a process of its own, as it would for a user; its files are free again after it.
function Invoke-FreshPowerShell {
    $program, [string[]] $first = $powershell
    & $program @first -NoProfile -NonInteractive -File @args | Out-Host
}

# Copies the files of rrweb from its package, in the version of the lock file. Without npm they stay as they are committed.
function Update-Rrweb {
    if (-not (Get-Command npm -ErrorAction Ignore)) { return Write-Host 'rrweb stays as it is: PATH has no npm.' }
    $folder = Join-Path $out 'rrweb'
    $null = New-Item $folder -ItemType Directory -Force
    Copy-Item "$root/src/AgentCore.Emulator/Rrweb/package*.json" $folder
    $log = & npm ci --prefix $folder --ignore-scripts --no-audit --no-fund 2>&1
    if ($LASTEXITCODE) { throw "npm could not bring rrweb: $log" }
    $package = Join-Path $folder 'node_modules/rrweb'
    Copy-Item "$package/umd/rrweb.min.js", "$package/dist/style.min.css" "$root/src/AgentCore.Emulator/Rrweb"
}

# Writes the generated C#.
function Invoke-Generator {
    & dotnet run --project "$root/src/AgentCore.Generator" -c Release -v quiet -- "$root/src" | Out-Host
    if ($LASTEXITCODE) { throw 'The C# that the API describes could not be written; see above.' }
}

# Where the project is on the web, as -ProjectUri or the remote origin says; nothing where neither does.
function Get-ProjectUri {
    if ($ProjectUri) { return $ProjectUri.TrimEnd('/') }
    if (-not (Get-Command git -ErrorAction Ignore)) { return }
    # An origin that is no web address, such as a folder, is nobody else's to see, and neither is who signs in there.
    @(& git -C $root remote get-url origin 2>$null) -replace '^git@([^:]+):', 'https://$1/' -replace
        '^(https://)[^/@]+@', '$1' -replace '\.git$' -match '^https://' | Select-Object -First 1
}

function Invoke-Build {
    # As in Invoke-Watched.ps1: compilers and analysers, too, end before it pays to compile them better.
    $env:DOTNET_TieredPGO = '0'
    Invoke-Dotnet build "$root/AgentCore.Module.sln" -c Release -v quiet -nologo
    & dotnet "$root/src/AgentCore.Generator/bin/Release/net8.0/AgentCore.Generator.dll" "$root/src" --check | Out-Host
    if ($LASTEXITCODE) { throw 'The C# that the API describes differs from the committed C#; see above. Run -Task Generate.' }
    Remove-Item $module -Recurse -Force -ErrorAction Ignore
    Invoke-Dotnet msbuild "$root/src/Publish.proj" "-p:Module=$module" -m '-v:quiet' -nologo
    Copy-Item "$root/AgentCore.psd1", "$root/src/AgentCore.Module/AgentCore.psm1", "$root/LICENSE", "$root/docs/DEPENDENCIES.md" $module
    Copy-Item "$root/src/AgentCore.Module/Formatting/AgentCore.Format.ps1xml" $module
    Invoke-FreshPowerShell "$root/docs/New-Help.ps1" -Module $module -Pages "$root/docs/en-US" -ProjectUri "$(Get-ProjectUri)"
    if ($LASTEXITCODE) { throw 'The help could not be made.' }
    Remove-Item env:DOTNET_TieredPGO
    Get-ChildItem $module -Recurse -Include '*.pdb', '*.deps.json', '*.staticwebassets.*', 'web.config', 'AgentCore.*.xml' |
        Where-Object Name -NotIn 'AgentCore.Emulator.deps.json', 'AgentCore.Format.ps1xml' |
        Where-Object Name -NotLike '*-Help.xml' |
        Remove-Item
    Write-Host "Staged $module ($version)"
}

# A test that takes longer than this prints nothing meanwhile; its run is ended and counts as failed.
$silenceSeconds = 240

# More tests at a time than there are cores, since they wait a lot. Those that take long are for Soak.
function Invoke-UnitTest([switch] $Soak) {
    $name = 'xUnit' + ($Soak ? ' (Soak)' : '')
    $command = @('dotnet', "$root/tests/Unit/bin/Release/net8.0/AgentCore.Tests.dll", '-noColor', '-reporter', 'verbose', '-maxThreads', '1.5x', ($Soak ? '-trait' : '-trait-'), 'Run=Soak')
    if ($Filter) { $command += '-class', "*$Filter*" }
    & $watched -SilenceSeconds $silenceSeconds -Command $command | Tee-Object -Variable lines |
        Where-Object { $_ -notmatch '\[(STARTING|FINISHED)\]|^info: ' } | Out-Host
    $lines | Set-Content (Join-Path $out 'xunit.log')
    $summary = $lines | Select-String 'Total: (\d+)(?:, Errors: (\d+), Failed: (\d+), Skipped: (\d+))?' | Select-Object -Last 1
    if (-not $summary) { throw 'The xUnit run ended without a summary.' }
    $total, $errors, $failed, $skipped = $summary.Matches[0].Groups[1..4].Value -as [int[]]
    $names = $lines | Select-String '^\s+(\S.*) \[FAIL\]$' | ForEach-Object { $_.Matches[0].Groups[1].Value }
    [pscustomobject]@{ Name = $name; Passed = $total - $errors - $failed - $skipped; Failed = $errors + $failed; Skipped = $skipped; Names = $names }
}

# Pester's module, restored by NuGet into out/packages.
function Get-Pester {
    $project = "$root/tests/Module/Pester.csproj"
    $manifest = dotnet msbuild $project -getProperty:PesterManifest
    if (-not (Test-Path $manifest)) { Invoke-Dotnet restore $project -v quiet }
    $manifest
}

# Three processes, since they wait a lot, take one file after the other: to start PowerShell and warm it up for each costs
# as much as the tests of most files. Those that take longest come first, so that all three end together.
function Invoke-PesterTest([string] $Folder) {
    $long = 'Durability', 'Load', 'Examples', 'Benchmarks', 'Readme', 'Drive', 'Pipeline', 'CodeInterpreterBadInput', 'Stop-ACBrowserSession', 'Install-ACCodeInterpreterPackage'
    $files = @(Get-ChildItem "$root/tests/$Folder/*.Tests.ps1" | Where-Object Name -Like "*$Filter*" |
        Sort-Object -Stable { $_.Name.Replace('.Tests.ps1', '') -notin $long })
    $reports = Join-Path $out 'pester'
    Remove-Item $reports -Recurse -Force -ErrorAction Ignore
    $runner = @($powershell) + '-NoProfile', '-NonInteractive', '-File', "$root/tests/Module/Invoke-Tests.ps1", (Get-Pester), $reports + $files.FullName
    $files | Select-Object -First 3 | ForEach-Object -Parallel {
        $lines = [System.Collections.Generic.List[string]]::new()
        & $using:watched -SilenceSeconds $using:silenceSeconds -Command $using:runner | ForEach-Object {
            $lines.Add($_)
            # The last line about a file; what was printed about it is shown where a test failed.
            if ($_ -match '^(\S+\.Tests\.ps1): \d+ passed, (\d+) failed, ') {
                $lines | Set-Content (Join-Path $using:reports "$($Matches[1]).log")
                $lines | Select-Object -Last ($Matches[2] -eq '0' ? 1 : $lines.Count) | Write-Host
                $lines.Clear()
            }
        }
        $lines | Write-Host
    }
    $counts = foreach ($file in $files) {
        $report = Join-Path $reports "$($file.Name).json"
        if (Test-Path $report) { Get-Content $report -Raw | ConvertFrom-Json }
        else {
            [pscustomobject]@{ Passed = 0; Failed = 1; Skipped = 0; Names = "$($file.Name) did not reach its end" }
        }
    }
    $total = @{ Passed = 0; Failed = 0; Skipped = 0 }
    foreach ($count in $counts) {
        foreach ($kind in @($total.Keys)) { $total[$kind] += $count.$kind }
    }
    [pscustomobject]@{ Name = "Pester ($Folder)"; Passed = $total.Passed; Failed = $total.Failed; Skipped = $total.Skipped; Names = $counts.Names }
}

# Clients that were written elsewhere. Files run side by side, since they wait a lot; each starts an emulator of its own.
function Invoke-ClientTest([switch] $Whole) {
    $name = "Clients ($($Whole ? 'whole' : 'short'))"
    $folders = @("$root/tests/Clients") + ($Whole ? "$root/tests/Clients/soak" : @())
    $files = @($folders | Get-ChildItem -File -Filter '*.test.mjs' | Where-Object Name -Like "*$Filter*")
    if (-not $files) { return [pscustomobject]@{ Name = $name; Passed = 0; Failed = 0; Skipped = 0; Names = @() } }
    try { $null = & "$root/tests/Restore-Client.ps1" }
    catch {
        return [pscustomobject]@{ Name = $name; Passed = 0; Failed = 1; Skipped = 0; Names = "$_" }
    }
    $command = @('node', '--test', '--test-reporter=spec', '--test-timeout=300000', '--test-concurrency=3') + $files.FullName
    & $watched -SilenceSeconds $silenceSeconds -Command $command | Tee-Object -Variable lines | Out-Host
    $lines | Set-Content (Join-Path $out 'clients.log')
    $count = @{}
    $lines | Select-String '^\S+ (pass|fail|cancelled|skipped|todo) (\d+)$' |
        ForEach-Object { $count[$_.Matches[0].Groups[1].Value] = [int]$_.Matches[0].Groups[2].Value }
    # A run that was ended has no counts.
    $failed = $count.Count -eq 5 ? $count.fail + $count.cancelled : 1
    $names = $lines | Select-String '^✖ (.+) \([\d.]+ms\)$' | ForEach-Object { $_.Matches[0].Groups[1].Value } | Select-Object -Unique
    [pscustomobject]@{ Name = $name; Passed = [int]$count.pass; Failed = $failed; Skipped = $count.skipped + $count.todo; Names = $names }
}

# Prints the counts, and what failed, and ends with 1 where a test failed.
function Exit-WithResult([object[]] $Results) {
    foreach ($result in $Results) {
        Write-Host "$($result.Name): $($result.Passed) passed, $($result.Failed) failed, $($result.Skipped) skipped"
        foreach ($name in $result.Names | Where-Object { $_ }) { Write-Host "  FAILED: $name" }
    }
    $sum = $Results | Measure-Object Passed, Failed, Skipped -Sum
    Write-Host "$($sum[0].Sum) passed, $($sum[1].Sum) failed, $($sum[2].Sum) skipped"
    exit [int]($sum[1].Sum -gt 0)
}

# In a process of its own, whose times are not those of a PowerShell that has built.
function Invoke-Bench {
    if ($Filter -eq 'Micro') {
        Invoke-Dotnet run --project "$root/tests/Benchmarks/Micro" -c Release -v quiet
        return
    }
    $options = @(if ($Filter) { '-Filter', $Filter }) + @(if ($Quick) { '-Quick' })
    Invoke-FreshPowerShell "$root/tests/Benchmarks/Invoke-Bench.ps1" @options
    exit $LASTEXITCODE
}

# In a process of its own that has the terminal: it asks, and Ctrl+C lets it remove what it made.
function Invoke-Conformance {
    $options = @(foreach ($name in 'ProfileName', 'Region', 'EndpointUrl', 'Bucket', 'ExecutionRoleArn') {
        $value = Get-Variable $name -ValueOnly
        if ($value) { "-$name", $value }
    })
    if ($Force) { $options += '-Force' }
    $program, [string[]] $first = $powershell
    & $program @first -NoProfile -File "$root/tests/Conformance/Invoke-Conformance.ps1" @options
    exit $LASTEXITCODE
}

function Invoke-Package {
    $project = Get-ProjectUri
    if (-not $project) { Write-Warning 'The packages have no link to the project: neither -ProjectUri nor the remote origin gives its address.' }
    Invoke-ToolPackage
    & "$root/src/New-Package.ps1" -Module $module -Destination $out -ProjectUri $project -Changelog "$root/docs/CHANGELOG.md"
}

# The emulator as a .NET tool, of what was built.
function Invoke-ToolPackage {
    $package = Join-Path $out "AgentCore.Emulator.Tool.$version.nupkg"
    Remove-Item $package -ErrorAction Ignore
    Invoke-Dotnet pack "$root/src/AgentCore.Emulator" -c Release --no-build -v quiet -nologo
    Get-Item $package
}

function Invoke-Clean {
    Remove-Item $out, "$root/tests/Clients/node_modules" -Recurse -Force -ErrorAction Ignore
    Get-ChildItem "$root/src", "$root/tests" -Directory -Recurse -Include bin, obj | Remove-Item -Recurse -Force
}

switch ($Task) {
    Build { Invoke-Build }
    Demo { Invoke-Build; Invoke-FreshPowerShell "$root/docs/demo/Show-Demo.ps1"; exit $LASTEXITCODE }
    Test { Invoke-Build; Exit-WithResult (@(Invoke-UnitTest) + @(Invoke-PesterTest Module) + @(Invoke-ClientTest)) }
    Soak { Invoke-Build; $null = Invoke-ToolPackage; Exit-WithResult (@(Invoke-UnitTest -Soak) + @(Invoke-PesterTest Soak) + @(Invoke-ClientTest -Whole)) }
    Bench { Invoke-Build; Invoke-Bench }
    Conformance {
        if (-not $Region) { throw 'Conformance needs a region, such as -Region eu-central-1.' }
        Invoke-Build
        Invoke-Conformance
    }
    Generate { Invoke-Generator; Update-Rrweb }
    Package { Invoke-Build; Invoke-Package }
    Analyze { Invoke-FreshPowerShell "$root/tests/Invoke-Analysis.ps1"; exit $LASTEXITCODE }
    Clean { Invoke-Clean }
}
