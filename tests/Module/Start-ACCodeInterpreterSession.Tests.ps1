BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
}
AfterAll { Stop-ACEmulator }

Describe 'Start-ACCodeInterpreterSession' {
    It 'starts a session that is ready' {
        $session = Start-ACCodeInterpreterSession -Name numbers -SessionTimeoutSeconds 600
        $session | Should -BeOfType AgentCore.CodeInterpreterSession
        $full = Get-ACCodeInterpreterSession -SessionId $session.SessionId
        $full.Name | Should -Be 'numbers'
        $full.Status | Should -Be 'READY'
        $full.SessionTimeoutSeconds | Should -Be 600
    }

    It 'makes up a name' {
        (Start-ACCodeInterpreterSession).Name | Should -Match '^code-session-[0-9a-f]{8}$'
    }

    It 'refuses a time to live of <_>' -ForEach 0, 28801 {
        { Start-ACCodeInterpreterSession -SessionTimeoutSeconds $_ -ErrorAction Stop } | Should -Throw '*28800*'
    }

    It 'refuses a name of 101 characters' {
        { Start-ACCodeInterpreterSession -Name ('n' * 101) -ErrorAction Stop } | Should -Throw '*100*'
    }

    It 'starts nothing with -WhatIf' {
        $before = @(Get-ACCodeInterpreterSession).Count
        Start-ACCodeInterpreterSession -WhatIf | Should -BeNullOrEmpty
        @(Get-ACCodeInterpreterSession).Count | Should -Be $before
    }

    It 'ends the session when its time is over' {
        $session = Start-ACCodeInterpreterSession -SessionTimeoutSeconds 1
        Wait-Until { (Get-ACCodeInterpreterSession -SessionId $session.SessionId).Status -eq 'TERMINATED' }
    }
}
