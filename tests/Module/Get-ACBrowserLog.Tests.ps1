BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    function Open-Console {
        $script:session = Start-ACBrowserSession
        $null = Open-ACBrowserPage $session "$($shop.Url)console"
    }

    function Invoke-Button([string[]] $Id) {
        foreach ($one in $Id) { Invoke-ACBrowserScript $session "document.getElementById('$one').click()" }
    }
}
AfterAll { Stop-ACEmulator; Stop-Shop $shop }

Describe 'Get-ACBrowserLog' {
    BeforeAll {
        $began = Get-Date
        Open-Console
        Invoke-Button log, warn, error, object, throw, reject, missing, broken, refused
        Wait-Until { (Get-ACBrowserLog $session -Level Error).Count -eq 6 }
    }

    It 'has what scripts wrote to the console, as the console shows it' {
        $entries = Get-ACBrowserLog $session -Kind Console
        $entries | Should -BeOfType AgentCore.BrowserLogEntry
        $entries.Text | Should -Be 'The page is there', 'Sold 3 apples', 'Few apples are left', 'No apples are left', "{fruit: 'apple', count: 3} [1, 2]"
        $entries.Level | Should -Be Info, Info, Warning, Error, Info
        $entries[0].Url | Should -Be "$($shop.Url)console"
        $entries[0].Line | Should -Be 15
        $entries[0].SessionId | Should -Be $session.SessionId
        $entries[0].Time.Kind | Should -Be 'Local'
        $entries[0].Time | Should -BeGreaterThan $began.AddSeconds(-1)
        $entries[0].Time | Should -BeLessThan (Get-Date).AddSeconds(1)
    }

    It 'has the errors that nothing caught' {
        $errors = Get-ACBrowserLog $session -Kind Error
        $errors.Text | Should -Be 'Uncaught TypeError: The scales are broken', 'Uncaught (in promise) Error: The till is broken'
        $errors[0].Line | Should -Be 29
        $errors[0].StackTrace | Should -BeLike "TypeError: The scales are broken*at HTMLButtonElement*console:29*"
    }

    It 'has the requests with status, time and size' {
        $page, $missing, $broken, $refused = '*/console', '*/nothing/*', '*/api/error', '*:9/' | ForEach-Object { Get-ACBrowserLog $session -Url $_ -Kind Request }
        $page.Text | Should -Be "GET $($shop.Url)console"
        $page.Method, $page.Status, $page.MimeType, $page.Level | Should -Be GET, 200, 'text/html', Info
        $page.Size | Should -BeGreaterThan 1500
        $page.Duration | Should -BeGreaterThan ([timespan]::Zero)
        $missing.Status, $missing.Level | Should -Be 404, Error
        $broken.Status, $broken.MimeType, $broken.Level | Should -Be 500, 'application/json', Error
        $refused.Status | Should -BeNullOrEmpty
        $refused.FailureText, $refused.Level | Should -Be 'net::ERR_UNSAFE_PORT', Error
    }

    It 'shows in its table what one wants to see first' {
        $lines = Get-ACBrowserLog $session | Format-Table | Out-String -Width 200
        $lines | Should -Match '(?m)^\d\d:\d\d:\d\d\.\d{3} +Console +Warning +Few apples are left'
        $lines | Should -Match '(?m)^\S+ +Request +Error +GET 404 \d+ ms \d+ B http://\S+/nothing/here.json'
        $lines | Should -Match 'Request +Error +GET failed \d+ ms http://127.0.0.1:9/ \(net::ERR_UNSAFE_PORT\)'
    }

    It 'gives the last ones, and those since a moment' {
        (Get-ACBrowserLog $session -Kind Console -Last 1).Text | Should -Be "{fruit: 'apple', count: 3} [1, 2]"
        Get-ACBrowserLog $session -Last 0 | Should -BeNullOrEmpty
        $third = (Get-ACBrowserLog $session -Kind Console)[2].Time
        (Get-ACBrowserLog $session -Kind Console -Since $third)[0].Text | Should -Be 'Few apples are left'
        (Get-ACBrowserLog $session -Kind Console -Since $third.ToUniversalTime())[0].Text | Should -Be 'Few apples are left'
        Get-ACBrowserLog $session -Since (Get-Date).AddHours(1) | Should -BeNullOrEmpty
        Get-ACBrowserLog $session -Url '*nowhere*' | Should -BeNullOrEmpty
    }

    It 'has requests that are on their way' {
        Invoke-ACBrowserScript $session 'void fetch("/endless/response")'
        Wait-Until { (Get-ACBrowserLog $session -Url '*/endless/*').Status -eq 200 }
        $open = Get-ACBrowserLog $session -Url '*/endless/*'
        $open.Duration | Should -BeNullOrEmpty
        $open.Size | Should -BeNullOrEmpty
        $open | Format-Table | Out-String -Width 200 | Should -Match 'GET 200 http'
    }

    It 'has every step of a request that was moved on' {
        $null = Invoke-ACBrowserScript $session 'return (await fetch("/files/moved")).status'
        Wait-Until { Get-ACBrowserLog $session -Url '*report.csv' }
        (Get-ACBrowserLog $session -Url '*/files/*').Status | Should -Be 302, 200
    }

    It 'sees frames of other sites, workers and popups, and knows their tab' {
        Open-Console
        $first = (Get-ACBrowserLog $session)[0].TabId
        Invoke-ACBrowserScript $session @"
            document.body.append(Object.assign(document.createElement('iframe'), { src: '$($shop.OtherUrl)console' }));
            new Worker(URL.createObjectURL(new Blob(["console.log('at work'); fetch('$($shop.Url)api/price')"])));
"@
        Wait-Until { @(Get-ACBrowserLog $session -Url "$($shop.OtherUrl)*" -Kind Console).Count -eq 1 }
        Wait-Until { (Get-ACBrowserLog $session).Text -contains 'at work' }
        Wait-Until { Get-ACBrowserLog $session -Url '*/api/price' }
        (Get-ACBrowserLog $session).TabId | Select-Object -Unique | Should -Be $first
        $count = (Get-ACBrowserLog $session -Tab $first).Count
        Invoke-ACBrowserScript $session 'void window.open("/console?popup")'
        Wait-Until { Get-ACBrowserLog $session -Kind Console -Url '*popup' }
        $popup = Get-ACBrowserLog $session -Kind Console -Url '*popup'
        $popup.TabId | Should -Not -Be $first
        @(Get-ACBrowserLog $session -Tab $first).Count | Should -Be $count
        (Get-ACBrowserLog $session -Tab '*popup').TabId | Select-Object -Unique | Should -Be $popup.TabId
    }

    It 'has what was logged while nobody was connected, once' {
        Open-Console
        Invoke-ACBrowserScript $session 'void setTimeout(() => console.log("nobody was there"), 6000)'
        Start-Sleep 7
        Wait-Until { (Get-ACBrowserLog $session).Text -contains 'nobody was there' }
        (Get-ACBrowserLog $session -Kind Console).Text | Should -Be 'The page is there', 'nobody was there'
    }

    It 'writes what happens as it comes with -Follow' {
        Open-Console
        Invoke-ACBrowserScript $session 'void setInterval(() => console.log("tick"), 50)'
        $all = Get-ACBrowserLog $session -Follow -Kind Console | Select-Object -First 4
        $all[0].Text | Should -Be 'The page is there'
        $all[3].Text | Should -Be 'tick'
        (Get-ACBrowserLog $session -Follow -Last 0 | Select-Object -First 2).Text | Should -Be tick, tick
    }

    It 'follows for as long as it is told to' {
        Open-Console
        (Get-ACBrowserLog $session -Follow -Kind Console -TimeoutSeconds 1).Text | Should -Be 'The page is there'
    }

    It 'follows until the session ends' {
        Open-Console
        $job = Start-ThreadJob { Import-Module $using:modulePath; Get-ACBrowserLog $using:session -Follow -Kind Console -Verbose }
        Wait-Until { $job.Output.Count }
        Stop-ACBrowserSession $session
        Wait-Job $job -Timeout 30 | Should -Not -BeNullOrEmpty
        $job.Error | Should -BeNullOrEmpty
        @($job.Output).Count | Should -Be 1
        "$($job.Verbose)" | Should -BeLike "*$($session.SessionId) has ended*"
    }

    It 'keeps the last 10,000 of many messages' {
        Open-Console
        Invoke-ACBrowserScript $session 'for (let count = 1; count <= 20000; count++) { console.log(count) }' -TimeoutSeconds 60
        Wait-Until { (Get-ACBrowserLog $session -Last 1).Text -eq '20000' } 30
        $entries = Get-ACBrowserLog $session -Verbose 4>&1
        $lines, $kept = $entries.Where({ $_ -is [System.Management.Automation.VerboseRecord] }, 'Split')
        $kept.Count | Should -Be 10000
        # A request or two of the page's own may be among them.
        $console = @($kept | Where-Object Kind -EQ 'Console')
        [int]$console[0].Text | Should -BeIn (10001..10005)
        $console[-1].Text | Should -Be '20000'
        "$lines" | Should -Match '\d+ older entries are gone.*10000'
        # The next connection does not bring the last ones again.
        Invoke-ACBrowserScript $session 'console.log("x".repeat(1e6))'
        (Get-ACBrowserLog $session -Last 1).Text.Length | Should -Be 10000
    }

    It 'reads the log of a page that hangs' {
        Open-Console
        Invoke-ACBrowserScript $session 'void setTimeout(() => { console.log("it hangs"); while (true) { } })'
        Wait-Until { (Get-ACBrowserLog $session -TimeoutSeconds 5).Text -contains 'it hangs' }
    }

    It 'says what is wrong' {
        Get-ACBrowserLog $session -Tab nowhere -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -BeLike "*no tab 'nowhere'*"
        { Get-ACBrowserLog $session -Last -1 } | Should -Throw '*0 to 10000*'
        Stop-ACBrowserSession $session
        Get-ACBrowserLog $session -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'ends on Ctrl+C' {
        $process = Start-FreshPowerShell "`$null = Start-ACEmulator; `$s = Start-ACBrowserSession
            `$null = Open-ACBrowserPage `$s 'data:text/html,<script>console.log(1)</script>'
            Get-ACBrowserLog `$s -Follow | ForEach-Object { [Console]::WriteLine('following') }"
        try {
            $process.StandardOutput.ReadLine() | Should -Be 'following'
            Stop-FreshPowerShell $process
        }
        finally { $process.Kill($true) }
    }
}
