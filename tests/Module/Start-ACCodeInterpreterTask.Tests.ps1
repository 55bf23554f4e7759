BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
}
AfterAll { Stop-ACEmulator }

Describe 'Start-ACCodeInterpreterTask' {
    It 'starts a task that outlives three calls, and works until it is completed' {
        $task = Start-ACCodeInterpreterTask $session 'echo begun; echo problem >&2; until [ -e go ]; do sleep 0.05; done; echo done'
        $task | Should -BeOfType AgentCore.CodeInterpreterTask
        $task.Status | Should -Be 'submitted'
        $task.SessionId | Should -Be $session.SessionId
        $task.HasEnded | Should -BeFalse
        1..3 | ForEach-Object {
            (Invoke-ACCodeInterpreter -Session $session "print($_)").Output | Should -Be "$_"
            (Get-ACCodeInterpreterTask $task).Status | Should -Be 'working'
        }
        $null = Invoke-ACCodeInterpreter -Session $session -Command 'touch go'
        $ended = $task | Wait-ACCodeInterpreterTask -TimeoutSeconds 60
        $ended.Status | Should -Be 'completed'
        $ended.ExitCode | Should -Be 0
        $ended.Output | Should -Be "begun`ndone"
        $ended.StandardError | Should -Be "problem`n"
        $ended.ExecutionTime | Should -BeGreaterThan ([timespan]::Zero)
        $ended.Command | Should -Be $task.Command
    }

    It 'makes a task of each command from the pipeline' {
        $tasks = 'echo 1', 'echo 2' | Start-ACCodeInterpreterTask $session
        ($tasks | Wait-ACCodeInterpreterTask -TimeoutSeconds 60).Output | Sort-Object | Should -Be '1', '2'
    }

    It 'takes a long command, and leaves no file of it' {
        $other = Start-ACCodeInterpreterSession
        $task = Start-ACCodeInterpreterTask $other ("ls -A`necho '" + 'x' * 200000 + "' | wc -c; echo `$0 >&2; exit 3") |
            Wait-ACCodeInterpreterTask -TimeoutSeconds 60
        $task.Output | Should -Be ".ipython`nlog`n200001"
        $task.StandardError | Should -Be "bash`n"
        $task.ExitCode | Should -Be 3
        $task.Status | Should -Be 'failed'
    }

    It 'starts nothing with -WhatIf' {
        Start-ACCodeInterpreterTask $session 'touch made' -WhatIf | Should -BeNullOrEmpty
        (Invoke-ACCodeInterpreter -Session $session -Command 'ls made').ExitCode | Should -Be 2
    }

    It 'names the session that is not there, once for each command' {
        'echo 1', 'echo 2' | Start-ACCodeInterpreterTask -Session NOSUCHSESSION -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 2
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'NOSUCHSESSION'
    }
}
