BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
}
AfterAll { Stop-ACEmulator }

Describe 'Start-ACBrowserSession' {
    It 'starts a session that is ready' {
        $session = Start-ACBrowserSession -Name probe -ViewPort 1280x720 -SessionTimeoutSeconds 600
        $session | Should -BeOfType AgentCore.BrowserSession
        $session.Name | Should -Be 'probe'
        $session.SessionId | Should -Match '^[0-9a-zA-Z]{1,40}$'
        $full = Get-ACBrowserSession -SessionId $session.SessionId
        $full.Status | Should -Be 'READY'
        $full.ViewPort.ToString() | Should -Be '1280x720'
        $full.SessionTimeoutSeconds | Should -Be 600
    }

    It 'makes up a name' {
        (Start-ACBrowserSession).Name | Should -Match '^browser-session-[0-9a-f]{8}$'
    }

    It 'takes a view port as <Value>' -ForEach @(
        @{ Value = '800x600' }, @{ Value = @{ Width = 800; Height = 600 } }, @{ Value = [pscustomobject]@{ Width = 800; Height = 600 } }
    ) {
        $session = Start-ACBrowserSession -ViewPort $Value
        (Get-ACBrowserSession -SessionId $session.SessionId).ViewPort.ToString() | Should -Be '800x600'
    }

    It 'refuses the view port <Value> before anything is sent' -ForEach @(
        @{ Value = '319x720'; Limit = '320' }, @{ Value = '3841x720'; Limit = '3840' }
        @{ Value = '1280x239'; Limit = '240' }, @{ Value = '1280x2161'; Limit = '2160' }
    ) {
        $before = @(Get-ACBrowserSession).Count
        $failure = { Start-ACBrowserSession -ViewPort $Value -ErrorAction Stop } | Should -Throw -PassThru
        $failure.CategoryInfo.Category | Should -BeIn 'InvalidArgument', 'InvalidData'
        $failure.Exception.Message | Should -Match $Limit
        @(Get-ACBrowserSession).Count | Should -Be $before
    }

    It 'takes a view port as two numbers' {
        $session = Start-ACBrowserSession -ViewPort 800, 600
        (Get-ACBrowserSession -SessionId $session.SessionId).ViewPort.ToString() | Should -Be '800x600'
        Stop-ACBrowserSession $session
        { Start-ACBrowserSession -ViewPort 800, 600, 400 } | Should -Throw "*'800x600x400' is not a valid view port*1280x720*"
    }

    It 'refuses a view port that is none' {
        { Start-ACBrowserSession -ViewPort 'wide' -ErrorAction Stop } | Should -Throw '*wide*'
    }

    It 'refuses a time to live of <_>' -ForEach 0, -1, 28801 {
        { Start-ACBrowserSession -SessionTimeoutSeconds $_ -ErrorAction Stop } | Should -Throw '*28800*'
    }

    It 'starts nothing with -WhatIf' {
        $before = @(Get-ACBrowserSession).Count
        Start-ACBrowserSession -WhatIf | Should -BeNullOrEmpty
        @(Get-ACBrowserSession).Count | Should -Be $before
    }

    It 'ends the session when its time is over' {
        $session = Start-ACBrowserSession -SessionTimeoutSeconds 1
        Wait-Until { (Get-ACBrowserSession -SessionId $session.SessionId).Status -eq 'TERMINATED' }
    }

    It 'names an unknown browser in one error' {
        Start-ACBrowserSession -BrowserIdentifier nobody-0123456789 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException*'
        $failure[0].TargetObject | Should -Be 'nobody-0123456789'
    }

    Context 'sends' {
        BeforeAll {
            $secret = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:proxy-AbCdEf'
            $root1 = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:root1-AbCdEf'
            $efs = @{
                AccessPointArn = 'arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0'
                FileSystemArn = 'arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0123456789abcdef0'
                MountPath = '/mnt/data'
            }
            $s3Files = @{
                AccessPointArn = 'arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef01/access-point/fsap-0123456789abcdef01'
                FileSystemArn = 'arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef01'
                MountPath = '/mnt/files'
            }
            # The one request that a start sends, as the service gets it.
            function Get-StartRequest([hashtable] $Parameters) {
                $service = Start-RecordingService
                try { $null = Start-ACBrowserSession @Parameters -EndpointUrl $service.Url -AccessKey A -SecretKey B -Region us-east-1 -ErrorAction Stop }
                finally { Stop-RecordingService $service }
                $service.Requests | Where-Object Path -Like '*/sessions/start'
            }
        }

        It '-<Name> as <Member>' -ForEach @(
            @{ Name = 'Name'; Value = 'probe'; Member = 'name'; Expected = '"probe"' }
            @{ Name = 'SessionTimeoutSeconds'; Value = 28800; Member = 'sessionTimeoutSeconds'; Expected = '28800' }
            @{ Name = 'ViewPort'; Value = '320x2160'; Member = 'viewPort'; Expected = '{"height":2160,"width":320}' }
            @{ Name = 'Extension'; Value = 's3://bucket/one.zip', @{ Bucket = 'bucket'; Prefix = 'two.zip'; VersionId = 'v2' }; Member = 'extensions'
                Expected = '[{"location":{"s3":{"bucket":"bucket","prefix":"one.zip"}}},{"location":{"s3":{"bucket":"bucket","prefix":"two.zip","versionId":"v2"}}}]' }
            @{ Name = 'BrowserProfile'; Value = 'shop-0123456789'; Member = 'profileConfiguration'; Expected = '{"profileIdentifier":"shop-0123456789"}' }
            @{ Name = 'BrowserProfile'; Value = [pscustomobject]@{ ProfileId = 'shop-0123456789' }; Member = 'profileConfiguration'; Expected = '{"profileIdentifier":"shop-0123456789"}' }
            @{ Name = 'Proxy'; Value = 'http://proxy.example.com:8080/'; Member = 'proxyConfiguration'
                Expected = '{"proxies":[{"externalProxy":{"port":8080,"server":"proxy.example.com"}}]}' }
            @{ Name = 'Proxy'; Value = 'proxy.example.com:8080'; Member = 'proxyConfiguration'
                Expected = '{"proxies":[{"externalProxy":{"port":8080,"server":"proxy.example.com"}}]}' }
            @{ Name = 'EnterprisePolicy'; Value = 's3://bucket/p.json', @{ Location = 's3://bucket/q.json'; Type = 'recommended' }; Member = 'enterprisePolicies'
                Expected = '[{"location":{"s3":{"bucket":"bucket","prefix":"p.json"}}},{"location":{"s3":{"bucket":"bucket","prefix":"q.json"}},"type":"RECOMMENDED"}]' }
        ) {
            $request = Get-StartRequest @{ $Name = $Value }
            $request.Method | Should -Be 'PUT'
            $request.Path | Should -Be '/browsers/aws.browser.v1/sessions/start'
            $sent = [System.Text.Json.Nodes.JsonNode]::Parse($request.Body)[$Member]
            [System.Text.Json.Nodes.JsonNode]::DeepEquals($sent, [System.Text.Json.Nodes.JsonNode]::Parse($Expected)) | Should -BeTrue -Because "it sent $sent"
        }

        It '-Proxy with patterns and a secret, and -ProxyBypass' {
            $proxies = 'one.example.com:1', @{ Server = 'two.example.com'; Port = 65535; DomainPattern = '.shop.example', 'a.example'; SecretArn = $secret }
            $sent = (Get-StartRequest @{ Proxy = $proxies; ProxyBypass = '.internal.example', 'localhost' }).Body | ConvertFrom-Json
            $one, $two = $sent.proxyConfiguration.proxies.externalProxy
            $one.server, $one.port | Should -Be 'one.example.com', 1
            $one.PSObject.Properties.Name | Should -Not -Contain 'credentials'
            $two.server, $two.port | Should -Be 'two.example.com', 65535
            $two.domainPatterns | Should -Be '.shop.example', 'a.example'
            $two.credentials.basicAuth.secretArn | Should -Be $secret
            $sent.proxyConfiguration.bypass.domainPatterns | Should -Be '.internal.example', 'localhost'
        }

        It '-Certificate and -FileSystem' {
            $sent = (Get-StartRequest @{ Certificate = $root1, $secret; FileSystem = $efs, $s3Files }).Body | ConvertFrom-Json
            $sent.certificates.location.secretsManager.secretArn | Should -Be $root1, $secret
            $first, $second = $sent.filesystemConfigurations
            foreach ($pair in @($first.efsConfiguration, $efs), @($second.s3FilesConfiguration, $s3Files)) {
                $pair[0].accessPointArn | Should -Be $pair[1].AccessPointArn
                $pair[0].fileSystemArn | Should -Be $pair[1].FileSystemArn
                $pair[0].mountPath | Should -Be $pair[1].MountPath
            }
        }

        It '-TraceId and -TraceParent as headers, -BrowserIdentifier in the path' {
            $request = Get-StartRequest @{ TraceId = 'Root=1-67891233-abcdef012345678912345678'; TraceParent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'; BrowserIdentifier = 'shop-0123456789' }
            $request.Headers['X-Amzn-Trace-Id'] | Should -Be 'Root=1-67891233-abcdef012345678912345678'
            $request.Headers['traceparent'] | Should -Be '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
            $request.Path | Should -Be '/browsers/shop-0123456789/sessions/start'
        }

        It '-ClientToken, and a name that is the same every time' {
            $token = "$([guid]::NewGuid())"
            $first, $second = 1..2 | ForEach-Object { (Get-StartRequest @{ ClientToken = $token }).Body }
            ($first | ConvertFrom-Json).clientToken | Should -Be $token
            ($first | ConvertFrom-Json).name | Should -Match '^browser-session-[0-9a-f]{8}$'
            $second | Should -Be $first
        }

        It 'nothing that was not asked for' {
            $sent = (Get-StartRequest @{}).Body | ConvertFrom-Json
            $sent.PSObject.Properties.Name | Sort-Object | Should -Be 'clientToken', 'name'
            $sent.clientToken.Length | Should -BeGreaterOrEqual 33
        }

        It 'a value for every member of the operation' {
            $covered = 'InputObject', 'ClientToken', 'Name', 'SessionTimeoutSeconds', 'ViewPort', 'Extension', 'BrowserProfile', 'Proxy', 'ProxyBypass', 'EnterprisePolicy',
                'Certificate', 'FileSystem', 'TraceId', 'TraceParent', 'BrowserIdentifier'
            $connection = [AgentCore.Cmdlets.Base.ConnectedCommand].GetProperties().Name
            $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
            (Get-Command Start-ACBrowserSession).Parameters.Keys |
                Where-Object { $_ -notin $connection + $common + 'Wait', 'TimeoutSeconds', 'DialogAction', 'AsJob' } | Sort-Object | Should -Be ($covered | Sort-Object)
        }
    }

    It 'starts one session for a client token, however often it is called' {
        $token = [guid]::NewGuid()
        $first = Start-ACBrowserSession -ClientToken $token
        (Start-ACBrowserSession -ClientToken $token).SessionId | Should -Be $first.SessionId
        Stop-ACBrowserSession $first
        $again = Start-ACBrowserSession -ClientToken $token -WarningVariable warning -WarningAction SilentlyContinue
        $again.Status | Should -Be 'TERMINATED'
        "$warning" | Should -BeLike "*$($first.SessionId)*has ended since*"
        ('one', 'two' | Start-ACBrowserSession -ClientToken ([guid]::NewGuid()) -ErrorVariable failure -ErrorAction SilentlyContinue).Name | Should -Be 'one'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'refuses the client token <Why>' -ForEach @(
        @{ Why = 'of 32 characters'; Token = 'a' * 32; Told = '*32 characters; 33 to 256*' }
        @{ Why = 'of 257 characters'; Token = 'a' * 257; Told = '*257 characters; 33 to 256*' }
        @{ Why = 'that ends in a hyphen'; Token = 'a' * 33 + '-'; Told = '*no hyphen at either end*' }
        @{ Why = 'with a blank'; Token = 'a b' * 12; Told = '*letters, digits and hyphens*' }
    ) {
        { Start-ACBrowserSession -ClientToken $Token } | Should -Throw $Told
    }

    It 'takes names, rows, browsers and profiles from the pipeline' {
        $own = New-ACBrowser piped -Wait
        $login = New-ACBrowserProfile piped_login
        $sessions = @(
            'named-1', 'named-2' | Start-ACBrowserSession
            "Name,ViewPort,SessionTimeoutSeconds,BrowserIdentifier,BrowserProfile,Owner`nrow-1,800x600,600,piped,piped_login,anna`nrow-2,,,,,bert" |
                ConvertFrom-Csv | Start-ACBrowserSession
            $own | Start-ACBrowserSession
            $own | ConvertTo-Csv | ConvertFrom-Csv | Start-ACBrowserSession from-row
            $login | Start-ACBrowserSession -ViewPort 640x480
        ) | Get-ACBrowserSession
        $sessions.Name | Select-Object -First 4 | Should -Be 'named-1', 'named-2', 'row-1', 'row-2'
        $sessions[4].Name | Should -Match '^browser-session-' -Because 'the name of a browser is not that of a session'
        $sessions[5].Name | Should -Be 'from-row'
        $sessions.BrowserIdentifier | Should -Be (@('aws.browser.v1') * 2 + $own.BrowserId + 'aws.browser.v1' + $own.BrowserId + $own.BrowserId + 'aws.browser.v1')
        "$($sessions[2].ViewPort) $($sessions[2].SessionTimeoutSeconds) $($sessions[2].BrowserProfile)" | Should -Be "800x600 600 $login"
        $sessions[3].BrowserProfile | Should -BeNullOrEmpty
        "$($sessions[6].ViewPort) $($sessions[6].BrowserProfile)" | Should -Be "640x480 $login"
        $sessions | Stop-ACBrowserSession
    }

    It 'starts nothing for what tells nothing of a session' {
        $before = @(Get-ACBrowserSession).Count
        $session = Get-ACBrowserSession | Select-Object -First 1
        $session, [pscustomobject]@{ Size = 1 }, 7 | Start-ACBrowserSession -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.CategoryInfo.Category | Should -Be 'InvalidArgument', 'InvalidArgument', 'InvalidArgument'
        "$($failures[0])" | Should -BeLike "*$($session.SessionId)*exists already*Select-Object Name*"
        { 'a' | Start-ACBrowserSession -Name b -ErrorAction Stop } | Should -Throw '*not both*'
        @(Get-ACBrowserSession).Count | Should -Be $before
    }

    It 'names browser and profile by their names, and the one that is missing' {
        { Start-ACBrowserSession -BrowserIdentifier no_browser -ErrorAction Stop } | Should -Throw "*no browser with the name 'no_browser'*"
        Start-ACBrowserSession -BrowserProfile no_profile -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        $failure[0].TargetObject | Should -Be 'no_profile'
        $login = New-ACBrowserProfile by_name
        $sessions = 'by_name', $login.Arn | ForEach-Object { Start-ACBrowserSession -BrowserProfile $_ }
        $sessions.BrowserProfile | Should -Be $login.ProfileId, $login.ProfileId
        $sessions | Stop-ACBrowserSession
        $null = New-ACBrowserProfile by_name_too
        { Start-ACBrowserSession -BrowserProfile 'by_name*' -ErrorAction Stop } | Should -Throw '*matches several*'
    }

    It 'shows what the emulator took' {
        $policies = @{ Location = 's3://bucket/p.json'; Type = 'MANAGED' }
        $session = Start-ACBrowserSession -ProxyBypass .internal.example -Proxy @{ Server = 'proxy.example.com'; Port = 8080; DomainPattern = '.shop.example' }
        $full = $session | Get-ACBrowserSession
        "$($full.Proxy)" | Should -Be 'proxy.example.com:8080'
        $full.Proxy.DomainPattern | Should -Be '.shop.example'
        $full.ProxyBypass | Should -Be '.internal.example'
        $full | Stop-ACBrowserSession
    }

    It 'gives a clear error for each of five malformed proxies, and goes on' {
        $bad = 'proxy.example.com', 'socks5://proxy.example.com:8080', 'user:secret@proxy.example.com:8080', 'proxy.example.com:65536', '-bad-:80'
        $said = foreach ($proxy in $bad) {
            $failure = { Start-ACBrowserSession -Proxy $proxy -ErrorAction Stop } | Should -Throw -PassThru
            $failure.CategoryInfo.Category | Should -BeIn 'InvalidArgument', 'InvalidData'
            $failure.Exception.Message
        }
        $said[0] | Should -Match "'proxy.example.com' is not a valid proxy"
        $said[1] | Should -Match "'socks5://proxy.example.com:8080' is not a valid proxy"
        $said[2] | Should -Match 'SecretArn'
        $said[2] | Should -Not -Match 'user:secret'
        $said[3] | Should -Match '65536 is out of range: 1 to 65535'
        $said[4] | Should -Match "'-bad-'"
        $session = Start-ACBrowserSession -ErrorAction Stop
        $session | Stop-ACBrowserSession
    }

    It 'names an unknown profile in one error' {
        Start-ACBrowserSession -BrowserProfile nobody-0123456789 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'nobody-0123456789'
        "$($failure[0])" | Should -Match 'nobody-0123456789'
    }

    It 'waits until the session is ready' {
        $session = Start-ACBrowserSession -Wait -TimeoutSeconds 60
        $session.Status | Should -Be 'READY'
        $session | Stop-ACBrowserSession
    }

    It 'gives up waiting when the time is over, and names session, state and time' {
        $service = Start-RecordingService @{ status = 'CREATING' }
        try {
            Start-ACBrowserSession -Wait -TimeoutSeconds 1 -EndpointUrl $service.Url -AccessKey A -SecretKey B -Region us-east-1 -ErrorVariable failure -ErrorAction SilentlyContinue
        }
        finally { Stop-RecordingService $service }
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failure[0].TargetObject | Should -Be 'RECORDED'
        "$($failure[0])" | Should -Match 'RECORDED is still CREATING after 1 s'
    }

    It 'refuses a time to wait without -Wait' {
        { Start-ACBrowserSession -TimeoutSeconds 5 -ErrorAction Stop } | Should -Throw '*-Wait*'
    }
}
