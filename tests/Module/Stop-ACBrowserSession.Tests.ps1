BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
}
AfterAll { Stop-ACEmulator }

Describe 'Stop-ACBrowserSession' {
    # Three sessions; those that the test before did not stop serve again.
    BeforeEach {
        $left, $others = (Get-ACBrowserSession -Status READY).Where({ $_.Name -like 'browser-session-*' }, 'Split')
        @($left | Select-Object -Skip 3) + $others | Stop-ACBrowserSession
        $sessions = @($left | Select-Object -First 3)
        while ($sessions.Count -lt 3) { $sessions += Start-ACBrowserSession }
    }
    AfterAll { Get-ACBrowserSession -Status READY | Stop-ACBrowserSession }

    It 'stops what comes down the pipeline' {
        Get-ACBrowserSession -Status READY | Stop-ACBrowserSession | Should -BeNullOrEmpty
        Get-ACBrowserSession -Status READY | Should -BeNullOrEmpty
    }

    It 'stops by id and shows what it stopped' {
        $stopped = Stop-ACBrowserSession -SessionId $sessions[1].SessionId -PassThru
        $stopped.SessionId | Should -Be $sessions[1].SessionId
        $stopped.Status | Should -Be 'TERMINATED'
        @(Get-ACBrowserSession -Status READY).Count | Should -Be 2
    }

    It 'stops by names, with wildcards, and takes them for nothing else' {
        $null = 'probe-1', 'probe-2', 'kept' | Start-ACBrowserSession
        (Stop-ACBrowserSession -Name 'PROBE-*' -PassThru).Name | Sort-Object | Should -Be 'probe-1', 'probe-2'
        Get-Completion 'Stop-ACBrowserSession -Name k' | Should -Be 'kept'
        $failure = Get-Failure { Stop-ACBrowserSession -Name $sessions[0].SessionId @args }
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        (Get-ACBrowserSession $sessions[0].SessionId).Status | Should -Be 'READY'
        Stop-ACBrowserSession -Name kept, 'none*' -ErrorAction Stop
    }

    It 'completes at the first position, and nothing that was stopped' {
        Get-Completion 'Stop-ACBrowserSession ' | Should -Contain $sessions[0].SessionId
        Stop-ACBrowserSession $sessions[0]
        Get-Completion 'Stop-ACBrowserSession ' | Should -Not -Contain $sessions[0].SessionId
    }

    It 'changes nothing with -WhatIf' {
        $sessions | Stop-ACBrowserSession -WhatIf
        @(Get-ACBrowserSession -Status READY).Count | Should -Be 3
    }

    It 'says at -Verbose that a session was gone already, and is content' {
        Stop-ACBrowserSession $sessions[0]
        $lines = $sessions | Stop-ACBrowserSession -Verbose -ErrorAction Stop 4>&1 | Where-Object { "$_" -match "$($sessions[0].SessionId).*already" }
        @($lines).Count | Should -Be 1
        Get-ACBrowserSession -Status READY | Should -BeNullOrEmpty
    }

    It 'gives an error for <_>, which is not there, and stops the others' -ForEach 'NOSUCHSESSION', '01KB0000000000000000000000' {
        $stopped = Stop-ACBrowserSession -SessionId $_, $sessions[0].SessionId -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue
        $stopped.SessionId | Should -Be $sessions[0].SessionId
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        $failures[0].TargetObject | Should -Be $_
        "$($failures[0])" | Should -BeLike "*$_*-BrowserIdentifier*"
    }

    It 'does not take a session of another browser for stopped' {
        $own = New-ACBrowser elsewhere -Wait
        $there = Start-ACBrowserSession -BrowserIdentifier $own
        Stop-ACBrowserSession $there.SessionId -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        ($there | Get-ACBrowserSession).Status | Should -Be 'READY'
        $stopped = Stop-ACBrowserSession -SessionId $there.SessionId -BrowserIdentifier $own.BrowserId -PassThru
        $stopped.Name | Should -Be $there.Name -Because 'what was given by its id is read'
        $stopped.Status | Should -Be 'TERMINATED'
    }

    It 'stops by name, with wildcards, what runs' {
        $named = 'web-1', 'web-2', 'db-1' | ForEach-Object { Start-ACBrowserSession $_ }
        (Stop-ACBrowserSession db-1 -PassThru).SessionId | Should -Be $named[2].SessionId
        (Stop-ACBrowserSession 'web-*' -PassThru).Name | Sort-Object | Should -Be 'web-1', 'web-2'
        Stop-ACBrowserSession 'web-*' -PassThru -ErrorAction Stop | Should -BeNullOrEmpty
        Stop-ACBrowserSession db-1 -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'db-1'
        @(Get-ACBrowserSession -Status READY).Count | Should -Be 3
    }

    It 'counts one that was read before and is gone by now as stopped' {
        $live = $sessions[0] | Select-Object *
        $row = [pscustomobject]@{ SessionId = '01KB0000000000000000000000'; BrowserIdentifier = 'aws.browser.v1'; Status = 'READY' }
        $lines = $row, $live | Stop-ACBrowserSession -Verbose -ErrorAction Stop 4>&1
        @($lines | Where-Object { "$_" -like '*01KB0000000000000000000000 is gone already*' }).Count | Should -Be 1
        (Get-ACBrowserSession $sessions[0].SessionId).Status | Should -Be 'TERMINATED'
    }

    It 'does not take for stopped what never was: <Name>' -ForEach @(
        @{ Name = 'a row with nothing but an id'; Row = @{ SessionId = 'probe' } }
        @{ Name = 'a row without a browser'; Row = @{ SessionId = '01KB0000000000000000000000'; Status = 'READY'; Region = 'us-east-1' } }
        @{ Name = 'a row without a state'; Row = @{ SessionId = '01KB0000000000000000000000'; BrowserIdentifier = 'aws.browser.v1' } }
        @{ Name = 'a row whose id has no form of one'; Row = @{ SessionId = 'probe'; BrowserIdentifier = 'aws.browser.v1'; Status = 'READY' } }
    ) {
        [pscustomobject]$Row | Stop-ACBrowserSession -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be $Row.SessionId
    }

    It 'says of a row that left out the browser where else the session may be, and lets it run' {
        $own = New-ACBrowser left_out -Wait
        $there = Start-ACBrowserSession -BrowserIdentifier $own
        $row = $there | Select-Object SessionId, Name, Status, Region | ConvertTo-Csv | ConvertFrom-Csv
        $row | Stop-ACBrowserSession -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($failures[0])" | Should -BeLike '*-BrowserIdentifier*'
        ($there | Get-ACBrowserSession).Status | Should -Be 'READY'
        ($row | Stop-ACBrowserSession -BrowserIdentifier $own -PassThru).Status | Should -Be 'TERMINATED'
        $row = $sessions[0] | Select-Object SessionId, Name, Status, Region | ConvertTo-Csv | ConvertFrom-Csv
        ($row | Stop-ACBrowserSession -PassThru).Name | Should -Be $sessions[0].Name
    }

    It 'refuses <_>' -ForEach 'the row of a code interpreter session', 'a process' {
        $other = switch ($_) {
            'a process' { Get-Process -Id $PID }
            default { ($coding = Start-ACCodeInterpreterSession) | ConvertTo-Csv | ConvertFrom-Csv }
        }
        $other | Stop-ACBrowserSession -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.Count | Should -Be 1
        "$($failures[0])" | Should -BeLike '*is not a browser session*no BrowserIdentifier*'
        if ($coding) {
            ($coding | Get-ACCodeInterpreterSession).Status | Should -Be 'READY'
            Stop-ACCodeInterpreterSession $coding
            $sessions[0] | ConvertTo-Csv | ConvertFrom-Csv | Stop-ACCodeInterpreterSession -ErrorVariable failures -ErrorAction SilentlyContinue
            "$($failures[0])" | Should -BeLike '*is not a code interpreter session*no CodeInterpreterIdentifier*'
        }
    }

    It 'looks for a name before it says what it would stop' {
        Stop-ACBrowserSession nosuch -WhatIf -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'nosuch'
    }

    It 'gives a client token to one session' {
        $token = [guid]::NewGuid()
        $stopped = $sessions[0..1] | Stop-ACBrowserSession -ClientToken $token -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue
        $stopped.SessionId | Should -Be $sessions[0].SessionId
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failures[0].TargetObject | Should -Be $sessions[1].SessionId
    }

    It 'stops one at a time when told so' {
        $sessions | Stop-ACBrowserSession -ThrottleLimit 1
        Get-ACBrowserSession -Status READY | Should -BeNullOrEmpty
    }
}

