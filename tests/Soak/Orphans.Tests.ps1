BeforeAll { . "$PSScriptRoot/../Module/common.ps1" }

# However PowerShell or the emulator dies, in the middle of whatever, all that it started is gone soon after.
Describe 'A killed process' {
    It 'leaves none behind: <Victim>, round <Round>' -ForEach @(
        foreach ($round in 1..8) { @{ Victim = 'PowerShell'; Round = $round }; @{ Victim = 'emulator'; Round = $round } }
    ) {
        $data = Join-Path $TestDrive "data-$Victim-$Round"
        $process = Start-FreshPowerShell "(Start-ACEmulator -DataPath '$data').ProcessId; [Console]::Out.Flush()
            while (`$true) { `$s = Start-ACBrowserSession; `$c = Start-ACCodeInterpreterSession; `$null = Invoke-ACCodeInterpreter -Session `$c 'import subprocess; subprocess.Popen([''sleep'', ''600''])'
                `$s | Stop-ACBrowserSession }"
        try {
            $emulatorId = [int]$process.StandardOutput.ReadLine()
            Wait-Until -Seconds 30 { & pgrep -P $emulatorId }
            Start-Sleep -Milliseconds (Get-Random -Maximum 2500)
            Stop-Process -Id ($Victim -eq 'emulator' ? $emulatorId : $process.Id) -Force
            Wait-Until -Seconds 30 { -not @(& pgrep -f $data | Where-Object { $_ -ne $process.Id }) }
        }
        finally { $process.Kill($true) }
    }
}
