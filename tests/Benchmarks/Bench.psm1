# What the rows share: the processes beside this one, the endpoint that the module uses, fresh PowerShells.
#requires -Version 7.4

function Start-Bench([string] $Root, [switch] $Quick) {
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "agentcore-bench-$PID"
    $null = New-Item $folder -ItemType Directory
    $node = Get-NodeFault $Root
    $build = { param($name) Start-Peer 'dotnet', "$Root/tests/Benchmarks/$name/bin/Release/net8.0/AgentCore.Benchmarks.$name.dll" "$folder/$name.log" }
    @{
        Root = $Root
        Quick = [bool]$Quick
        Rounds = $Quick ? 1 : 15
        Folder = $folder
        Module = "$Root/out/AgentCore/AgentCore.psd1"
        Stub = & $build Stub
        Floor = & $build Floor
        JavaScript = $node ?? (Start-Peer 'node', "$Root/tests/Benchmarks/JavaScript/worker.mjs" "$folder/node.log")
        Emulator = $null
    }
}

function Stop-Bench($Bench) {
    foreach ($name in 'Stub', 'Floor', 'JavaScript', 'Emulator') {
        if ($Bench[$name] -and $Bench[$name] -isnot [string]) { Stop-Peer $Bench[$name] }
    }
    Remove-Item $Bench.Folder -Recurse -Force
}

# Why Node.js or its packages are missing; null where they are not.
function Get-NodeFault([string] $Root) {
    try { $null = & "$Root/tests/Restore-Client.ps1" }
    catch { "$_" }
}

# A number for a whole run, and one for trying out.
function Get-Count($Bench, [int] $Whole, [int] $Quick) { $Bench.Quick ? $Quick : $Whole }

# Points the module at the stub, with these settings, and returns where it is, for the workers.
function Use-Stub($Bench, [hashtable] $Settings = @{}) {
    $url = $Bench.Stub.Ready.url
    $null = Invoke-RestMethod "$url/stub" -Method Put -Body ($Settings | ConvertTo-Json)
    Use-Endpoint @{ url = $url; accessKey = 'AKIDEXAMPLE'; secretKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
}

# What the stub has seen since it was set.
function Get-StubCount($Bench) { Invoke-RestMethod "$($Bench.Stub.Ready.url)/stub" }

# Starts an emulator of the row's own.
function Start-Emulator($Bench, [string] $Name) {
    $assembly = "$($Bench.Root)/out/AgentCore/emulator/AgentCore.Emulator.dll"
    Start-Peer 'dotnet', $assembly, 'serve', '--print-secret', '--exit-on-stdin-close' "$($Bench.Folder)/$Name.log"
}

# Points the module at an emulator, by default the one that most rows share, and returns where it is, for the workers.
function Use-Emulator($Bench, $Emulator = ($Bench.Emulator ??= Start-Emulator $Bench emulator)) {
    $ready = $Emulator.Ready
    Use-Endpoint @{ url = $ready.url; accessKey = $ready.accessKey; secretKey = $ready.secretKey }
}

function Use-Endpoint([hashtable] $Endpoint) {
    Set-ACContext -EndpointUrl $Endpoint.url -AccessKey $Endpoint.accessKey -SecretKey $Endpoint.secretKey -Region us-west-2
    $Endpoint
}

# A candidate that is a job of a worker, or why it cannot run.
function New-JobCandidate($Peer, [hashtable] $Job) {
    if ($Peer -is [string]) { return $Peer }
    { (Invoke-Peer $Peer $Job).milliseconds }.GetNewClosure()
}

# Runs a script in a fresh PowerShell of the module's endpoint and returns what it writes.
function Invoke-FreshPowerShell($Bench, [string] $Script) {
    $program, [string[]] $first = & "$($Bench.Root)/tests/Get-PowerShellCommand.ps1"
    $output = & $program @first -NoProfile -NonInteractive -Command $Script
    if ($LASTEXITCODE) { throw "A fresh PowerShell failed with exit code $LASTEXITCODE`: $output" }
    $output
}

# Runs a script with the module in a fresh PowerShell and returns the most memory that it had, in MB.
function Measure-PeakMemory($Bench, [hashtable] $Endpoint, [string] $Script) {
    $context = "Set-ACContext -EndpointUrl $($Endpoint.url) -AccessKey $($Endpoint.accessKey) -SecretKey $($Endpoint.secretKey) -Region us-west-2"
    [double](Invoke-FreshPowerShell $Bench "
        Import-Module '$($Bench.Module)'
        $context
        $Script
        [System.Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB")
}

# The shape of the machine that measured.
function Get-Machine {
    $first = { param($command) if (Get-Command $command[0] -ErrorAction Ignore) { "$(& $command[0] $command[1] 2>$null | Select-Object -First 1)" } else { 'none' } }
    [ordered]@{
        date = [datetime]::UtcNow.ToString('yyyy-MM-dd HH:mm') + ' UTC'
        cores = [Environment]::ProcessorCount
        memory = '{0:n0} GB' -f ([GC]::GetGCMemoryInfo().TotalAvailableMemoryBytes / 1GB)
        system = [System.Runtime.InteropServices.RuntimeInformation]::OSDescription
        '.NET' = [System.Runtime.InteropServices.RuntimeInformation]::FrameworkDescription
        PowerShell = "$($PSVersionTable.PSVersion)"
        'Node.js' = & $first 'node', '--version'
        Python = & $first 'python3', '--version'
        Chromium = & $first 'chromium', '--version'
    }
}

Export-ModuleMember -Function *-Bench, *-Stub, *-Emulator, Get-StubCount, Get-Count, New-JobCandidate, Invoke-FreshPowerShell, Measure-PeakMemory, Get-Machine
