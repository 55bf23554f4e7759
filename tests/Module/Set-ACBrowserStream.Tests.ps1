BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $page = ConvertTo-PageUrl '<title>Here</title><h1>Here</h1>'
}
AfterAll { Stop-ACEmulator }

Describe 'Set-ACBrowserStream' {
    BeforeEach { $session = Start-ACBrowserSession }
    AfterEach { $session | Stop-ACBrowserSession }

    It 'refuses automation while disabled and takes it again when enabled' {
        Set-ACBrowserStream $session -StreamStatus DISABLED | Should -BeNullOrEmpty
        (Get-ACBrowserSession -SessionId $session.SessionId).AutomationStreamStatus | Should -Be 'DISABLED'
        { Open-ACBrowserPage $session $page -ErrorAction Stop } | Should -Throw '*automation*'
        Set-ACBrowserStream $session -StreamStatus ENABLED
        (Open-ACBrowserPage $session $page).Title | Should -Be 'Here'
    }

    It 'cuts off a connection that is open' {
        $null = Open-ACBrowserPage $session $page
        Set-ACBrowserStream $session -StreamStatus DISABLED
        { Save-ACBrowserScreenshot $session (Join-Path $TestDrive 'cut.png') -ErrorAction Stop } | Should -Throw '*automation*'
    }

    It 'takes sessions from the pipeline and shows them with -PassThru' {
        $changed = Get-ACBrowserSession -Status READY | Set-ACBrowserStream -StreamStatus DISABLED -PassThru
        $changed.SessionId | Should -Be $session.SessionId
        $changed.AutomationStreamStatus | Should -Be 'DISABLED'
    }

    It 'takes the status by position, after the session or alone' {
        (Set-ACBrowserStream $session DISABLED -PassThru).AutomationStreamStatus | Should -Be 'DISABLED'
        ($session | Set-ACBrowserStream ENABLED -PassThru).AutomationStreamStatus | Should -Be 'ENABLED'
    }

    It 'changes nothing with -WhatIf' {
        Set-ACBrowserStream $session -StreamStatus DISABLED -WhatIf
        (Get-ACBrowserSession -SessionId $session.SessionId).AutomationStreamStatus | Should -Be 'ENABLED'
    }

    It 'names an unknown session and goes on' {
        Set-ACBrowserStream -SessionId NOPE, $session.SessionId -StreamStatus DISABLED -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'NOPE'
        (Get-ACBrowserSession -SessionId $session.SessionId).AutomationStreamStatus | Should -Be 'DISABLED'
    }

    It 'gives a client token to one session' {
        $other = Start-ACBrowserSession
        $changed = $session, $other | Set-ACBrowserStream -StreamStatus DISABLED -ClientToken ([guid]::NewGuid()) -PassThru -ErrorVariable failure -ErrorAction SilentlyContinue
        $changed.SessionId | Should -Be $session.SessionId
        $failure.TargetObject | Should -Be $other.SessionId
        Stop-ACBrowserSession $other
    }

    It 'refuses a status that there is not' {
        { Set-ACBrowserStream $session -StreamStatus PAUSED -ErrorAction Stop } | Should -Throw '*PAUSED*'
    }
}
