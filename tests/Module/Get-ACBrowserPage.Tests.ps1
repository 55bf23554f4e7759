BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession
    $site = Start-PageServer (Join-Path $root 'docs/demo')
    function Get-Markdown([string] $Html) {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl $Html)
        (Get-ACBrowserPage $session -As Markdown).Content
    }
}
AfterAll { Stop-PageServer $site; Stop-ACEmulator }

Describe 'Get-ACBrowserPage' {
    It 'tells title, address, status and text' {
        $null = Open-ACBrowserPage $session "$($site.Url)?q=1"
        $page = Get-ACBrowserPage $session
        $page | Should -BeOfType AgentCore.BrowserPageContent
        $page.Title | Should -Be 'The Corner Shop'
        $page.Url | Should -Be "$($site.Url)?q=1"
        $page.HttpStatus | Should -Be 200
        $page.SessionId | Should -Be $session.SessionId
        $page.Format | Should -Be 'Text'
        $page.Content | Should -Match 'seen by a real Chromium'
        $page.Content | Should -Not -Match '<'
    }

    It 'reads a page whose frames are nested deeply' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<title>Frames</title>top<script>
            for (let i = 0, place = document.body; i < 40; i++) {
                place = place.appendChild(document.createElement("iframe")).contentDocument.body
            }</script>')
        (Get-ACBrowserPage $session).Title | Should -Be 'Frames'
    }

    It 'reads half a surrogate pair as the replacement character' {
        $opened = Open-ACBrowserPage $session (ConvertTo-PageUrl '<body><script>document.title = "\ud800x"; document.body.append("a\ud83d")</script>')
        $opened.Title | Should -BeExactly "$([char]0xFFFD)x"
        $page = Get-ACBrowserPage $session
        $page.Title | Should -BeExactly "$([char]0xFFFD)x"
        $page.Content | Should -BeExactly "a$([char]0xFFFD)"
        (Get-ACBrowserPage $session -As Accessibility).Content.Contains("a$([char]0xFFFD)") | Should -BeTrue
    }

    It 'takes sessions from the pipeline' {
        ($session | Get-ACBrowserPage).SessionId | Should -Be $session.SessionId
    }

    It 'gives the document as scripts have left it' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<!doctype html><p id=a>old<script>a.textContent = "new & better"</script>')
        $html = (Get-ACBrowserPage $session -As Html).Content
        $html | Should -BeLike '<!DOCTYPE html>*<p id="a">new &amp; better</p>*</html>'
    }

    It 'gives the tree that a screen reader gets' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl @'
<title>Order</title><h1>Order</h1><div><input type=checkbox checked aria-label="Gift wrap"></div>
<button disabled>Send "now"</button><ul><li><a href=about:blank>Help</a></ul><div aria-hidden=true>unheard</div>
'@)
        (Get-ACBrowserPage $session -As Accessibility).Content | Should -Be @'
- RootWebArea "Order"
  - heading "Order" [level=1]
  - checkbox "Gift wrap" [checked]
  - button "Send \"now\"" [disabled]
  - list
    - listitem [level=1]
      - link "Help"
