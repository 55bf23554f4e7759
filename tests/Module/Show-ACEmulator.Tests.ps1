BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $emulator = Start-ACEmulator
    $browserBefore = $env:BROWSER
}
AfterAll { $env:BROWSER = $browserBefore; Stop-ACEmulator }

Describe 'Show-ACEmulator' {
    It 'opens the console in the browser that $env:BROWSER names' {
        $seen = Join-Path $TestDrive 'opened'
        $program = Join-Path $TestDrive 'a browser.sh'
        Set-Content $program "#!/bin/sh`nprintf %s `"`$*`" > '$seen.part'; mv '$seen.part' '$seen'"
        & chmod +x $program
        $env:BROWSER = $program
        Show-ACEmulator | Should -BeNullOrEmpty
        Wait-Until { Test-Path $seen }
        $url = Get-Content $seen
        $url | Should -Match "^$($emulator.Url)/console\?code=[0-9A-F]{64}$"
        (Invoke-WebRequest $url).Content | Should -Match '<title>AgentCore emulator</title>'
        Remove-Item $seen
        $shown = Show-ACEmulator -PassThru
        $shown | Should -BeOfType AgentCore.EmulatorInstance
        Wait-Until { Test-Path $seen }
        $shown.ConsoleUrl | Should -Not -Be (Get-Content $seen) -Because 'the browser has used that one'
    }

    It 'gives the address without a browser' {
        $env:BROWSER = 'false'
        $shown = Show-ACEmulator -NoBrowser
        $shown.Url | Should -Be $emulator.Url
        $shown | Out-String -Width 200 | Should -Match ([regex]::Escape($shown.ConsoleUrl)) -Because 'it is what was asked for'
        Get-ACEmulator | Out-String -Width 200 | Should -Not -Match 'code=' -Because 'it is a secret'
        (Invoke-WebRequest $shown.ConsoleUrl).StatusCode | Should -Be 200
        (Invoke-WebRequest $shown.ConsoleUrl -SkipHttpErrorCheck).StatusCode | Should -Be 410
    }

    It 'shows commands that can be typed' {
        $page = Invoke-WebRequest (Get-ACEmulator).ConsoleUrl
        $shown = [regex]::Matches($page.Content, '(?s)<pre>(.+?)</pre>').ForEach{ [System.Net.WebUtility]::HtmlDecode($_.Groups[1].Value) }
        $shown.Count | Should -Be 4
        $script = [scriptblock]::Create($shown -join "`n")
        foreach ($typed in $script.Ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
            $command = Get-Command $typed.GetCommandName() -ErrorAction Stop
            foreach ($name in $typed.CommandElements.ParameterName | Where-Object { $_ }) {
                $command.Parameters.Keys | Should -Contain $name
            }
        }
    }

    It 'says so when the browser fails' {
        $env:BROWSER = 'false'
        Show-ACEmulator -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -Match 'exit code 1'
    }

    It 'says so when no emulator runs' {
        Stop-ACEmulator
        $env:BROWSER = ''
        Show-ACEmulator -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].ErrorDetails.RecommendedAction | Should -Match 'Start-ACEmulator'
    }
}
