BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession -ViewPort 800x600
    $site = Start-PageServer (Join-Path $root 'docs/demo')
    $shop = Start-Shop

    # Takes connections and never answers.
    $deaf = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $deaf.Start()
    $deafUrl = "http://127.0.0.1:$($deaf.LocalEndpoint.Port)/"

    $ok = "HTTP/1.1 200 OK`r`nContent-Type: text/html`r`nConnection: close`r`n`r`n"

    # Answers every connection alike: with the certificate where one is given, and the given text.
    function Start-AnswerServer([string] $Answer, $Certificate) {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $null = [powershell]::Create().AddScript({
                param($listener, $answer, $certificate)
                while ($true) {
                    $client = $listener.AcceptTcpClient()
                    $stream = $client.GetStream()
                    try {
                        if ($certificate) {
                            $stream = [System.Net.Security.SslStream]::new($stream)
                            $stream.AuthenticateAsServer($certificate)
                        }
                        $null = $stream.Read([byte[]]::new(4096), 0, 4096)
                        $bytes = [System.Text.Encoding]::ASCII.GetBytes($answer)
                        $stream.Write($bytes, 0, $bytes.Length)
                    }
                    catch { Write-Debug "$_" }
                    finally { $client.Dispose() }
                }
            }).AddArgument($listener).AddArgument($Answer).AddArgument($Certificate).BeginInvoke()
        $listener
    }
}
AfterAll { $deaf.Stop(); Stop-PageServer $site; Stop-Shop $shop; Stop-ACEmulator }

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
        Open-ACBrowserPage $session 'http://127.0.0.1:9/' -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -Match '127\.0\.0\.1:9'
        $failure[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        (Open-ACBrowserPage $session $site.Url).HttpStatus | Should -Be 200
    }

    It 'names an address that is none' {
        Open-ACBrowserPage $session 'http://' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'gives up on a page that never loads' {
        Open-ACBrowserPage $session $deafUrl -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        (Open-ACBrowserPage $session $site.Url).HttpStatus | Should -Be 200
    }

    It 'says where the page was on the way to when no server responds, and takes it elsewhere in the same tab' {
        $null = Open-ACBrowserPage $session $site.Url
        Invoke-ACBrowserScript $session "sessionStorage.setItem('tab', 'this'); location.href = '$deafUrl'"
        $null = Get-ACBrowserPage $session -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -BeLike "*did not end within 1 s*There is no response for '$deafUrl' yet.*"
        $null = Open-ACBrowserPage $session $site.Url -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeNullOrEmpty
        Invoke-ACBrowserScript $session "sessionStorage.getItem('tab')" | Should -Be 'this'
    }

    It 'waits for no more than <_>' -ForEach 'DomContentLoaded', 'None' {
        $server = Start-AnswerServer ($ok + "<title>Unfinished</title><img src='$deafUrl'>")
        $url = "http://127.0.0.1:$($server.LocalEndpoint.Port)/"
        try {
            (Open-ACBrowserPage $session $url -WaitUntil $_).HttpStatus | Should -Be 200
            Open-ACBrowserPage $session $url -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        }
        finally { $server.Stop() }
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
    }

    It 'waits until nothing is on its way any more' {
        $server = Start-AnswerServer ($ok + '<title>Begun</title><script>onload = () => fetch("/more").then(() => document.title = "Done")</script>')
        try { $page = Open-ACBrowserPage $session "http://127.0.0.1:$($server.LocalEndpoint.Port)/" -WaitUntil NetworkIdle } finally { $server.Stop() }
        $page.Title | Should -Be 'Done'
    }

    It 'tells where a redirection has led' {
        $server = Start-AnswerServer "HTTP/1.1 302 Found`r`nLocation: $($site.Url)`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"
        try { $page = Open-ACBrowserPage $session "http://127.0.0.1:$($server.LocalEndpoint.Port)/" } finally { $server.Stop() }
        $page.Url | Should -Be $site.Url
        $page.HttpStatus | Should -Be 200
    }

    It 'gives one error for <Name>, and the session goes on' -ForEach @(
        @{ Name = 'a download'; Answer = "HTTP/1.1 200 OK`r`nContent-Disposition: attachment`r`nContent-Length: 1`r`nConnection: close`r`n`r`nx"; Category = 'InvalidResult'; Says = '*download*' }
        @{ Name = 'an answer without content'; Answer = "HTTP/1.1 204 No Content`r`nConnection: close`r`n`r`n"; Category = 'InvalidResult'; Says = '*is not a page*' }
        @{ Name = 'a server that hangs up'; Answer = ''; Category = 'ConnectionError'; Says = '*net::ERR_*' }
    ) {
        $server = Start-AnswerServer $Answer
        $url = "http://127.0.0.1:$($server.LocalEndpoint.Port)/"
        try { Open-ACBrowserPage $session $url -ErrorVariable failure -ErrorAction SilentlyContinue } finally { $server.Stop() }
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be $Category
        $failure[0].TargetObject | Should -Be $session.SessionId
        "$($failure[0])" | Should -BeLike $Says
        "$($failure[0])" | Should -BeLike "*$url*"
        (Open-ACBrowserPage $session $site.Url).HttpStatus | Should -Be 200
    }

    It 'names a certificate that the browser does not trust' {
        $key = [System.Security.Cryptography.RSA]::Create(2048)
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=127.0.0.1', $key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $certificate = $request.CreateSelfSigned([datetimeoffset]::Now.AddDays(-1), [datetimeoffset]::Now.AddDays(1))
        $server = Start-AnswerServer "HTTP/1.1 200 OK`r`nContent-Length: 0`r`nConnection: close`r`n`r`n" $certificate
        $url = "https://127.0.0.1:$($server.LocalEndpoint.Port)/"
        try { Open-ACBrowserPage $session $url -ErrorVariable failure -ErrorAction SilentlyContinue } finally { $server.Stop() }
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'CertificateError,*'
        $failure[0].CategoryInfo.Category | Should -Be 'SecurityError'
        "$($failure[0])" | Should -BeLike "*$url*net::ERR_CERT_*"
    }

    It 'names a host that there is not' {
        Open-ACBrowserPage $session https://nowhere.invalid/ -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        "$($failure[0])" | Should -BeLike '*nowhere.invalid*'
    }

    It 'dismisses dialogs, and says so' {
        $page = ConvertTo-PageUrl '<script>alert("stop here"); window.said = prompt("name?", "x")</script><title>After</title>'
        (Open-ACBrowserPage $session $page -WarningVariable warned -WarningAction SilentlyContinue).Title | Should -Be 'After'
        $warned.Count | Should -Be 2
        "$($warned[0])" | Should -BeLike '*alert*stop here*'
        @(Invoke-ACBrowserScript $session 'said')[0] | Should -BeNullOrEmpty
    }

    It 'leaves a page that does not want to be left' {
        $null = Open-ACBrowserPage $session $site.Url
        $null = Invoke-ACBrowserScript $session 'addEventListener("beforeunload", (e) => { e.preventDefault(); e.returnValue = "x"; }); document.body.click();'
        (Open-ACBrowserPage $session about:blank).Url | Should -Be 'about:blank'
    }

    It 'replaces a page that <Name>, also when the connection was closed meanwhile' -ForEach @(
        @{ Name = 'has crashed'; Break = { $null = Open-ACBrowserPage $session chrome://crash -ErrorAction SilentlyContinue } }
        @{ Name = 'does not respond'; Break = { $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }, 0); 1;' } }
    ) {
        $null = Open-ACBrowserPage $session $site.Url
        & $Break
        $null = Get-ACAutomationStream $session
        Invoke-ACBrowserScript $session 1 -TimeoutSeconds 2 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -BeIn 'InvalidOperation', 'OperationTimeout'
        (Open-ACBrowserPage $session $site.Url -WarningVariable warned -WarningAction SilentlyContinue).HttpStatus | Should -Be 200
        $warned.Count | Should -Be 1
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'The Corner Shop'
    }

    It 'replaces a page that does not answer any more' {
        $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }, 0); 1;'
        (Open-ACBrowserPage $session $site.Url -WarningVariable warned -WarningAction SilentlyContinue).HttpStatus | Should -Be 200
        $warned.Count | Should -Be 1
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'The Corner Shop'
    }

    It 'shows neither user nor password nor query of an address: <_>' -ForEach @(
        'http://user:PASS@nowhere.invalid/a?token=SECRET', 'http://user:PASS@nowhere.invalid:99999/a?token=SECRET'
        'user:PASS@nowhere.invalid/a?token=SECRET', 'http://user:PASS@127.0.0.1:1/a?token=SECRET#SECRET'
    ) {
        Open-ACBrowserPage $session $_ -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        "$($failure[0]) $($failure[0].Exception) $($failure[0].TargetObject)" | Should -Not -Match 'user|PASS|SECRET'
        "$($failure[0])" | Should -Match '(nowhere\.invalid|127\.0\.0\.1).*/a'
    }

    It 'names a session that has ended' {
        $ended = Start-ACBrowserSession
        Stop-ACBrowserSession $ended
        Open-ACBrowserPage $ended $site.Url -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].TargetObject | Should -Be $ended.SessionId
    }
}

