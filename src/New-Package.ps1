#requires -Version 7.4
<#
.SYNOPSIS
Makes the packages of the staged module: for the PowerShell Gallery, as a zip file, and the sums of both.
.DESCRIPTION
Writes AgentCore.<version>.nupkg, which Publish-PSResource -NupkgPath publishes and Install-PSResource installs, and
AgentCore.<version>.zip, whose one folder AgentCore goes below a folder of $env:PSModulePath; then AgentCore.<version>.sha256
with the sums of all packages of this version in the folder, as sha256sum writes and checks them. Returns the files.
#>
[CmdletBinding()]
param(
    # The staged module.
    [Parameter(Mandatory)] [string] $Module,

    # Where the packages go.
    [Parameter(Mandatory)] [string] $Destination,

    # The address of the project, at GitHub. Without one the packages have no links to it.
    [string] $ProjectUri,

    # The changelog: what it says of this version, or else of the next, becomes the release notes.
    [Parameter(Mandatory)] [string] $Changelog
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
    throw 'The package needs Compress-PSResource of PSResourceGet 1.1, which PowerShell has from 7.5 on: dotnet tool restore, then dotnet pwsh ./build.ps1 -Task Package'
}
$version = (Import-PowerShellDataFile (Join-Path $Module AgentCore.psd1)).ModuleVersion
$name = "AgentCore.$version"
$null = New-Item $Destination -ItemType Directory -Force
$folder = Join-Path ([System.IO.Path]::GetTempPath()) "agentcore-package-$([guid]::NewGuid().ToString('N'))"
$packed = Join-Path $folder AgentCore
try {
    Copy-Item $Module $packed -Recurse
    $files = Get-ChildItem $packed -Recurse -File | ForEach-Object { [System.IO.Path]::GetRelativePath($packed, $_.FullName).Replace('\', '/') } | Sort-Object
    $sections = (Get-Content $Changelog -Raw) -split '(?m)^## '
    $notes = @($sections -match "^$([regex]::Escape($version))\s") + @($sections -match '^Unreleased\s') | Select-Object -First 1

    function ConvertTo-Literal([string] $Text) { "'" + $Text.Replace("'", "''") + "'" }
    $more = [ordered]@{ ReleaseNotes = ($notes -split "`n", 2)[1].Trim() }
    if ($ProjectUri) {
        $more.ProjectUri = $ProjectUri.TrimEnd('/')
        $more.IconUri = "$($more.ProjectUri)/raw/main/docs/images/icon.png"
    }
    $manifest = Join-Path $packed AgentCore.psd1
    $text = Get-Content $manifest -Raw
    $text = $text -replace '(?m)^( +)LicenseUri .*$', ("`$0" + (-join $more.GetEnumerator().ForEach{ "`n            $($_.Key) = $((ConvertTo-Literal $_.Value).Replace('$', '$$'))" }))
    $text = $text -replace '(?m)^    PrivateData ', "    FileList = @($($files.ForEach{ "`n        $(ConvertTo-Literal $_)" })`n    )`n`$0"
    Set-Content $manifest $text -NoNewline
    $null = Test-ModuleManifest $manifest

    $zip = Join-Path $Destination "$name.zip"
    $package = Join-Path $Destination "$name.nupkg"
    Remove-Item $zip, $package -ErrorAction Ignore
    [System.IO.Compression.ZipFile]::CreateFromDirectory($packed, $zip, 'SmallestSize', $true)
    Compress-PSResource -Path $packed -DestinationPath $Destination
}
finally { Remove-Item $folder -Recurse -Force -ErrorAction Ignore }

$made = Get-ChildItem $Destination -File | Where-Object Name -Match "^AgentCore(\.Emulator\.Tool)?\.$([regex]::Escape($version))\.(zip|nupkg)$"
$sums = $made | ForEach-Object { "$((Get-FileHash $_.FullName).Hash.ToLowerInvariant())  $($_.Name)`n" }
Set-Content (Join-Path $Destination "$name.sha256") (-join $sums) -NoNewline
Get-Item $zip, $package, (Join-Path $Destination "$name.sha256")
