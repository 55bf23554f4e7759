BeforeAll { . "$PSScriptRoot/common.ps1" }

Describe 'Get-ACContext' {
    AfterEach { Clear-ACContext; Stop-ACEmulator }

    It 'says that parameters won' {
        $context = Get-ACContext -Region eu-central-1 -AccessKey AKIDEXAMPLE -SecretKey topsecret
        $context | Should -BeOfType AgentCore.Context
        $context.Region | Should -Be 'eu-central-1'
        $context.RegionSource | Should -Match 'arameter'
        $context.CredentialSource | Should -Match 'arameter'
        $context.AccessKey | Should -Be 'AKIDEXAMPLE'
    }

    It 'never shows a secret' {
        $context = Get-ACContext -Region eu-central-1 -AccessKey AKIDEXAMPLE -SecretKey topsecret -SessionToken tokentoken
        $context | Format-List * -Force | Out-String | Should -Not -Match 'topsecret|tokentoken'
        $context | ConvertTo-Json | Should -Not -Match 'topsecret|tokentoken'
    }

    It 'says that the emulator won' {
        $emulator = Start-ACEmulator
        $context = Get-ACContext
        $context.EndpointUrl | Should -Be $emulator.Url
        $context.CredentialSource | Should -Match 'mulator'
    }

    It 'takes what AWS.Tools stored in the session' {
        Invoke-FreshPowerShell '$global:StoredAWSRegion = "ap-southeast-2"
            class Stored { [object] GetCredentials() { return [pscustomobject]@{ AccessKey = "AKIDSTORED"; SecretKey = "s"; Token = $null } } }
            $global:StoredAWSCredentials = [Stored]::new()
            $c = Get-ACContext; $c.Region; $c.AccessKey' | Should -Be 'ap-southeast-2', 'AKIDSTORED'
    }

    It 'takes the environment' {
        Invoke-FreshPowerShell '$env:AWS_REGION = "eu-north-1"; $env:AWS_ACCESS_KEY_ID = "AKIDENV"; $env:AWS_SECRET_ACCESS_KEY = "s"
            $c = Get-ACContext; $c.Region; $c.AccessKey' | Should -Be 'eu-north-1', 'AKIDENV'
    }

    It 'says what to do when there are no credentials' {
        $lines = Invoke-FreshPowerShell '$env:AWS_EC2_METADATA_DISABLED = "true"; $env:AWS_SHARED_CREDENTIALS_FILE = "/nonexistent"; $env:AWS_CONFIG_FILE = "/nonexistent"
            Get-ACBrowserSession -Region eu-west-1 -ErrorVariable e -ErrorAction SilentlyContinue
            $e.Count; $e[0].CategoryInfo.Category; $e[0].ErrorDetails.RecommendedAction'
        $lines[0..1] | Should -Be '1', 'AuthenticationError'
        $lines[2] | Should -Not -BeNullOrEmpty
    }
}

