BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    # The stop calls that a command makes, which it tells at -Verbose, and its other output.
    function Get-StopCall([scriptblock] $Command) { & $Command 4>&1 | Where-Object { "$_" -match '^StopCodeInterpreterSession in' } }
}
AfterAll { Stop-ACEmulator }

Describe 'Use-ACCodeInterpreterSession' {
    AfterEach { Get-ACCodeInterpreterSession -Status READY | Should -BeNullOrEmpty }

    It 'runs the script in the scope of the caller' {
        $sum = 1
        Use-ACCodeInterpreterSession { param($s) $sum = [int](Invoke-ACCodeInterpreter -Session $s "print($sum + 41)").Output }
        $sum | Should -Be 42
    }

    It 'gives the session as argument and as $_, and leaves the caller its own $_' {
        $seen = 'mine' | ForEach-Object {
            Use-ACCodeInterpreterSession { param($s) $s -is [AgentCore.CodeInterpreterSession]; [object]::ReferenceEquals($_, $s) }
            $_
        }
        $seen | Should -Be $true, $true, 'mine'
    }

    It 'writes what the script writes as it comes' {
        $first = Use-ACCodeInterpreterSession { 1; $reached = $true; 2; throw 'too far' } | Select-Object -First 1
        $first | Should -Be 1
        $reached | Should -BeNullOrEmpty
    }

    It 'stops the session once when the script <Case>' -ForEach @(
        @{ Case = 'ends'; Script = { 1 } }
        @{ Case = 'returns'; Script = { return } }
        @{ Case = 'writes an error'; Script = { Write-Error 'soft' -ErrorAction SilentlyContinue } }
        @{ Case = 'stops it itself'; Script = { Stop-ACCodeInterpreterSession $_ -Verbose:$false } }
    ) {
        Get-StopCall { Use-ACCodeInterpreterSession $Script -Verbose } | Should -HaveCount 1
    }

    It 'stops the session once when the script throws' {
        $lines = [System.Collections.Generic.List[object]]::new()
        { Use-ACCodeInterpreterSession -Verbose { throw 'ouch' } 4>&1 | ForEach-Object { $lines.Add($_) } } | Should -Throw 'ouch'
        $lines -match '^StopCodeInterpreterSession in' | Should -HaveCount 1
    }

    It 'stops the session when break leaves the script' {
        $rounds = 0
        foreach ($round in 1..3) { $rounds++; Use-ACCodeInterpreterSession { break } }
        $rounds | Should -Be 1
    }

    It 'stops each session of a nest' {
        $ids = Use-ACCodeInterpreterSession { param($a) Use-ACCodeInterpreterSession { param($b) $a.SessionId; $b.SessionId } }
        $ids | Sort-Object -Unique | Should -HaveCount 2
        Get-ACCodeInterpreterSession -SessionId $ids | ForEach-Object Status | Should -Be 'TERMINATED', 'TERMINATED'
    }

    It 'stops the session once on Ctrl+C, also when the process ends with it' {
        $service = Start-RecordingService
        try {
            $process = Start-FreshPowerShell "Use-ACCodeInterpreterSession -EndpointUrl $($service.Url) -AccessKey A -SecretKey B -Region us-east-1 {
                [Console]::WriteLine('inside'); while (`$true) { } }"
            try {
                $process.StandardOutput.ReadLine() | Should -Be 'inside'
                Stop-FreshPowerShell $process
            }
            finally { $process.Kill($true) }
            @($service.Requests | Where-Object Path -Like '*/sessions/start').Count | Should -Be 1
            @($service.Requests | Where-Object Path -Like '*/sessions/stop').Count | Should -Be 1
        }
        finally { Stop-RecordingService $service }
    }
}
