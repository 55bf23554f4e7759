# The bench without its timings: what it reckons, that the stub is read alike by three clients, and a run that judges nothing.
BeforeAll {
    . $PSScriptRoot/common.ps1
    $benchmarks = Join-Path $root 'tests/Benchmarks'
    Import-Module "$benchmarks/Statistics.psm1", "$benchmarks/Report.psm1", "$benchmarks/Peers.psm1", "$benchmarks/Bench.psm1"

    # Runs the bench in a PowerShell of its own, and returns its exit code, what it printed, and what it wrote.
    function Invoke-QuickBench([string[]] $Options = @()) {
        $program, [string[]] $first = $powershell
        $printed = & $program @first -NoProfile -NonInteractive -File "$benchmarks/Invoke-Bench.ps1" -Quick @Options
        $code = $LASTEXITCODE
        $written = Get-Content "$root/out/bench-quick.json" -Raw | ConvertFrom-Json
        [pscustomobject]@{ ExitCode = $code; Printed = $printed; Report = $written }
    }
}

Describe 'The arithmetic of the bench' {
    It 'has <expected> as the <share> quantile of <values>' -ForEach @(
        @{ values = 3, 1, 2; share = 0.5; expected = 2 }
        @{ values = 4, 1, 3, 2; share = 0.5; expected = 2.5 }
        @{ values = 5, 4, 3, 2, 1; share = 0.25; expected = 2 }
        @{ values = 10, 20; share = 0.75; expected = 17.5 }
        @{ values = @(7); share = 0.25; expected = 7 }
    ) {
        Get-Quantile $values $share | Should -Be $expected
    }

    It 'divides medians, and has the quartiles of the ratios of the rounds' {
        $times = [ordered]@{ a = [double[]](8, 6, 40); b = [double[]](1, 2, 3); c = [double[]](3, 2, 5) }
        $ratio = New-Ratio 'a / (b + c)' $times a b, c
        # The median 8 over the medians 2 and 3; the rounds' own ratios are 2, 1.5 and 5.
        $ratio.Value | Should -Be 1.6
        $ratio.Low | Should -Be 1.75
        $ratio.High | Should -Be 3.5
    }

    It 'takes turns, and does not count the rounds that warm up' {
        $script:turns = ''
        $times = Measure-Interleaved -WarmUp 1 2 ([ordered]@{ a = { $script:turns += 'a'; 1 }; b = { $script:turns += 'b'; 2 }; c = 'There is no c.' })
        $turns | Should -Be 'ababab'
        $times.a | Should -Be 1, 1
        $times.b | Should -Be 2, 2
        (New-Ratio 'a / c' $times a c).Missing | Should -Be 'There is no c.'
        (New-Ratio 'a / b' $times a b).Value | Should -Be 0.5
    }

    It 'calls <value> <state> where it is to be at most <atMost> or at least <atLeast>' -ForEach @(
        @{ value = 1.4; atMost = 1.4; atLeast = $null; state = 'met' }
        @{ value = 1.41; atMost = 1.4; atLeast = $null; state = 'missed' }
        @{ value = 0; atMost = 0; atLeast = $null; state = 'met' }
        @{ value = 2; atMost = $null; atLeast = 2; state = 'met' }
        @{ value = 1.9; atMost = $null; atLeast = 2; state = 'missed' }
    ) {
        Get-GoalState @{ atMost = $atMost; atLeast = $atLeast } (New-Measure m $value '') | Should -Be $state
    }

    It 'says of each goal what became of it, and why' {
        $goals = @(
            [pscustomobject]@{ row = 'A'; measure = 'good'; atMost = 2; reason = 'not needed' }
            [pscustomobject]@{ row = 'A'; measure = 'bad'; atMost = 2; reason = 'PowerShell takes 3 of it.' }
            [pscustomobject]@{ row = 'A'; measure = 'absent'; atMost = 2; reason = '' }
            [pscustomobject]@{ row = 'A'; measure = 'forgotten'; atMost = 2; reason = '' }
        )
        $measures = (New-Measure good 1 '×'), (New-Measure bad 3 '×'), (New-MissingMeasure absent 'There is no node.')
        $results = @([pscustomobject]@{ Row = 'A'; Measures = $measures; Failure = $null; Seconds = 1 })
        $report = New-Report $results $goals @{ cores = 2 }
        $report.Goals.State | Should -Be 'met', 'missed', 'not run', 'failed'
        $report.Goals.Reason | Should -Be '', 'PowerShell takes 3 of it.', 'There is no node.', "The row has no measure 'forgotten'."
        $results[0].Failure | Should -Be "The row has no measure 'forgotten'."
        Format-Report $report | Should -Contain '| A | bad | 3 × | 3 to 3 | at most 2 | missed | PowerShell takes 3 of it. |'
        (New-Report $results $goals[0] @{} -Unjudged).Goals.State | Should -Be 'not judged'
    }

    It 'writes <value> as <text>' -ForEach @(
        @{ value = 5000; text = '5,000' }, @{ value = 12.34; text = '12.3' }, @{ value = 0.256; text = '0.26' }
        @{ value = 1.4; text = '1.4' }, @{ value = 100; text = '100' }, @{ value = 0; text = '0' }
    ) {
        Format-Number $value | Should -Be $text
    }

    It 'has a file and a line of its method for each row that has a goal' {
        $rows = (Get-ChildItem "$benchmarks/Rows/*.ps1").BaseName
        $method = Get-Content "$benchmarks/method.md"
        $goals = Get-Content "$benchmarks/goals.json" -Raw | ConvertFrom-Json
        $goals.row | Where-Object { $_ -notin $rows } | Should -BeNullOrEmpty
        $rows | Where-Object { -not ($method -match "^\| $_ \|") } | Should -BeNullOrEmpty
    }
}

