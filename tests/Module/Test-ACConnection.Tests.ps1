BeforeAll { . "$PSScriptRoot/common.ps1" }

Describe 'Test-ACConnection' {
    BeforeAll {
        $before = @{}
        Get-ChildItem Env:AWS_* | ForEach-Object { $before[$_.Name] = $_.Value }
        Remove-Item Env:AWS_*
        $env:AWS_EC2_METADATA_DISABLED = 'true'
        $env:AWS_SHARED_CREDENTIALS_FILE = $env:AWS_CONFIG_FILE = "$TestDrive/none"
        $null = New-Item "$TestDrive/none"
        $keys = @{ AccessKey = 'AKIDTESTED'; SecretKey = 's'; Region = 'eu-west-1' }

        # A service that allows all but two lists, and an AWS that knows who calls.
        $service = Start-StubService {
            param($request)
            if ($request.Path -match 'browser-profiles|code-interpreters/aws') {
                @{ Status = 403; Headers = @{ 'x-amzn-ErrorType' = 'AccessDeniedException' }; Body = '{"message":"User is not authorized"}' }
            }
            else { @{ Body = '{"items":[],"browserSummaries":[],"codeInterpreterSummaries":[]}' } }
        }
        $sts = Start-StubService {
            @{ ContentType = 'text/xml'; Body = '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/ada</Arn><UserId>AIDA</UserId><Account>111122223333</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>' }
        }
    }

    AfterAll {
        Stop-RecordingService $service
        Stop-RecordingService $sts
        Remove-Item Env:AWS_*
        foreach ($name in $before.Keys) { Set-Item "Env:$name" $before[$name] }
    }

    AfterEach { Remove-Item Env:AWS_ENDPOINT_URL_STS -ErrorAction Ignore }

    It 'finds all well on the emulator, and changes nothing' {
        $emulator = Start-ACEmulator
        try {
            $checks = Test-ACConnection
            $checks | Should -BeOfType AgentCore.ConnectionCheck
            $checks.Status | Sort-Object -Unique | Should -Be ok
            $checks.Check | Should -Be 'Region', 'Credentials', 'Identity', 'Endpoint of sessions', 'ListBrowserSessions',
                'ListCodeInterpreterSessions', 'Endpoint of resources', 'ListBrowsers', 'ListBrowserProfiles', 'ListCodeInterpreters'
            $checks[2].Detail | Should -Be 'account 123456789012 of the emulator'
            $checks[3].Detail | Should -Be $emulator.Url
            $checks | Format-List * -Force | Out-String | Should -Not -Match '[0-9a-f]{40}'
        }
        finally { Stop-ACEmulator }
    }

    It 'says who calls, and names the IAM action of what is not allowed' {
        $env:AWS_ENDPOINT_URL_STS = $sts.Url
        $checks = Test-ACConnection @keys -EndpointUrl $service.Url
        ($checks | Where-Object Check -EQ Identity).Detail | Should -Be 'arn:aws:iam::111122223333:user/ada, account 111122223333'
        $failed = $checks | Where-Object Status -EQ failed
        $failed.Check | Should -Be 'ListCodeInterpreterSessions', 'ListBrowserProfiles'
        $failed.Remedy | Should -Be 'Allow the IAM action bedrock-agentcore:ListCodeInterpreterSessions to the caller.',
            'Allow the IAM action bedrock-agentcore:ListBrowserProfiles to the caller.'
        $failed.Detail | Should -Be 'User is not authorized', 'User is not authorized'
        ($checks | Where-Object Check -Like 'Endpoint*').Status | Should -Be ok, ok
    }

    It 'does not send keys of this machine''s endpoint to AWS' {
        $identity = Test-ACConnection @keys -EndpointUrl $service.Url | Where-Object Check -EQ Identity
        $identity.Status | Should -Be skipped
        $identity.Detail | Should -Match 'AWS_ENDPOINT_URL_STS'
    }

    It 'stops at a region or credentials that are missing, and says what to do' {
        $check = Test-ACConnection
        $check.Check, $check.Status, $check.Detail | Should -Be Region, failed, 'No region is known.'
        $check.Remedy | Should -Match 'Set-ACContext -Region'
        $checks = Test-ACConnection -Region eu-west-1 -ProfileName nobody
        $checks.Status | Should -Be ok, failed
        $checks[1].Detail | Should -BeLike "There is no profile 'nobody' in $TestDrive/none*"
    }

    It 'says which endpoint does not respond' {
        $gone = (Start-StubService { }).Listener
        $url = @($gone.Prefixes)[0].TrimEnd('/')
        $gone.Close()
        $checks = Test-ACConnection @keys -EndpointUrl $url
        $failed = $checks | Where-Object Status -EQ failed
        $failed.Check | Should -Be 'Endpoint of sessions', 'Endpoint of resources'
        $failed[0].Detail | Should -BeLike "No response from $url (-EndpointUrl): *"
    }
}
