#requires -Version 7.4
<#
.SYNOPSIS
Runs one list of checks on AWS and on the emulator, and writes what differs.
.DESCRIPTION
Starts a handful of short sessions, creates a browser and a code interpreter with tags, and ends and deletes all of them,
also after Ctrl+C. What that costs at most is told and confirmed before anything is started; -Force confirms it. The result
is a table, and conformance.md and conformance.json in the output folder. docs/conformance.md describes each check.
.EXAMPLE
pwsh ./build.ps1 -Task Conformance -ProfileName work -Region eu-central-1
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    # The profile that signs; without it, what the AWS SDK finds.
    [string] $ProfileName,

    # The region to run in.
    [Parameter(Mandatory)] [string] $Region,

    # Another endpoint in the place of AWS.
    [string] $EndpointUrl,

    # Records a session into this bucket; what is recorded stays there.
    [string] $Bucket,

    # The role that writes the recording.
    [string] $ExecutionRoleArn,

    # Where the results are written.
    [string] $OutputFolder = (Join-Path $PSScriptRoot '../../out'),

    # The staged module.
    [string] $Module = (Join-Path $PSScriptRoot '../../out/AgentCore/AgentCore.psd1'),

    # Does not ask.
    [switch] $Force
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$isLeft = $false

# Ends with one sentence.
function Exit-WithSentence([string] $Sentence) {
    [Console]::Error.WriteLine($Sentence)
    exit 1
}

if ($Bucket -and -not $ExecutionRoleArn) {
    Exit-WithSentence '-Bucket needs -ExecutionRoleArn, the role that writes the recording.'
}

$plan = Import-PowerShellDataFile "$root/Plan.psd1"
$cost = 0
$sessions = foreach ($session in $plan.Sessions.Values) {
    $machine = $plan.Machines[$session.Tool]
    $cost += $session.Seconds / 3600 * ($machine.Vcpu * $plan.Prices.VcpuHour + $machine.Gigabyte * $plan.Prices.GigabyteHour)
    $session.Tool
}
$counts = ($sessions | Group-Object | Sort-Object Name | ForEach-Object { "$($_.Count) of $($_.Name)" }) -join ', '
$service = $EndpointUrl ? $EndpointUrl : 'AWS'
$price = "At most $('{0:0.00}' -f ([Math]::Ceiling($cost * 100) / 100)) USD at list price: $(@($sessions).Count) sessions ($counts) that " +
    "use their whole machine until their timeout, at $($plan.Prices.VcpuHour) USD per vCPU-hour and $($plan.Prices.GigabyteHour) USD per " +
    "GB-hour ($($plan.Prices.Source), read in $($plan.Prices.Read)). Usually it is less than a tenth of that."
if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) { $ConfirmPreference = 'None' }
$question = "Run the checks on $service in $Region? $price"
try { $isConfirmed = $PSCmdlet.ShouldProcess($question, $question, 'Conformance') }
catch [System.Management.Automation.PSInvalidOperationException], [System.Management.Automation.Host.HostException] {
    Exit-WithSentence "Nobody can be asked here. $price Give -Force to run without the question."
}
if (-not $isConfirmed) {
    'Nothing was started.'
    return
}

$ConfirmPreference = 'None'
$price
Import-Module $Module
Add-Type -Path "$root/WireLog.cs"
. "$root/Side.ps1"
. "$root/Checks.ps1"
. "$root/Report.ps1"
$checks = @(Get-Check)

# Runs every check on the side that the module is connected to, and ends what was made there.
function Invoke-Side([string] $Name) {
    $side = New-Side ([guid]::NewGuid().ToString('n').Substring(0, 8))
    try {
        for ($number = 0; $number -lt $checks.Count; $number++) {
            Write-Progress "Checks on $Name" $checks[$number].Id -PercentComplete (100 * $number / $checks.Count)
            Invoke-Check $checks[$number]
        }
    }
    finally {
        Write-Progress "Checks on $Name" -Completed
        Close-Side
    }
    $side.Results
}

# The service first with a call that makes nothing: what is wrong with credentials or region shows here.
$connection = @{ Region = $Region }
if ($ProfileName) { $connection.ProfileName = $ProfileName }
if ($EndpointUrl) { $connection.EndpointUrl = $EndpointUrl }
try {
    Set-ACContext @connection
    $null = Get-ACBrowser -Type SYSTEM | Select-Object -First 1
}
catch {
    if ($_.CategoryInfo.Category -ne 'PermissionDenied') {
        $advice = "$($_.ErrorDetails.RecommendedAction)"
        if ($_.CategoryInfo.Category -eq 'ConnectionError' -and -not $EndpointUrl) {
            $advice = "Amazon Bedrock AgentCore may not be offered in the region '$Region'."
        }
        Exit-WithSentence "$service could not be used: $("$($_.Exception.Message)".TrimEnd('.')). $advice".TrimEnd()
    }
}

$onService = Invoke-Side $service
Clear-ACContext
try {
    $null = Start-ACEmulator
    $onEmulator = Invoke-Side 'the emulator'
}
finally { Stop-ACEmulator }

$rows = @(Get-Comparison $checks $onService $onEmulator $service)
$header = @{
    service = $service; region = $Region; version = "$((Get-Module AgentCore).Version)"
    time = [datetime]::UtcNow.ToString('yyyy-MM-dd HH:mm') + ' UTC'
}
Write-Report $rows $header $OutputFolder
# Both sides are shown whole where they differ; the files have all.
$rows | Format-Table Id, Verdict, @{
    n = 'What was observed'; e = {
        $row = $_
        switch ($row.Verdict) {
            'differs' { "$($service): $($row.Service)`nemulator: $($row.Emulator)" }
            'same' { $row.Emulator.Length -gt 60 ? $row.Emulator.Substring(0, 60) + '…' : $row.Emulator }
            default { $row.Reason }
        }
    }
} -Wrap | Out-Host
Get-Count $rows
"Written: $(Join-Path (Resolve-Path $OutputFolder) conformance.md)"
exit [int]$isLeft
