BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
}
AfterAll { Stop-ACEmulator }

Describe 'Stop-ACCodeInterpreterTask' {
    It 'ends tasks with what they started' {
        $tasks = 'echo $$; sleep 971 & sleep 971', 'sleep 972' | Start-ACCodeInterpreterTask $session
        $stopped = $tasks | Stop-ACCodeInterpreterTask -PassThru
        $stopped.Status | Should -Be 'canceled', 'canceled'
        (Invoke-ACCodeInterpreter -Session $session -Command 'ps ax | grep -c "sleep 97[12]"').Output | Should -Be '0'
    }

    It 'leaves one that has ended as it is, and says so in a verbose line' {
        $task = Start-ACCodeInterpreterTask $session 'echo over' | Wait-ACCodeInterpreterTask -TimeoutSeconds 60
        $lines = Stop-ACCodeInterpreterTask $task -Verbose 4>&1 | Where-Object { $_.Message -match 'ended already' }
        $lines | Should -HaveCount 1
        (Get-ACCodeInterpreterTask $task).Status | Should -Be 'completed'
    }

    It 'stops nothing with -WhatIf' {
        $task = Start-ACCodeInterpreterTask $session 'sleep 973'
        Stop-ACCodeInterpreterTask -Session $session -TaskId $task.TaskId -WhatIf
        (Get-ACCodeInterpreterTask $task).Status | Should -Be 'working'
    }

    It 'gives one error for a task that nobody knows' {
        Stop-ACCodeInterpreterTask -Session $session -TaskId nope -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'nope'
    }
}
