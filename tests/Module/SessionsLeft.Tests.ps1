# What PowerShell tells at its end of sessions that it leaves behind.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $service = Start-RecordingService @{ name = 'left' }
    $connection = "-EndpointUrl $($service.Url) -Region us-east-1 -AccessKey AKID -SecretKey s"
}
AfterAll { Stop-RecordingService $service }

Describe 'PowerShell ends' {
    It 'with a warning where it leaves a session running' {
        $lines = Invoke-FreshPowerShell "`$null = Start-ACBrowserSession left $connection; 'last'"
        $lines[0] | Should -Be 'last'
        $lines[1..9] -join ' ' | Should -BeLike '*WARNING: A session that this PowerShell started*RECORDED (left, aws.browser.v1 in us-east-1*Stop-ACBrowserSession*'
    }

    It 'with none where it stopped it, or used it' {
        Invoke-FreshPowerShell "Start-ACBrowserSession $connection | Stop-ACBrowserSession; 'last'" | Should -Be 'last'
        Invoke-FreshPowerShell "Use-ACCodeInterpreterSession { 'used' } $connection" | Should -Be 'used'
    }

    It 'with none for sessions of its own emulator, which ends with it' {
        Invoke-FreshPowerShell "`$null = Start-ACEmulator -Warm 0; `$null = Start-ACCodeInterpreterSession; 'last'" | Should -Be 'last'
    }

    It 'with one warning, when the module is removed' {
        $lines = (Invoke-FreshPowerShell "`$null = Start-ACBrowserSession left $connection; Remove-Module AgentCore; 'last'") -join ' '
        $lines | Should -BeLike '*WARNING: A session that*last'
    }
}