'@
    }

    It 'gives a PDF as bytes' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<h1>Paper</h1>')
        $page = Get-ACBrowserPage $session -As Pdf
        $page.Content | Should -BeNullOrEmpty
        [System.Text.Encoding]::ASCII.GetString($page.Data, 0, 5) | Should -Be '%PDF-'
    }

    Context 'as Markdown' {
        It 'writes <Name>' -ForEach @(
            @{ Name = 'headings and paragraphs'; Html = "<h1>One</h1><p>some <b>bold</b>,`n <i>slanted </i>and <del>old</del> text<h3>Two <em>too</em></h3>loose"; Expected = "# One`n`nsome **bold**, *slanted* and ~~old~~ text`n`n### Two *too*`n`nloose" }
            @{ Name = 'line breaks'; Html = '<p>one<br>two'; Expected = "one\`ntwo" }
            @{ Name = 'nested lists'; Html = '<ul><li>a<ol start=9><li>x<li>y</ol><li>b</ul>'; Expected = "- a`n  9. x`n  10. y`n- b" }
            @{ Name = 'items of several paragraphs'; Html = '<ol><li><p>a<p>b</ol>'; Expected = "1. a`n`n   b" }
            @{ Name = 'links'; Html = '<a href="https://example.com/a b">go <b>there</b></a> <a href="javascript:x()">no</a> <a href="https://example.com"></a>'; Expected = '[go **there**](https://example.com/a%20b) no' }
            @{ Name = 'pictures'; Html = '<img src="https://127.0.0.1:9/x.png" alt="A [cat]"> <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt=dot>'; Expected = '![A \[cat\]](https://127.0.0.1:9/x.png) ![dot]()' }
            @{ Name = 'code'; Html = 'run <code>a `b` *c*</code><pre><code class="language-js">if (a) {' + "`n`n`n" + '  b()' + "`n" + '}</code></pre>'; Expected = 'run ``a `b` *c*``' + "`n`n" + '```js' + "`nif (a) {`n`n`n  b()`n}`n" + '```' }
            @{ Name = 'tables'; Html = '<table><caption>Prices</caption><tr><th>Fruit<th>Price<tr><td>a|b<td>1<tr><td colspan=2>sum</table>'; Expected = "Prices`n`n| Fruit | Price |`n| --- | --- |`n| a\|b | 1 |`n| sum |  |" }
            @{ Name = 'tables without a head'; Html = '<table><tr><td>a<td>1</table>'; Expected = "|  |  |`n| --- | --- |`n| a | 1 |" }
            @{ Name = 'quotations'; Html = '<blockquote><p>a<p>b</blockquote>'; Expected = "> a`n>`n> b" }
            @{ Name = 'rules'; Html = 'a<hr>b'; Expected = "a`n`n---`n`nb" }
            @{ Name = 'nothing that is not seen'; Html = '<p style="display:none">a</p><script>1</script><style>p{}</style><p hidden>b</p>c'; Expected = 'c' }
            @{ Name = 'inline elements that hold blocks'; Html = '<span><div>a</div><div>b</div></span>'; Expected = "a`n`nb" }
            @{ Name = 'words that look like Markdown as words'; Html = '<p>1. *a* _b_ c_d [e] &lt;f><p># g<p>- h'; Expected = "1\. \*a\* \_b\_ c_d \[e\] \<f>`n`n\# g`n`n\- h" }
            @{ Name = 'what lies in shadow trees and frames'; Html = '<div id=a><b slot=s>in</b></div><iframe srcdoc="<p>framed"></iframe><script>a.attachShadow({mode:"open"}).innerHTML="<h2>S <slot name=s></slot></h2>"</script>'; Expected = "## S **in**`n`nframed" }
        ) {
            Get-Markdown $Html | Should -BeExactly $Expected
        }

        It 'does not run into what the page has redefined' {
            Get-Markdown '<p>a</p><p>b<script>Array.prototype.map = String.prototype.replace = () => { throw 1 }</script>' | Should -Be "a`n`nb"
        }
    }

    Context 'into a file' {
        It 'writes <As> and shows the file' -ForEach @(
            @{ As = 'Text'; Begin = 'Größe'; Name = '.txt' }
            @{ As = 'Markdown'; Begin = '# Größe'; Name = '.md' }
            @{ As = 'Html'; Begin = '<html>'; Name = '.html' }
            @{ As = 'Pdf'; Begin = '%PDF-'; Name = '.pdf' }
        ) {
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<meta charset=utf-8><h1>Größe</h1>')
            $file = Get-ACBrowserPage $session -As $As -OutFile $TestDrive
            $file.FullName | Should -Be (Join-Path $TestDrive "$($session.SessionId)$Name")
            (Get-Content $file -Raw).StartsWith($Begin) | Should -BeTrue
            Assert-AsGetItem $file
        }

        It 'replaces a file, but not with -NoClobber, and writes nothing with -WhatIf' {
            $path = Join-Path $TestDrive 'kept.txt'
            'old' | Set-Content $path
            Get-ACBrowserPage $session -OutFile $path -NoClobber -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            Get-ACBrowserPage $session -OutFile $path -WhatIf
            Get-Content $path | Should -Be 'old'
            $null = Get-ACBrowserPage $session -Path $path
            Get-Content $path | Should -Not -Be 'old'
        }
    }

    Context 'without a session' {
        BeforeEach { $before = @(Get-ACBrowserSession -Status READY).Count }

        It 'reads addresses in one session of its own, and goes on after one that fails' {
            $addresses = $site.Url, 'https://nowhere.invalid/', "$($site.Url)missing", 'no address', $site.Url
            $pages = $addresses | Get-ACBrowserPage -ErrorVariable failure -ErrorAction SilentlyContinue
            $pages.HttpStatus | Should -Be 200, 404, 200
            @($pages.SessionId | Sort-Object -Unique).Count | Should -Be 1
            $failure.TargetObject | Should -Be 'https://nowhere.invalid/', 'no address'
            $failure.CategoryInfo.Category | Should -Be 'ConnectionError', 'InvalidArgument'
            @(Get-ACBrowserSession -Status READY).Count | Should -Be $before
            (Get-ACBrowserSession -SessionId $pages[0].SessionId).Status | Should -Be 'TERMINATED'
        }

        It 'reads the addresses of a column named Url' {
            ([pscustomobject]@{ Name = 'shop'; Url = $site.Url } | Get-ACBrowserPage).Title | Should -Be 'The Corner Shop'
        }

        It 'says of what is no address how one looks' {
            Get-ACBrowserPage example.com -ErrorVariable failure -ErrorAction SilentlyContinue
            "$($failure[0])" | Should -Be "'example.com' is not a valid address. Use https://example.com."
        }

        It 'makes a folder, names files without user, password and query, and gives no two addresses one file' {
            $folder = "$(Join-Path $TestDrive 'made')/"
            $secret = "$($site.Url -replace '//', '//user:PASS@')?token=SECRET"
            $file = $secret, "$($site.Url)?other" | Get-ACBrowserPage -OutFile $folder -ErrorVariable failure -ErrorAction SilentlyContinue
            $file.FullName | Should -Be (Join-Path $folder '127.0.0.1.txt')
            $failure.Count | Should -Be 1
            $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            "$($failure[0])" | Should -BeLike "'$($site.Url)'*'$($file.FullName)'*'$($site.Url)'*"
        }

        It 'starts nothing with -WhatIf' {
            $all = @(Get-ACBrowserSession).Count
            Get-ACBrowserPage $site.Url -OutFile (Join-Path $TestDrive 'never.txt') -WhatIf
            @(Get-ACBrowserSession).Count | Should -Be $all
        }

        It 'takes the address as first argument, and stops its session when the rest of the pipeline has enough' {
            (Get-ACBrowserPage $site.Url -WaitUntil DomContentLoaded).Title | Should -Be 'The Corner Shop'
            $page = $site.Url, $site.Url | Get-ACBrowserPage | Select-Object -First 1
            (Get-ACBrowserSession -SessionId $page.SessionId).Status | Should -Be 'TERMINATED'
        }

        It 'stops its session on Ctrl+C' {
            $deaf = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
            $deaf.Start()
            $process = Start-FreshPowerShell "`$null = Start-ACEmulator
                try { Get-ACBrowserPage 'http://127.0.0.1:$($deaf.LocalEndpoint.Port)/' }
                finally { [Console]::WriteLine('left'); while (Get-ACBrowserSession -Status READY) { }; [Console]::WriteLine('stopped') }"
            try {
                $null = $deaf.AcceptTcpClient()
                Stop-FreshPowerShell $process
                $process.StandardOutput.ReadToEnd() -split '\r?\n' | Where-Object { $_ } | Should -Be 'left', 'stopped'
            }
            finally { $process.Kill($true); $deaf.Stop() }
        }
    }

    It 'names a session that is not there' {
        Get-ACBrowserPage -Session nosuchsession -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'nosuchsession'
    }
}
