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
