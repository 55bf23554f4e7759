BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $sessions = 1..3 | ForEach-Object { Start-ACBrowserSession -Name "list-$_" }
    Stop-ACBrowserSession $sessions[0]
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACBrowserSession' {
    It 'lists every session' {
        (Get-ACBrowserSession).SessionId | Sort-Object | Should -Be ($sessions.SessionId | Sort-Object)
    }

    It 'lists by status' {
        (Get-ACBrowserSession -Status READY).Name | Sort-Object | Should -Be 'list-2', 'list-3'
        (Get-ACBrowserSession -Status TERMINATED).Name | Should -Be 'list-1'
    }

    It 'lists by name, with wildcards' {
        (Get-ACBrowserSession -Name '*-2').SessionId | Should -Be $sessions[1].SessionId
        Get-ACBrowserSession -Name 'other*' | Should -BeNullOrEmpty
    }

    It 'lists by age' {
        Get-ACBrowserSession -OlderThan 1:00:00 | Should -BeNullOrEmpty
        @(Get-ACBrowserSession -OlderThan 0:00:00).Count | Should -Be 3
    }

    It 'shows one in full' {
        $session = Get-ACBrowserSession -SessionId $sessions[1].SessionId
        $session.Name | Should -Be 'list-2'
        $session.AutomationStreamStatus | Should -Be 'ENABLED'
    }

    It 'gives an error for each unknown id and goes on' {
        $found = Get-ACBrowserSession -SessionId 'NOPE1', $sessions[1].SessionId, 'NOPE2' -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'list-2'
        $failures.Count | Should -Be 2
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'ObjectNotFound'
        $failures.TargetObject | Should -Be 'NOPE1', 'NOPE2'
    }

    It 'shows as a table' {
        Get-ACBrowserSession -Name 'list-2' | Out-String | Should -Match 'list-2\s+.*READY|READY.*list-2'
    }

    It 'completes session ids and names of states' {
        $line = 'Get-ACBrowserSession -SessionId '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain $sessions[1].SessionId
        $line = 'Get-ACBrowserSession -Status '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'READY', 'TERMINATED'
    }

    It 'lists those of every browser with -AllBrowsers' {
        $own = New-ACBrowser -Name every -Wait
        $there = Start-ACBrowserSession -Name 'list-4' -BrowserIdentifier $own.BrowserId
        $all = Get-ACBrowserSession -AllBrowsers
        $all.SessionId | Sort-Object | Should -Be (@($sessions.SessionId) + $there.SessionId | Sort-Object)
        ($all | Where-Object Name -EQ 'list-4').BrowserIdentifier | Should -Be $own.BrowserId
        (Get-ACBrowserSession -AllBrowsers -Status READY -Name 'list-[14]').Name | Should -Be 'list-4'
        $there | Stop-ACBrowserSession
        $own | Remove-ACBrowser -Wait
    }

    It 'writes the sessions of a browser before it asks for those of the next' {
        $lines = Get-ACBrowserSession -AllBrowsers -Verbose 4>&1 | Select-Object -First 4
        @($lines -match '^List').Count | Should -Be 2 -Because 'the list of browsers and that of the first of them are enough'
    }

    It 'refuses -AllBrowsers together with one browser' {
        { Get-ACBrowserSession -AllBrowsers -BrowserIdentifier aws.browser.v1 -ErrorAction Stop } | Should -Throw '*not both*'
    }
}
