# Programs that go wrong: each ends in one typed result or one clear error, and the session goes on.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
}
AfterAll { Stop-ACEmulator }

Describe 'A program that goes wrong' {
    AfterEach {
        # The session takes the next call, and its files are still there.
        (Invoke-ACCodeInterpreter -Session $session 'print(6 * 7)' -TimeoutSeconds 60).Output | Should -Be '42'
        (Get-ACCodeInterpreterSession -SessionId $session.SessionId).Status | Should -Be 'READY'
    }

    It 'is a result with exit code <ExitCode>: <Name>' -ForEach @(
        @{ Name = 'a syntax error'; Code = 'def f(:'; ExitCode = 1; Says = 'SyntaxError' }
        @{ Name = 'an exception'; Code = "raise ValueError('of mine')"; ExitCode = 1; Says = 'ValueError: of mine' }
        @{ Name = 'sys.exit'; Code = 'import sys; sys.exit(3)'; ExitCode = 3; Says = '' }
        @{ Name = 'an abort'; Code = 'import os; os.abort()'; ExitCode = 134; Says = 'SIGABRT' }
        @{ Name = 'one that kills itself'; Code = 'import os, signal; os.kill(os.getpid(), signal.SIGKILL)'; ExitCode = 137; Says = 'SIGKILL' }
        @{ Name = 'one that kills what runs it'; Code = 'import os, signal, time; os.kill(os.getppid(), signal.SIGKILL); time.sleep(60)'; ExitCode = 137; Says = 'SIGKILL' }
        @{ Name = 'one that kills all it may'; Code = 'import os, signal, time; os.kill(-1, signal.SIGKILL); time.sleep(60)'; ExitCode = 137; Says = 'SIGKILL' }
        @{ Name = 'one that kills its supervisor'; Code = "import os, signal, time`nfor number in (signal.SIGTERM, signal.SIGKILL, signal.SIGSTOP): os.kill(1, number)`ntime.sleep(1)`nraise SystemExit(9)"; ExitCode = 9; Says = '' }
        @{ Name = '3 GB of memory'; Code = 'x = bytearray(3 << 30)'; ExitCode = 1; Says = 'MemoryError' }
    ) {
        $result = Invoke-ACCodeInterpreter -Session $session $Code -ErrorAction Stop
        $result | Should -BeOfType AgentCore.CodeInterpreterResult
        $result.IsError | Should -BeTrue
        $result.ExitCode | Should -Be $ExitCode
        $result.StandardError | Should -Match $Says
    }

    It 'is one error when it takes too long: <Name>' -ForEach @(
        @{ Name = 'code'; Program = @{ Code = 'while True: pass' } }
        @{ Name = 'code that heeds no interruption'; Program = @{ Code = "while True:`n  try:`n    while True: pass`n  except BaseException: pass" } }
        @{ Name = 'command'; Program = @{ Command = 'while :; do :; done' } }
    ) {
        Invoke-ACCodeInterpreter -Session $session @Program -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        "$($failure[0])" | Should -Match '1 s \(-TimeoutSeconds\)'
        $failure[0].TargetObject | Should -Be $session.SessionId
    }

    It 'ends in a result or in one error, and nothing of it stays: a fork bomb' {
        $result = Invoke-ACCodeInterpreter -Session $session -Command 'bomb() { bomb | bomb & }; bomb 2>/dev/null; echo lit' `
            -TimeoutSeconds 5 -ErrorVariable failure -ErrorAction SilentlyContinue
        @($result).Where{ $_ }.Count + $failure.Count | Should -Be 1
        Wait-Until -Seconds 60 { (Invoke-ACCodeInterpreter -Session $session -Command 'ps ax | grep -c "[b]omb"' -ErrorAction Ignore).Output -eq '0' }
    }

    It 'keeps the whole characters that fit into one message of 24 MiB, twice, and says so: code' {
        $result = Invoke-ACCodeInterpreter -Session $session "print('€' * 40_000_000)" -WarningVariable warnings -WarningAction SilentlyContinue
        $result.StandardOutput.Length * 3 | Should -BeGreaterThan 12000000
        $result.StandardOutput.Length * 3 | Should -BeLessThan (12 * 1MB)
        $result.StandardOutput.TrimEnd('€') | Should -BeNullOrEmpty
        $result.StandardError | Should -Match 'cut off'
        $result.IsTruncated | Should -BeTrue
        $warnings.Count | Should -Be 1
        [GC]::Collect()
    }

    It 'keeps the beginning of 200 MB, and says so' {
        $result = Invoke-ACCodeInterpreter -Session $session "import sys`nfor i in range(200): _ = sys.stdout.write('x' * 1_000_000)" -WarningVariable warnings -WarningAction SilentlyContinue
        $result.StandardOutput.Length | Should -BeGreaterThan 12000000
        $result.StandardOutput.Trim('x') | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $result.IsTruncated | Should -BeTrue
        $warnings.Count | Should -Be 1
    }

    It 'keeps the first bytes of 70,000,000, and says so: command' {
        $result = Invoke-ACCodeInterpreter -Session $session -Command 'printf a; yes € | tr -d "\n" | head -c 70000000; exit 5' -WarningVariable warnings -WarningAction SilentlyContinue
        $result.StandardOutputBytes.Length | Should -Be 8000000
        $result.StandardOutput.Length | Should -Be 2666667
        $result.StandardOutput.TrimEnd('€') | Should -Be 'a'
        $result.IsTruncated | Should -BeTrue
        $result.ExitCode | Should -Be 5
        $warnings.Count | Should -Be 1
        [GC]::Collect()
    }

    It 'gives output without a line end as it is: <Name>' -ForEach @(
        @{ Name = 'code'; Program = @{ Code = "print('no end', end='')" } }
        @{ Name = 'command'; Program = @{ Command = 'printf "no end"' } }
    ) {
        (Invoke-ACCodeInterpreter -Session $session @Program).StandardOutput | Should -Be 'no end'
    }

    It 'gives binary output of a command byte for byte' {
        $result = Invoke-ACCodeInterpreter -Session $session -Command 'head -c 100000 /dev/urandom | tee random; cat random random >&2'
        $result.StandardOutputBytes.Length | Should -Be 100000
        $sum = [Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData($result.StandardOutputBytes)).ToLowerInvariant()
        (Invoke-ACCodeInterpreter -Session $session -Command 'sha256sum <random').Output | Should -Match "^$sum"
        $result.StandardErrorBytes.Length | Should -Be 200000
    }

    It 'shows invalid UTF-8 as replacement characters: <Name>' -ForEach @(
        @{ Name = 'code'; Program = @{ Code = "import os`n_ = os.write(1, b'a\xff\xfeb\n')" } }
        @{ Name = 'command'; Program = @{ Command = 'printf "a\377\376b\n"' } }
    ) {
        (Invoke-ACCodeInterpreter -Session $session @Program).Output | Should -Be "a`u{FFFD}`u{FFFD}b"
    }

    It 'keeps an emoji whole that is split across two events: <Name>' -ForEach @(
        @{ Name = 'code'; Program = @{ Code = "import os, time`n_ = os.write(1, b'\xf0\x9f'); time.sleep(1.5); _ = os.write(1, b'\x98\x80\n')" } }
        @{ Name = 'command'; Program = @{ Command = 'printf "\360\237"; sleep 1.5; printf "\230\200\n"' } }
    ) {
        (Invoke-ACCodeInterpreter -Session $session @Program).Output | Should -Be '😀'
    }
}

