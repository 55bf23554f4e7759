BeforeAll { . "$PSScriptRoot/common.ps1" }

# Each source of credentials against stubs on loopback: who signs, and one sentence where nobody does.
Describe 'Credentials' {
    BeforeAll {
        $service = Start-RecordingService
        $keys = '<Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>'
        $sts = Start-StubService -Argument $keys {
            param($request, $keys)
            $operation = [regex]::Match($request.Body, 'Action=(\w+)').Groups[1].Value
            if ($request.Body -match 'role%2Fforbidden') {
                @{ Status = 403; ContentType = 'text/xml'; Body = '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>ada may not assume it</Message></Error><RequestId>r</RequestId></ErrorResponse>' }
            }
            else { @{ ContentType = 'text/xml'; Body = "<${operation}Response xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><${operation}Result>$keys</${operation}Result></${operation}Response>" } }
        }
        $portal = Start-StubService { @{ Body = '{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t","expiration":4070908800000}}' } }
        $machine = Start-StubService {
            param($request)
            $role = @{ AccessKeyId = 'ASIAMACHINE'; SecretAccessKey = 's'; Token = 't'; Expiration = '2099-01-01T00:00:00Z'; Code = 'Success'; Type = 'AWS-HMAC'; LastUpdated = '2026-01-01T00:00:00Z' } | ConvertTo-Json
            switch -Wildcard ($request.Path) {
                '/latest/api/token' { @{ Body = 'token'; ContentType = 'text/plain'; Headers = @{ 'x-aws-ec2-metadata-token-ttl-seconds' = '21600' } } }
                '*/security-credentials*/' { @{ Body = 'worker'; ContentType = 'text/plain' } }
                default { @{ Body = $role } }
            }
        }
        $before = @{}
        Get-ChildItem Env:AWS_*, Env:HOME | ForEach-Object { $before[$_.Name] = $_.Value }

        function Get-Signer { $null = @($service.Requests)[-1].Headers.Authorization -match 'Credential=([^/]+)/\d+/([^/]+)/'; "$($Matches[1]) $($Matches[2])" }
        function Invoke-Call { $null = Get-ACBrowserSession @args -ErrorAction Stop; Get-Signer }

        $env:HOME = "$TestDrive"
        $files = "$TestDrive/.aws/credentials", "$TestDrive/.aws/config"
        $null = New-Item "$TestDrive/.aws/sso/cache" -ItemType Directory
        $token = [Convert]::ToHexString([Security.Cryptography.SHA1]::HashData([Text.Encoding]::UTF8.GetBytes('https://corp.example/start'))).ToLower()
        @{ accessToken = 'token'; expiresAt = '2099-01-01T00:00:00Z'; region = 'us-east-1'; startUrl = 'https://corp.example/start' } | ConvertTo-Json | Set-Content "$TestDrive/.aws/sso/cache/$token.json"
        $null = New-Item "$TestDrive/with space" -ItemType Directory
        Set-Content "$TestDrive/with space/keys.sh" 'echo "{\"Version\":1,\"AccessKeyId\":\"AKIDPROCESS$1\",\"SecretAccessKey\":\"s\"}"'
        Set-Content $files[0] @"
[ada]
aws_access_key_id = AKIDADA
aws_secret_access_key = s
"@
        Set-Content $files[1] @"
[default]
region = us-east-2
[profile ada]
[profile role]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = ada
region = eu-west-1
[profile forbidden]
role_arn = arn:aws:iam::111122223333:role/forbidden
source_profile = ada
region = eu-west-1
[profile dangling]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = nowhere
region = eu-west-1
[profile mfa]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = ada
mfa_serial = arn:aws:iam::111122223333:mfa/ada
region = eu-west-1
[profile process]
credential_process = sh "$TestDrive/with space/keys.sh" 'X Y'
region = eu-west-1
[profile broken]
credential_process = sh -c "echo the vault is sealed >&2; exit 3"
region = eu-west-1
[profile sso]
sso_start_url = https://corp.example/start
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = reader
region = eu-west-1
[profile signedout]
sso_start_url = https://corp.example/other
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = reader
region = eu-west-1
[profile login]
login_session = arn:aws:iam::111122223333:user/ada
region = eu-west-1
"@
    }

    BeforeEach {
        Remove-Item Env:AWS_*
        $env:AWS_EC2_METADATA_DISABLED = 'true'
        $env:AWS_ENDPOINT_URL_BEDROCK_AGENTCORE = $service.Url
        $env:AWS_ENDPOINT_URL_STS = $sts.Url
        $env:AWS_ENDPOINT_URL_SSO = $portal.Url
    }

    AfterEach { Clear-ACContext }

    AfterAll {
        Stop-ACEmulator
        $service, $sts, $portal, $machine | ForEach-Object { Stop-RecordingService $_ }
        Remove-Item Env:AWS_*
        foreach ($name in $before.Keys) { Set-Item "Env:$name" $before[$name] }
    }

    It 'of <Kind> sign, by -ProfileName and by AWS_PROFILE' -ForEach @(
        @{ Name = 'role'; Key = 'ASIAROLE'; Kind = 'role' }
        @{ Name = 'process'; Key = 'AKIDPROCESSX Y'; Kind = 'process' }
        @{ Name = 'sso'; Key = 'ASIASSO'; Kind = 'SSO' }
    ) {
        Invoke-Call -ProfileName $Name | Should -Be "$Key eu-west-1"
        $env:AWS_PROFILE = $Name
        Invoke-Call | Should -Be "$Key eu-west-1"
        $context = Get-ACContext
        $context.CredentialSource, $context.CredentialType, $context.ProfileName | Should -Be "Profile $Name", $Kind, $Name
    }

    It 'of a role are asked for as the source profile' {
        $null = Invoke-Call -ProfileName role
        $request = @($sts.Requests)[-1]
        $request.Headers.Authorization | Should -Match 'Credential=AKIDADA/'
        $request.Body | Should -Match 'RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Freader'
    }

    It 'of -RoleArn are asked for by whom the other parameters or the context name' {
        $role = @{ RoleArn = 'arn:aws:iam::111122223333:role/admin'; RoleSessionName = 'nightly'; Region = 'eu-west-1' }
        Invoke-Call @role -ProfileName ada | Should -Be 'ASIAROLE eu-west-1'
        @($sts.Requests)[-1].Body | Should -Match 'RoleSessionName=nightly'
        Set-ACContext -AccessKey AKIDSET -SecretKey s
        Invoke-Call @role | Should -Be 'ASIAROLE eu-west-1'
        @($sts.Requests)[-1].Headers.Authorization | Should -Match 'Credential=AKIDSET/'
        (Get-ACContext @role).CredentialType | Should -Be role
        { Get-ACContext -RoleArn admin -ErrorAction Stop } | Should -Throw "*'admin' is not the ARN of a role*"
    }

    It 'of a web identity sign' {
        Set-Content "$TestDrive/token" 'jwt'
        $env:AWS_WEB_IDENTITY_TOKEN_FILE = "$TestDrive/token"; $env:AWS_ROLE_ARN = 'arn:aws:iam::111122223333:role/ci'; $env:AWS_REGION = 'eu-west-1'
        Invoke-Call | Should -Be 'ASIAROLE eu-west-1'
        (Get-ACContext).CredentialType | Should -Be 'web identity'
        @($sts.Requests)[-1].Body | Should -Match 'WebIdentityToken=jwt'
    }

    It 'of a container sign' {
        $env:AWS_CONTAINER_CREDENTIALS_FULL_URI = "$($machine.Url)/role"; $env:AWS_CONTAINER_AUTHORIZATION_TOKEN = 'Basic abc'; $env:AWS_REGION = 'eu-west-1'
        Invoke-Call | Should -Be 'ASIAMACHINE eu-west-1'
        @($machine.Requests)[-1].Headers.Authorization | Should -Be 'Basic abc'
        (Get-ACContext).CredentialType | Should -Be container
    }

    It 'of an instance sign' {
        $env:AWS_EC2_METADATA_DISABLED = 'false'; $env:AWS_EC2_METADATA_SERVICE_ENDPOINT = $machine.Url; $env:AWS_REGION = 'eu-west-1'
        Invoke-Call | Should -Be 'ASIAMACHINE eu-west-1'
        (Get-ACContext).CredentialType | Should -Be instance
    }

    It 'that fail are one sentence: <Name>' -ForEach @(
        @{ Name = 'dangling'; Id = 'ProfileNotFound'; Says = "The profile 'dangling' has the source_profile 'nowhere', which is not in */.aws/credentials or */.aws/config."; Advice = '*--profile nowhere' }
        @{ Name = 'forbidden'; Id = 'NoCredentials'; Says = "AWS did not give the credentials of the role arn:aws:iam::111122223333:role/forbidden of the profile 'forbidden': ada may not assume it (AccessDenied)."; Advice = '*' }
        @{ Name = 'mfa'; Id = 'MfaCodeNeeded'; Says = "The profile 'mfa' needs a code of the MFA device arn:aws:iam::111122223333:mfa/ada, and nobody can be asked for it here."; Advice = '*export-credentials --profile mfa*' }
        @{ Name = 'broken'; Id = 'NoCredentials'; Says = "The credential_process of the profile 'broken' failed: *the vault is sealed"; Advice = '*' }
        @{ Name = 'signedout'; Id = 'NoCredentials'; Says = "The profile 'signedout' is not signed in, or no longer is."; Advice = '*aws sso login --profile signedout' }
        @{ Name = 'login'; Id = 'ProfileNotSupported'; Says = "The profile 'login' signs in by 'aws login', whose keys this module cannot read itself."; Advice = '*credential_process = aws configure export-credentials --profile login --format process' }
        @{ Name = 'nope'; Id = 'ProfileNotFound'; Says = "There is no profile 'nope' in */.aws/credentials or */.aws/config."; Advice = '*aws configure --profile nope' }
    ) {
        # In a runspace whose host cannot ask anybody.
        $call = { param($path, $parameters, $profile)
            Import-Module $path
            $env:AWS_PROFILE = $profile
            Get-ACBrowserSession -Region eu-west-1 @parameters -ErrorAction SilentlyContinue -ErrorVariable failure
            $env:AWS_PROFILE = $null
            $failure }
        foreach ($case in @{ Parameters = @{ ProfileName = $Name } }, @{ Parameters = @{}; Profile = $Name }) {
            $failure = @([powershell]::Create().AddScript($call).AddArgument($modulePath).AddArgument($case.Parameters).AddArgument($case.Profile).Invoke())
            $failure.Count | Should -Be 1
            $failure[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $failure[0].Exception.Message | Should -BeLike $Says
            $failure[0].CategoryInfo.Category | Should -Be AuthenticationError
            $failure[0].ErrorDetails.RecommendedAction | Should -BeLike $Advice
        }
    }

    It 'of a profile that does not exist are that, also where no region is known' {
        $region, $env:AWS_REGION = $env:AWS_REGION, $null
        $failure = Get-Failure { Get-ACBrowserSession -ProfileName nope @args }
        $env:AWS_PROFILE = 'nowhere'
        $other = Get-Failure { Get-ACBrowserSession @args }
        $env:AWS_PROFILE, $env:AWS_REGION = $null, $region
        $failure.Exception.Message | Should -BeLike "There is no profile 'nope' in *"
        $other.Exception.Message | Should -BeLike "There is no profile 'nowhere' in *"
    }

    It 'of a role whose STS cannot be reached are a failure of the network' {
        $env:AWS_ENDPOINT_URL_STS = 'http://127.0.0.1:9'
        $failure = Get-Failure { Get-ACBrowserSession -ProfileName role @args }
        $failure.CategoryInfo.Category | Should -Be ConnectionError
        $failure.Exception.Message | Should -BeLike "The credentials of the role arn:aws:iam::111122223333:role/reader of the profile 'role' could not be fetched: *"
    }

    It 'that nobody has are one sentence, with where was looked under -Verbose' {
        $lines = Get-ACBrowserSession -Region eu-west-1 -ErrorAction SilentlyContinue -ErrorVariable failure -Verbose 4>&1
        $failure.Count | Should -Be 1
        $failure[0].Exception.Message | Should -Be 'No AWS credentials were found.'
        $lines.Message | ForEach-Object { ($_ -split ':')[0] } | Should -Be 'Environment variables', 'Web identity', 'Profile', 'Container', 'Instance'
        $failure[0].ErrorDetails.RecommendedAction | Should -Match 'Start-ACEmulator'
    }

    It 'that only wait for a code of an MFA device ask for it' {
        $program, [string[]] $first = $powershell
        $text = '246810' | & $program @first -NoProfile -Command "Import-Module '$modulePath'; `$null = Get-ACBrowserSession -ProfileName mfa; (Get-ACContext -ProfileName mfa).CredentialType"
        "$text" | Should -Match 'MFA code of arn:aws:iam::111122223333:mfa/ada for the profile ''mfa''.*role'
        @($sts.Requests)[-1].Body | Should -Match 'TokenCode=246810'
        Get-Signer | Should -Be 'ASIAROLE eu-west-1'
    }

    It 'of a profile without a region do not go to the region of another' {
        $failure = Get-Failure { Get-ACBrowserSession -ProfileName ada @args }
        $failure.Exception.Message | Should -Be "No region is known: the profile 'ada' names none."
        $env:AWS_REGION = 'ap-south-1'
        Invoke-Call -ProfileName ada | Should -Be 'AKIDADA ap-south-1'
    }
}

Describe '$PSDefaultParameterValues' {
    BeforeAll { $service = Start-RecordingService }
    AfterAll { Stop-RecordingService $service }
    AfterEach {
        'ProfileName', 'Region', 'SecretKey' | ForEach-Object { $PSDefaultParameterValues.Remove("*-AC*:$_") }
        Clear-ACContext
    }

    It 'does not decide against what is typed' {
        $PSDefaultParameterValues['*-AC*:ProfileName'] = 'nope'
        $PSDefaultParameterValues['*-AC*:Region'] = { 'eu-west-1' }
        $context = Get-ACContext -AccessKey AKIDTYPED -SecretKey s
        $context.AccessKey, $context.Region, $context.RegionSource | Should -Be AKIDTYPED, 'eu-west-1', '$PSDefaultParameterValues'
        (Get-ACContext -Region us-west-2 -AccessKey AKIDTYPED -SecretKey s).Region | Should -Be us-west-2
    }

    It 'does not decide against Set-ACContext and the emulator' {
        Set-ACContext -Region us-west-2 -AccessKey AKIDSET -SecretKey s
        $PSDefaultParameterValues['*-AC*:ProfileName'] = 'nope'
        (Get-ACContext).AccessKey | Should -Be AKIDSET
        $emulator = Start-ACEmulator
        try { (Get-ACContext).EndpointUrl | Should -Be $emulator.Url }
        finally { Stop-ACEmulator }
    }

    It 'goes with what is typed, and holds where nothing else does' {
        $PSDefaultParameterValues['*-AC*:SecretKey'] = 's'
        (Get-ACContext -Region us-west-2 -AccessKey AKIDTYPED).AccessKey | Should -Be AKIDTYPED
        $PSDefaultParameterValues.Remove('*-AC*:SecretKey')
        $PSDefaultParameterValues['*-AC*:ProfileName'] = 'nope'
        (Get-Failure { Get-ACContext @args }).Exception.Message | Should -Match "no profile 'nope'"
    }
}
