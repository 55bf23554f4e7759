# What all cmdlets have in common: how sessions and resources come to them, and that -WhatIf holds them back.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $browsing = Start-ACBrowserSession -Name pipeline-probe
    $coding = Start-ACCodeInterpreterSession -Name pipeline-box
    $page = ConvertTo-PageUrl '<title>piped</title>text of the page'
    $null = Open-ACBrowserPage $browsing $page
    # The objects of a file, of a job and of JSON, as they come back.
    function ConvertTo-Row($Object) { $Object | ConvertTo-Csv | ConvertFrom-Csv }
    function ConvertTo-Job($Object) { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($Object)) }
    function ConvertTo-Parsed($Object) { $Object | ConvertTo-Json -Depth 3 -WarningAction Ignore | ConvertFrom-Json }
}
AfterAll { Stop-ACEmulator }

Describe 'A browser session' {
    It 'comes down the pipeline, with the value first on the command line' {
        ($browsing | Open-ACBrowserPage $page).Title | Should -Be 'piped'
        $browsing | Invoke-ACBrowserScript 'document.title' | Should -Be 'piped'
        ($browsing | Invoke-ACBrowserCommand Runtime.evaluate @{ expression = '6 * 7' }).result.value | Should -Be 42
        ($browsing | Save-ACBrowserScreenshot (Join-Path $TestDrive 'piped.png')).Name | Should -Be 'piped.png'
        ($browsing | Get-ACBrowserPage).Title | Should -Be 'piped'
        $browsing | Invoke-ACBrowserAction -Press a -PassThru | ForEach-Object SessionId | Should -Be $browsing.SessionId
        # What it would ask names the session: the message went where it belongs.
        $browsing | Request-ACBrowserTakeover 'sign in' -NoBrowser -WhatIf | Should -BeNullOrEmpty
    }

    It 'and a profile are told apart' {
        $made = New-ACBrowserProfile piped_profile
        ($browsing | Save-ACBrowserProfile $made -Wait).ProfileId | Should -Be $made.ProfileId
        ($browsing | Save-ACBrowserProfile $made.ProfileId -Wait).ProfileId | Should -Be $made.ProfileId
        (Save-ACBrowserProfile $browsing $made).ProfileId | Should -Be $made.ProfileId
    }

    It 'comes by position: <Name>' -ForEach @(
        @{ Name = 'itself'; Make = { $browsing } }
        @{ Name = 'its id'; Make = { $browsing.SessionId } }
        @{ Name = 'a row of a file'; Make = { ConvertTo-Row $browsing } }
        @{ Name = 'an object of a job'; Make = { ConvertTo-Job $browsing } }
        @{ Name = 'an object from JSON'; Make = { ConvertTo-Parsed $browsing } }
        @{ Name = 'two of them'; Make = { $browsing, (ConvertTo-Row $browsing) } }
    ) {
        $given = & $Make
        $given | Invoke-ACBrowserScript 'document.title' | Should -Be (@('piped') * @($given).Count)
        Invoke-ACBrowserScript $given 'document.title' | Should -Be (@('piped') * @($given).Count)
        Invoke-ACBrowserScript $given -Script 'document.title' | Should -Be (@('piped') * @($given).Count)
    }

    It 'comes by name, with wildcards' {
        'pipeline-probe' | Invoke-ACBrowserScript 'document.title' | Should -Be 'piped'
        Invoke-ACBrowserScript -Session 'pipeline-*' 'document.title' | Should -Be 'piped'
        Get-ACLiveViewUrl pipeline-probe | Should -BeLike "*$($browsing.SessionId)*"
        Invoke-ACBrowserScript -Session 'nothing-*' 1 -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'goes by its older names' {
        Invoke-ACBrowserScript -InputObject $browsing -Script 'document.title' | Should -Be 'piped'
        Invoke-ACBrowserScript -SessionId $browsing.SessionId -BrowserIdentifier aws.browser.v1 -Script 'document.title' | Should -Be 'piped'
        $browsing.SessionId | Invoke-ACBrowserAction -BrowserIdentifier aws.browser.v1 -Press a -ErrorAction Stop
    }

    It 'that is not there is one error that names it: <Value>' -ForEach @(
        @{ Value = '01ARZ3NDEKTSV4RRFFQ69G5FAV' }
        @{ Value = 'nosuch' }
        @{ Value = 'no such name' }
        @{ Value = 'https://example.com' }
    ) {
        $Value | Invoke-ACBrowserScript 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be $Value
        "$($failure[0])" | Should -BeLike "*$Value*"
    }
}

Describe 'A code interpreter session' {
    It 'comes down the pipeline, with the value first on the command line' {
        ($coding | Invoke-ACCodeInterpreter 'print(1)').Output | Should -Be '1'
        ($coding | Invoke-ACCodeInterpreter -Command 'echo 2').Output | Should -Be '2'
        'x' | Set-Content (Join-Path $TestDrive 'piped.txt')
        ($coding | Send-ACCodeInterpreterFile (Join-Path $TestDrive 'piped.txt')).Path | Should -Be 'piped.txt'
        ($coding | Send-ACCodeInterpreterFile -Name piped.csv -Content 'a').Path | Should -Be 'piped.csv'
        ($coding | Get-ACCodeInterpreterFile piped.*).Name | Should -Be 'piped.csv', 'piped.txt'
        ($coding | Receive-ACCodeInterpreterFile piped.txt (Join-Path $TestDrive 'one')).FullName | Should -Be (Join-Path $TestDrive 'one/piped.txt')
        $coding | Remove-ACCodeInterpreterFile piped.txt
        ($coding | Get-ACCodeInterpreterFile -LiteralPath piped.csv).Length | Should -Be 2
        $task = $coding | Start-ACCodeInterpreterTask 'echo 3'
        ($coding | Wait-ACCodeInterpreterTask -TaskId $task.TaskId).Output | Should -Be '3'
        $coding | Install-ACCodeInterpreterPackage six -WhatIf | Should -BeNullOrEmpty
    }

    It 'and the files of it are told apart' {
        $null = $coding | Send-ACCodeInterpreterFile -Name apart.txt -Content 'a'
        $received = $coding | Get-ACCodeInterpreterFile apart.txt | Receive-ACCodeInterpreterFile (Join-Path $TestDrive 'two')
        $received.FullName | Should -Be (Join-Path $TestDrive 'two/apart.txt')
        $coding | Get-ACCodeInterpreterFile apart.txt | Receive-ACCodeInterpreterFile a.txt $TestDrive -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -BeLike '*-Path*-Destination*'
    }

    It 'and its code are told apart' {
        ('print(1)', 'print(2)' | Invoke-ACCodeInterpreter -Session $coding).Output | Should -Be '1', '2'
        ('print(3)' | Invoke-ACCodeInterpreter -Session pipeline-box).Output | Should -Be '3'
        # Its id would be run as a program otherwise.
        $coding | Invoke-ACCodeInterpreter -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$($failure[0])" | Should -BeLike "*'$($coding.SessionId)' is not the text of a program*"
        { Invoke-ACCodeInterpreter $coding 'print(1)' } | Should -Throw "*'$($coding.SessionId)' is not the text of a program*-Session*"
    }

    It 'comes as <Name>' -ForEach @(
        @{ Name = 'itself'; Make = { $coding } }
        @{ Name = 'its id'; Make = { $coding.SessionId } }
        @{ Name = 'a row of a file'; Make = { ConvertTo-Row $coding } }
        @{ Name = 'an object of a job'; Make = { ConvertTo-Job $coding } }
        @{ Name = 'an object from JSON'; Make = { ConvertTo-Parsed $coding } }
    ) {
        $given = & $Make
        ($given | Invoke-ACCodeInterpreter -Command 'echo 1').Output | Should -Be '1'
        (Invoke-ACCodeInterpreter -Session $given 'print(2)').Output | Should -Be '2'
        (Get-ACCodeInterpreterFile $given).Name | Should -Contain 'log'
        ('echo 3' | Start-ACCodeInterpreterTask $given | Wait-ACCodeInterpreterTask).Output | Should -Be '3'
        ($given | Start-ACCodeInterpreterTask 'echo 4' | ConvertTo-Csv | ConvertFrom-Csv | Wait-ACCodeInterpreterTask).Output | Should -Be '4'
    }

    It 'and another get each what is sent to both' {
        $other = Start-ACCodeInterpreterSession -Name pipeline-other
        ($coding, $other | Send-ACCodeInterpreterFile -Name both.txt -Content 'a').SessionId | Should -Be $coding.SessionId, $other.SessionId
        ('b', 'c' | Send-ACCodeInterpreterFile -Session 'pipeline-*' -Name lines.txt).Count | Should -Be 2
        ($coding, $other | Invoke-ACCodeInterpreter "print(open('lines.txt').read().split())").Output | Should -Be "['b', 'c']", "['b', 'c']"
        Stop-ACCodeInterpreterSession $other
    }

    It 'of a code interpreter of its own is found by id and identifier' {
        $interpreter = New-ACCodeInterpreter piped_interpreter -NetworkMode SANDBOX -Wait
        $own = Start-ACCodeInterpreterSession -CodeInterpreterIdentifier $interpreter
        ($own.SessionId | Start-ACCodeInterpreterTask 'echo 5' -CodeInterpreterIdentifier $interpreter | Wait-ACCodeInterpreterTask).Output | Should -Be '5'
        $null = 'x' | Send-ACCodeInterpreterFile $own.SessionId -Name own.txt -CodeInterpreterIdentifier $interpreter.CodeInterpreterId
        (ConvertTo-Row $own | Get-ACCodeInterpreterFile own.txt).Length | Should -Be 2
        Stop-ACCodeInterpreterSession $own
    }
}

Describe 'A resource' {
    It 'comes down the pipeline, with tags first on the command line' {
        $browser = New-ACBrowser piped_browser
        $browser | Add-ACResourceTag @{ team = 'web'; stage = 'test'; owner = 'me' }
        $browser | Remove-ACResourceTag team
        Remove-ACResourceTag $browser.Arn stage
        ($browser | Get-ACResourceTag).Key | Should -Be 'owner'
        Get-ACResourceTag $browser | ConvertTo-Csv | ConvertFrom-Csv | Remove-ACResourceTag
        Get-ACResourceTag $browser | Should -BeNullOrEmpty
        Get-ACResourceTag nonsense -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -BeLike "*'nonsense'*"
    }
}

Describe 'What was made in a session' {
    It 'leads back to it, also where its browser and region are others' {
        $browser = New-ACBrowser piped_elsewhere -Region eu-west-1 -Wait
        $session = Start-ACBrowserSession -BrowserIdentifier $browser
        $shown = Open-ACBrowserPage -Session $session.SessionId $page -BrowserIdentifier $browser.BrowserId -Region eu-west-1
        $shown | Invoke-ACBrowserScript 'document.title' | Should -Be 'piped'
        ($shown | Get-ACBrowserPage | Save-ACBrowserScreenshot (Join-Path $TestDrive 'elsewhere.png')).Length | Should -BeGreaterThan 0
        $session | Show-ACLiveView -NoBrowser | Stop-ACBrowserSession -PassThru | ForEach-Object SessionId | Should -Be $session.SessionId
        Remove-ACBrowser $browser -Confirm:$false
    }

    It 'comes back from <Name>: files and tasks' -ForEach @(
        @{ Name = 'a file'; Convert = { ConvertTo-Row $args[0] } }
        @{ Name = 'a job'; Convert = { ConvertTo-Job $args[0] } }
        @{ Name = 'JSON'; Convert = { ConvertTo-Parsed $args[0] } }
    ) {
        $session = Start-ACCodeInterpreterSession -Region eu-west-1
        $null = 'x' | Send-ACCodeInterpreterFile $session -Name row.txt
        $row = & $Convert (Get-ACCodeInterpreterFile $session row.txt)
        ($row | Get-ACCodeInterpreterFile).Length | Should -Be 2
        $received = $row | Receive-ACCodeInterpreterFile (Join-Path $TestDrive ($Name -replace '\W'))
        Get-Content $received | Should -Be 'x'
        (Invoke-ACCodeInterpreter -Session $session.SessionId -Region eu-west-1 1 | Get-ACCodeInterpreterFile row.txt).Length | Should -Be 2
        $row | Remove-ACCodeInterpreterFile
        (Get-ACCodeInterpreterFile $session).Name | Should -Not -Contain 'row.txt'
        (& $Convert (Start-ACCodeInterpreterTask $session 'echo 1') | Wait-ACCodeInterpreterTask).Output | Should -Be '1'
        Stop-ACCodeInterpreterSession $session
    }
}

Describe 'A drive' {
    It 'shows a session by its name, or by a row of a file' {
        $null = 'x' | Send-ACCodeInterpreterFile $coding -Name drive.txt
        $null = New-PSDrive named -PSProvider ACCodeInterpreter -Root / -Session pipeline-box
        Get-Content named:/drive.txt | Should -Be 'x'
        Remove-PSDrive named
        $null = New-PSDrive row -PSProvider ACCodeInterpreter -Root / -Session (ConvertTo-Row $coding)
        Get-Content row:/drive.txt | Should -Be 'x'
        Remove-PSDrive row
        { New-PSDrive none -PSProvider ACCodeInterpreter -Root / -Session 'no such' } | Should -Throw "*'no such'*"
    }
}

Describe 'A region' {
    It 'is read from the objects of <Name>, used below -Region' -ForEach @(
        @{ Name = 'a file'; Convert = { ConvertTo-Row $args[0] } }
        @{ Name = 'a job'; Convert = { ConvertTo-Job $args[0] } }
        @{ Name = 'JSON'; Convert = { ConvertTo-Parsed $args[0] } }
    ) {
        $session = Start-ACCodeInterpreterSession -Region eu-west-1
        $row = & $Convert $session
        ($row | Get-ACCodeInterpreterSession).Region | Should -Be 'eu-west-1'
        ($row | Invoke-ACCodeInterpreter -Command 'echo 1').Output | Should -Be '1'
        $row | Get-ACCodeInterpreterFile -Region eu-west-2 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $row | Stop-ACCodeInterpreterSession
        Get-ACCodeInterpreterSession -Region eu-west-1 -Status READY | Should -BeNullOrEmpty

        $browser = New-ACBrowser "region_$($Name -replace '\W')" -Region eu-west-1 -Wait
        (& $Convert $browser | Get-ACBrowser).Region | Should -Be 'eu-west-1'
        (Start-ACBrowserSession -BrowserIdentifier (& $Convert $browser) -WhatIf) | Should -BeNullOrEmpty
        & $Convert $browser | Remove-ACBrowser -Confirm:$false
        Get-ACBrowser -Region eu-west-1 -Type CUSTOM | Where-Object Status -NE 'DELETING' | Should -BeNullOrEmpty
    }
}

Describe 'Ids with -BrowserIdentifier' {
    It 'come down the pipeline to Stop-ACBrowserSession, which asks for nothing' {
        $ids = 'a', 'b' | ForEach-Object { (Start-ACBrowserSession $_).SessionId }
        ($ids | Stop-ACBrowserSession -BrowserIdentifier aws.browser.v1 -PassThru).SessionId | Sort-Object | Should -Be ($ids | Sort-Object)
        (Get-ACBrowserSession -SessionId $ids).Status | Should -Be 'TERMINATED', 'TERMINATED'
    }
}

Describe 'A session that has ended' {
    BeforeAll {
        $endedBrowsing = Start-ACBrowserSession
        $endedCoding = Start-ACCodeInterpreterSession
        Stop-ACBrowserSession $endedBrowsing
        Stop-ACCodeInterpreterSession $endedCoding
    }

    It 'is the same error for <_>' -ForEach @(
        '$b | Open-ACBrowserPage about:blank'
        '$b | Get-ACBrowserPage'
        '$b | Invoke-ACBrowserScript 1'
        '$b | Invoke-ACBrowserCommand Browser.getVersion'
        '$b | Invoke-ACBrowserAction -Press a'
        '$b | Save-ACBrowserScreenshot (Join-Path $TestDrive never.png)'
        '$b | Get-ACLiveViewUrl'
        '$b | Get-ACAutomationStream'
        '$b | Show-ACLiveView -NoBrowser'
        '$b | Request-ACBrowserTakeover -NoBrowser'
        '$b | Set-ACBrowserStream -StreamStatus DISABLED'
        '$c | Invoke-ACCodeInterpreter 1'
        '$c | Invoke-ACCodeInterpreter -Command ls'
        '$c | Get-ACCodeInterpreterFile'
        '$c | Install-ACCodeInterpreterPackage six'
        '$c | Start-ACCodeInterpreterTask ls'
    ) {
        $b, $c = $endedBrowsing, $endedCoding
        $null = & ([scriptblock]::Create("$_ -ErrorVariable failure -ErrorAction SilentlyContinue -WarningAction SilentlyContinue; `$script:failure = `$failure"))
        $script:failure.Count | Should -Be 1
        $script:failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        $script:failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $script:failure[0].TargetObject | Should -BeIn $b.SessionId, $c.SessionId
        "$($script:failure[0])" | Should -BeLike '*has ended*'
    }
}

Describe '-ClientToken' {
    It 'is known to every cmdlet whose operation takes one' {
        $takes = 'Start-ACBrowserSession', 'Use-ACBrowserSession', 'Stop-ACBrowserSession', 'Set-ACBrowserStream', 'Save-ACBrowserProfile',
            'Start-ACCodeInterpreterSession', 'Use-ACCodeInterpreterSession', 'Stop-ACCodeInterpreterSession',
            'New-ACBrowser', 'New-ACBrowserProfile', 'New-ACCodeInterpreter',
            'Remove-ACBrowser', 'Remove-ACBrowserProfile', 'Remove-ACCodeInterpreter'
        $takes | Where-Object { -not (Get-Command $_).Parameters.ContainsKey('ClientToken') } | Should -BeNullOrEmpty
    }

    It 'goes into the request of <_>' -ForEach @(
        'Start-ACBrowserSession'
        'Stop-ACBrowserSession -SessionId S1'
        'Set-ACBrowserStream 01ARZ3NDEKTSV4RRFFQ69G5FAV -StreamStatus DISABLED'
        'Save-ACBrowserProfile 01ARZ3NDEKTSV4RRFFQ69G5FAV shop-0123456789'
        'Start-ACCodeInterpreterSession'
        'Stop-ACCodeInterpreterSession -SessionId S1'
        'New-ACBrowser shop'
        'New-ACBrowserProfile shop'
        'New-ACCodeInterpreter shop'
        'Remove-ACBrowser shop-0123456789 -Force'
        'Remove-ACBrowserProfile shop-0123456789 -Force'
        'Remove-ACCodeInterpreter shop-0123456789 -Force'
    ) {
        $token = "$([guid]::NewGuid())"
        $service = Start-RecordingService @{
            browserId = 'shop-0123456789'; profileId = 'shop-0123456789'; profileIdentifier = 'shop-0123456789'; codeInterpreterId = 'shop-0123456789'
        }
        try {
            $null = & ([scriptblock]::Create("$_ -ClientToken $token -EndpointUrl $($service.Url) -Region us-east-1 -AccessKey A -SecretKey S"))
            $sent = @($service.Requests | Where-Object { "$($_.Url) $($_.Body)" -like "*$token*" })
            $sent.Count | Should -Be 1
            $sent[0].Method | Should -BeIn 'PUT', 'DELETE'
        }
        finally { Stop-RecordingService $service }
    }
}

Describe '-WhatIf' {
    BeforeAll { $service = Start-RecordingService }
    AfterAll { Stop-RecordingService $service }

    It 'is known to every cmdlet whose verb does more than look, show or wait' {
        $acting = Get-Command -Module AgentCore -CommandType Cmdlet | Where-Object Verb -NotIn Get, Show, Test, Wait, Measure
        $acting.Count | Should -BeGreaterThan 20
        $acting | Where-Object { -not $_.Parameters.ContainsKey('WhatIf') } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'holds back <_>: nothing reaches the service' -ForEach @(
        '$b | Open-ACBrowserPage https://example.com'
        '$b | Invoke-ACBrowserScript 1'
        '$b | Invoke-ACBrowserCommand Page.reload'
        '$b | Invoke-ACBrowserAction -Click 1, 2'
        '$b | Invoke-ACBrowserAction -Type secret'
        '$b | Save-ACBrowserScreenshot ./never.png'
        'Get-ACBrowserPage https://example.com'
        '$b | Set-ACBrowserStream -StreamStatus DISABLED'
        '$b | Stop-ACBrowserSession'
        '$b | Save-ACBrowserProfile never-0123456789'
        'Start-ACBrowserSession never'
        'Use-ACBrowserSession { throw }'
        'New-ACBrowser never'
        'New-ACBrowserProfile never'
        'New-ACCodeInterpreter never'
        'Invoke-ACCodeInterpreter 1'
        'Invoke-ACCodeInterpreter -Command ls'
        '$c | Invoke-ACCodeInterpreter 1'
        '$c | Send-ACCodeInterpreterFile -Name n -Content x'
        '$c | Install-ACCodeInterpreterPackage six'
        '$c | Start-ACCodeInterpreterTask ls'
        '$c | Stop-ACCodeInterpreterTask -TaskId t1'
        '$c | Stop-ACCodeInterpreterSession'
        'Start-ACCodeInterpreterSession never'
        'Use-ACCodeInterpreterSession { throw }'
        '"arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/never-0123456789" | Add-ACResourceTag @{ a = 1 }'
        '"arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/never-0123456789" | Remove-ACResourceTag a'
    ) {
        $b = $c = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
        $PSDefaultParameterValues = @{
            '*-AC*:EndpointUrl' = $service.Url; '*-AC*:Region' = 'us-east-1'; '*-AC*:AccessKey' = 'A'; '*-AC*:SecretKey' = 'S'
        }
        $said = & ([scriptblock]::Create("`$WhatIfPreference = `$true; $_")) 2>&1
        $said | Should -BeNullOrEmpty
        $service.Requests.Count | Should -Be 0
    }
}

Describe 'The address of an endpoint' {
    It 'is shown without user and password: <_>' -ForEach 'http://user:PASS@127.0.0.1:1', 'ftp://user:PASS@127.0.0.1' {
        $said = try { Get-ACBrowserSession -EndpointUrl $_ -Region us-east-1 -AccessKey A -SecretKey S 2>&1 } catch { $_ }
        "$said" | Should -BeLike '*127.0.0.1*'
        "$said $($said.Exception)" | Should -Not -Match 'user|PASS'
    }
}
