BeforeAll { . "$PSScriptRoot/common.ps1" }

# Proxies and certificates of a company, for calls and for the stream of a session.
Describe 'The way to the service' {
    BeforeAll {
        # An authority, and a certificate of it for the names below.
        $hash = [Security.Cryptography.HashAlgorithmName]::SHA256
        $now = [DateTimeOffset]::UtcNow
        $authorityKey = [Security.Cryptography.ECDsa]::Create([Security.Cryptography.ECCurve]::CreateFromFriendlyName('nistP256'))
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Corp', $authorityKey, $hash)
        $request.CertificateExtensions.Add([Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($true, $false, 0, $true))
        $authority = $request.CreateSelfSigned($now.AddDays(-1), $now.AddDays(30))
        $serverKey = [Security.Cryptography.ECDsa]::Create([Security.Cryptography.ECCurve]::CreateFromFriendlyName('nistP256'))
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=agentcore.example', $serverKey, $hash)
        $names = [Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder]::new()
        'agentcore.example', 'localhost' | ForEach-Object { $names.AddDnsName($_) }
        $request.CertificateExtensions.Add($names.Build())
        $certificate = $request.Create($authority, $now.AddDays(-1), $now.AddDays(20), [byte[]](1, 2, 3))
        Set-Content "$TestDrive/corp.pem" $authority.ExportCertificatePem()
        Set-Content "$TestDrive/server.pem" $certificate.ExportCertificatePem()
        Set-Content "$TestDrive/server.key" $serverKey.ExportPkcs8PrivateKeyPem()

        $start = [System.Diagnostics.ProcessStartInfo]::new('node', [string[]]("$PSScriptRoot/network.mjs", "$TestDrive/server.pem", "$TestDrive/server.key"))
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $network = [System.Diagnostics.Process]::Start($start)
        $ports = $network.StandardOutput.ReadLine() | ConvertFrom-Json
        function Get-Seen { Invoke-RestMethod "http://127.0.0.1:$($ports.proxy)/requests" | Write-Output | Select-Object -Skip $script:before }
        $keys = @{ AccessKey = 'AKIDWAY'; SecretKey = 's'; Region = 'eu-west-1' }
        $session = '01JT0000000000000000000000'
    }

    BeforeEach { $script:before = 0; $script:before = @(Get-Seen).Count }

    AfterEach {
        Remove-Variable AWSProxy -Scope Global -ErrorAction Ignore
        Remove-Item Env:AWS_CA_BUNDLE, Env:AWS_ENDPOINT_URL_STS -ErrorAction Ignore
    }

    AfterAll {
        $network.StandardInput.Close()
        $network.WaitForExit(10000) | Should -BeTrue
    }

    It 'is the proxy of Set-AWSProxy, for calls, streams and roles' {
        $global:AWSProxy = [pscustomobject]@{ Hostname = 'http://127.0.0.1'; Port = $ports.proxy; BypassList = $null; BypassOnLocal = $null }
        $env:AWS_ENDPOINT_URL_STS = 'http://sts.example'
        $found = Get-ACBrowserSession -SessionId $session @keys -EndpointUrl http://agentcore.example
        $found.Status | Should -Be READY
        $null = Invoke-ACBrowserScript $found 1 -ErrorAction SilentlyContinue
        $null = Get-ACBrowserSession -RoleArn arn:aws:iam::111122223333:role/x @keys -EndpointUrl http://agentcore.example -ErrorAction SilentlyContinue
        $seen = Get-Seen
        $seen[0].via, $seen[0].url | Should -Be proxy, "http://agentcore.example/browsers/aws.browser.v1/sessions/get?sessionId=$session"
        ($seen | Where-Object method -EQ CONNECT)[0].url | Should -Be agentcore.example:80
        ($seen | Where-Object method -EQ UPGRADE)[0].host | Should -Be agentcore.example
        $seen.url | Should -Contain 'http://sts.example/'
    }

    It 'is named where the proxy cannot be reached, and left out for what it is not for' {
        $global:AWSProxy = [pscustomobject]@{ Hostname = '127.0.0.1'; Port = 9; BypassList = [string[]]'other\.example' }
        $failure = Get-Failure { Get-ACBrowserSession @keys -EndpointUrl http://agentcore.example @args }
        $failure.CategoryInfo.Category | Should -Be ConnectionError
        $failure.Exception.Message | Should -BeLike 'No response from http://agentcore.example (-EndpointUrl) by the proxy http://127.0.0.1:9 ($AWSProxy): *refused*'
        (Get-Failure { Get-ACBrowserSession @keys -EndpointUrl http://other.example @args }).Exception.Message | Should -Not -Match proxy
        $service = Start-RecordingService
        try { Get-ACBrowserSession @keys -EndpointUrl $service.Url; $service.Requests.Count | Should -Be 1 }
        finally { Stop-RecordingService $service }
    }

    It 'is HTTPS_PROXY but for NO_PROXY, and trusts AWS_CA_BUNDLE behind it' {
        $call = "Get-ACBrowserSession -SessionId $session -EndpointUrl https://agentcore.example -Region eu-west-1 -AccessKey AKIDWAY -SecretKey s"
        $lines = Invoke-FreshPowerShell "`$env:HTTPS_PROXY = 'http://127.0.0.1:$($ports.proxy)'; `$env:AWS_CA_BUNDLE = '$TestDrive/corp.pem'
            `$s = $call; `$s.Status; `$null = Invoke-ACBrowserScript `$s 1 -ErrorAction SilentlyContinue"
        $lines | Should -Be READY
        $seen = Get-Seen
        ($seen | Where-Object method -EQ CONNECT).url | Sort-Object -Unique | Should -Be agentcore.example:443
        ($seen | Where-Object via -EQ tls).method | Sort-Object -Unique | Should -Be GET, UPGRADE
        $script:before += $seen.Count
        Invoke-FreshPowerShell "`$env:HTTPS_PROXY = 'http://127.0.0.1:$($ports.proxy)'; `$env:NO_PROXY = 'agentcore.example'; $call -ErrorAction SilentlyContinue; `$Error[0].Exception.Message" |
            Should -BeLike 'No response from https://agentcore.example (-EndpointUrl): *'
        Get-Seen | Should -BeNullOrEmpty
    }

    It 'needs AWS_CA_BUNDLE for an authority of its own, follows it at once, and says so' {
        $call = { Get-ACBrowserSession -SessionId $session @keys -EndpointUrl "https://localhost:$($ports.tls)" @args }
        $failure = Get-Failure $call
        $failure.Exception.Message | Should -Match 'certificate'
        $failure.Exception.Message | Should -Not -Match 'inner exception'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'AWS_CA_BUNDLE'
        $env:AWS_CA_BUNDLE = "$TestDrive/corp.pem"
        (. $call).Status | Should -Be READY
        $env:AWS_CA_BUNDLE = "$TestDrive/none.pem"
        (Get-Failure $call).Exception.Message | Should -BeLike "AWS_CA_BUNDLE names '$TestDrive/none.pem', which cannot be read: *"
        Set-Content "$TestDrive/empty.pem" 'nothing'
        $env:AWS_CA_BUNDLE = "$TestDrive/empty.pem"
        (Get-Failure $call).Exception.Message | Should -Be "AWS_CA_BUNDLE names '$TestDrive/empty.pem', which has no certificate in PEM form."
    }
}
