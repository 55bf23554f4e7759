BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module (Join-Path $root 'out/AgentCore/AgentCore.psd1')
    $commands = (Get-Command -Module AgentCore).Name
}

Describe 'Help' {
    It '<_> has synopsis, description, inputs, outputs, examples and links' -ForEach $commands {
        $help = Get-Help $_
        $help.Synopsis | Should -Not -Match '\[-'
        $help.description.Text | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 0
        $help.inputTypes.inputType.type.name | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
        $help.relatedLinks.navigationLink[0].uri | Should -Match "^https://.+/($_\.md|built-in-tools\.html)$"
    }

    It '<_> tells the words, the default and the limits of every parameter' -ForEach $commands {
        $command = Get-Command $_
        foreach ($parameter in (Get-Help $_).parameters.parameter) {
            $parameter.defaultValue | Should -Not -BeNullOrEmpty -Because $parameter.name
            $type = $command.Parameters[$parameter.name].ParameterType
            $type = $type.IsArray ? $type.GetElementType() : ([Nullable]::GetUnderlyingType($type) ?? $type)
            foreach ($word in $type.IsEnum ? [Enum]::GetNames($type) : @()) {
                $parameter.description.Text -join ' ' | Should -MatchExactly "\b$word\b" -Because $parameter.name
            }
        }
    }

    It 'tells defaults as they are' {
        (Get-Help Stop-ACBrowserSession -Parameter ThrottleLimit).defaultValue | Should -Be 8
        (Get-Help Get-ACBrowserPage -Parameter As).defaultValue | Should -Be Text
        (Get-Help New-ACBrowser -Parameter NetworkMode).defaultValue | Should -Be PUBLIC
        (Get-Help Start-ACBrowserSession -Parameter SessionTimeoutSeconds).defaultValue | Should -Be '3600 for a browser and 900 for a code interpreter'
        (Get-Help Stop-ACBrowserSession -Parameter WhatIf).defaultValue | Should -Be False
    }

    It 'tells limits, and what the pipeline takes' {
        (Get-Help Stop-ACBrowserSession -Parameter ThrottleLimit).description.Text | Should -Contain 'Range: 1 to 100.'
        (Get-Help Stop-ACBrowserSession -Parameter InputObject).globbing | Should -Be true
        (Get-Help Stop-ACBrowserSession).inputTypes.inputType.type.name | Should -Be AgentCore.BrowserSession
        (Get-Help New-ACBrowser).inputTypes.inputType.description.Text -join ' ' | Should -Match '\bDescription\b'
    }

    It 'has about topics' {
        Get-Help about_AgentCore | Out-String | Should -Match 'Start-ACEmulator'
        Get-Help about_AgentCore_Drive | Out-String | Should -Match 'New-PSDrive'
        Get-Help about_AgentCore_Pages | Out-String | Should -Match 'Set-ACBrowserElement'
    }
}
