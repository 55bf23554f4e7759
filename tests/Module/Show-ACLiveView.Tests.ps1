BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession -Name shown -ViewPort 800x600
    $person = Start-ACBrowserSession -ViewPort 1000x800
    $browserBefore = $env:BROWSER
    # A request as a browser sends it, without following where it leads.
    function Get-Answer([string] $Url, [hashtable] $Headers = @{}, [string] $Method = 'Get') {
        Invoke-WebRequest $Url -Method $Method -Headers $Headers -MaximumRedirection 0 -SkipHttpErrorCheck -ErrorAction Ignore
    }
}
AfterAll { $env:BROWSER = $browserBefore; Stop-ACEmulator }

Describe 'Show-ACLiveView' {
    It 'shows the session in a browser' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<title>To be seen</title>')
        $view = $session | Show-ACLiveView -NoBrowser
        $view | Should -BeOfType AgentCore.LiveView
        $view.SessionId | Should -Be $session.SessionId
        $page = Open-ACBrowserPage $person $view.Url
        $page.HttpStatus | Should -Be 200
        $page.Url | Should -Match '^http://127\.0\.0\.1:\d+/[0-9a-f]{64}/$'
        # The frame says what it shows, in a document of the emulator's: seen through the frame's own socket.
        $frame = Get-Answer "$($page.Url)view"
        $frame.StatusCode | Should -Be 303
        (Invoke-WebRequest "$($frame.Headers.Location)").Content | Should -Match 'shown – live view'
    }

    It 'is opened by its address once' {
        $view = Show-ACLiveView $session -NoBrowser
        $first = Get-Answer $view.Url
        $first.StatusCode | Should -Be 303
        (Get-Answer "$($first.Headers.Location)").StatusCode | Should -Be 200
        (Get-Answer $view.Url).StatusCode | Should -Be 403
    }

    It 'lets in nobody else' {
        $view = Show-ACLiveView $session -NoBrowser
        $origin = ([uri]$view.Url).GetLeftPart('Authority')
        (Get-Answer "$origin/open/$('0' * 64)").StatusCode | Should -Be 403
        (Get-Answer $view.Url).StatusCode | Should -Be 303 -Because 'a guess takes nothing from whom the address was made for'
        $page = "$((Get-Answer (Show-ACLiveView $session -NoBrowser).Url).Headers.Location)"
        (Get-Answer "$($page)state").StatusCode | Should -Be 200
        (Get-Answer "$($page)state" @{ Host = 'evil.example' }).StatusCode | Should -BeIn 400, 403, 404
        (Get-Answer "$($page)state" @{ Origin = 'http://evil.example' }).StatusCode | Should -Be 403
        (Get-Answer "$($page)done" @{ Origin = 'http://evil.example' } Post).StatusCode | Should -Be 403
        (Get-Answer "$($page)done" @{} Post).StatusCode | Should -Be 403
        (Get-Answer "$($page)../state").StatusCode | Should -Be 403
    }

    It 'allows the page its own parts only, and to be framed by nobody' {
        $answer = Get-Answer "$((Get-Answer (Show-ACLiveView $session -NoBrowser).Url).Headers.Location)"
        $policy = "$($answer.Headers.'Content-Security-Policy')"
        $policy | Should -Match "^default-src 'none';"
        $policy | Should -Match "frame-ancestors 'none'"
        $policy | Should -Not -Match 'unsafe'
        "$($answer.Headers.'Referrer-Policy')" | Should -Be 'no-referrer'
        "$($answer.Headers.'Cache-Control')" | Should -Be 'no-store'
    }

    It 'opens the browser that $env:BROWSER names' {
        $seen = Join-Path $TestDrive 'opened'
        $program = Join-Path $TestDrive 'a browser.sh'
        Set-Content $program "#!/bin/sh`nprintf %s `"`$*`" > '$seen.part'; mv '$seen.part' '$seen'"
        & chmod +x $program
        $env:BROWSER = $program
        Show-ACLiveView $session | Should -BeNullOrEmpty
        Wait-Until { Test-Path $seen }
        Get-Content $seen | Should -Match '^http://127\.0\.0\.1:\d+/open/[0-9a-f]{64}$'
    }

    It 'says so when the browser fails, or there is none' {
        $env:BROWSER = 'false'
        Show-ACLiveView $session -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -Match 'exit code 1'
        $lines = Invoke-FreshPowerShell "`$env:BROWSER = `$env:DISPLAY = `$env:WAYLAND_DISPLAY = `$null
            Show-ACLiveView 01ARZ3NDEKTSV4RRFFQ69G5FAV -EndpointUrl http://127.0.0.1:9 -Region us-east-1 -AccessKey A -SecretKey B -ErrorVariable failure -ErrorAction SilentlyContinue
            `$failure[0].CategoryInfo.Category; `$failure[0].ErrorDetails.RecommendedAction"
        $lines[0] | Should -Be 'ObjectNotFound'
        $lines[1] | Should -Match '-NoBrowser'
    } -Skip:(-not $IsLinux)

    It 'ends with its session' {
        $short = Start-ACBrowserSession
        $page = "$((Get-Answer (Show-ACLiveView $short -NoBrowser).Url).Headers.Location)"
        (Get-Answer "$($page)state").Content | Should -Be '{"over":null}'
        Stop-ACBrowserSession $short
        Wait-Until { (Get-Answer "$($page)state").Content -match "$($short.SessionId) has ended" }
        Wait-Until { try { $null = Invoke-WebRequest $page -SkipHttpErrorCheck; $false } catch { $true } }
    }

    It 'names a session that has ended, or never was' {
        $ended = Start-ACBrowserSession
        Stop-ACBrowserSession $ended
        $ended, 'NOPE' | Show-ACLiveView -NoBrowser -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'ObjectNotFound'
        $failures.TargetObject | Should -Be $ended.SessionId, 'NOPE'
    }
}
