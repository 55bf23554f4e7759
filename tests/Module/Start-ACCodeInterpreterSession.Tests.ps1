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

    It 'starts one session for a client token, however often it is called' {
        $token = [guid]::NewGuid()
        $first = Start-ACCodeInterpreterSession -ClientToken $token
        (Start-ACCodeInterpreterSession -ClientToken $token).SessionId | Should -Be $first.SessionId
        { Start-ACCodeInterpreterSession -ClientToken abc } | Should -Throw '*3 characters; 33 to 256*'
    }

    It 'takes names, rows and code interpreters from the pipeline' {
        $own = New-ACCodeInterpreter piped -Wait
        $sessions = @(
            'named-1', 'named-2' | Start-ACCodeInterpreterSession
            "Name,SessionTimeoutSeconds,CodeInterpreterIdentifier`nrow-1,600,piped`nrow-2,," | ConvertFrom-Csv | Start-ACCodeInterpreterSession
            $own | Start-ACCodeInterpreterSession
        )
        $sessions[0..3].Name | Should -Be 'named-1', 'named-2', 'row-1', 'row-2'
        $sessions[4].Name | Should -Match '^code-session-' -Because 'the name of a code interpreter is not that of a session'
        $sessions.CodeInterpreterIdentifier | Should -Be 'aws.codeinterpreter.v1', 'aws.codeinterpreter.v1', $own.CodeInterpreterId, 'aws.codeinterpreter.v1', $own.CodeInterpreterId
        $sessions[2, 3].SessionTimeoutSeconds | Should -Be 600, 900
        Get-ACBrowser | Start-ACCodeInterpreterSession -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $sessions | Stop-ACCodeInterpreterSession
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