Describe 'Open-ACBrowserPage in the history and in tabs' {
    BeforeAll {
        $session = Start-ACBrowserSession -ViewPort 800x600
        foreach ($name in 'red', 'green', 'blue') { $null = Open-ACBrowserPage $session "$($shop.Url)site?name=$name" }
    }

    It 'goes back and forward, and says which page that is' {
        $page = Open-ACBrowserPage $session -Back
        $page.Title | Should -Be 'The green site'
        $page.Url | Should -Be "$($shop.Url)site?name=green"
        ($session | Open-ACBrowserPage -Back).Title | Should -Be 'The red site'
        (Open-ACBrowserPage $session -Forward -WaitUntil DomContentLoaded).Title | Should -Be 'The green site'
    }

    It 'loads the page again' {
        $null = Invoke-ACBrowserScript $session 'document.title = "Changed"'
        $page = Open-ACBrowserPage $session -Reload
        $page.Title | Should -Be 'The green site'
        $page.HttpStatus | Should -Be 200
    }

    It 'says that there is nothing to go forward to' {
        $null = Open-ACBrowserPage $session "$($shop.Url)site?name=white"
        Open-ACBrowserPage $session -Forward -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        "$($failure[0])" | Should -BeLike '*no page to go forward to*'
    }

    It 'opens a tab of its own, which is the one to use' {
        $page = Open-ACBrowserPage $session "$($shop.Url)site?name=red" -NewTab
        $page.Title | Should -Be 'The red site'
        (Get-ACBrowserTab $session).Title | Should -Be 'The white site', 'The red site'
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'The red site'
        (Open-ACBrowserPage $session -Reload -Tab '*white').Title | Should -Be 'The white site'
        (Get-ACBrowserTab $session '*white' | Open-ACBrowserPage "$($shop.Url)site?name=blue").Title | Should -Be 'The blue site'
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'The red site'
        $page | Invoke-ACBrowserScript 'document.title' | Should -Be 'The red site'
    }

    It 'leaves a page that hangs for the one before it' {
        $null = Open-ACBrowserPage $session "$($shop.Url)fruits" -Tab 2
        $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }); 1' -Tab 2
        $page = Open-ACBrowserPage $session -Back -Tab 2 -WarningVariable warned -WarningAction SilentlyContinue
        $page.Title | Should -Be 'The red site'
        $warned.Count | Should -Be 1
        (Get-ACBrowserTab $session).Index | Should -Be 1, 2
    }

    It 'does nothing with -WhatIf' {
        Open-ACBrowserPage $session about:blank -NewTab -WhatIf | Should -BeNullOrEmpty
        Open-ACBrowserPage $session -Back -WhatIf | Should -BeNullOrEmpty
        (Get-ACBrowserTab $session).Title | Should -Be 'The blue site', 'The red site'
    }

    It 'wants an address or something else to do' {
        { Open-ACBrowserPage $session -ErrorAction Stop } | Should -Throw '*Give the address*'
        { Open-ACBrowserPage $session about:blank -NewTab -Tab 1 -ErrorAction Stop } | Should -Throw '*Give one of them*'
    }
}

