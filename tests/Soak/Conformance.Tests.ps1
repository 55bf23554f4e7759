BeforeAll {
    . "$PSScriptRoot/../Module/common.ps1"
    $script = Join-Path $root 'tests/Conformance/Invoke-Conformance.ps1'
    $output = Join-Path $TestDrive out

    # A second emulator, with other settings, in the place of AWS.
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.RedirectStandardOutput = $start.RedirectStandardInput = $true
    @(
        (Join-Path $root 'out/AgentCore/emulator/AgentCore.Emulator.dll'), 'serve', '--print-secret', '--exit-on-stdin-close',
        '--incremental-results', '--quota=automation-streams=2'
    ) | ForEach-Object { $start.ArgumentList.Add($_) }
    $second = [System.Diagnostics.Process]::Start($start)
    $ready = $second.StandardOutput.ReadLine() | ConvertFrom-Json
    $env:AWS_SHARED_CREDENTIALS_FILE = Join-Path $TestDrive credentials
    "[second]`naws_access_key_id = $($ready.accessKey)`naws_secret_access_key = $($ready.secretKey)",
    "[wrong]`naws_access_key_id = $($ready.accessKey)`naws_secret_access_key = notthesecret" | Set-Content $env:AWS_SHARED_CREDENTIALS_FILE
    $there = @{ ProfileName = 'second'; Region = 'us-west-2'; EndpointUrl = $ready.url }

    # The lines of a run, standard error included; its exit code is in $LASTEXITCODE.
    function Invoke-Run([hashtable] $Connection, [string[]] $More = @()) {
        $program, [string[]] $first = $powershell
        $options = $Connection.GetEnumerator() | ForEach-Object { "-$($_.Key)", $_.Value }
        & $program @first -NoProfile -NonInteractive -File $script @options -OutputFolder $output @More 2>&1 | ForEach-Object { "$_" }
    }

    # What a run may have left in the place of AWS.
    function Get-Left {
        Get-ACBrowserSession -AllBrowsers -Status READY @there
        Get-ACCodeInterpreterSession -Status READY @there
        Get-ACBrowser -Type CUSTOM @there | Where-Object Status -NE DELETING
        Get-ACCodeInterpreter -Type CUSTOM @there | Where-Object Status -NE DELETING
    }
}
AfterAll {
    $second.StandardInput.Close()
    $null = $second.WaitForExit(20000)
    $second.Dispose()
}

Describe 'The checks on AWS and on the emulator' {
    It 'tell their price, and start nothing where nobody confirms it' {
        $lines = Invoke-Run $there
        $LASTEXITCODE | Should -Be 1
        $lines | Should -HaveCount 1
        $lines | Should -Match 'At most 0\.05 USD at list price: 4 sessions .* Give -Force'
        Invoke-Run $there '-WhatIf' | Select-Object -Last 1 | Should -Be 'Nothing was started.'
        Get-ACCodeInterpreterSession @there | Should -BeNullOrEmpty
        Test-Path $output | Should -BeFalse
    }

    It 'end with one sentence where <Why>' -ForEach @(
        @{ Why = 'the key is wrong'; Change = @{ ProfileName = 'wrong' }; Says = 'could not be used: .*signature' }
        @{ Why = 'there is no such profile'; Change = @{ ProfileName = 'nobody' }; Says = "could not be used: .*'?nobody'?" }
        @{ Why = 'nothing listens'; Change = @{ EndpointUrl = 'http://127.0.0.1:9' }; Says = 'could not be used: .*127\.0\.0\.1:9' }
    ) {
        $connection = $there.Clone()
        foreach ($name in $Change.Keys) { $connection[$name] = $Change[$name] }
        $lines = Invoke-Run $connection '-Force'
        $LASTEXITCODE | Should -Be 1
        # The price, and the sentence.
        $lines | Should -HaveCount 2
        $lines[1] | Should -Match $Says
    }

    It 'find what differs, and leave nothing behind' {
        $lines = Invoke-Run $there '-Force', '-Bucket', 'kept', '-ExecutionRoleArn', 'arn:aws:iam::123456789012:role/recorder'
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
        $report = Get-Content (Join-Path $output conformance.json) -Raw | ConvertFrom-Json
        $verdicts = $report.checks | Group-Object Verdict -AsHashTable
        $verdicts['differs'].Id | Should -Be 'code.oneResult', 'stream.second'
        $verdicts['differs'][0].Emulator | Should -Be '1 of type result'
        $verdicts['differs'][1].Service, $verdicts['differs'][1].Emulator | Should -Be 'status 101', 'status 402'
        $verdicts['not run'].Id | Should -Be 'quota.exceeded', 'quota.rates'
        $verdicts['same'].Count | Should -BeGreaterThan 35
        $page = Get-Content (Join-Path $output conformance.md) -Raw
        foreach ($check in $report.checks) { $page | Should -Match ([regex]::Escape("| $($check.Id) |")) }
        "$lines $page" | Should -Not -Match ([regex]::Escape($ready.secretKey))
        Get-Left | Should -BeNullOrEmpty
    }

    It 'leave nothing behind after Ctrl+C' {
        $run = Start-FreshPowerShell "& '$script' -ProfileName second -Region us-west-2 -EndpointUrl $($ready.url) -OutputFolder '$output' -Force"
        Wait-Until { Get-ACCodeInterpreterSession -Status READY @there } -Seconds 60
        Stop-FreshPowerShell $run
        Get-Left | Should -BeNullOrEmpty
    }

    It 'say which operation was not allowed' {
        . "$root/tests/Conformance/Side.ps1"
        $side = @{ Lost = $null }
        $session = Start-ACBrowserSession -SessionTimeoutSeconds 120 @there
        $null = Set-ACBrowserStream $session DISABLED
        $failure = try { Invoke-ACBrowserAction $session -Click 1,1 -ErrorAction Stop } catch { $_ }
        Get-Reason $failure | Should -Be 'not allowed: InvokeBrowser'
        $side.Lost | Should -BeNullOrEmpty
        Stop-ACBrowserSession $session
    }
}

Describe 'The list of checks' {
    It 'is described in docs/conformance.md' {
        $Bucket = $null
        . "$root/tests/Conformance/Checks.ps1"
        $page = Get-Content (Join-Path $root docs/conformance.md) -Raw
        $described = [regex]::Matches($page, '(?m)^\| (`[^|]*`) \|') | ForEach-Object { $_.Groups[1].Value -replace '`' -split ', ' }
        (Get-Check).Id | Sort-Object | Should -Be ($described | Sort-Object)
    }
}
