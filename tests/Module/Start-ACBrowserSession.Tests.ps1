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

        It 'nothing that was not asked for' {
            $sent = (Get-StartRequest @{}).Body | ConvertFrom-Json
            $sent.PSObject.Properties.Name | Sort-Object | Should -Be 'clientToken', 'name'
            $sent.clientToken.Length | Should -BeGreaterOrEqual 33
        }

        It 'a value for every member of the operation' {
            $covered = 'Name', 'SessionTimeoutSeconds', 'ViewPort', 'Extension', 'BrowserProfile', 'Proxy', 'ProxyBypass', 'EnterprisePolicy',
                'Certificate', 'FileSystem', 'TraceId', 'TraceParent', 'BrowserIdentifier'
            $connection = [AgentCore.ConnectedCommand].GetProperties().Name
            $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
            (Get-Command Start-ACBrowserSession).Parameters.Keys |
                Where-Object { $_ -notin $connection + $common + 'Wait', 'TimeoutSeconds' } | Sort-Object | Should -Be ($covered | Sort-Object)
        }
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
        $bad = 'proxy.example.com', 'http://proxy.example.com:8080', 'user:secret@proxy.example.com:8080', 'proxy.example.com:65536', '-bad-:80'
        $said = foreach ($proxy in $bad) {
            $failure = { Start-ACBrowserSession -Proxy $proxy -ErrorAction Stop } | Should -Throw -PassThru
            $failure.CategoryInfo.Category | Should -BeIn 'InvalidArgument', 'InvalidData'
            $failure.Exception.Message
        }
        $said[0] | Should -Match "'proxy.example.com' is not valid"
        $said[1] | Should -Match "'http://proxy.example.com:8080' is not valid"
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
