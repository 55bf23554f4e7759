BeforeAll { . "$PSScriptRoot/common.ps1" }

Describe 'Get-ACEmulator' {
    AfterEach { Stop-ACEmulator }

    It 'writes nothing when none runs' { Get-ACEmulator | Should -BeNullOrEmpty }

    It 'shows the one that runs' {
        $started = Start-ACEmulator
        $shown = Get-ACEmulator
        $shown.Url | Should -Be $started.Url
        Get-Process -Id $shown.ProcessId | Should -Not -BeNullOrEmpty
    }

    It 'forgets one that died' {
        $emulator = Start-ACEmulator
        Stop-Process -Id $emulator.ProcessId -Force
        Wait-Until { -not (Get-ACEmulator) }
        (Start-ACEmulator).ProcessId | Should -Not -Be $emulator.ProcessId
    }
}