Describe 'Stop-ACBrowserSession at the end of a pipeline' {
    It 'stops many while they are being started, one of them stopped elsewhere' {
        $started = [System.Collections.Generic.List[string]]::new()
        $lines = 1..12 | ForEach-Object {
            $one = Start-ACBrowserSession
            $started.Add($one.SessionId)
            if ($_ -eq 6) {
                Stop-ACBrowserSession $one
                # A time of whole seconds may be one without milliseconds, so within its second nothing counts as before.
                Start-Sleep -Milliseconds 1100
            }
            $one
        } | Stop-ACBrowserSession -ThrottleLimit 4 -Verbose -ErrorVariable failures 4>&1
        $failures | Should -BeNullOrEmpty
        @($lines -match 'already').Count | Should -Be 1
        "$($lines -match 'already')" | Should -Match $started[5]
        Get-ACBrowserSession -Status READY | Should -BeNullOrEmpty
        $ended = (Get-ACBrowserSession -Status TERMINATED).SessionId
        $started | Should -BeIn $ended
    }

    It 'sees through what it has begun when the rest of the pipeline has enough' {
        $service = Start-RecordingService
        try {
            $there = @{ EndpointUrl = $service.Url; AccessKey = 'a'; SecretKey = 'b'; Region = 'us-east-1' }
            $rows = 1..2 | ForEach-Object { [pscustomobject]@{ SessionId = "S$_"; BrowserIdentifier = 'aws.browser.v1' } }
            # The service answers one after the other, so the second is under way when the first is told.
            $told = $rows | Stop-ACBrowserSession -PassThru @there | Select-Object -First 1
            $told.SessionId | Should -Not -BeNullOrEmpty
            @($service.Requests | Where-Object Path -Like '*/stop').Count | Should -Be 2
        }
        finally { Stop-RecordingService $service }
    }
}
