BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module (Join-Path $root 'out/AgentCore/AgentCore.psd1')
    $commands = (Get-Command -Module AgentCore).Name
    # These are about the machine or take a person; their own test files run them.
    $examples = foreach ($name in $commands | Where-Object { $_ -ne 'Test-ACEmulator' }) {
        foreach ($example in (Get-Help $name).examples.example) { @{ Name = $name; Title = $example.title; Code = $example.code } }
    }
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
    }
}

Describe 'An example of the help' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"
        $null = Start-ACEmulator
        Push-Location (New-Item (Join-Path $TestDrive 'examples') -ItemType Directory)
    }
    AfterEach {
        if (-not (Get-ACEmulator)) { $null = Start-ACEmulator }
        Clear-ACContext
        Get-ACBrowserSession -Status READY | Stop-ACBrowserSession
        Get-ACCodeInterpreterSession -Status READY | Stop-ACCodeInterpreterSession
    }
    AfterAll { Pop-Location; Stop-ACEmulator }

    It 'runs as shown: <Name>: <Title>' -ForEach $examples {
        $ErrorActionPreference = 'Stop'
        { $null = & ([scriptblock]::Create($Code)) } | Should -Not -Throw
    }
}
