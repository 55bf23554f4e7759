# The PowerShell blocks of the README, as they stand but for addresses: those of example.com are the shop of tests/Shop.
BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $readme = Get-Content (Join-Path $root README.md) -Raw
    $blocks = foreach ($block in [regex]::Matches($readme, '(?s)(?<before>[^\n]+)\n\n```powershell\n(?<code>.*?)\n```')) {
        # A recipe has a line of its own, that ends in a colon; other blocks are under their heading.
        $heading = [regex]::Matches($readme.Substring(0, $block.Index + 1), '(?m)^#+ (.+)$') | Select-Object -Last 1
        $before = $block.Groups['before'].Value
        @{ Title = $before -match '^\w.*:$' ? $before.TrimEnd(':') : $heading.Groups[1].Value; Code = $block.Groups['code'].Value }
    }
}

Describe 'The README' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"
        $shop = Start-Shop
        Push-Location (New-Item (Join-Path $TestDrive 'readme') -ItemType Directory)
        # As installed: a runspace of its own finds the module by its name.
        $env:PSModulePath = (Join-Path $root out) + [System.IO.Path]::PathSeparator + $env:PSModulePath
        $output = @{}
    }
    AfterAll { Pop-Location; Stop-Shop $shop; Stop-ACEmulator }

    BeforeEach { $null = Start-ACEmulator }

    It 'has a block that runs, and leaves no session: <Title>' -ForEach $blocks {
        $code = $Code.Replace('./out/AgentCore/AgentCore.psd1', $modulePath)
        $code = $code.Replace('https://shop.example.com/', $shop.Url).Replace('https://example.com', $shop.Url)
        $ErrorActionPreference = 'Stop'
        $output[$Title] = & ([scriptblock]::Create($code)) *>&1 | Out-String
        $null = Start-ACEmulator
        Get-ACBrowserSession -Status READY | Should -BeNullOrEmpty
        Get-ACCodeInterpreterSession -Status READY | Should -BeNullOrEmpty
    }

    It 'has a first script whose program prints 42' {
        ($output.GetEnumerator() | Where-Object Value -Match 'page\.png').Value | Should -Match '(?m)^Output +: 42$'
    }

    It 'writes what it says' {
        Get-PngSize $PWD/page.png | Should -Be 1280x720
        'red', 'green', 'blue' | ForEach-Object { Get-PngSize "$PWD/$_.png" | Should -Be 800x600 }
        (Import-Csv ./order.csv).Value | Should -Contain Ada
        Get-PngSize $PWD/sales.png | Should -Match '^\d{3,4}x\d{3,4}$'
        Get-Content ./copy/note.txt | Should -Be hello
    }

    It 'shows what happens when the service throttles' {
        $output['See what your script does when the service fails (on the emulator)'] | Should -Match throttle
    }
}
