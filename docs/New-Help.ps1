<#
.SYNOPSIS
Makes the module's help file (MAML) from the pages in docs/en-US and the doc comments of the cmdlets.
.DESCRIPTION
A page holds what a person writes: synopsis, description, examples, related links. Parameters are described once, on
the C# properties; their types, sets, positions, values, limits and defaults are read from the cmdlets themselves, and
what they take from the pipeline; a default that only the text tells is its sentence "… unless given". A cmdlet without
a page, a page without a cmdlet, a parameter without a text or a page without an example fails the build.
Run it in a PowerShell of its own: it imports the module, whose files stay in use until that process ends.
#>
#requires -Version 7.4
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Pages,
    # Where the project is on the web, for the page that Get-Help -Online opens; that of AWS's guide where it is not known.
    [string] $ProjectUri
)
$ErrorActionPreference = 'Stop'
$Module = (Resolve-Path $Module).ProviderPath
$common = [System.Management.Automation.Cmdlet]::CommonParameters
# What PowerShell gives the cmdlets that change something has no doc comment.
$riskTexts = @{
    WhatIf = 'Tells what would be done, and does nothing.'
    Confirm = 'Asks before each thing is done.'
}

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

# The name of a type as one writes it.
function Get-TypeName([type] $Type) {
    $bare = [Nullable]::GetUnderlyingType($Type) ?? $Type
    $bare.IsArray ? "$(Get-TypeName $bare.GetElementType())[]" : $bare.Name
}

# The arguments of an attribute of a parameter, such as the limits of a range; nothing where it has none.
function Get-AttributeValue($Property, [string] $Name) {
    $found = $Property.CustomAttributes | Where-Object { $_.AttributeType.Name -eq $Name } | Select-Object -First 1
    foreach ($argument in $found.ConstructorArguments) {
        if ($argument.Value -is [System.Collections.IEnumerable] -and $argument.Value -isnot [string]) { $argument.Value.Value } else { $argument.Value }
    }
}

# The words that a parameter takes, where there are a few.
function Get-ValueList($Property) {
    $type = $Property.PropertyType
    $type = $type.IsArray ? $type.GetElementType() : ([Nullable]::GetUnderlyingType($type) ?? $type)
    if ($type.IsEnum) { [Enum]::GetNames($type) } else { Get-AttributeValue $Property 'ValidateSetAttribute' }
}

# What limits a value, as a sentence.
function Get-LimitText($Property) {
    $least, $most = Get-AttributeValue $Property 'AllowedRangeAttribute'
    if ($null -ne $most) { return "Range: $least to $most." }
    foreach ($name in 'AllowedLengthAttribute', 'ValidateLengthAttribute') {
        $least, $most = Get-AttributeValue $Property $name
        if ($null -ne $most) { return "Length: $least to $most characters." }
    }
    $least, $most = Get-AttributeValue $Property 'ValidateCountAttribute'
    if ($null -ne $most) { "At most $most." }
}

# The value of a parameter that is left out: as a new cmdlet has it, or as its text tells.
function Get-DefaultText($Command, $Property, [string] $Words) {
    $value = $Property.GetValue([Activator]::CreateInstance($Command.ImplementingType))
    if ($value -is [switch]) { return 'False' }
    if ($value -is [Enum] -or ($value -is [ValueType] -and $value -ne [Activator]::CreateInstance($value.GetType())) -or ($value -is [string] -and $value)) { return "$value" }
    if ($Words -match '(?s)([^.;:,]+?)(?:,)?\s+unless\s+given') { return ($Matches[1] -replace '\s+', ' ').Trim() }
    'None'
}

