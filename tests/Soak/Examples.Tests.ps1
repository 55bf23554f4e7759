BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module (Join-Path $root 'out/AgentCore/AgentCore.psd1')
    $commands = (Get-Command -Module AgentCore).Name
    # These are about the machine or take a person; their own test files run them.
    $examples = foreach ($name in $commands | Where-Object { $_ -ne 'Test-ACEmulator' }) {
        foreach ($example in (Get-Help $name).examples.example) { @{ Name = $name; Title = $example.title; Code = $example.code } }
    }
}

Describe 'An example of the help' {
    BeforeAll {
        . "$PSScriptRoot/../Module/common.ps1"
        $null = Start-ACEmulator
        $shop = Start-Shop # in the place of a site that needs a network
        Push-Location (New-Item (Join-Path $TestDrive 'examples') -ItemType Directory)
    }
    AfterEach {
        if (-not (Get-ACEmulator)) { $null = Start-ACEmulator }
        Clear-ACContext
        Get-ACBrowserSession -Status READY | Stop-ACBrowserSession
        Get-ACCodeInterpreterSession -Status READY | Stop-ACCodeInterpreterSession
    }
    AfterAll { Pop-Location; Stop-Shop $shop; Stop-ACEmulator }

    It 'runs as shown, and leaves nothing that costs: <Name>: <Title>' -ForEach $examples {
        $ErrorActionPreference = 'Stop'
        $browser = $env:BROWSER
        $code = $Code.Replace('https://example.com', $shop.Url)
        { $null = & ([scriptblock]::Create($code)) } | Should -Not -Throw
        Clear-ACContext
        $env:BROWSER | Should -Be $browser
        if (Get-ACEmulator) {
            Get-ACBrowserSession -AllBrowsers -Status READY | Should -BeNullOrEmpty
            Get-ACCodeInterpreterSession -Status READY | Should -BeNullOrEmpty
            # To remove takes a moment.
            $left = (Get-ACBrowser -Type CUSTOM), (Get-ACCodeInterpreter -Type CUSTOM), (Get-ACBrowserProfile)
            $left | ForEach-Object { $_ } | Where-Object Status -NE DELETING | Should -BeNullOrEmpty
        }
    }
}
