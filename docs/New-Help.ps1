<#
.SYNOPSIS
Makes the module's help file (MAML) from the pages in docs/en-US and the doc comments of the cmdlets.
.DESCRIPTION
A page holds what a person writes: synopsis, description, examples, related links. Parameters are described once, on
the C# properties; their types, sets and positions are read from the cmdlets themselves. A cmdlet without a page, a
page without a cmdlet, a parameter without a text or a page without an example fails the build.
Run it in a PowerShell of its own: it imports the module, whose files stay in use until that process ends.
#>
#requires -Version 7.4
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Pages
)
$ErrorActionPreference = 'Stop'
$Module = (Resolve-Path $Module).ProviderPath
$common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters

function ConvertTo-XmlText([string] $Text) { [System.Security.SecurityElement]::Escape($Text.Trim()) }
function ConvertTo-Para([string] $Text) {
    $paragraphs = $Text.Trim() -split '\r?\n\s*\r?\n' | Where-Object { $_ } | ForEach-Object {
        $lines = if ($_ -match '^\s*[-|]') { $_ } else { $_ -replace '\s*\r?\n\s*', ' ' }
        $plain = $lines -replace '\[([^\]]+)\]\([^)]+\)', '$1' -replace '`|\*\*', ''
        '<maml:para>' + (ConvertTo-XmlText $plain) + '</maml:para>'
    }
    -join $paragraphs
}

# The text of a doc comment, its markup turned into plain words.
function Get-PropertyText($Property) {
    $node = $comments["P:$($Property.DeclaringType.FullName).$($Property.Name)"]
    if (-not $node) { return '' }
    $xml = $node.summary.InnerXml ?? [string]$node.summary
    $xml = $xml -replace '<para>', "`n`n" -replace '<(?:see|paramref|seealso)\s+(?:cref|langword|name|href)="(?:\w:)?(?:[^"]*\.)?([^".]+)"\s*/>', '$1' -replace '</?[a-z]+[^>]*>', ''
    [System.Net.WebUtility]::HtmlDecode(($xml -replace '[ \t]*\r?\n[ \t]*', "`n")).Trim()
}

# Splits a page into its parts: synopsis, sections by heading, examples.
function Read-Page([string] $File) {
    $text = Get-Content $File -Raw
    if ($text -notmatch '^#\s+(\S+)\s*\n') { throw "$File does not begin with '# <cmdlet>'." }
    $parts = [regex]::Split($text, '(?m)^## ')
    $page = @{ Name = $Matches[1]; Synopsis = $parts[0] -replace '^#.*\n'; Examples = @() }
    foreach ($part in $parts | Select-Object -Skip 1) {
        $title, $body = $part -split '\r?\n', 2
        $page[$title.Trim()] = $body
    }
    $page.Examples = @(
        foreach ($example in [regex]::Split([string]$page['Examples'], '(?m)^### ') | Select-Object -Skip 1) {
            if ($example -notmatch '(?s)^(?<title>[^\n]+)\n(?<before>.*?)```powershell\n(?<code>.*?)\n```(?<after>.*)$') { throw "$File holds an example without code." }
            @{ Title = $Matches.title; Code = $Matches.code; Remarks = $Matches.before + "`n`n" + $Matches.after }
        })
    if (-not $page.Examples) { throw "$File has no example." }
    $page
}

function ConvertTo-ParameterXml($Command, $Parameter, [switch] $WithText) {
    $position = $Parameter.Position -ge 0 ? $Parameter.Position : 'named'
    $pipeline = @(if ($Parameter.ValueFromPipeline) { 'ByValue' }; if ($Parameter.ValueFromPipelineByPropertyName) { 'ByPropertyName' })
    $fromPipeline = $pipeline ? "True ($($pipeline -join ', '))" : 'False'
    $aliases = $Parameter.Aliases ? $Parameter.Aliases -join ', ' : 'none'
    $type = $Parameter.ParameterType.IsArray ? "$($Parameter.ParameterType.GetElementType().Name)[]" : ([Nullable]::GetUnderlyingType($Parameter.ParameterType) ?? $Parameter.ParameterType).Name
    $text = if ($WithText) {
        $property = $Command.ImplementingType.GetProperty($Parameter.Name)
        $words = Get-PropertyText $property
        if (-not $words) { throw "The parameter -$($Parameter.Name) of $($Command.Name) has no text." }
        "<maml:description>$(ConvertTo-Para $words)</maml:description>"
    }
    $value = $type -eq 'SwitchParameter' ? '' : "<command:parameterValue required=`"true`" variableLength=`"false`">$type</command:parameterValue>"
    $required = $Parameter.IsMandatory ? 'true' : 'false'
    $globbing = [System.Management.Automation.SupportsWildcardsAttribute] -in $Parameter.Attributes.ForEach{ $_.GetType() } ? 'true' : 'false'
    "<command:parameter required=`"$required`" variableLength=`"false`" globbing=`"$globbing`" pipelineInput=`"$fromPipeline`" position=`"$position`" aliases=`"$aliases`">" +
    "<maml:name>$($Parameter.Name)</maml:name>$text$value<dev:type><maml:name>$type</maml:name></dev:type></command:parameter>"
}

