BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $emulator = Start-ACEmulator
    $session = Start-ACBrowserSession -ViewPort 800x600
    function Get-QueryValue([string] $Url, [string] $Name) { [System.Web.HttpUtility]::ParseQueryString(([uri]$Url).Query)[$Name] }
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACLiveViewUrl' {
    It 'gives an address that serves a view' {
        $url = "$(Get-ACLiveViewUrl $session)"
        $url | Should -BeLike "$($emulator.Url)/browser-streams/aws.browser.v1/sessions/$($session.SessionId)/live-view?*X-Amz-Signature=*"
        $answer = Invoke-WebRequest $url
        $answer.StatusCode | Should -Be 200
        $answer.Headers.'Content-Type' | Should -BeLike 'text/html*'
    }

    It 'lasts 300 seconds, or as long as is asked for' {
        Get-QueryValue (Get-ACLiveViewUrl $session) 'X-Amz-Expires' | Should -Be 300
        Get-QueryValue ($session | Get-ACLiveViewUrl -ExpiresIn 30) 'X-Amz-Expires' | Should -Be 30
    }

    It 'refuses <_> seconds and names the limits' -ForEach -5, 0, 301 {
        $failure = { Get-ACLiveViewUrl $session -ExpiresIn $_ -ErrorAction Stop } | Should -Throw '*300*' -PassThru
        $failure.CategoryInfo.Category | Should -BeIn 'InvalidArgument', 'InvalidData'
    }

    It 'is worthless once changed' {
        $url = "$(Get-ACLiveViewUrl $session)" -replace 'X-Amz-Expires=300', 'X-Amz-Expires=299'
        (Invoke-WebRequest $url -SkipHttpErrorCheck).StatusCode | Should -Be 403
    }

    It 'is worthless once expired' {
        $url = "$(Get-ACLiveViewUrl $session -ExpiresIn 1)"
        Wait-Until { (Invoke-WebRequest $url -SkipHttpErrorCheck).StatusCode -eq 403 }
    }

    It 'shows no address at -Verbose or -Debug' {
        $text = Get-ACLiveViewUrl $session -Verbose -Debug 4>&1 5>&1 | Where-Object { $_ -is [System.Management.Automation.InformationalRecord] } | Out-String
        $text | Should -Not -Match 'X-Amz-Signature'
    }

    It 'gives the page in the emulator''s console' {
        $url = Get-ACLiveViewUrl $session -Console
        $url | Should -Match "^$($emulator.Url)/console\?code=[0-9A-F]{64}$"
        (Invoke-WebRequest $url).Content | Should -Match $session.SessionId
        (Invoke-WebRequest $url -SkipHttpErrorCheck).StatusCode | Should -Be 410 -Because 'it is good once'
    }

    It 'knows no console of another local endpoint' {
        $service = Start-RecordingService
        try {
            Get-ACLiveViewUrl -SessionId X1 -Console -EndpointUrl $service.Url -AccessKey A -SecretKey B -Region us-east-1 -ErrorVariable failure -ErrorAction SilentlyContinue
        }
        finally { Stop-RecordingService $service }
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'refuses an expiry of a console page' {
        { Get-ACLiveViewUrl $session -Console -ExpiresIn 10 -ErrorAction Stop } | Should -Throw '*-ExpiresIn*'
    }

    It 'says so when the session has ended, or never was' {
        $ended = Start-ACBrowserSession
        Stop-ACBrowserSession $ended
        $ended, 'NOPE' | Get-ACLiveViewUrl -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'ObjectNotFound'
        $failures.TargetObject | Should -Be $ended.SessionId, 'NOPE'
    }
}
