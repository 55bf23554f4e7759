BeforeAll { . "$PSScriptRoot/common.ps1" }

Describe 'Test-ACEmulator' {
    It 'checks this machine end to end and finds all that is needed' {
        $checks = Test-ACEmulator
        $checks | Should -BeOfType AgentCore.EmulatorCheck
        $checks.Name -match 'Chromium' | Should -Not -BeNullOrEmpty
        $checks.Name -match 'Python' | Should -Not -BeNullOrEmpty
        $checks | Where-Object Status -EQ 'Failed' | Should -BeNullOrEmpty
    }

    It 'names what is missing, and the remedy' {
        $lines = Invoke-FreshPowerShell '$env:AGENTCORE_CHROMIUM = "/nonexistent/chromium"; $env:AGENTCORE_PYTHON = "/nonexistent/python"
            Test-ACEmulator | Where-Object Status -EQ Failed | ForEach-Object { "$($_.Name)|$($_.Remedy)" }'
        $lines -match 'Chromium.*\|.+' | Should -Not -BeNullOrEmpty
        $lines -match 'Python.*\|.+' | Should -Not -BeNullOrEmpty
    }
}
