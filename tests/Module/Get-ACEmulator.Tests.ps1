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

    It 'gives a new address of the console each time, and no view shows it' {
        $null = Start-ACEmulator
        $first, $second = (Get-ACEmulator), (Get-ACEmulator)
        $first.ConsoleUrl | Should -Match "^$($first.Url)/console\?code=[0-9A-F]{64}$"
        $second.ConsoleUrl | Should -Not -Be $first.ConsoleUrl
        (Invoke-WebRequest $first.ConsoleUrl).Content | Should -Match '<title>AgentCore emulator</title>'
        $first, (Get-ACEmulator -Verbose -Debug 4>&1 5>&1) | Out-String | Should -Not -Match 'code='
        $first | Format-List | Out-String | Should -Not -Match 'code='
    }

    It 'forgets one that died' {
        $emulator = Start-ACEmulator
        Stop-Process -Id $emulator.ProcessId -Force
        Wait-Until { -not (Get-ACEmulator) }
        (Start-ACEmulator).ProcessId | Should -Not -Be $emulator.ProcessId
    }
}
