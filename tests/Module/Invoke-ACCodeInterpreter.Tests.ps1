BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
}
AfterAll { Stop-ACEmulator }

Describe 'Invoke-ACCodeInterpreter' {
    It 'needs no session' {
        $result = Invoke-ACCodeInterpreter 'print(6 * 7)'
        $result | Should -BeOfType AgentCore.CodeInterpreterResult
        $result.Output | Should -Be '42'
        $result.IsError | Should -BeFalse
        $result.ExitCode | Should -Be 0
        $result.ExecutionTime | Should -BeOfType timespan
        (Get-ACCodeInterpreterSession -SessionId $result.SessionId).Status | Should -Be 'TERMINATED'
    }

    It 'runs what comes down the pipeline, in order' {
        'print(1)', 'print(2)' | Invoke-ACCodeInterpreter -Session $session | ForEach-Object Output | Should -Be '1', '2'
    }

    It 'runs a pipeline without a session in one session of its own' {
        $results = 'y = 5', 'print(y + 1)' | Invoke-ACCodeInterpreter
        $results[1].Output | Should -Be '6'
        $results.SessionId | Sort-Object -Unique | Should -HaveCount 1
    }

    It 'keeps variables from call to call, until they are cleared' {
        $null = Invoke-ACCodeInterpreter -Session $session 'x = 1'
        (Invoke-ACCodeInterpreter -Session $session 'print(x)').Output | Should -Be '1'
        (Invoke-ACCodeInterpreter -Session $session 'print("x" in globals())' -ClearContext).Output | Should -Be 'False'
    }

    It 'takes a session by its id' {
        (Invoke-ACCodeInterpreter -Session $session.SessionId 'print("by id")').Output | Should -Be 'by id'
    }

    It 'gives an exception of the code as a result' {
        $result = Invoke-ACCodeInterpreter -Session $session 'print("before"); 1 / 0' -ErrorAction Stop
        $result.IsError | Should -BeTrue
        $result.ExitCode | Should -Be 1
        $result.StandardOutput | Should -Match 'before'
        $result.StandardError | Should -Match 'ZeroDivisionError'
    }

    It 'gives an error with -ErrorOnFailure' {
        Invoke-ACCodeInterpreter -Session $session 'import nope' -ErrorOnFailure -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -Match 'nope'
    }

    It 'gives the exit code of sys.exit' {
        (Invoke-ACCodeInterpreter -Session $session 'import sys; sys.exit(3)').ExitCode | Should -Be 3
    }

    It 'gives a syntax error' {
        $result = Invoke-ACCodeInterpreter -Session $session 'print('
        $result.IsError | Should -BeTrue
        $result.StandardError | Should -Match 'SyntaxError'
    }

    It 'gives pictures' {
        $result = Invoke-ACCodeInterpreter -Session $session "import matplotlib.pyplot as plt`nplt.plot([1, 2, 3])`nplt.show()"
        $result.Images | Should -HaveCount 1
        $result.Images[0].MimeType | Should -Be 'image/png'
    }

    It 'says which session an error is about' {
        Invoke-ACCodeInterpreter -Session NOSUCHSESSION 'print(1)' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'NOSUCHSESSION'
    }

    It 'survives an interpreter that dies' {
        (Invoke-ACCodeInterpreter -Session $session 'import os; os.abort()').IsError | Should -BeTrue
        (Invoke-ACCodeInterpreter -Session $session 'print(1)').Output | Should -Be '1'
    }

    It 'gives up after the time it was given' {
        Invoke-ACCodeInterpreter -Session $session 'while True: pass' -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        (Invoke-ACCodeInterpreter -Session $session 'print(1)').Output | Should -Be '1'
    }

    It 'ends on Ctrl+C and stops the session it started' {
        $process = Start-FreshPowerShell "(Start-ACEmulator).ProcessId
            try { Invoke-ACCodeInterpreter 'while True: pass' }
            finally { [Console]::WriteLine('left'); while (Get-ACCodeInterpreterSession -Status READY) { }; [Console]::WriteLine('stopped') }"
        try {
            $emulatorId = $process.StandardOutput.ReadLine()
            Wait-Until { & pgrep -P $emulatorId }
            & kill -INT $process.Id
            $process.WaitForExit(10000) | Should -BeTrue
            $process.StandardOutput.ReadToEnd() -split '\r?\n' | Where-Object { $_ } | Should -Be 'left', 'stopped'
        }
        finally { $process.Kill($true) }
    }

    Context 'with -Command' {
        It 'keeps the streams and the exit code apart' {
            $result = Invoke-ACCodeInterpreter -Session $session -Command 'echo out; echo err >&2; exit 7'
            $result.StandardOutput | Should -Be "out`n"
            $result.StandardError | Should -Be "err`n"
            $result.ExitCode | Should -Be 7
        }

        It 'gives the error of a command that fails' {
            $result = Invoke-ACCodeInterpreter -Session $session -Command 'ls /nope'
            $result.ExitCode | Should -Be 2
            $result.StandardError | Should -Match '/nope'
            $result.StandardOutput | Should -BeNullOrEmpty
        }

        It 'changes no byte of the text' {
            (Invoke-ACCodeInterpreter -Session $session -Command "printf 'a\r\nb\tc'").StandardOutput | Should -Be "a`r`nb`tc"
            (Invoke-ACCodeInterpreter -Session $session -Command "printf '☕ é'").StandardOutput | Should -Be '☕ é'
        }

        It 'takes any quotes' {
            (Invoke-ACCodeInterpreter -Session $session -Command "echo ""it's"" '`$HOME'").StandardOutput | Should -Be "it's `$HOME`n"
        }

        It 'refuses a command that the service would hang on' {
            Invoke-ACCodeInterpreter -Session $session -Command ('echo ' + 'x' * 70000) -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.Count | Should -Be 1
            "$($failure[0])" | Should -Match '60,?000'
        }
    }
}
