BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $data = Join-Path $TestDrive data
    $null = Start-ACEmulator -DataPath $data
    $role = 'arn:aws:iam::123456789012:role/recorder'
    $browser = New-ACBrowser shop -Recording s3://my-recordings/shop -ExecutionRoleArn $role -Wait
    $plain = New-ACBrowser plain -Wait
    $session = Start-ACBrowserSession -BrowserIdentifier $browser -Name probe -ViewPort 800x600
    $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<title>To be seen</title><h1>Welcome</h1>')
    Wait-Until { (Get-ACBrowserRecording $session).Page.Title -contains 'To be seen' } 60
    Stop-ACBrowserSession $session
    $place = "s3://my-recordings/shop/$($session.SessionId)/"

    # A recording that another program wrote.
    function Add-Foreign([string] $Folder, [string] $Metadata, [hashtable] $Files = @{ 'batch_1.ndjson.gz' = 'theirs' }) {
        $path = New-Item (Join-Path $data "s3/my-recordings/$Folder") -ItemType Directory -Force
        foreach ($name in $Files.Keys) { Set-Content (Join-Path $path $name) $Files[$name] -NoNewline }
        if ($Metadata) { Set-Content (Join-Path $path metadata.json) $Metadata -NoNewline }
    }
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACBrowserRecording' {
    It 'shows what was recorded of a session' {
        $recording = Get-ACBrowserRecording $session
        $recording | Should -BeOfType AgentCore.BrowserRecording
        $recording.SessionId, $recording.Name, $recording.State | Should -Be $session.SessionId, probe, COMPLETE
        $recording.BrowserIdentifier, "$($recording.Location)", $recording.Region | Should -Be $browser.BrowserId, $place, (Get-ACContext).Region
        "$($recording.ViewPort)" | Should -Be '800x600'
        ($recording.StartedAt - $session.CreatedAt).TotalSeconds | Should -BeLessThan 60
        $recording.Length | Should -Be ($recording.EndedAt - $recording.StartedAt)
        $recording.Page.Count | Should -Be 1
        $recording.Page[0].Url, $recording.Page[0].Title | Should -Be 'data:', 'To be seen'
        $files = Get-ChildItem "$data/s3/my-recordings/shop/$($session.SessionId)" -File
        $recording.Size | Should -Be ($files | Measure-Object Length -Sum).Sum
        $recording | Format-Table | Out-String -Width 120 | Should -Match "(?m)^$($session.SessionId) probe +COMPLETE +\d+s ago +\d+s +1 +[\d.]+ [kK]?B"
        $recording.Page | Format-Table | Out-String | Should -Match 'To be seen'
    }

    It 'finds it by <_>' -ForEach 'session', 'id', 'browser', 'browser id', 'browser name', 'place', 'folder above', 'row', 'nothing', 'pipeline' {
        $found = switch ($_) {
            'session' { Get-ACBrowserRecording -Session $session }
            'id' { Get-ACBrowserRecording $session.SessionId -BrowserIdentifier $browser }
            'browser' { $browser | Get-ACBrowserRecording }
            'browser id' { Get-ACBrowserRecording $browser.BrowserId }
            'browser name' { Get-ACBrowserRecording shop }
            'place' { Get-ACBrowserRecording $place.TrimEnd('/') }
            'folder above' { Get-ACBrowserRecording s3://my-recordings/shop }
            'row' { Get-ACBrowserRecording $session | ConvertTo-Csv | ConvertFrom-Csv | Get-ACBrowserRecording }
            'nothing' { Get-ACBrowserRecording }
            'pipeline' { Get-ACBrowserRecording $session | Get-ACBrowserRecording }
        }
        @($found).Count | Should -Be 1
        $found.SessionId | Should -Be $session.SessionId
    }

    It 'finds nothing where nothing was recorded yet' {
        $new = New-ACBrowser new -Recording s3://no-bucket-yet/new -ExecutionRoleArn $role -Wait
        Get-ACBrowserRecording $new -ErrorAction Stop | Should -BeNullOrEmpty
        Remove-ACBrowser $new -Force
    }

    It 'leads back to the session' {
        (Get-ACBrowserRecording $session | Get-ACBrowserSession).Name | Should -Be probe
    }

    It 'shows one of a session that runs, and of one that writes no more' {
        $running = Start-ACBrowserSession -BrowserIdentifier $browser -Name running
        $null = Open-ACBrowserPage $running (ConvertTo-PageUrl '<h1>Still here</h1>')
        Wait-Until { Test-Path "$data/s3/my-recordings/shop/$($running.SessionId)/metadata.json" }
        $recording = Get-ACBrowserRecording $running
        $recording.SessionId, $recording.State, $recording.EndedAt, $recording.Length | Should -Be $running.SessionId, RECORDING, $null, $null
        Stop-ACBrowserSession $running
        (Get-ACBrowserRecording $running).State | Should -Be COMPLETE
        Remove-Item "$data/s3/my-recordings/shop/$($running.SessionId)" -Recurse
    }

    It 'lists many, over pages and at a time' {
        1..30 | ForEach-Object { Add-Foreign "many/inner/$_" "{`"sessionId`":`"S$_`",`"format`":`"x`"}" }
        $found = Get-ACBrowserRecording s3://my-recordings/many
        $found.SessionId | Sort-Object | Should -Be (1..30 | ForEach-Object { "S$_" } | Sort-Object)
        @(Get-ACBrowserRecording s3://my-recordings/many | Select-Object -First 2).Count | Should -Be 2
    }

    It 'shows what a foreign recording has: <Metadata>' -ForEach @(
        @{ Metadata = ''; Id = $null }
        @{ Metadata = 'not JSON'; Id = $null }
        @{ Metadata = '{"pages":7}'; Id = $null }
        @{ Metadata = '{"sessionId":"THEIRS","viewPort":{},"pages":[{"url":"https://example.com/"}],"more":[1]}'; Id = 'THEIRS' }
    ) {
        Add-Foreign foreign/one $Metadata
        $recording = Get-ACBrowserRecording s3://my-recordings/foreign/
        $recording.SessionId, $recording.State, $recording.ViewPort | Should -Be $Id, $null, $null
        $recording.Size | Should -BeGreaterThan 5
        "$($recording.Page)" | Should -Be ($Id ? 'https://example.com/' : '')
        Remove-Item "$data/s3/my-recordings/foreign" -Recurse
    }

    It 'says what is not there: <Given>' -ForEach @(
        @{ Given = 's3://no-such-bucket/prefix'; Id = 'NoSuchBucket'; Category = 'ObjectNotFound'; Told = '*no-such-bucket*' }
        @{ Given = 's3://my-recordings/nothing'; Id = 'NotFound'; Category = 'ObjectNotFound'; Told = 'No recording was found under s3://my-recordings/nothing.' }
        @{ Given = 'plain'; Id = 'NotFound'; Category = 'ObjectNotFound'; Told = '*plain-* records no sessions*' }
        @{ Given = 'unheard_of'; Id = 'ResourceNotFoundException'; Category = 'ObjectNotFound'; Told = "*no browser with the name 'unheard_of'*" }
        @{ Given = 's3://'; Id = 'ParameterArgumentTransformationError'; Category = 'InvalidData'; Told = '*s3://bucket/key*' }
    ) {
        $failures = $null
        try { Get-ACBrowserRecording $Given -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty }
        catch { $failures = @($_) }
        $failures[-1].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failures[-1].CategoryInfo.Category | Should -Be $Category
        "$($failures[-1])" | Should -BeLike $Told
    }

    It 'says that a session was not recorded, and goes on' {
        $other = Start-ACBrowserSession -BrowserIdentifier $plain
        $found = $other, $session | Get-ACBrowserRecording -ErrorVariable failure -ErrorAction SilentlyContinue
        $found.SessionId | Should -Be $session.SessionId
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be ObjectNotFound
        "$($failure[0])" | Should -BeLike "*$($other.SessionId) is not recorded*plain-*"
        Stop-ACBrowserSession $other
    }

    It 'names the IAM action where access is denied: <_>' -ForEach 's3:ListBucket', 's3:GetObject' {
        # S3 as it answers a caller without that permission.
        $server = Start-HttpListener
        $shell = [powershell]::Create().AddScript({
            param($listener, $action)
            while ($listener.IsListening) {
                try { $context = $listener.GetContext() } catch { break }
                $isList = $context.Request.QueryString['list-type'] -eq '2'
                $body = if ($isList -and $action -eq 's3:GetObject') {
                    '<?xml version="1.0"?><ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated><Contents><Key>p/S/metadata.json</Key><Size>2</Size></Contents></ListBucketResult>'
                }
                else {
                    $context.Response.StatusCode = 403
                    '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
                }
                $bytes = [System.Text.Encoding]::UTF8.GetBytes($body)
                $context.Response.ContentType = 'application/xml'
                $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                $context.Response.Close()
            }
        }).AddArgument($server.Listener).AddArgument($_)
        $null = $shell.BeginInvoke()
        try {
            Get-ACBrowserRecording s3://bucket/p -EndpointUrl $server.Url -Region eu-west-1 -AccessKey AKID -SecretKey s -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }
        finally { $server.Listener.Close() }
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
        $failure[0].CategoryInfo.Category | Should -Be PermissionDenied
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike "*$_ *"
    }

    It 'says that nobody responds' {
        Get-ACBrowserRecording s3://bucket/p -EndpointUrl http://127.0.0.1:9 -Region eu-west-1 -AccessKey AKID -SecretKey s -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be ConnectionError
        "$($failure[0])" | Should -BeLike '*http://127.0.0.1:9*'
    }

    It 'goes by the proxy of Set-AWSProxy' {
        $global:AWSProxy = [pscustomobject]@{ Hostname = '127.0.0.1'; Port = 9; BypassList = $null; BypassOnLocal = $null }
        try { Get-ACBrowserRecording s3://bucket/p -EndpointUrl http://agentcore.example -Region eu-west-1 -AccessKey AKID -SecretKey s -ErrorVariable failure -ErrorAction SilentlyContinue }
        finally { Remove-Variable AWSProxy -Scope Global }
        "$($failure[0])" | Should -BeLike '*http://127.0.0.1:9*refused*'
    }

    It 'alone loads the client of S3, into the load context of the module' {
        Invoke-FreshPowerShell "`$loaded = { [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'AWSSDK.S3' } }
            `$null = Start-ACEmulator -DataPath '$TestDrive/other'; `$null = Get-ACBrowser; `$null = New-ACBrowser x -Recording s3://bucket/p -ExecutionRoleArn $role
            @(& `$loaded).Count
            Get-ACBrowserRecording s3://bucket/p -ErrorAction Ignore
            & `$loaded | ForEach-Object { [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name }
            Stop-ACEmulator" | Should -Be '0', 'AgentCore'
    }

    It 'completes browsers' {
        Get-Completion 'Get-ACBrowserRecording sho' | Should -Contain $browser.BrowserId
    }
}
