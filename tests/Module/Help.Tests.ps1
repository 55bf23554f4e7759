BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module (Join-Path $root 'out/AgentCore/AgentCore.psd1')
    $commands = (Get-Command -Module AgentCore).Name
}

Describe 'Help' {
    It '<_> has synopsis, description and examples' -ForEach $commands {
        $help = Get-Help $_
        $help.Synopsis | Should -Not -Match '\[-'
        $help.description.Text | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 0
    }

    It 'has about topics' {
        Get-Help about_AgentCore | Out-String | Should -Match 'Start-ACEmulator'
        Get-Help about_AgentCore_Drive | Out-String | Should -Match 'New-PSDrive'
        Get-Help about_AgentCore_Pages | Out-String | Should -Match 'Set-ACBrowserElement'
    }
}