function ConvertTo-ParameterXml($Command, $Parameter, [switch] $WithText) {
    $position = $Parameter.Position -ge 0 ? $Parameter.Position : 'named'
    $pipeline = @(if ($Parameter.ValueFromPipeline) { 'ByValue' }; if ($Parameter.ValueFromPipelineByPropertyName) { 'ByPropertyName' })
    $fromPipeline = $pipeline ? "True ($($pipeline -join ', '))" : 'False'
    $aliases = $Parameter.Aliases ? $Parameter.Aliases -join ', ' : 'none'
    $type = Get-TypeName $Parameter.ParameterType
    $property = $Command.ImplementingType.GetProperty($Parameter.Name)
    $values = @(if ($property) { Get-ValueList $property })
    $text = if ($WithText) {
        $words = $property ? (Get-PropertyText $property) : $riskTexts[$Parameter.Name]
        if (-not $words) { throw "The parameter -$($Parameter.Name) of $($Command.Name) has no text." }
        $more = @(if ($values) { "Values: $($values -join ', ')." }; if ($property) { Get-LimitText $property }) -join ' '
        "<maml:description>$(ConvertTo-Para "$words`n`n$more")</maml:description>"
    }
    $default = if ($WithText) {
        $words = $property ? (Get-DefaultText $Command $property $words) : 'False'
        "<dev:defaultValue>$(ConvertTo-XmlText $words)</dev:defaultValue>"
    }
    $value = if ($type -eq 'SwitchParameter') { '' }
    elseif ($values -and -not $WithText) {
        '<command:parameterValueGroup>' + -join ($values | ForEach-Object { "<command:parameterValue required=`"true`" variableLength=`"false`">$(ConvertTo-XmlText $_)</command:parameterValue>" }) + '</command:parameterValueGroup>'
    }
    else { "<command:parameterValue required=`"true`" variableLength=`"false`">$type</command:parameterValue>" }
    $required = $Parameter.IsMandatory ? 'true' : 'false'
    $isPattern = @($Parameter.Attributes).Where{ $_ -is [System.Management.Automation.SupportsWildcardsAttribute] } -or
        ($property -and (Get-PropertyText $property) -match 'with\s+wildcards')
    $globbing = $isPattern ? 'true' : 'false'
    "<command:parameter required=`"$required`" variableLength=`"false`" globbing=`"$globbing`" pipelineInput=`"$fromPipeline`" position=`"$position`" aliases=`"$aliases`">" +
    "<maml:name>$($Parameter.Name)</maml:name>$text$value<dev:type><maml:name>$type</maml:name></dev:type>$default</command:parameter>"
}

# What a cmdlet takes from the pipeline: a type for each parameter that takes values, and one for all that take properties.
function ConvertTo-InputXml($Parameters) {
    $values = $Parameters | Where-Object ValueFromPipeline | Group-Object { Get-TypeName $_.ParameterType }
    $inputs = @(foreach ($group in $values) {
        $names = ($group.Group.Name | Sort-Object -Unique | ForEach-Object { "-$_" }) -join ' or '
        $type = ($group.Group[0].ParameterType.IsArray ? $group.Group[0].ParameterType.GetElementType() : $group.Group[0].ParameterType)
        @{ Type = $type.FullName; Text = "Becomes $names." }
    })
    $names = @($Parameters | Where-Object ValueFromPipelineByPropertyName | ForEach-Object Name | Sort-Object -Unique)
    if ($names) { $inputs += @{ Type = 'PSObject'; Text = "Its properties become parameters: $($names -join ', ')." } }
    if (-not $inputs) { $inputs = @{ Type = 'None'; Text = 'Takes nothing from the pipeline.' } }
    -join ($inputs | ForEach-Object { "<command:inputType><dev:type><maml:name>$($_.Type)</maml:name></dev:type><maml:description>$(ConvertTo-Para $_.Text)</maml:description></command:inputType>" })
}

# The first link is the one that Get-Help -Online opens.
function ConvertTo-LinkXml($Command, $Page) {
    $online = $ProjectUri ? "$ProjectUri/blob/main/docs/en-US/$($Command.Name).md" : 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/built-in-tools.html'
    $links = @(@{ Text = $ProjectUri ? 'Online version' : 'The tools in the guide of AWS'; Uri = $online }) + @(
        [regex]::Matches([string]$Page['Related links'], '\[([^\]]+)\]\(([^)]+)\)') |
            ForEach-Object { @{ Text = $_.Groups[1].Value; Uri = $_.Groups[2].Value -like 'http*' ? $_.Groups[2].Value : '' } })
    -join ($links | ForEach-Object { "<maml:navigationLink><maml:linkText>$(ConvertTo-XmlText $_.Text)</maml:linkText><maml:uri>$(ConvertTo-XmlText $_.Uri)</maml:uri></maml:navigationLink>" })
}

function ConvertTo-CommandXml($Command, $Page) {
    $sets = foreach ($set in $Command.ParameterSets) {
        $items = $set.Parameters | Where-Object Name -NotIn $common | Sort-Object { $_.Position -lt 0 ? 99 : $_.Position }, { -not $_.IsMandatory }
        "<command:syntaxItem><maml:name>$($Command.Name)</maml:name>$(-join ($items | ForEach-Object { ConvertTo-ParameterXml $Command $_ }))</command:syntaxItem>"
    }
    $everywhere = $Command.ParameterSets.Parameters | Where-Object Name -NotIn $common
    $all = $everywhere | Sort-Object Name -Unique
    $outputs = ($Command.OutputType.Count ? $Command.OutputType.Name : 'None') | ForEach-Object { "<command:returnValue><dev:type><maml:name>$_</maml:name></dev:type></command:returnValue>" }
    $examples = foreach ($example in $Page.Examples) {
        "<command:example><maml:title>$(ConvertTo-XmlText $example.Title)</maml:title><dev:code>$([System.Security.SecurityElement]::Escape($example.Code))</dev:code><dev:remarks>$(ConvertTo-Para $example.Remarks)<maml:para></maml:para></dev:remarks></command:example>"
    }
    '<command:command xmlns:maml="http://schemas.microsoft.com/maml/2004/10" xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">' +
    "<command:details><command:name>$($Command.Name)</command:name><command:verb>$($Command.Verb)</command:verb><command:noun>$($Command.Noun)</command:noun><maml:description>$(ConvertTo-Para $Page.Synopsis)</maml:description></command:details>" +
    "<maml:description>$(ConvertTo-Para ([string]$Page['Description']))</maml:description>" +
    "<command:syntax>$(-join $sets)</command:syntax>" +
    "<command:parameters>$(-join ($all | ForEach-Object { ConvertTo-ParameterXml $Command $_ -WithText }))</command:parameters>" +
    "<command:inputTypes>$(ConvertTo-InputXml $everywhere)</command:inputTypes>" +
    "<command:returnValues>$(-join $outputs)</command:returnValues>" +
    "<command:examples>$(-join $examples)</command:examples><command:relatedLinks>$(ConvertTo-LinkXml $Command $Page)</command:relatedLinks></command:command>"
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
