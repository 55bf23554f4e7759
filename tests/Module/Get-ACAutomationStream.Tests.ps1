BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession -ViewPort 800x600
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACAutomationStream' {
    It 'gives address, headers and expiry' {
        $stream = $session | Get-ACAutomationStream
        $stream | Should -BeOfType AgentCore.AutomationStream
        $stream.SessionId | Should -Be $session.SessionId
        $stream.Url | Should -BeLike "ws://127.0.0.1:*/browser-streams/aws.browser.v1/sessions/$($session.SessionId)/automation"
        $stream.Headers.Keys | Sort-Object | Should -Be 'authorization', 'x-amz-date'
        $stream.Headers.Authorization ?? $stream.Headers['authorization'] | Should -Match '^AWS4-HMAC-SHA256 Credential=.*Signature=[0-9a-f]{64}$'
        ($stream.ExpiresAt - [datetime]::Now).TotalSeconds | Should -BeGreaterThan 240
        ($stream.ExpiresAt - [datetime]::Now).TotalSeconds | Should -BeLessOrEqual 300
    }

    It 'adds the token of temporary credentials' {
        $service = Start-RecordingService
        try {
            $stream = Get-ACAutomationStream -SessionId X1 -EndpointUrl $service.Url -Region us-east-1 -AccessKey A -SecretKey B -SessionToken 'T+/='
        }
        finally { Stop-RecordingService $service }
        $stream.Headers['x-amz-security-token'] | Should -Be 'T+/='
        $stream.Headers['authorization'] | Should -Match 'SignedHeaders=host;x-amz-date;x-amz-security-token'
    }

    It 'opens a WebSocket' {
        $stream = Get-ACAutomationStream $session
        $socket = [System.Net.WebSockets.ClientWebSocket]::new()
        foreach ($header in $stream.Headers.GetEnumerator()) { $socket.Options.SetRequestHeader($header.Key, $header.Value) }
        try {
            $socket.ConnectAsync($stream.Url, [System.Threading.CancellationToken]::None).Wait(10000) | Should -BeTrue
            $socket.State | Should -Be 'Open'
        }
        finally { $socket.Dispose() }
    }

    It 'lets Playwright drive the page that the cmdlets read' {
        $folder = & "$root/tests/Restore-Client.ps1"
        $form = '<title>Form</title><input id=name><button id=greet onclick="document.title = document.querySelector(''#greeting'').textContent = ''Hello '' + document.querySelector(''#name'').value">Greet</button><p id=greeting>'
        $work = Get-ACAutomationStream $session | Select-Object Url, Headers, @{ Name = 'Page'; Expression = { ConvertTo-PageUrl $form } }
        $seen = $work | ConvertTo-Json | & node (Join-Path $folder 'drive-page.mjs') | ConvertFrom-Json
        $seen.title | Should -Be 'Hello Playwright'
        $seen.greeting | Should -Be 'Hello Playwright'
        $page = Get-ACBrowserPage $session
        $page.Title | Should -Be 'Hello Playwright'
        $page.Content | Should -Match 'Hello Playwright'
    }

    It 'shows no signature as <Name>, verbose or as text' -ForEach @(
        @{ Name = 'table'; Format = { $args[0] | Out-String } }
        @{ Name = 'list'; Format = { $args[0] | Format-List | Out-String } }
        @{ Name = 'text'; Format = { "$($args[0])" } }
    ) {
        $said = @(Get-ACAutomationStream $session -Verbose -Debug 4>&1 5>&1)
        $signature = $said[-1].Headers['authorization'] -replace '.*Signature='
        & $Format $said[-1] | Should -Match ([regex]::Escape($session.SessionId))
        & $Format $said[-1] | Should -Not -Match $signature
        "$($said[0..($said.Count - 2)])" | Should -Not -Match $signature
    }

    It 'says so when the session has ended, is a person''s, or never was' {
        $ended = Start-ACBrowserSession
        Stop-ACBrowserSession $ended
        $disabled = Start-ACBrowserSession
        Set-ACBrowserStream $disabled -StreamStatus DISABLED
        $ended, $disabled, 'NOPE', $session | Get-ACAutomationStream -ErrorVariable failures -ErrorAction SilentlyContinue |
            ForEach-Object SessionId | Should -Be $session.SessionId
        $failures.Count | Should -Be 3
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'InvalidOperation', 'ObjectNotFound'
        $failures.TargetObject | Should -Be $ended.SessionId, $disabled.SessionId, 'NOPE'
        "$($failures[0])" | Should -Match 'has ended'
        "$($failures[1])" | Should -Match 'disabled'
    }

    It 'says so when the session''s time was over, or its Chromium died' {
        $short = Start-ACBrowserSession -SessionTimeoutSeconds 1
        $broken = Start-ACBrowserSession
        $null = Invoke-ACBrowserCommand $broken Browser.crash -ErrorAction SilentlyContinue
        Wait-Until { -not (Get-ACBrowserSession -Status READY | Where-Object SessionId -In $short.SessionId, $broken.SessionId) }
        $short, $broken | Get-ACAutomationStream -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.Count | Should -Be 2
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'ObjectNotFound'
        $failures | ForEach-Object { "$_" | Should -Match 'has ended' }
    }
}
