BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
}
AfterAll { Stop-ACEmulator }

Describe 'Wait-ACCodeInterpreterTask' {
    It 'writes the first to end first' {
        $tasks = 'until [ -e second ]; do sleep 0.05; done; echo late', 'echo early' | Start-ACCodeInterpreterTask $session
        # The one ends only when the other has come out of the pipeline.
        $outputs = $tasks | Wait-ACCodeInterpreterTask -TimeoutSeconds 60 | ForEach-Object {
            if ($_.Output -eq 'early') { $null = Invoke-ACCodeInterpreter -Session $session -Command 'touch second' }
            $_.Output
        }
        $outputs | Should -Be 'early', 'late'
    }

    It 'writes a task that failed' {
        $task = Start-ACCodeInterpreterTask $session 'ls /nope' | Wait-ACCodeInterpreterTask -TimeoutSeconds 60 -ErrorAction Stop
        $task.Status | Should -Be 'failed'
        $task.ExitCode | Should -Be 2
        $task.StandardError | Should -Match '/nope'
    }

    It 'tells of a task that wrote more than is kept' {
        $tasks = "python3 -c 'print(`"€`" * 4_000_000)'", 'echo all' | Start-ACCodeInterpreterTask $session
        $ended = $tasks | Wait-ACCodeInterpreterTask -TimeoutSeconds 60 | Sort-Object IsTruncated
        $ended.IsTruncated | Should -Be $false, $true
        $ended[1].StandardOutput.Length | Should -Be 3333333
    }

    It 'gives an error for each task that takes too long, and lets it go on' {
        $tasks = 'sleep 600', 'sleep 601', 'echo quick' | Start-ACCodeInterpreterTask $session
        $ended = $tasks | Wait-ACCodeInterpreterTask -TimeoutSeconds 2 -ErrorVariable failure -ErrorAction SilentlyContinue
        $ended.Output | Should -Be 'quick'
        $failure.Count | Should -Be 2
        $failure.CategoryInfo.Category | Should -Be 'OperationTimeout', 'OperationTimeout'
        $failure.TargetObject | Should -Be $tasks[0, 1].TaskId
        (Get-ACCodeInterpreterTask $tasks[0]).Status | Should -Be 'working'
    }

    It 'gives one error for a task that nobody knows, and waits for the others' {
        $task = Start-ACCodeInterpreterTask $session 'echo known'
        $ended = Wait-ACCodeInterpreterTask -Session $session -TaskId nope, $task.TaskId -ErrorVariable failure -ErrorAction SilentlyContinue
        $ended.Output | Should -Be 'known'
        $failure.Count | Should -Be 1
        $failure[0].TargetObject | Should -Be 'nope'
    }

    It 'ends with an error when the session ends' {
        $other = Start-ACCodeInterpreterSession
        $task = Start-ACCodeInterpreterTask $other 'sleep 600'
        Stop-ACCodeInterpreterSession $other
        $task | Wait-ACCodeInterpreterTask -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'ends on Ctrl+C' {
        $process = Start-FreshPowerShell "`$null = Start-ACEmulator; `$task = Start-ACCodeInterpreterTask (Start-ACCodeInterpreterSession) 'sleep 600'
            try { [Console]::WriteLine('waiting'); Wait-ACCodeInterpreterTask `$task } finally { [Console]::WriteLine('left') }"
        try {
            $process.StandardOutput.ReadLine() | Should -Be 'waiting'
            Stop-FreshPowerShell $process
            $process.StandardOutput.ReadToEnd().Trim() | Should -Be 'left'
        }
        finally { $process.Kill($true) }
    }
}
