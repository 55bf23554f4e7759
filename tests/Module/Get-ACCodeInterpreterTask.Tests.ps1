BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACCodeInterpreterTask' {
    It 'shows what was written so far' {
        $task = Start-ACCodeInterpreterTask $session 'echo begun; sleep 600'
        Wait-Until { (Get-ACCodeInterpreterTask $task).Output -eq 'begun' }
        $now = $task | Get-ACCodeInterpreterTask
        $now.Status | Should -Be 'working'
        $now.ExitCode | Should -BeNullOrEmpty
        $now.Region | Should -Be $session.Region
    }

    It 'finds tasks by session and id, and by what has both' {
        $tasks = 'echo 1', 'echo 2' | Start-ACCodeInterpreterTask $session.SessionId
        Get-ACCodeInterpreterTask -Session $session.SessionId -TaskId $tasks.TaskId | ForEach-Object TaskId | Should -Be $tasks.TaskId
        $tasks | Select-Object TaskId, SessionId | ConvertTo-Csv | ConvertFrom-Csv | Get-ACCodeInterpreterTask |
            ForEach-Object TaskId | Should -Be $tasks.TaskId
    }

    It 'gives one error for a task that nobody knows, and the others' {
        $task = Start-ACCodeInterpreterTask $session 'true'
        $found = Get-ACCodeInterpreterTask -Session $session -TaskId 'nope', $task.TaskId -ErrorVariable failure -ErrorAction SilentlyContinue
        $found.TaskId | Should -Be $task.TaskId
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'nope'
        $failure[0].FullyQualifiedErrorId | Should -Match '^ResourceNotFoundException'
    }

    It 'knows a task in its own session only' {
        $task = Start-ACCodeInterpreterTask $session 'true'
        Get-ACCodeInterpreterTask -Session (Start-ACCodeInterpreterSession) -TaskId $task.TaskId -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'has a table view' {
        $task = Start-ACCodeInterpreterTask $session 'echo shown'
        $task | Wait-ACCodeInterpreterTask -TimeoutSeconds 60 | Out-String | Should -Match "$($task.TaskId)  completed  .*  echo shown\s+shown\s*$"
    }

    It 'lists without ids what was started here, of all sessions or of one, until they are stopped' {
        $other = Start-ACCodeInterpreterSession
        $here = Start-ACCodeInterpreterTask $session 'sleep 600'
        $there = 'sleep 600', 'true' | Start-ACCodeInterpreterTask $other
        $listed = Get-ACCodeInterpreterTask
        $listed.TaskId | Should -Contain $here.TaskId
        $listed.TaskId | Should -Contain $there[1].TaskId
        ($listed | Where-Object TaskId -EQ $here.TaskId).Status | Should -Be 'working'
        (Get-ACCodeInterpreterTask -Session $other).TaskId | Should -Be $there.TaskId
        Get-Completion 'Stop-ACCodeInterpreterTask ' | Should -Contain $here.TaskId
        Stop-ACCodeInterpreterTask $here.TaskId -PassThru | ForEach-Object Status | Should -Be 'canceled'
        Stop-ACCodeInterpreterSession $other
        (Get-ACCodeInterpreterTask -ErrorAction Stop).TaskId | Should -Not -Contain $there[0].TaskId
    }

    It 'follows what tasks print until they have ended' {
        $task = Start-ACCodeInterpreterTask $session 'echo 1; echo aside >&2; sleep 1; printf "2\n3"'
        $task | Get-ACCodeInterpreterTask -Follow -WarningVariable asides -WarningAction SilentlyContinue | Should -Be '1', '2', '3'
        $asides | Should -Be 'aside'
    }

    It 'says what an id is not' {
        { Get-ACCodeInterpreterTask nope } | Should -Throw "*'nope' is not the id of a task that this PowerShell started*"
    }
}