function ConvertTo-CommandXml($Command, $Page) {
    $sets = foreach ($set in $Command.ParameterSets) {
        $items = $set.Parameters | Where-Object Name -NotIn $common | Sort-Object { $_.Position -lt 0 ? 99 : $_.Position }, { -not $_.IsMandatory }
        "<command:syntaxItem><maml:name>$($Command.Name)</maml:name>$(-join ($items | ForEach-Object { ConvertTo-ParameterXml $Command $_ }))</command:syntaxItem>"
    }
    $all = $Command.ParameterSets.Parameters | Where-Object Name -NotIn $common | Sort-Object Name -Unique
    $outputs = $Command.OutputType | ForEach-Object { "<command:returnValue><dev:type><maml:name>$($_.Name)</maml:name></dev:type></command:returnValue>" }
    $examples = foreach ($example in $Page.Examples) {
        "<command:example><maml:title>$(ConvertTo-XmlText $example.Title)</maml:title><dev:code>$([System.Security.SecurityElement]::Escape($example.Code))</dev:code><dev:remarks>$(ConvertTo-Para $example.Remarks)<maml:para></maml:para></dev:remarks></command:example>"
    }
    $links = [regex]::Matches([string]$Page['Related links'], '\[([^\]]+)\]\(([^)]+)\)') | ForEach-Object {
        $uri = $_.Groups[2].Value -like 'http*' ? (ConvertTo-XmlText $_.Groups[2].Value) : ''
        "<maml:navigationLink><maml:linkText>$(ConvertTo-XmlText $_.Groups[1].Value)</maml:linkText><maml:uri>$uri</maml:uri></maml:navigationLink>"
    }
    '<command:command xmlns:maml="http://schemas.microsoft.com/maml/2004/10" xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">' +
    "<command:details><command:name>$($Command.Name)</command:name><command:verb>$($Command.Verb)</command:verb><command:noun>$($Command.Noun)</command:noun><maml:description>$(ConvertTo-Para $Page.Synopsis)</maml:description></command:details>" +
    "<maml:description>$(ConvertTo-Para ([string]$Page['Description']))</maml:description>" +
    "<command:syntax>$(-join $sets)</command:syntax>" +
    "<command:parameters>$(-join ($all | ForEach-Object { ConvertTo-ParameterXml $Command $_ -WithText }))</command:parameters>" +
    "<command:returnValues>$(-join $outputs)</command:returnValues>" +
    "<command:examples>$(-join $examples)</command:examples><command:relatedLinks>$(-join $links)</command:relatedLinks></command:command>"
}

$comments = @{}
foreach ($member in ([xml](Get-Content (Join-Path $Module 'bin/net8.0/AgentCore.Module.xml') -Raw)).doc.members.member) { $comments[$member.name] = $member }
$commands = Import-Module (Join-Path $Module 'AgentCore.psd1') -PassThru | ForEach-Object { $_.ExportedCmdlets.Values } | Sort-Object Name
$written = @{}
Get-ChildItem $Pages -Filter '*-AC*.md' | ForEach-Object { $page = Read-Page $_.FullName; $written[$page.Name] = $page }
$wrong = Compare-Object @($commands.Name) @($written.Keys) | ForEach-Object { "$($_.InputObject): $($_.SideIndicator -eq '<=' ? 'no page' : 'no such cmdlet')" }
if ($wrong) { throw "Help pages and cmdlets differ. $($wrong -join '; ')" }

$target = New-Item (Join-Path $Module 'en-US') -ItemType Directory -Force
$xml = '<?xml version="1.0" encoding="utf-8"?><helpItems schema="maml" xmlns="http://msh">' + -join ($commands | ForEach-Object { ConvertTo-CommandXml $_ $written[$_.Name] }) + '</helpItems>'
([xml]$xml).Save((Join-Path $target 'AgentCore.Module.dll-Help.xml'))
Get-ChildItem $Pages -Filter 'about_*.help.txt' | Copy-Item -Destination $target
