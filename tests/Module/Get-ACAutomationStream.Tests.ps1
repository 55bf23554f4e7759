BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession -ViewPort 800x600

    # Connects as a program of somebody else would.
    function Connect-Stream($Stream) {
        $socket = [System.Net.WebSockets.ClientWebSocket]::new()
        foreach ($header in $Stream.Headers.GetEnumerator()) { $socket.Options.SetRequestHeader($header.Key, $header.Value) }
        $null = $socket.ConnectAsync($Stream.Url, [System.Threading.CancellationToken]::None).Wait(10000)
        $socket
    }
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
        $socket = Connect-Stream (Get-ACAutomationStream $session)
        try { $socket.State | Should -Be 'Open' }
        finally { $socket.Dispose() }
    }

    It 'lets the cmdlets'' own stream go, so that a program can connect at once' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<title>Handed out</title>')
        $socket = Connect-Stream (Get-ACAutomationStream $session)
        try {
            $socket.State | Should -Be 'Open'
            Get-ACBrowserPage $session -TimeoutSeconds 20 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failure.Count | Should -Be 1
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'AutomationStreamInUse,*'
            $failure[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
            "$($failure[0])" | Should -BeLike "*$($session.SessionId) is in use*"
            $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*Set-ACBrowserStream -StreamStatus DISABLED*ENABLED*'
        }
        finally { $socket.Dispose() }
        (Get-ACBrowserPage $session).Title | Should -Be 'Handed out'
    }

    It 'frees the stream from a program that does not close it, by DISABLED and ENABLED' {
        $socket = Connect-Stream (Get-ACAutomationStream $session)
        try {
            Set-ACBrowserStream $session DISABLED
            Set-ACBrowserStream $session ENABLED
            Invoke-ACBrowserScript $session '1 + 1' | Should -Be 2
        }
        finally { $socket.Dispose() }
    }

    It 'is not needed after five idle seconds; the page and its settings are found again' {
        $other = Start-ACBrowserSession
        $null = Open-ACBrowserPage $other (ConvertTo-PageUrl '<title>First</title>')
        $born = Invoke-ACBrowserCommand $other Target.createTarget @{ url = ConvertTo-PageUrl '<title>Second</title>' }
        Invoke-ACBrowserCommand $other Emulation.setTimezoneOverride @{ timezoneId = 'Asia/Tokyo' }
        $address = Get-ACBrowserSession $other | Get-ACAutomationStream
        $null = Invoke-ACBrowserScript $other '1'
        # A program that takes the stream as soon as it is free, long before the cmdlets' retries would be over.
        Wait-Until -Seconds 8 { try { $script:socket = Connect-Stream $address; $true } catch { $false } }
        $socket.Dispose()
        (Get-ACBrowserPage $other).Title | Should -Be 'First'
        Invoke-ACBrowserScript $other 'new Date(0).getHours()' | Should -Be 9
        $null = Invoke-ACBrowserCommand $other Target.closeTarget @{ targetId = $born.targetId }
        Stop-ACBrowserSession $other
    }

    It 'is used in turns by two PowerShell processes' {
        $keys = @{ AccessKey = 'AKIDSHARED'; SecretKey = [guid]::NewGuid().ToString('N') }
        $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
        $start.ArgumentList.Add((Join-Path $root 'out/AgentCore/emulator/AgentCore.Emulator.dll'))
        $start.ArgumentList.Add('--exit-on-stdin-close')
        $start.Environment['AGENTCORE_EMULATOR_ACCESS_KEY'] = $keys.AccessKey
        $start.Environment['AGENTCORE_EMULATOR_SECRET_KEY'] = $keys.SecretKey
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $emulator = [System.Diagnostics.Process]::Start($start)
        try {
            $where = @{ EndpointUrl = ($emulator.StandardOutput.ReadLine() | ConvertFrom-Json).url; Region = 'us-east-1' }
            $shared = Start-ACBrowserSession @where @keys
            $null = Open-ACBrowserPage $shared (ConvertTo-PageUrl '<title>Ours</title>')
            Invoke-FreshPowerShell @"
Set-ACContext -EndpointUrl $($where.EndpointUrl) -Region us-east-1 -AccessKey $($keys.AccessKey) -SecretKey $($keys.SecretKey)
(Get-ACBrowserPage -SessionId $($shared.SessionId)).Title
`$null = Open-ACBrowserPage -SessionId $($shared.SessionId) about:blank
"@ | Should -Be 'Ours'
            (Get-ACBrowserPage $shared).Url | Should -Be 'about:blank'
        }
        finally {
            $emulator.StandardInput.Close()
            $null = $emulator.WaitForExit(20000)
        }
    }

    It 'is shared by parallel runspaces' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<title>Shared</title>')
        $titles = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            1..3 | ForEach-Object { Invoke-ACBrowserScript $using:session 'document.title' }
        } -ThrottleLimit 4
        $titles | Should -Be (@('Shared') * 12)
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
