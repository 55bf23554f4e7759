BeforeAll {
    . "$PSScriptRoot/../Module/common.ps1"

    # The processes below one, however deep.
    function Get-Descendant([int] $Id) {
        foreach ($child in @(& pgrep -P $Id)) {
            [int]$child
            Get-Descendant $child
        }
    }

    # What the emulator has open, its memory in megabytes, and its processes and files.
    function Measure-Emulator {
        $id = (Get-ACEmulator).ProcessId
        [pscustomobject]@{
            Descriptors = @(Get-ChildItem "/proc/$id/fd" -ErrorAction Ignore).Count
            Memory      = [int]((Get-Process -Id $id).WorkingSet64 / 1MB)
            Processes   = @(Get-Descendant $id).Count
            # The folder of a session that ends may go while it is read.
            Files       = @(Get-ChildItem $temporary, $data -Recurse -Force -ErrorAction Ignore).Count
        }
    }
}

Describe 'The emulator under load' {
    BeforeEach {
        $data = Join-Path $TestDrive data
        $temporary = (New-Item (Join-Path $TestDrive t) -ItemType Directory -Force).FullName
        $before = $env:TMPDIR
        $env:TMPDIR = $temporary
        $null = Start-ACEmulator -DataPath $data
        $env:TMPDIR = $before
    }
    AfterEach { Stop-ACEmulator }

    It 'serves 20 browsers and 50 code interpreters at once, and leaves nothing behind' {
        Start-ACBrowserSession | Stop-ACBrowserSession
        $null = Invoke-ACCodeInterpreter 'print(1)'
        $start = Measure-Emulator
        $service = Start-RecordingService
        try {
            $browsers = 1..20 | ForEach-Object { Start-ACBrowserSession "load-$_" }
            $interpreters = 1..50 | ForEach-Object { Start-ACCodeInterpreterSession "load-$_" }
            # All sessions are there; each is used, and used again when all have been.
            foreach ($round in 1, 2) {
                foreach ($session in $interpreters) {
                    (Invoke-ACCodeInterpreter -Session $session "print('$($session.SessionId)', $round)").Output |
                        Should -Be "$($session.SessionId) $round"
                }
                foreach ($session in $browsers) {
                    $null = Open-ACBrowserPage $session "$($service.Url)/$round/$($session.SessionId)"
                    Invoke-ACBrowserScript $session 'return location.pathname' | Should -Be "/$round/$($session.SessionId)"
                }
            }
            $asked = $service.Requests.ToArray().Path
            foreach ($session in $browsers) { $asked | Should -Contain "/2/$($session.SessionId)" }
        }
        finally { Stop-RecordingService $service }
        Get-ACBrowserSession -Status READY | Stop-ACBrowserSession
        Get-ACCodeInterpreterSession -Status READY | Stop-ACCodeInterpreterSession
        Wait-Until -Seconds 30 { -not (& pgrep -P (Get-ACEmulator).ProcessId) }
        $end = Measure-Emulator
        Write-Host "      70 sessions: $start to $end"
        $end.Files | Should -BeLessOrEqual ($start.Files + 2)
        $end.Descriptors | Should -BeLessThan ($start.Descriptors + 60)
        Stop-ACEmulator
        Wait-Until -Seconds 10 { -not (& pgrep -f $data) }
        Get-ChildItem $temporary -Force | Should -BeNullOrEmpty
    }

    It 'stops forty browsers while they are being started' {
        $started = [System.Collections.Generic.List[string]]::new()
        1..40 | ForEach-Object {
            $one = Start-ACBrowserSession
            $started.Add($one.SessionId)
            $one
        } | Stop-ACBrowserSession -ThrottleLimit 8 -ErrorAction Stop
        Get-ACBrowserSession -Status READY | Should -BeNullOrEmpty
        $started | Should -BeIn (Get-ACBrowserSession -Status TERMINATED).SessionId
        Wait-Until -Seconds 30 { -not (& pgrep -P (Get-ACEmulator).ProcessId) }
    }

    It 'is after <Cycles> cycles as it was before: <Name>' -ForEach @(
        @{ Name = 'code interpreters'; Cycles = 100; Cycle = {
                $session = Start-ACCodeInterpreterSession
                $null = Invoke-ACCodeInterpreter -Session $session 'print(1)'
                Stop-ACCodeInterpreterSession $session
            }
        }
        @{ Name = 'browsers'; Cycles = 100; Cycle = { Start-ACBrowserSession | Stop-ACBrowserSession } }
        @{ Name = 'output of tasks'; Cycles = 8; Cycle = {
                $session = Start-ACCodeInterpreterSession
                1..10 | ForEach-Object { Start-ACCodeInterpreterTask $session "head -c 9000000 /dev/zero | tr '\0' x" } | Wait-ACCodeInterpreterTask | Out-Null
                Stop-ACCodeInterpreterSession $session
            }
        }
        @{ Name = 'long output'; Cycles = 20; Cycle = { $null = Invoke-ACCodeInterpreter "print('x' * 20_000_000)" -WarningAction SilentlyContinue } }
        @{ Name = 'killed sessions'; Cycles = 20; Cycle = {
                $browser = Start-ACBrowserSession
                $null = Start-ACCodeInterpreterSession | ForEach-Object { $_; $null = Invoke-ACCodeInterpreter -Session $_ 'print(1)' }
                # The processes of both sessions, not the emulator that looks after them.
                Get-Descendant (Get-ACEmulator).ProcessId | ForEach-Object { & kill -9 $_ 2>$null }
                Wait-Until -Seconds 30 { -not (Get-ACBrowserSession -Status READY) -and -not (Get-ACCodeInterpreterSession -Status READY) }
                Open-ACBrowserPage $browser about:blank -ErrorVariable failure -ErrorAction SilentlyContinue
                $failure.Count | Should -Be 1
                "$failure" | Should -Match 'has ended'
                $browser | Stop-ACBrowserSession
            }
        }
    ) {
        1..3 | ForEach-Object { & $Cycle }
        Wait-Until -Seconds 30 { (Measure-Emulator).Processes -eq 0 -or $Name -in 'browsers', 'killed sessions' }
        $start = Measure-Emulator
        1..$Cycles | ForEach-Object { & $Cycle }
        Wait-Until -Seconds 30 { (Measure-Emulator).Processes -le $start.Processes }
        $end = Measure-Emulator
        Write-Host "      $Cycles cycles: $start to $end"
        $end.Descriptors | Should -BeLessThan ($start.Descriptors + 20)
        $end.Memory | Should -BeLessThan ($start.Memory + 300)
        $end.Files | Should -BeLessOrEqual ($start.Files + 2)
    }
}
