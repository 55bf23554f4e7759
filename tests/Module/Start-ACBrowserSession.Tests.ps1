BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
}
AfterAll { Stop-ACEmulator }

Describe 'Start-ACBrowserSession' {
    It 'starts a session that is ready' {
        $session = Start-ACBrowserSession -Name probe -ViewPort 1280x720 -SessionTimeoutSeconds 600
        $session | Should -BeOfType AgentCore.BrowserSession
        $session.Name | Should -Be 'probe'
        $session.SessionId | Should -Match '^[0-9a-zA-Z]{1,40}$'
        $full = Get-ACBrowserSession -SessionId $session.SessionId
        $full.Status | Should -Be 'READY'
        $full.ViewPort.ToString() | Should -Be '1280x720'
        $full.SessionTimeoutSeconds | Should -Be 600
    }

    It 'makes up a name' {
        (Start-ACBrowserSession).Name | Should -Match '^browser-session-[0-9a-f]{8}$'
    }

    It 'takes a view port as <Value>' -ForEach @(
        @{ Value = '800x600' }, @{ Value = @{ Width = 800; Height = 600 } }, @{ Value = [pscustomobject]@{ Width = 800; Height = 600 } }
    ) {
        $session = Start-ACBrowserSession -ViewPort $Value
        (Get-ACBrowserSession -SessionId $session.SessionId).ViewPort.ToString() | Should -Be '800x600'
    }

    It 'refuses the view port <Value> before anything is sent' -ForEach @(
        @{ Value = '319x720'; Limit = '320' }, @{ Value = '3841x720'; Limit = '3840' }
        @{ Value = '1280x239'; Limit = '240' }, @{ Value = '1280x2161'; Limit = '2160' }
    ) {
        $before = @(Get-ACBrowserSession).Count
        $failure = { Start-ACBrowserSession -ViewPort $Value -ErrorAction Stop } | Should -Throw -PassThru
        $failure.CategoryInfo.Category | Should -BeIn 'InvalidArgument', 'InvalidData'
        $failure.Exception.Message | Should -Match $Limit
        @(Get-ACBrowserSession).Count | Should -Be $before
    }

    It 'refuses a view port that is none' {
        { Start-ACBrowserSession -ViewPort 'wide' -ErrorAction Stop } | Should -Throw '*wide*'
    }

    It 'refuses a time to live of <_>' -ForEach 0, -1, 28801 {
        { Start-ACBrowserSession -SessionTimeoutSeconds $_ -ErrorAction Stop } | Should -Throw '*28800*'
    }

    It 'starts nothing with -WhatIf' {
        $before = @(Get-ACBrowserSession).Count
        Start-ACBrowserSession -WhatIf | Should -BeNullOrEmpty
        @(Get-ACBrowserSession).Count | Should -Be $before
    }

    It 'ends the session when its time is over' {
        $session = Start-ACBrowserSession -SessionTimeoutSeconds 1
        Wait-Until { (Get-ACBrowserSession -SessionId $session.SessionId).Status -eq 'TERMINATED' }
    }

    It 'names an unknown browser in one error' {
        Start-ACBrowserSession -BrowserIdentifier nobody-0123456789 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException*'
        $failure[0].TargetObject | Should -Be 'nobody-0123456789'
    }
}
