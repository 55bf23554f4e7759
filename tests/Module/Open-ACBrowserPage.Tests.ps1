BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession -ViewPort 800x600
    $site = Start-PageServer (Join-Path $root 'docs/demo')

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
AfterAll { $deaf.Stop(); Stop-PageServer $site; Stop-ACEmulator }

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
