BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $sessions = 1..2 | ForEach-Object { Start-ACBrowserSession }
}
AfterAll { Stop-ACEmulator }

Describe 'Wait-ACBrowserSession' {
    It 'writes sessions that are ready' {
        $ready = $sessions | Wait-ACBrowserSession
        $ready.SessionId | Sort-Object | Should -Be ($sessions.SessionId | Sort-Object)
        $ready.Status | Should -Be 'READY', 'READY'
        (Wait-ACBrowserSession $sessions[0].SessionId).SessionId | Should -Be $sessions[0].SessionId
    }

    It 'waits for the end of a session' {
        $short = Start-ACBrowserSession -SessionTimeoutSeconds 1
        (Wait-ACBrowserSession $short -Status TERMINATED -TimeoutSeconds 60).Status | Should -Be 'TERMINATED'
        $failure = Get-Failure { Wait-ACBrowserSession $short @args }
        $failure.FullyQualifiedErrorId | Should -BeLike 'TERMINATED,*'
        $failure.TargetObject | Should -Be $short.SessionId
    }

    It 'says which session did not come to the state in time, and writes the others' {
        $ended = Start-ACBrowserSession
        Stop-ACBrowserSession $ended
        $written = $sessions[1], $ended | Wait-ACBrowserSession -Status TERMINATED -TimeoutSeconds 1 -ErrorVariable failures -ErrorAction SilentlyContinue
        $written.SessionId | Should -Be $ended.SessionId
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failures[0].TargetObject | Should -Be $sessions[1].SessionId
    }
}
