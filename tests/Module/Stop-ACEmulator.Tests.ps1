BeforeAll { . "$PSScriptRoot/common.ps1" }

Describe 'Stop-ACEmulator' {
    AfterEach { Stop-ACEmulator }

    It 'leaves no process behind' {
        $data = Join-Path $TestDrive 'data'
        $emulator = Start-ACEmulator -DataPath $data
        $null = 1..2 | ForEach-Object { Start-ACBrowserSession }
        $null = Invoke-ACCodeInterpreter -Session (Start-ACCodeInterpreterSession) 'x = 1'
        @(& pgrep -f $data).Count | Should -BeGreaterThan 2
        Stop-ACEmulator
        Wait-Until -Seconds 3 { -not (& pgrep -f $data) }
        Get-Process -Id $emulator.ProcessId -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'gives back the connection that was there before' {
        Set-ACContext -Region eu-central-1 -AccessKey AKID1 -SecretKey s
        try {
            $null = Start-ACEmulator
            Stop-ACEmulator
            $context = Get-ACContext
            $context.Region | Should -Be 'eu-central-1'
            $context.AccessKey | Should -Be 'AKID1'
            $context.EndpointUrl | Should -Not -Match '127\.0\.0\.1'
        }
        finally { Clear-ACContext }
    }

    It 'does nothing when none runs' {
        Stop-ACEmulator -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'stops nothing with -WhatIf' {
        $null = Start-ACEmulator
        Stop-ACEmulator -WhatIf
        Get-ACEmulator | Should -Not -BeNullOrEmpty
    }

    It 'makes a call that is under way fail with a clear error' {
        $victim = (Start-ACEmulator).ProcessId
        $session = Start-ACCodeInterpreterSession
        $job = Start-ThreadJob { Start-Sleep 1; Stop-Process -Id $using:victim -Force }
        Invoke-ACCodeInterpreter -Session $session 'import time; time.sleep(30)' -ErrorVariable failure -ErrorAction SilentlyContinue
        $null = $job | Receive-Job -Wait -AutoRemoveJob
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ConnectionError'
    }
}
