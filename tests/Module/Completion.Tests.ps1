BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $service = Start-RecordingService @{
        items = @(@{ sessionId = 'LISTED'; name = 'probe'; status = 'READY'; browserIdentifier = 'aws.browser.v1'; createdAt = '2026-01-01T00:00:00Z' })
        browserSummaries = @(@{ browserId = 'shop-0123456789'; name = 'shop'; status = 'READY'; browserArn = 'a'; createdAt = '2026-01-01T00:00:00Z' })
    }

    # Takes connections and never answers.
    $silent = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $silent.Start()
    $silentUrl = "http://$($silent.LocalEndpoint)"

    # Who signed the latest call, and for which region.
    function Get-Signer {
        $null = @($service.Requests)[-1].Headers.Authorization -match 'Credential=([^/]+)/\d+/([^/]+)/'
        "$($Matches[1]) $($Matches[2])"
    }
}
AfterAll {
    Stop-RecordingService $service
    $silent.Stop()
}

Describe 'Completion of what the service has' {
    AfterEach {
        Clear-ACContext
        Remove-Variable StoredAWSCredentials, StoredAWSRegion -Scope Global -ErrorAction Ignore
    }

    It 'uses the connection parameters that were typed' {
        $url = $service.Url
        Get-Completion "Stop-ACBrowserSession -EndpointUrl $url -Region eu-west-1 -AccessKey AKIDTYPED -SecretKey s -SessionId " | Should -Be 'LISTED'
        Get-Signer | Should -Be 'AKIDTYPED eu-west-1'
        Get-Completion "Get-ACBrowser -EndpointUrl $url -Region eu-west-2 -AccessKey AKIDTYPED -SecretKey s -Id " | Should -Be 'shop-0123456789'
        Get-Signer | Should -Be 'AKIDTYPED eu-west-2'
    }

    It 'uses a credential object that was typed' {
        $global:typedCredential = [pscustomobject]@{ AccessKey = 'AKIDOBJECT'; SecretKey = 's' }
        Get-Completion "Get-ACBrowserSession -EndpointUrl $($service.Url) -Region eu-west-1 -Credential `$typedCredential -SessionId " | Should -Be 'LISTED'
        Get-Signer | Should -Be 'AKIDOBJECT eu-west-1'
        Remove-Variable typedCredential -Scope Global
    }

    It 'uses a profile of another file that was typed, and names its profiles' {
        Set-Content "$TestDrive/profiles" "[elsewhere]`naws_access_key_id = AKIDELSEWHERE`naws_secret_access_key = s`nregion = ca-central-1"
        Get-Completion "Get-ACBrowserSession -ProfileLocation '$TestDrive/profiles' -ProfileName " | Should -Be 'elsewhere'
        Get-Completion "Get-ACBrowserSession -EndpointUrl $($service.Url) -ProfileLocation '$TestDrive/profiles' -ProfileName elsewhere -SessionId " |
            Should -Be 'LISTED'
        Get-Signer | Should -Be 'AKIDELSEWHERE ca-central-1'
    }

    It 'uses what AWS.Tools stored' {
        $global:StoredAWSRegion = 'ap-southeast-2'
        $global:StoredAWSCredentials = [pscustomobject]@{ AccessKey = 'AKIDSTORED'; SecretKey = 's' }
        Get-Completion "Get-ACBrowserSession -EndpointUrl $($service.Url) -SessionId " | Should -Be 'LISTED'
        Get-Signer | Should -Be 'AKIDSTORED ap-southeast-2'
    }

    It 'lists where the browser that was typed came from' {
        Set-ACContext -EndpointUrl $service.Url -Region us-east-1 -AccessKey AKIDCONTEXT -SecretKey s
        $global:typedBrowser = Get-ACBrowser -Region eu-south-1 | Select-Object -First 1
        Get-Completion 'Get-ACBrowserSession -BrowserIdentifier $typedBrowser -SessionId ' | Should -Be 'LISTED'
        Get-Signer | Should -Be 'AKIDCONTEXT eu-south-1'
        @($service.Requests)[-1].Path | Should -BeLike '*shop-0123456789*'
        Remove-Variable typedBrowser -Scope Global
    }

    It 'says nothing where the parameters contradict each other' {
        $line = 'Get-ACBrowserSession -ProfileName a -AccessKey b -SecretKey c -SessionId x'
        (TabExpansion2 $line $line.Length).CompletionMatches | Should -BeNullOrEmpty
    }

    It 'gives the prompt back where nobody answers: <_>' -ForEach @(
        'Stop-ACBrowserSession -SessionId '
        'Get-ACBrowser -Id '
        'Get-ACCodeInterpreterFile -Session probe -Path '
        'Get-ACCodeInterpreterFile -Session 01ARZ3NDEKTSV4RRFFQ69G5FAV -Path '
    ) {
        Set-ACContext -EndpointUrl $silentUrl -Region us-east-1 -AccessKey AKID -SecretKey s
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $line = $_
        (TabExpansion2 $line $line.Length).CompletionMatches | Should -BeNullOrEmpty
        # The wait for the service would be 100 seconds and more.
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 30
    }
}