Describe 'What Get-ACContext shows' {
    BeforeAll {
        $service = Start-RecordingService
        $before = @{}
        Get-ChildItem Env:AWS_* | ForEach-Object { $before[$_.Name] = $_.Value }

        # Who signed the latest call, and for which region.
        function Get-Signer {
            $null = @($service.Requests)[-1].Headers.Authorization -match 'Credential=([^/]+)/\d+/([^/]+)/'
            "$($Matches[1]) $($Matches[2])"
        }

        # A call, and what the context says to it beforehand.
        function Invoke-Call {
            $context = Get-ACContext
            $null = Get-ACBrowserSession
            Get-Signer | Should -Be "$($context.AccessKey) $($context.Region)"
            Get-Signer
        }
    }

    BeforeEach {
        Remove-Item Env:AWS_*
        $env:AWS_EC2_METADATA_DISABLED = 'true'
        $env:AWS_ENDPOINT_URL = $service.Url
        $env:AWS_SHARED_CREDENTIALS_FILE = "$TestDrive/credentials"
        $env:AWS_CONFIG_FILE = "$TestDrive/config"
        Set-Content $env:AWS_SHARED_CREDENTIALS_FILE @"
[default]
aws_access_key_id = AKIDDEFAULT
aws_secret_access_key = s
[other]
aws_access_key_id = AKIDOTHER
aws_secret_access_key = s
"@
        Set-Content $env:AWS_CONFIG_FILE @"
[default]
region = us-east-2
[profile other]
region = us-west-1
endpoint_url = $($service.Url)
"@
    }

    AfterAll {
        Remove-Item Env:AWS_*
        foreach ($name in $before.Keys) { Set-Item "Env:$name" $before[$name] }
        Stop-RecordingService $service
    }

    It 'is what signs, whatever changes from call to call' {
        Invoke-Call | Should -Be 'AKIDDEFAULT us-east-2'
        $env:AWS_PROFILE = 'other'
        Invoke-Call | Should -Be 'AKIDOTHER us-west-1'
        $env:AWS_REGION = 'eu-west-1'
        Invoke-Call | Should -Be 'AKIDOTHER eu-west-1'
        $env:AWS_ACCESS_KEY_ID = 'AKIDENV'; $env:AWS_SECRET_ACCESS_KEY = 's'
        Invoke-Call | Should -Be 'AKIDENV eu-west-1'
        $env:AWS_ACCESS_KEY_ID = 'AKIDLATER'
        Invoke-Call | Should -Be 'AKIDLATER eu-west-1'
        Remove-Item Env:AWS_ACCESS_KEY_ID, Env:AWS_SECRET_ACCESS_KEY, Env:AWS_REGION, Env:AWS_PROFILE
        Invoke-Call | Should -Be 'AKIDDEFAULT us-east-2'
    }

    It 'follows profiles that are edited, and other files of profiles' {
        Invoke-Call | Should -Be 'AKIDDEFAULT us-east-2'
        Add-Content $env:AWS_SHARED_CREDENTIALS_FILE "[new]`naws_access_key_id = AKIDNEW`naws_secret_access_key = s"
        $env:AWS_PROFILE = 'new'
        $env:AWS_REGION = 'eu-north-1'
        Invoke-Call | Should -Be 'AKIDNEW eu-north-1'
        Set-Content "$TestDrive/config2" "[profile new]`nregion = ap-south-1"
        Remove-Item Env:AWS_REGION
        $env:AWS_CONFIG_FILE = "$TestDrive/config2"
        Invoke-Call | Should -Be 'AKIDNEW ap-south-1'
    }

    It 'follows the endpoint, and says who named it' {
        $other = Start-RecordingService
        try {
            Invoke-Call | Should -Be 'AKIDDEFAULT us-east-2'
            $env:AWS_ENDPOINT_URL_BEDROCK_AGENTCORE = $other.Url
            $context = Get-ACContext
            $context.EndpointUrl, $context.EndpointSource | Should -Be $other.Url, 'AWS_ENDPOINT_URL_BEDROCK_AGENTCORE'
            $context.ControlPlaneEndpointUrl, $context.ControlPlaneEndpointSource | Should -Be $service.Url, 'AWS_ENDPOINT_URL'
            $calls = $service.Requests.Count
            $null = Get-ACBrowserSession
            $other.Requests.Count, $service.Requests.Count | Should -Be 1, $calls
            $null = Get-ACBrowser
            $other.Requests.Count, $service.Requests.Count | Should -Be 1, ($calls + 1)
        }
        finally { Stop-RecordingService $other }
    }

    It 'is what an error names where something else than the service answers' {
        $page = Start-PageServer $PSScriptRoot
        try {
            $env:AWS_ENDPOINT_URL_BEDROCK_AGENTCORE = $page.Url
            $failure = { Get-ACBrowserSession -ErrorAction Stop } | Should -Throw -ErrorId 'UnexpectedResponse*' -PassThru
            $failure.Exception.Message | Should -Be ("$($page.Url.TrimEnd('/')) (AWS_ENDPOINT_URL_BEDROCK_AGENTCORE) answered ListBrowserSessions " +
                'with status 404 and no error code, which is not a response of Amazon Bedrock AgentCore.')
            $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
        }
        finally { Stop-PageServer $page }
        { Get-ACBrowserSession -ErrorAction Stop } | Should -Throw "No response from $($page.Url.TrimEnd('/')) (AWS_ENDPOINT_URL_BEDROCK_AGENTCORE): *"
        $env:AWS_ENDPOINT_URL_BEDROCK_AGENTCORE = 'not an address'
        { Get-ACBrowserSession -ErrorAction Stop } | Should -Throw '*AWS_ENDPOINT_URL_BEDROCK_AGENTCORE is not a valid address*'
    }

    It 'takes the endpoint of the profile that is chosen' {
        Remove-Item Env:AWS_ENDPOINT_URL
        $context = Get-ACContext -ProfileName other
        $context.EndpointUrl, $context.EndpointSource | Should -Be $service.Url, 'Profile other'
        $calls = $service.Requests.Count
        $null = Get-ACBrowserSession -ProfileName other
        $service.Requests.Count | Should -Be ($calls + 1)
        Get-Signer | Should -Be 'AKIDOTHER us-west-1'
    }

    It 'forgets a failure once there are credentials' {
        $env:AWS_PROFILE = 'nobody'
        $env:AWS_REGION = 'eu-west-1'
        { Get-ACBrowserSession -ErrorAction Stop } | Should -Throw '*nobody*' -ErrorId 'ProfileNotFound*'
        (Get-ACContext).CredentialSource | Should -BeNullOrEmpty
        Add-Content $env:AWS_SHARED_CREDENTIALS_FILE "[nobody]`naws_access_key_id = AKIDSOMEBODY`naws_secret_access_key = s"
        Invoke-Call | Should -Be 'AKIDSOMEBODY eu-west-1'
    }

    It 'stays with the account and region that an object came from' {
        $session = Start-ACBrowserSession probe
        Get-Signer | Should -Be 'AKIDDEFAULT us-east-2'
        $env:AWS_ACCESS_KEY_ID = 'AKIDENV'; $env:AWS_SECRET_ACCESS_KEY = 's'; $env:AWS_REGION = 'eu-west-1'
        Invoke-Call | Should -Be 'AKIDENV eu-west-1'
        $null = $session | Get-ACBrowserSession
        Get-Signer | Should -Be 'AKIDDEFAULT us-east-2'
        $late = Start-ACBrowserSession probe
        $env:AWS_ACCESS_KEY_ID = 'AKIDLATER'
        $null = $late | Get-ACBrowserSession
        Get-Signer | Should -Be 'AKIDENV eu-west-1'
        $null = $late | Get-ACBrowserSession -Region sa-east-1
        Get-Signer | Should -Be 'AKIDENV sa-east-1'
    }

    It 'comes from a credential process that is run once' {
        $runs = "$TestDrive/runs"
        $program = "$TestDrive/keys.sh"
        Set-Content $program @"
echo run >> '$runs'
echo '{"Version":1,"AccessKeyId":"AKIDPROCESS","SecretAccessKey":"s","SessionToken":"t","Expiration":"2099-01-01T00:00:00Z"}'
"@
        Add-Content $env:AWS_CONFIG_FILE "[profile process]`ncredential_process = sh $program`nregion = us-west-2"
        $env:AWS_PROFILE = 'process'
        $null = Get-ACBrowserSession
        $null = Get-ACBrowserSession
        $null = 1..2 | ForEach-Object -Parallel { Import-Module $using:modulePath; Get-ACBrowserSession }
        Get-Signer | Should -Be 'AKIDPROCESS us-west-2'
        @(Get-Content $runs).Count | Should -Be 1
        (Get-ACContext).CredentialSource | Should -Be 'Profile process'
    }
}
