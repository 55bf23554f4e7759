BeforeAll {
    . "$PSScriptRoot/../Module/common.ps1"

    # What the emulator has open, and its memory in megabytes.
    function Measure-Emulator {
        $id = (Get-ACEmulator).ProcessId
        [pscustomobject]@{
            Descriptors = @(Get-ChildItem "/proc/$id/fd" -ErrorAction Ignore).Count
            Memory      = [int]((Get-Process -Id $id).WorkingSet64 / 1MB)
        }
    }
}

Describe 'The emulator under load' {
    BeforeEach {
        $data = Join-Path $TestDrive data
        $null = Start-ACEmulator -DataPath $data
    }
    AfterEach { Stop-ACEmulator }

    It 'serves 20 browsers and 50 code interpreters at once, and leaves no process behind' {
        $browsers = 1..20 | ForEach-Object { Start-ACBrowserSession "load-$_" }
        $interpreters = 1..50 | ForEach-Object { Start-ACCodeInterpreterSession "load-$_" }
        foreach ($session in $interpreters) {
            (Invoke-ACCodeInterpreter -Session $session "print('$($session.SessionId)')").Output | Should -Be $session.SessionId
        }
        foreach ($session in $browsers) {
            Invoke-ACBrowserScript $session 'return 6 * 7' | Should -Be 42
        }
        Get-ACBrowserSession -Status READY | Stop-ACBrowserSession
        Get-ACCodeInterpreterSession -Status READY | Stop-ACCodeInterpreterSession
        Wait-Until -Seconds 30 { -not (& pgrep -P (Get-ACEmulator).ProcessId) }
        Stop-ACEmulator
        Wait-Until -Seconds 10 { -not (& pgrep -f $data) }
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

    It 'keeps nothing of sessions that have ended: <Name>' -ForEach @(
        @{ Name = 'code interpreters'; Cycles = 120; Cycle = {
                $session = Start-ACCodeInterpreterSession
                $null = Invoke-ACCodeInterpreter -Session $session 'print(1)'
                Stop-ACCodeInterpreterSession $session
            }
        }
        @{ Name = 'browsers'; Cycles = 60; Cycle = { Start-ACBrowserSession | Stop-ACBrowserSession } }
        @{ Name = 'output of tasks'; Cycles = 8; Cycle = {
                $session = Start-ACCodeInterpreterSession
                1..10 | ForEach-Object { Start-ACCodeInterpreterTask $session "head -c 9000000 /dev/zero | tr '\0' x" } | Wait-ACCodeInterpreterTask | Out-Null
                Stop-ACCodeInterpreterSession $session
            }
        }
    ) {
        1..3 | ForEach-Object { & $Cycle }
        $before = Measure-Emulator
        1..$Cycles | ForEach-Object { & $Cycle }
        $after = Measure-Emulator
        Write-Host "      $Cycles cycles: $before to $after"
        $after.Descriptors | Should -BeLessThan ($before.Descriptors + 20)
        $after.Memory | Should -BeLessThan ($before.Memory + 300)
    }
}
