BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
}
AfterAll { Stop-ACEmulator }

Describe 'Stop-ACBrowserSession' {
    BeforeEach { $sessions = 1..3 | ForEach-Object { Start-ACBrowserSession } }
    AfterEach { Get-ACBrowserSession -Status READY | Stop-ACBrowserSession }

    It 'stops what comes down the pipeline' {
        Get-ACBrowserSession -Status READY | Stop-ACBrowserSession | Should -BeNullOrEmpty
        Get-ACBrowserSession -Status READY | Should -BeNullOrEmpty
    }

    It 'stops by id and shows what it stopped' {
        $stopped = Stop-ACBrowserSession -SessionId $sessions[1].SessionId -PassThru
        $stopped.SessionId | Should -Be $sessions[1].SessionId
        $stopped.Status | Should -Be 'TERMINATED'
        @(Get-ACBrowserSession -Status READY).Count | Should -Be 2
    }

    It 'changes nothing with -WhatIf' {
        $sessions | Stop-ACBrowserSession -WhatIf
        @(Get-ACBrowserSession -Status READY).Count | Should -Be 3
    }

    It 'says at -Verbose that a session was gone already, and is content' {
        Stop-ACBrowserSession $sessions[0]
        $lines = $sessions | Stop-ACBrowserSession -Verbose -ErrorAction Stop 4>&1 | Where-Object { "$_" -match "$($sessions[0].SessionId).*already" }
        @($lines).Count | Should -Be 1
        Get-ACBrowserSession -Status READY | Should -BeNullOrEmpty
    }

    It 'treats an unknown id as stopped' {
        $lines = Stop-ACBrowserSession -SessionId NOSUCHSESSION -Verbose -ErrorAction Stop 4>&1
        $lines -match 'NOSUCHSESSION' | Should -Not -BeNullOrEmpty
    }

    It 'stops one at a time when told so' {
        $sessions | Stop-ACBrowserSession -ThrottleLimit 1
        Get-ACBrowserSession -Status READY | Should -BeNullOrEmpty
    }
}

Describe 'Stop-ACBrowserSession at the end of a pipeline' {
    It 'stops forty while they are being started, one of them stopped elsewhere' {
        $started = [System.Collections.Generic.List[string]]::new()
        $lines = 1..40 | ForEach-Object {
            $one = Start-ACBrowserSession
            $started.Add($one.SessionId)
            if ($_ -eq 20) { Stop-ACBrowserSession $one }
            $one
        } | Stop-ACBrowserSession -ThrottleLimit 8 -Verbose -ErrorVariable failures 4>&1
        $failures | Should -BeNullOrEmpty
        @($lines -match 'already').Count | Should -Be 1
        "$($lines -match 'already')" | Should -Match $started[19]
        Get-ACBrowserSession -Status READY | Should -BeNullOrEmpty
        $ended = (Get-ACBrowserSession -Status TERMINATED).SessionId
        $started | Should -BeIn $ended
    }
}
