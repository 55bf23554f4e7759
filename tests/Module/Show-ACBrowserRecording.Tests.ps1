BeforeAll {
    . "$PSScriptRoot/common.ps1"
    & (Join-Path $root 'tests/Restore-Client.ps1')
    $null = Start-ACEmulator -DataPath (Join-Path $TestDrive data)
    $browser = New-ACBrowser shop -Recording s3://my-recordings/shop -ExecutionRoleArn arn:aws:iam::123456789012:role/recorder -Wait
    $session = Start-ACBrowserSession -BrowserIdentifier $browser -Name probe
    $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<title>To be seen</title><h1>Welcome</h1>')
    Stop-ACBrowserSession $session
    $recording = Get-ACBrowserRecording $session
    $browserBefore = $env:BROWSER
    function Get-Answer([string] $Url, [hashtable] $Headers = @{}) {
        Invoke-WebRequest $Url -Headers $Headers -MaximumRedirection 0 -SkipHttpErrorCheck -ErrorAction Ignore
    }
}
AfterAll { $env:BROWSER = $browserBefore; Stop-ACEmulator }

Describe 'Show-ACBrowserRecording' {
    It 'plays a recording in a browser' {
        $view = $session | Show-ACBrowserRecording -NoBrowser
        $view | Should -BeOfType AgentCore.BrowserRecordingView
        "$($view.Recording)" | Should -Be "s3://my-recordings/shop/$($session.SessionId)/"
        $view | Format-Table | Out-String -Width 250 | Should -BeLike "*$($view.Url)*"
        $played = & node (Join-Path $root 'tests/Clients/play-recording.mjs') $view.Url Welcome | ConvertFrom-Json
        $played.title, $played.pages | Should -Be 'Recording of probe', '1. To be seen'
        $played.errors | Should -BeNullOrEmpty
        $played.requests | Select-Object -Last 1 | Should -Be batch_1.ndjson.gz
    }

    It 'lets in nobody else, and serves nothing else' {
        $view = Show-ACBrowserRecording $recording -NoBrowser
        $origin = ([uri]$view.Url).GetLeftPart('Authority')
        (Get-Answer "$origin/open/$('0' * 64)").StatusCode | Should -Be 403
        $first = Get-Answer $view.Url
        $first.StatusCode | Should -Be 303
        $page = "$($first.Headers.Location)"
        (Get-Answer $view.Url).StatusCode | Should -Be 403
        (Get-Answer $view.Url).Content | Should -BeLike '*Show-ACBrowserRecording*'
        (Get-Answer "$($page)batch_1.ndjson.gz").StatusCode | Should -Be 200
        (Get-Answer "$($page)batch_1.ndjson.gz" @{ Origin = 'http://evil.example' }).StatusCode | Should -Be 403
        (Get-Answer "$($page)metadata.json").StatusCode | Should -Be 403
        (Get-Answer "$($page)../batch_1.ndjson.gz").StatusCode | Should -Be 403
    }

    It 'opens the browser that $env:BROWSER names' {
        $seen = Join-Path $TestDrive opened
        $program = Join-Path $TestDrive browser.sh
        Set-Content $program "#!/bin/sh`nprintf %s `"`$*`" > '$seen.part'; mv '$seen.part' '$seen'"
        & chmod +x $program
        $env:BROWSER = $program
        $recording | Show-ACBrowserRecording | Should -BeNullOrEmpty
        Wait-Until { Test-Path $seen }
        Get-Content $seen | Should -Match '^http://127\.0\.0\.1:\d+/open/[0-9a-f]{64}$'
    }

    It 'says what cannot be shown' {
        Show-ACBrowserRecording s3://my-recordings/none -NoBrowser -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be ObjectNotFound
    }
}
