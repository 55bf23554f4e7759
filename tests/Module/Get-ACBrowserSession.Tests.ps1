BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $sessions = 1..3 | ForEach-Object { Start-ACBrowserSession -Name "list-$_" }
    Stop-ACBrowserSession $sessions[0]
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACBrowserSession' {
    It 'lists every session' {
        (Get-ACBrowserSession).SessionId | Sort-Object | Should -Be ($sessions.SessionId | Sort-Object)
    }

    It 'lists by status' {
        (Get-ACBrowserSession -Status READY).Name | Sort-Object | Should -Be 'list-2', 'list-3'
        (Get-ACBrowserSession -Status TERMINATED).Name | Should -Be 'list-1'
    }

    It 'lists by name, with wildcards' {
        (Get-ACBrowserSession -Name '*-2').SessionId | Should -Be $sessions[1].SessionId
        Get-ACBrowserSession -Name 'other*' | Should -BeNullOrEmpty
    }

    It 'lists by age' {
        Get-ACBrowserSession -OlderThan 1:00:00 | Should -BeNullOrEmpty
        Get-ACBrowserSession -OlderThan 2d | Should -BeNullOrEmpty
        Get-ACBrowserSession -OlderThan ([timespan]::FromHours(1)) | Should -BeNullOrEmpty
        Wait-Until { @(Get-ACBrowserSession -OlderThan 1s).Count -eq 3 }
    }

    It 'refuses the age <Age>' -ForEach @(
        @{ Age = 60; Told = "*'60' has no unit*90m*" }, @{ Age = '60'; Told = "*'60' has no unit*90m*" }
        @{ Age = '-1h'; Told = "*'-1h'*one second is the minimum*" }, @{ Age = [timespan]60; Told = '*one second is the minimum*' }
        @{ Age = '0:00:00'; Told = '*one second is the minimum*' }, @{ Age = 'soon'; Told = "*'soon' is not a valid duration*90m*" }
    ) {
        { Get-ACBrowserSession -OlderThan $Age } | Should -Throw $Told
    }

    It 'does not take nothing for everything: <_>' -ForEach @(
        'Get-ACBrowserSession -OlderThan $undefined'
        'Get-ACBrowserSession -Status READY -OlderThan $undefined'
        'Get-ACBrowserSession $undefined'
        "Get-ACBrowserSession ''"
        'Get-ACBrowserSession -SessionId $undefined'
        'Get-ACBrowserSession -Status $undefined'
        'Get-ACBrowserSession -InputObject $undefined'
        '$undefined | Get-ACBrowserSession -ErrorAction Stop'
        'Get-ACBrowser $sessions[0].NoSuchProperty'
        'Get-ACBrowser -Id $undefined'
        'Get-ACBrowser -Type $undefined'
        'Get-ACBrowserProfile $undefined'
        'Get-ACCodeInterpreter $undefined'
        'Get-ACCodeInterpreterSession $undefined'
        'Get-ACCodeInterpreterSession -InputObject $undefined'
    ) {
        $undefined = $null
        $command = [scriptblock]::Create($_)
        { & $command } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
    }

    It 'takes a text by position for an id, a name or a pattern' {
        $full = Get-ACBrowserSession $sessions[1].SessionId
        $full.Name | Should -Be 'list-2'
        $full.AutomationStreamStatus | Should -Be 'ENABLED'
        (Get-ACBrowserSession 'LIST-3').SessionId | Should -Be $sessions[2].SessionId
        (Get-ACBrowserSession $sessions[2].SessionId, 'list-[12]').Name | Sort-Object | Should -Be 'list-1', 'list-2', 'list-3'
        ($sessions[1].SessionId, 'list-3' | Get-ACBrowserSession).Name | Should -Be 'list-2', 'list-3'
        Get-ACBrowserSession $sessions[0].SessionId -Status READY | Should -BeNullOrEmpty
    }

    It 'gives an error for a literal name or id that is not there, and none for a pattern' {
        Get-ACBrowserSession 'nosuch*' -ErrorAction Stop | Should -BeNullOrEmpty
        $found = Get-ACBrowserSession nosuch, list-2, 01KB0000000000000000000000, 'x*' -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'list-2'
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'ObjectNotFound'
        $failures.FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        $failures.TargetObject | Should -Be '01KB0000000000000000000000', 'nosuch'
        { Get-ACBrowserSession list-1 -Status READY -ErrorAction Stop } | Should -Throw "*no READY browser session*'list-1'*"
        { 'nosuch' | Get-ACBrowserSession -ErrorAction Stop } | Should -Throw "*'nosuch'*"
    }

    It 'tells the ends of sessions right across a change of the clock' {
        # In Berlin the clock goes back from 03:00 to 02:00 at 01:00 UTC; both 02:30 are the local time of something here.
        $before = $env:TZ
        $service = Start-RecordingService @{ createdAt = '2026-10-25T00:30:00Z'; sessionTimeoutSeconds = 7200 }
        try {
            $env:TZ = 'Europe/Berlin'
            [System.TimeZoneInfo]::ClearCachedData()
            $session = Get-ACBrowserSession -SessionId S1 -EndpointUrl $service.Url -AccessKey a -SecretKey b -Region us-east-1
            $session.CreatedAt.ToUniversalTime().ToString('s') | Should -Be '2026-10-25T00:30:00'
            $session.ExpiresAt.ToUniversalTime().ToString('s') | Should -Be '2026-10-25T02:30:00'
            $session.ExpiresAt.ToString('s') | Should -Be '2026-10-25T03:30:00'
            ([datetime]::UtcNow - $session.Age).ToString('s') | Should -BeIn '2026-10-25T00:30:00', '2026-10-25T00:29:59'
        }
        finally {
            $env:TZ = $before
            [System.TimeZoneInfo]::ClearCachedData()
            Stop-RecordingService $service
        }
    }

    It 'shows one in full' {
        $session = Get-ACBrowserSession -SessionId $sessions[1].SessionId
        $session.Name | Should -Be 'list-2'
        $session.AutomationStreamStatus | Should -Be 'ENABLED'
    }

    It 'gives an error for each unknown id and goes on' {
        $found = Get-ACBrowserSession -SessionId 'NOPE1', $sessions[1].SessionId, 'NOPE2' -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'list-2'
        $failures.Count | Should -Be 2
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'ObjectNotFound'
        $failures.TargetObject | Should -Be 'NOPE1', 'NOPE2'
    }

    It 'shows as a table' {
        Get-ACBrowserSession -Name 'list-2' | Out-String | Should -Match 'list-2\s+.*READY|READY.*list-2'
    }

    It 'completes session ids and names of states' {
        Get-Completion 'Get-ACBrowserSession -SessionId ' | Should -Contain $sessions[1].SessionId
        $line = 'Get-ACBrowserSession -Status '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'READY', 'TERMINATED'
    }

    It 'lists those of every browser with -AllBrowsers' {
        $own = New-ACBrowser -Name every -Wait
        $there = Start-ACBrowserSession -Name 'list-4' -BrowserIdentifier $own.BrowserId
        $all = Get-ACBrowserSession -AllBrowsers
        $all.SessionId | Sort-Object | Should -Be (@($sessions.SessionId) + $there.SessionId | Sort-Object)
        ($all | Where-Object Name -EQ 'list-4').BrowserIdentifier | Should -Be $own.BrowserId
        (Get-ACBrowserSession -AllBrowsers -Status READY -Name 'list-[14]').Name | Should -Be 'list-4'
        ($own | Get-ACBrowserSession -Status READY).Name | Should -Be 'list-4'
        (Get-ACBrowser | Get-ACBrowserSession).SessionId | Sort-Object | Should -Be ($all.SessionId | Sort-Object)
        (Get-ACBrowser | Get-ACBrowserSession list-4, list-2).Name | Sort-Object | Should -Be 'list-2', 'list-4'
        (Get-ACBrowserSession $there.SessionId -AllBrowsers).Name | Should -Be 'list-4'
        (Get-ACBrowserSession list-4 -BrowserIdentifier every).SessionId | Should -Be $there.SessionId
        $there | Stop-ACBrowserSession
        $own | Remove-ACBrowser -Wait -Force
    }

    It 'writes the sessions of a browser before it asks for those of the next' {
        $lines = Get-ACBrowserSession -AllBrowsers -Verbose 4>&1 | Select-Object -First 4
        @($lines -match '^List').Count | Should -Be 2 -Because 'the list of browsers and that of the first of them are enough'
    }

    It 'refuses -AllBrowsers together with one browser' {
        { Get-ACBrowserSession -AllBrowsers -BrowserIdentifier aws.browser.v1 -ErrorAction Stop } | Should -Throw '*not both*'
    }

    It 'looks at several regions at once' {
        $here = Start-ACBrowserSession here -Region eu-west-1
        $there = Start-ACBrowserSession there -Region ap-south-1
        $found = Get-ACBrowserSession -Region eu-west-1, ap-south-1 -Status READY
        $found | ForEach-Object { "$($_.Region) $($_.Name)" } | Sort-Object | Should -Be 'ap-south-1 there', 'eu-west-1 here'
        (Get-ACBrowserSession -SessionId $there.SessionId -Region eu-west-1, ap-south-1 -ErrorAction Stop).Name | Should -Be 'there'
        (Get-ACBrowserSession here -Region eu-west-1, ap-south-1 -ErrorAction Stop).SessionId | Should -Be $here.SessionId
        (Get-Failure { Get-ACBrowserSession nobody -Region eu-west-1, ap-south-1 @args }).CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $here, $there | Stop-ACBrowserSession
    }

    It 'begins a list with what identifies the session' {
        $one = Start-ACBrowserSession listed
        $one | Format-List | Out-String | Should -Match '^\s*SessionId +: \S+\s+Name +: listed\s+Status +: READY'
        Stop-ACBrowserSession $one
    }
}
