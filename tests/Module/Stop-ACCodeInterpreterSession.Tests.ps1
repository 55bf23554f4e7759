BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
}
AfterAll { Stop-ACEmulator }

Describe 'Stop-ACCodeInterpreterSession' {
    It 'stops 25 from the pipeline' {
        $null = 1..25 | ForEach-Object { Start-ACCodeInterpreterSession -Name "n$_" }
        Get-ACCodeInterpreterSession -Status READY | Stop-ACCodeInterpreterSession
        Get-ACCodeInterpreterSession -Status READY | Should -BeNullOrEmpty
        @(Get-ACCodeInterpreterSession -Status TERMINATED).Count | Should -Be 25
    }

    It 'stops by id and shows what it stopped' {
        $session = Start-ACCodeInterpreterSession
        (Stop-ACCodeInterpreterSession -SessionId $session.SessionId -PassThru).Status | Should -Be 'TERMINATED'
    }

    It 'changes nothing with -WhatIf' {
        $session = Start-ACCodeInterpreterSession
        $session | Stop-ACCodeInterpreterSession -WhatIf
        (Get-ACCodeInterpreterSession -SessionId $session.SessionId).Status | Should -Be 'READY'
    }

    It 'is content with a session that was stopped before' {
        $session = Start-ACCodeInterpreterSession
        $session | Stop-ACCodeInterpreterSession
        $session | Stop-ACCodeInterpreterSession -ErrorAction Stop
    }

    It 'gives an error for an id and a name that are not there' {
        Stop-ACCodeInterpreterSession -SessionId NOSUCHSESSION -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Stop-ACCodeInterpreterSession nobody, 'n?body' -PassThru -ErrorVariable +failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'ObjectNotFound'
        $failures.TargetObject | Should -Be 'NOSUCHSESSION', 'nobody'
    }

    It 'ends the code that runs in it' {
        $session = Start-ACCodeInterpreterSession
        $job = Start-ThreadJob { Import-Module $using:modulePath; Invoke-ACCodeInterpreter -Session $using:session 'while True: pass' }
        try {
            Wait-Until { & pgrep -f 'agentcore-worker|bwrap' }
            Stop-ACCodeInterpreterSession $session
            $null = $job | Wait-Job -Timeout 10
            $job.State | Should -BeIn 'Completed', 'Failed'
        }
        finally { $job | Remove-Job -Force }
    }
}
