BeforeAll { . "$PSScriptRoot/common.ps1" }

Describe 'Start-ACEmulator' {
    AfterEach { Stop-ACEmulator }

    It 'starts on loopback and becomes the default endpoint' {
        $emulator = Start-ACEmulator
        $emulator | Should -BeOfType AgentCore.EmulatorInstance
        ([uri]$emulator.Url).Host | Should -Be '127.0.0.1'
        (Get-ACContext).EndpointUrl | Should -Be $emulator.Url
        Get-ACBrowserSession | Should -BeNullOrEmpty
    }

    It 'gives the one that runs when called again' {
        $first = Start-ACEmulator
        (Start-ACEmulator).ProcessId | Should -Be $first.ProcessId
    }

    It 'lets go of one that has ended when it starts another' {
        function Get-PipeCount { @(Get-ChildItem "/proc/$PID/fd" | Where-Object LinkTarget -like 'pipe:*').Count }
        $first = Start-ACEmulator
        $pipes = Get-PipeCount
        Stop-Process -Id $first.ProcessId -Force
        Wait-Until { -not (Get-ACEmulator) }
        (Start-ACEmulator).ProcessId | Should -Not -Be $first.ProcessId
        Get-PipeCount | Should -BeLessOrEqual $pipes
    }

    It 'names a data folder that is damaged, and starts nothing' {
        $data = New-Item -ItemType Directory (Join-Path $TestDrive 'damaged')
        Set-Content (Join-Path $data 'browsers.json') '{'
        { Start-ACEmulator -DataPath $data -ErrorAction Stop } | Should -Throw '*browsers.json*cannot be read*Restore a copy*'
        Get-ACEmulator | Should -BeNullOrEmpty
    }

    It 'becomes the default again when called again' {
        $emulator = Start-ACEmulator
        Set-ACContext -EndpointUrl https://elsewhere.example -Region eu-west-1
        (Get-ACContext).EndpointUrl | Should -Be 'https://elsewhere.example'
        $null = Start-ACEmulator
        $context = Get-ACContext
        $context.EndpointUrl, $context.CredentialSource, $context.Region | Should -Be $emulator.Url, 'Emulator', 'eu-west-1'
        Stop-ACEmulator
        (Get-ACContext).EndpointUrl | Should -Be 'https://elsewhere.example'
        Clear-ACContext
    }

    It 'names a port that is taken' {
        $taken = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $taken.Start()
        try { $failure = { Start-ACEmulator -Port $taken.LocalEndpoint.Port -ErrorAction Stop } | Should -Throw "*$($taken.LocalEndpoint.Port)*" -PassThru }
        finally { $taken.Stop() }
        $failure.FullyQualifiedErrorId | Should -BeLike 'PortInUse*'
        $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $failure.Exception.Message | Should -Match 'another -Port,'
        $failure.Exception.Message | Should -Not -Match '--port'
        Get-ACEmulator | Should -BeNullOrEmpty
    }

    It 'changes quotas, rates and the clock skew' {
        $null = Start-ACEmulator -Quota @{ BrowserSessions = 0; 'browsers' = 1 } -Rate documented, CreateBrowser=1000 -ClockSkew 2h
        $failure = { Start-ACBrowserSession -ErrorAction Stop } | Should -Throw '*quota browser-sessions, 0,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be 'QuotaExceeded'
        $null = New-ACBrowser one
        { New-ACBrowser two -ErrorAction Stop } | Should -Throw '*quota browsers, 1,*'
    }

    It 'starts nothing with <Wrong>, and says so in one sentence' -ForEach @(
        @{ Wrong = 'a quota that does not exist'; With = @{ Quota = @{ Tabs = 1 } }; Says = "-Quota: 'Tabs=1' does not name a quota. Use name=number with one of: browser-sessions,*" }
        @{ Wrong = 'a host with a port'; With = @{ AllowHost = 'example.com:443' }; Says = "-AllowHost must be *is 'example.com:443'." }
        @{ Wrong = 'a public address with a path'; With = @{ PublicUrl = 'https://example.com/x' }; Says = "-PublicUrl must be *is 'https://example.com/x'." }
        @{ Wrong = 'a rate of an unknown operation'; With = @{ Rate = 'Fly=1' }; Says = "-Rates: 'Fly=1' is not a rate. *InvokeBrowser*" }
    ) {
        $failure = { Start-ACEmulator @With -ErrorAction Stop } | Should -Throw $Says -PassThru
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        Get-ACEmulator | Should -BeNullOrEmpty
    }

    It 'takes a clock skew of any length, and no bare number' {
        { Start-ACEmulator -ClockSkew 5 } | Should -Throw "*'5' has no unit*"
        $null = Start-ACEmulator -ClockSkew ([timespan]::MaxValue)
        Get-ACBrowserSession | Should -BeNullOrEmpty
    }

    It 'is served under other names, and refuses the rest without advice about IAM' {
        $emulator = Start-ACEmulator -AllowHost front.example -PublicUrl https://public.example:8443
        $start = "$($emulator.Url)/browsers/aws.browser.v1/sessions/start"
        foreach ($name in 'front.example', 'public.example') {
            (Invoke-WebRequest $start -Method Put -Headers @{ Host = $name } -SkipHttpErrorCheck).Content |
                Should -Match 'not signed'
        }
        $refused = Invoke-WebRequest $start -Method Put -Headers @{ Host = 'other.example' } -SkipHttpErrorCheck
        $refused.Content | Should -Match "'other.example' is not allowed.*front.example, public.example.*--allow-host"
        ($refused.Content | ConvertFrom-Json).reason | Should -Be EmulatorRule
        $refused.Content | Should -Not -Match 'IAM'
    }

    It 'shows no secret in what it writes' {
        $text = Start-ACEmulator -Verbose -Debug *>&1 | Format-List * -Force | Out-String
        $text | Should -Match 'http://127\.0\.0\.1:'
        $text | Should -Not -Match 'secret'
    }

    It 'answers nobody without a signature' {
        $emulator = Start-ACEmulator
        $answer = Invoke-WebRequest "$($emulator.Url)/browsers/aws.browser.v1/sessions/list" -Method Post -SkipHttpErrorCheck
        $answer.StatusCode | Should -Be 403
        ($answer.Content | ConvertFrom-Json).message | Should -Not -BeNullOrEmpty
    }

    It 'starts nothing with -WhatIf' {
        Start-ACEmulator -WhatIf | Should -BeNullOrEmpty
        Get-ACEmulator | Should -BeNullOrEmpty
    }

    It 'ends with its PowerShell, and everything it started with it: <How>' -ForEach @(
        @{ How = 'PowerShell killed'; Victim = 0 }, @{ How = 'emulator killed'; Victim = 1 }
    ) {
        $marker = Join-Path $TestDrive "data-$Victim"
        $process = Start-FreshPowerShell "`$e = Start-ACEmulator -DataPath '$marker'
            `$null = Start-ACBrowserSession; `$c = Start-ACCodeInterpreterSession; `$null = Invoke-ACCodeInterpreter -Session `$c 'x = 1'
            `$e.ProcessId; [Console]::Out.Flush(); Start-Sleep 60"
        try {
            $emulatorId = [int]$process.StandardOutput.ReadLine()
            @(& pgrep -f $marker).Count | Should -BeGreaterThan 1
            Stop-Process -Id ($process.Id, $emulatorId)[$Victim] -Force
            Wait-Until -Seconds 5 { -not @(& pgrep -f $marker | Where-Object { $_ -ne $process.Id }) }
        }
        finally { $process.Kill($true) }
    }
}