Describe 'Languages' {
    It 'runs JavaScript' {
        $result = Invoke-ACCodeInterpreter -Session $session -Language javascript 'console.log([1, 2, 3].map(x => x * 2).join()); console.error("careful")'
        $result.Output | Should -Be '2,4,6'
        $result.StandardError | Should -Be "careful`n"
        (Invoke-ACCodeInterpreter -Session $session -Language javascript 'process.exit(4)').ExitCode | Should -Be 4
    }

    It 'runs TypeScript' {
        (Invoke-ACCodeInterpreter -Session $session -Language typescript 'const x: number = 40; console.log(x + 2)').Output | Should -Be '42'
    }

    It 'says in one error what would run TypeScript where nothing does' {
        $programs = New-Item (Join-Path $TestDrive programs) -ItemType Directory
        foreach ($name in 'dotnet', 'bwrap', 'python3') {
            $null = New-Item (Join-Path $programs $name) -ItemType SymbolicLink -Target (Get-Command $name -CommandType Application)[0].Source
        }
        $lines = Invoke-FreshPowerShell "`$env:PATH = '$programs'; `$null = Start-ACEmulator
            Invoke-ACCodeInterpreter -Language typescript 'let x: number = 1' -ErrorVariable failure -ErrorAction SilentlyContinue
            `$failure | ForEach-Object ToString"
        @($lines).Count | Should -Be 1
        $lines | Should -Match 'Deno'
    }

    It 'refuses a runtime that does not fit the language' {
        Invoke-ACCodeInterpreter -Session $session -Runtime deno 'print(1)' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }
}