Describe 'Open-ACBrowserPage and what holds for a tab' {
    BeforeAll {
        $session = Start-ACBrowserSession -ViewPort 800x600
        $place = "$($shop.Url)environment"

        # The table of the page, and the place where the page is allowed to ask for it.
        function Get-Environment {
            Invoke-ACBrowserScript $session @'
                locate.click();
                const value = (id) => document.getElementById(id).textContent;
                for (const id of ['price', 'picture', 'header']) while (value(id) === 'not there') await new Promise((go) => setTimeout(go, 20));
                while (value('place') === 'not asked') await new Promise((go) => setTimeout(go, 20));
                return Object.fromEntries(['language', 'zone', 'number', 'agent', 'place', 'price', 'picture', 'header'].map((id) => [id, value(id)]));
'@
        }

        function Assert-Set($Page) {
            $Page.language | Should -Be 'de-DE'
            $Page.zone | Should -Be 'Asia/Tokyo'
            $Page.number | Should -Be '1,5'
            $Page.agent | Should -Be 'Shop tester'
            $Page.place | Should -Be '52.5 13.4'
            $Page.price | Should -Be '3'
            $Page.picture | Should -Be 'failed'
            $Page.header | Should -Be 'here'
        }
        $all = @{
            Header = @{ 'X-Shop' = 'here' }; UserAgent = 'Shop tester'; Locale = 'de-DE'; TimeZone = 'Asia/Tokyo'; Geolocation = 52.5, 13.4
            BlockUrl = '*/picture*'; MockUrl = @{ '*/api/price' = '{"price": 3}' }
        }
    }

    It 'sets everything before the address is opened' {
        (Open-ACBrowserPage $session $place @all).HttpStatus | Should -Be 200
        Assert-Set (Get-Environment)
        (Get-ShopRequest $shop)[-1].headers.'accept-language' | Should -BeLike 'de-DE*'
    }

    It 'goes on with it over a connection that was let go' {
        $null = Get-ACAutomationStream $session
        $null = Open-ACBrowserPage $session -Reload
        Assert-Set (Get-Environment)
    }

    It 'goes on with it in the place of a page that hung' {
        $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }); 1'
        $null = Open-ACBrowserPage $session $place -WarningAction SilentlyContinue
        Assert-Set (Get-Environment)
    }

    It 'sets nothing in other tabs' {
        $null = Open-ACBrowserPage $session $place -NewTab
        Wait-Until { (Invoke-ACBrowserScript $session 'price.textContent + header.textContent') -eq '2none' }
        Invoke-ACBrowserScript $session 'navigator.language' | Should -Be 'en-US'
        Close-ACBrowserTab $session
    }

    It 'takes it back by empty values' {
        $none = @{ Header = @{}; UserAgent = ''; Locale = ''; TimeZone = ''; Geolocation = ''; BlockUrl = @(); MockUrl = @{} }
        $null = Open-ACBrowserPage $session $place @none
        $page = Get-Environment
        $page.language | Should -Be 'en-US'
        $page.zone | Should -Not -Be 'Asia/Tokyo'
        $page.number | Should -Be '1.5'
        $page.agent | Should -BeLike 'Mozilla/5.0*'
        $page.place | Should -BeLike 'failed:*'
        $page.price | Should -Be '2'
        $page.picture | Should -Be 'there'
        $page.header | Should -Be 'none'
    }

    It 'sets it for the page that is open' {
        $page = Open-ACBrowserPage $session -TimeZone Europe/Berlin
        $page.Url | Should -Be $place
        $page.HttpStatus | Should -Be 200
        Invoke-ACBrowserScript $session 'Intl.DateTimeFormat().resolvedOptions().timeZone' | Should -Be 'Europe/Berlin'
    }

    It 'cuts the tab off from the network, and connects it again' {
        $null = Open-ACBrowserPage $session -Offline
        Invoke-ACBrowserScript $session 'return fetch("/api/price").then(() => "there", () => "failed")' | Should -Be 'failed'
        Open-ACBrowserPage $session $place -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -BeLike '*net::ERR_INTERNET_DISCONNECTED*'
        (Open-ACBrowserPage $session $place -Offline:$false).HttpStatus | Should -Be 200
    }

    It 'responds in place of a server: <Name>' -ForEach @(
        @{ Name = 'a text'; Value = 'plain'; Expected = '200 text/plain; charset=utf-8 plain' }
        @{ Name = 'a status'; Value = 503; Expected = '503 text/plain ' }
        @{ Name = 'an object as JSON'; Value = @{ Body = @{ price = 4 } }; Expected = '200 application/json; charset=utf-8 {"price":4}' }
        @{ Name = 'status, type, header and body'; Value = @{ Status = 201; ContentType = 'text/x-own'; Headers = @{ 'X-Own' = 'yes' }; Body = 'Ü' }; Expected = '201 text/x-own Ü yes' }
        @{ Name = 'a file'; Value = @{ Path = 'TestDrive:/mock.json' }; Expected = '200 application/json [1]' }
        @{ Name = 'nothing'; Value = $null; Expected = '200 text/plain ' }
    ) {
        Set-Content TestDrive:/mock.json '[1]' -NoNewline
        $null = Open-ACBrowserPage $session $place -MockUrl @{ '*/api/*' = 'another'; '*/api/price' = $Value }
        $script = 'return fetch("/api/price").then(async (one) => [one.status, one.headers.get("content-type"), await one.text(), one.headers.get("x-own") ?? ""].join(" "))'
        (Invoke-ACBrowserScript $session $script).TrimEnd() | Should -BeExactly $Expected.TrimEnd()
    }

    It 'responds to pages of other sites, which ask first' {
        $null = Open-ACBrowserPage $session $place -MockUrl @{ "$($shop.OtherUrl)api/*" = '{"price": 5}' }
        Invoke-ACBrowserScript $session 'return fetch(args[0], { method: "PUT", headers: { "x-own": "1" } }).then((one) => one.json()).then((one) => one.price)' -Argument "$($shop.OtherUrl)api/price" |
            Should -Be 5
    }

    It 'holds for frames of other sites, too' {
        $null = Open-ACBrowserPage $session "$($shop.Url)frames" -TimeZone Asia/Tokyo -Header @{ 'X-Shop' = 'frame' } -MockUrl @{
            "$($shop.OtherUrl)bank" = '<script>document.title = Intl.DateTimeFormat().resolvedOptions().timeZone; new Image().src = "/picture?colour=" + encodeURIComponent(document.title)</script>'
        }
        Wait-Until { Get-ShopRequest $shop | Where-Object path -Like '/picture?colour=Asia*' }
        (Get-ShopRequest $shop | Where-Object path -Like '/picture?colour=Asia*')[-1].headers.'x-shop' | Should -Be 'frame'
    }

    It 'names what cannot be set, before anything is opened: <Name>' -ForEach @(
        @{ Name = 'a time zone'; More = @{ TimeZone = 'Mars/Phobos' }; Says = "*'Mars/Phobos'*" }
        @{ Name = 'a locale'; More = @{ Locale = 'xx-nonsense' }; Says = "*'xx-nonsense'*" }
        @{ Name = 'a place beyond the pole'; More = @{ Geolocation = '91,0' }; Says = '*Latitude 91*' }
        @{ Name = 'a place that is none'; More = @{ Geolocation = 'here' }; Says = "*'here'*" }
        @{ Name = 'the name of a header'; More = @{ Header = @{ 'a b' = 1 } }; Says = "*'a b'*" }
        @{ Name = 'the value of a header'; More = @{ Header = @{ 'X-A' = "a`nb" } }; Says = '*X-A*U+000A*' }
        @{ Name = 'a header of the browser'; More = @{ Header = @{ Host = 'x' } }; Says = '*Host*' }
        @{ Name = 'a header of several values'; More = @{ Header = @{ 'X-A' = 1, 2 } }; Says = '*X-A*list*' }
        @{ Name = 'a header that is a hashtable'; More = @{ Header = @{ 'X-A' = @{ a = 1 } } }; Says = '*X-A*hashtable*' }
        @{ Name = 'a content that JSON has no number for'; More = @{ MockUrl = @{ '*/x' = [double]::NaN } }; Says = "*'*/x'*NaN*" }
        @{ Name = 'a user agent'; More = @{ UserAgent = "a`r`nb" }; Says = '*User-Agent*U+000D*' }
        @{ Name = 'a file that is not there'; More = @{ MockUrl = @{ '*/x' = @{ Path = 'nothing.json' } } }; Says = "*'nothing.json'*" }
        @{ Name = 'a part of a response'; More = @{ MockUrl = @{ '*/x' = @{ Price = 3 } } }; Says = "*'Price'*" }
        @{ Name = 'a status'; More = @{ MockUrl = @{ '*/x' = 99 } }; Says = "*'99'*" }
        @{ Name = 'two contents'; More = @{ MockUrl = @{ '*/x' = @{ Body = 'a'; Path = 'b' } } }; Says = '*Give one of them*' }
    ) {
        $before = @(Get-ACBrowserTab $session)
        { Open-ACBrowserPage $session "$($shop.Url)never" -NewTab @More -ErrorAction Stop } | Should -Throw $Says
        (Get-ACBrowserTab $session).Id | Should -Be $before.Id
        Get-ShopRequest $shop | Where-Object path -EQ '/never' | Should -BeNullOrEmpty
    }

    It 'fails where a page that is loaded again, or gone back to, is not there any more' {
        $listener = Start-AnswerServer ($ok + '<title>Once</title>')
        $url = "http://u:secret@127.0.0.1:$($listener.LocalEndpoint.Port)/"
        (Open-ACBrowserPage $session $url).Title | Should -Be 'Once'
        $null = Invoke-ACBrowserScript $session 'history.pushState(0, "", "/now")'
        $listener.Stop()
        $null = Open-ACBrowserPage $session -Reload -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        "$($failure[0])" | Should -BeLike '*127.0.0.1*/now*net::ERR_*'
        "$($failure[0])" | Should -Not -BeLike '*secret*'
        $null = Open-ACBrowserPage $session about:blank
        $null = Open-ACBrowserPage $session -Back -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
    }

    It 'tells a crash and what is no page from a download: <Url>' -ForEach @(
        @{ Url = 'chrome://crash'; Id = 'PageCrashed' }
        @{ Url = 'javascript:1+1'; Id = 'InvalidArgument' }
        @{ Url = 'mailto:a@example.com'; Id = 'InvalidArgument' }
        @{ Url = 'nonsense:x'; Id = 'InvalidArgument' }
    ) {
        $null = Open-ACBrowserPage $session $Url -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'completes time zones and locales' {
        Get-Completion 'Open-ACBrowserPage -TimeZone Europe/Berl' | Should -Be "'Europe/Berlin'"
    }
}
