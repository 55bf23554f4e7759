BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession -ViewPort 800x600
    $site = Start-PageServer (Join-Path $root 'docs/demo')
}
AfterAll { Stop-PageServer $site; Stop-ACEmulator }

Describe 'Open-ACBrowserPage' {
    It 'opens a page and says what it is' {
        $page = Open-ACBrowserPage $session $site.Url
        $page | Should -BeOfType AgentCore.BrowserPage
        $page.Title | Should -Be 'The Corner Shop'
        $page.Url | Should -Be $site.Url
        $page.HttpStatus | Should -Be 200
        $page.SessionId | Should -Be $session.SessionId
    }

    It 'takes the session from the pipeline' {
        ($session | Open-ACBrowserPage -Url $site.Url).Title | Should -Be 'The Corner Shop'
    }

    It 'reports a status that is not 200' {
        (Open-ACBrowserPage $session "$($site.Url)missing.html").HttpStatus | Should -Be 404
    }

    It 'names an address that cannot be reached, and the session goes on' {
        Open-ACBrowserPage $session 'http://127.0.0.1:1/' -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -Match '127\.0\.0\.1:1'
        $failure[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        (Open-ACBrowserPage $session $site.Url).HttpStatus | Should -Be 200
    }

    It 'names an address that is none' {
        Open-ACBrowserPage $session 'http://' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'gives up on a page that never loads' {
        $deaf = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $deaf.Start()
        try {
            Open-ACBrowserPage $session "http://127.0.0.1:$($deaf.LocalEndpoint.Port)/" -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        }
        finally { $deaf.Stop() }
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        (Open-ACBrowserPage $session $site.Url).HttpStatus | Should -Be 200
    }

    It 'names a session that has ended' {
        $ended = Start-ACBrowserSession
        Stop-ACBrowserSession $ended
        Open-ACBrowserPage $ended $site.Url -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].TargetObject | Should -Be $ended.SessionId
    }
}
