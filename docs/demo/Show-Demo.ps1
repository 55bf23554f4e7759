# The main job, start to end, on the local emulator: a real Chromium, a real Python, no AWS account.
#requires -Version 7.4
$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
Import-Module "$root/out/AgentCore/AgentCore.psd1"
. "$PSScriptRoot/PageServer.ps1"

function Show-Step([string] $Text) { Write-Host "`n› $Text" -ForegroundColor Cyan }

$folder = New-Item (Join-Path $root 'out/demo') -ItemType Directory -Force
$site = Start-PageServer $PSScriptRoot
try {
    Show-Step 'Start-ACEmulator'
    Start-ACEmulator | Out-Host

    Show-Step '$s = Start-ACBrowserSession -Name probe -ViewPort 1280x720'
    $s = Start-ACBrowserSession -Name probe -ViewPort 1280x720
    $s | Out-Host

    Show-Step "Open-ACBrowserPage `$s $($site.Url)"
    Open-ACBrowserPage $s $site.Url | Out-Host

    Show-Step 'Save-ACBrowserScreenshot $s ./out/demo/page.png'
    (Save-ACBrowserScreenshot $s (Join-Path $folder 'page.png')).FullName | Out-Host

    Show-Step 'Get-ACLiveViewUrl $s'
    Get-ACLiveViewUrl $s | Out-Host

    Show-Step "Invoke-ACCodeInterpreter 'print(6 * 7)'"
    (Invoke-ACCodeInterpreter 'print(6 * 7)').Output | Out-Host

    Show-Step "'a,b','1,2','3,4' | Set-Content t.csv;  Send-ACCodeInterpreterFile `$c t.csv"
    $csv = Join-Path $folder 't.csv'
    'a,b', '1,2', '3,4' | Set-Content $csv
    $c = Start-ACCodeInterpreterSession
    Send-ACCodeInterpreterFile $c $csv | Out-Host

    Show-Step "Invoke-ACCodeInterpreter -Session `$c `"import pandas; print(pandas.read_csv('t.csv').a.sum())`""
    (Invoke-ACCodeInterpreter -Session $c "import pandas; print(pandas.read_csv('t.csv').a.sum())" -ErrorOnFailure).Output | Out-Host

    Show-Step 'Get-ACBrowserSession'
    Get-ACBrowserSession | Out-Host

    Show-Step 'Get-ACBrowserSession -Status READY | Stop-ACBrowserSession;  Get-ACBrowserSession'
    Get-ACBrowserSession -Status READY | Stop-ACBrowserSession
    Get-ACCodeInterpreterSession -Status READY | Stop-ACCodeInterpreterSession
    Get-ACBrowserSession | Out-Host
}
finally {
    Stop-PageServer $site
    Stop-ACEmulator
}