Describe 'The stub of the bench' {
    BeforeAll {
        foreach ($project in 'Stub', 'Floor') { & dotnet build "$benchmarks/$project" -c Release -v quiet -nologo | Out-Host }
        $bench = Start-Bench $root -Quick
        $workers = @{ JavaScript = $bench.JavaScript; floor = $bench.Floor }
    }

    AfterAll {
        Stop-Bench $bench
        Clear-ACContext
    }

    It 'lists 250 sessions in three pages to each of three clients' {
        $endpoint = Use-Stub $bench @{ sessions = 250; pageSize = 100 }
        $sessions = Get-ACBrowserSession
        $sessions.Count | Should -Be 250
        $sessions[0].Name | Should -Be 'session-0'
        $sessions[249].SessionId | Should -Be '01000000000000000000000249'
        foreach ($name in 'JavaScript', 'floor') {
            (Invoke-Peer $workers[$name] ($endpoint + @{ do = 'list' })).found | Should -Be 250 -Because $name
        }
        $count = Get-StubCount $bench
        $count.requests.ListBrowserSessions | Should -Be 9
        $count.pages.Count | Should -Be 9
    }

    It 'has a session in full' {
        $endpoint = Use-Stub $bench
        $session = Get-ACBrowserSession -SessionId 01000000000000000000000007
        $session.SessionId | Should -Be '01000000000000000000000007'
        $session.Status | Should -Be 'READY'
        "$($session.ViewPort)" | Should -Be '1280x720'
        foreach ($name in 'JavaScript', 'floor') {
            $null = Invoke-Peer $workers[$name] ($endpoint + @{ do = 'get'; sessionId = 'a'; count = 2 })
        }
        (Get-StubCount $bench).requests.GetBrowserSession | Should -Be 5
    }

    It 'sends 1,000 events of <bytes> bytes to each of three clients' -ForEach @{ bytes = 64 }, @{ bytes = 5000 } {
        $endpoint = Use-Stub $bench
        $code = @{ events = 1000; bytes = $bytes } | ConvertTo-Json -Compress
        $session = Start-ACCodeInterpreterSession
        $result = Invoke-ACCodeInterpreter $code -Session $session
        $result.StandardOutput.Length | Should -Be (1000 * $bytes)
        $result.ExitCode | Should -Be 0
        $lines = Invoke-ACCodeInterpreter $code -Session $session -Stream
        $lines.Count | Should -Be 1000
        $lines[999] | Should -Be ('x' * ($bytes - 1))
        foreach ($name in 'JavaScript', 'floor') {
            (Invoke-Peer $workers[$name] ($endpoint + @{ do = 'events'; code = $code })).found | Should -Be (1000 * $bytes) -Because $name
        }
    }

    It 'cuts a stream for each of three clients' {
        $endpoint = Use-Stub $bench
        $code = @{ events = 100; bytes = 64; cutAfter = 2 } | ConvertTo-Json -Compress
        $session = Start-ACCodeInterpreterSession
        { Invoke-ACCodeInterpreter $code -Session $session -ErrorAction Stop } | Should -Throw
        foreach ($name in 'JavaScript', 'floor') {
            { Invoke-Peer $workers[$name] ($endpoint + @{ do = 'events'; code = $code }) } | Should -Throw -Because $name
        }
    }

    It 'sends the time with each event' {
        $null = Use-Stub $bench
        $before = [System.Diagnostics.Stopwatch]::GetTimestamp()
        $session = Start-ACCodeInterpreterSession
        [long[]] $times = Invoke-ACCodeInterpreter '{"events":3,"interval":1}' -Session $session -Stream
        $times.Count | Should -Be 3
        $times[0] | Should -BeGreaterThan $before
        $times[2] | Should -BeGreaterThan $times[1]
        $times[2] | Should -BeLessThan ([System.Diagnostics.Stopwatch]::GetTimestamp())
    }

    It 'throttles what exceeds its rate' {
        $null = Use-Stub $bench @{ sessions = 3; rate = 2 }
        $stopped = Get-ACBrowserSession | Stop-ACBrowserSession -ThrottleLimit 3 -PassThru
        $stopped.Count | Should -Be 3
        $count = Get-StubCount $bench
        $count.throttled | Should -BeGreaterThan 0
        $count.requests.StopBrowserSession | Should -Be 3
    }
}

Describe 'A run of the bench' {
    It 'measures every row once, and judges none' {
        $run = Invoke-QuickBench
        $run.Report.Rows.Failure | Where-Object { $_ } | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0 -Because ($run.Printed -join "`n")
        $run.Report.Rows.Row | Should -Be (Get-ChildItem "$benchmarks/Rows/*.ps1").BaseName
        $run.Report.Goals.State | Select-Object -Unique | Should -Be 'not judged'
        $run.Report.Goals.Value | Should -Not -Contain $null
    }
}
