BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession
    $site = Start-PageServer (Join-Path $root 'docs/demo')
}
AfterAll { Stop-PageServer $site; Stop-ACEmulator }

Describe 'Invoke-ACBrowserCommand' {
    It 'asks the browser, and gives an object' {
        $version = Invoke-ACBrowserCommand $session Browser.getVersion
        $version | Should -BeOfType pscustomobject
        $version.protocolVersion | Should -Be '1.3'
        (Invoke-ACBrowserCommand $session Target.getTargets).targetInfos.type | Should -Contain 'page'
    }

    It 'asks the page, with parameters of every kind' {
        $answer = Invoke-ACBrowserCommand $session Runtime.callFunctionOn @{
            functionDeclaration = '(...all) => all'
            arguments           = @{ value = 1.5 }, @{ value = "it's" }, @{ value = @{ a = @($null, $true) } }
            executionContextId  = (Invoke-ACBrowserCommand $session Page.createIsolatedWorld @{
                    frameId = (Invoke-ACBrowserCommand $session Page.getFrameTree).frameTree.frame.id
                }).executionContextId
            returnByValue       = $true
        }
        $answer.result.value[0] | Should -Be 1.5
        $answer.result.value[1] | Should -Be "it's"
        $answer.result.value[2].a[0] | Should -BeNullOrEmpty
        $answer.result.value[2].a[1] | Should -BeTrue
    }

    It 'writes nothing for an empty answer, and what it switches on stays on' {
        Invoke-ACBrowserCommand $session Emulation.setTimezoneOverride @{ timezoneId = 'Asia/Tokyo' } | Should -BeNullOrEmpty
        Invoke-ACBrowserScript $session 'new Date(0).getHours()' | Should -Be 9
    }

    It 'waits for an event that its method brings about' {
        $told = Invoke-ACBrowserCommand $session Page.navigate @{ url = $site.Url } -Event Network.responseReceived
        $told | Should -BeOfType AgentCore.BrowserEvent
        $told.Name | Should -Be 'Network.responseReceived'
        $told.Parameters.response.url | Should -Be $site.Url
        $told.Parameters.response.status | Should -Be 200
        $told.SessionId | Should -Be $session.SessionId
    }

    It 'streams events as they come' {
        $null = Open-ACBrowserPage $session about:blank
        $script = @{ expression = 'let n = 0; const timer = setInterval(() => console.log(++n), 20)' }
        $events = Invoke-ACBrowserCommand $session Runtime.evaluate $script -Event Runtime.consoleAPICalled -Count 3
        $events.ForEach{ $_.Parameters.args[0].value } | Should -Be 1, 2, 3
        (Invoke-ACBrowserCommand $session -Event Runtime.consoleAPICalled -Count 1000 | Select-Object -First 2).Count | Should -Be 2
        $null = Open-ACBrowserPage $session $site.Url
    }

    It 'hears events of the browser' {
        $born = Invoke-ACBrowserCommand $session Target.createTarget @{ url = 'about:blank' }
        $told = Invoke-ACBrowserCommand $session Target.closeTarget @{ targetId = $born.targetId } -Event Target.targetDestroyed
        $told.Parameters.targetId | Should -Be $born.targetId
    }

    It 'gives what came, and an error for what did not' {
        $events = Invoke-ACBrowserCommand $session Runtime.evaluate @{ expression = 'console.log("one")' } -Event Runtime.consoleAPICalled -Count 2 -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        @($events).Count | Should -Be 1
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        "$($failure[0])" | Should -BeLike '*2 x Runtime.consoleAPICalled*1 s*'
    }

    It 'leaves a domain on that was on before, and dialogs alone where it is told to' {
        Invoke-ACBrowserCommand $session Page.enable -DialogAction Ask
        $null = Invoke-ACBrowserCommand $session Page.reload -Event Page.loadEventFired
        $null = Invoke-ACBrowserCommand $session Runtime.evaluate @{ expression = 'setTimeout(() => confirm("kept?"), 50)' } -Event Page.javascriptDialogOpening
        Invoke-ACBrowserCommand $session Page.handleJavaScriptDialog @{ accept = $true }
        Invoke-ACBrowserCommand $session Page.disable
        Invoke-ACBrowserScript $session '1 + 1' -DialogAction Dismiss | Should -Be 2
    }

    It 'sends to the other side with -Scope' {
        Invoke-ACBrowserCommand $session Browser.getWindowForTarget -Scope Page | ForEach-Object { $_.bounds.width } | Should -BeGreaterThan 0
        Invoke-ACBrowserCommand $session Page.getLayoutMetrics -Scope Browser -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'CdpError,*'
    }

    It 'gives the browser''s words for <Name>' -ForEach @(
        @{ Name = 'an unknown method'; Method = 'Page.fly'; Parameter = @{}; Says = "*Page.fly*wasn't found*"; Category = 'NotImplemented' }
        @{ Name = 'a missing parameter'; Method = 'Page.navigate'; Parameter = @{}; Says = '*Page.navigate*url*'; Category = 'InvalidArgument' }
        @{ Name = 'a value that nothing has'; Method = 'DOM.describeNode'; Parameter = @{ backendNodeId = 99999999 }; Says = '*DOM.describeNode*node*'; Category = 'InvalidOperation' }
    ) {
        Invoke-ACBrowserCommand $session $Method $Parameter -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'CdpError,*'
        $failure[0].TargetObject | Should -Be $session.SessionId
        "$($failure[0])" | Should -BeLike $Says
        $failure[0].CategoryInfo.Category | Should -Be $Category
    }

    It 'does not wait for an event of a domain that there is not' {
        Invoke-ACBrowserCommand $session -Event Pge.loaded -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -BeLike "*Pge.enable*wasn't found*"
    }

    It 'needs a method or an event, and a method that looks like one' {
        { Invoke-ACBrowserCommand $session } | Should -Throw '*-Method*-Event*'
        { Invoke-ACBrowserCommand $session navigate } | Should -Throw '*navigate*'
    }

    It 'says that the page crashed while it waited' {
        $crashing = Start-ACBrowserSession
        Invoke-ACBrowserCommand $crashing Page.crash -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'PageCrashed,*'
    }

    It 'says that the session ended while it waited' {
        $second = Start-ACBrowserSession
        $told = Invoke-ACBrowserCommand $second Browser.close -Event Page.loadEventFired -ErrorVariable failure -ErrorAction SilentlyContinue
        $told | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -BeLike "*$($second.SessionId) has ended*"
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'says that automation is disabled, and goes on when it is not any more' {
        Set-ACBrowserStream $session -StreamStatus DISABLED
        Invoke-ACBrowserCommand $session Browser.getVersion -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -Match 'disabled'
        Set-ACBrowserStream $session -StreamStatus ENABLED
        (Invoke-ACBrowserCommand $session Browser.getVersion).product | Should -Match 'Chrom'
    }

    It 'ends on Ctrl+C' {
        $process = Start-FreshPowerShell "`$null = Start-ACEmulator; `$s = Start-ACBrowserSession
            Invoke-ACBrowserCommand `$s -Event Target.targetCreated -Count 1000 -TimeoutSeconds 3000 | ForEach-Object { [Console]::WriteLine('waiting') }"
        try {
            $process.StandardOutput.ReadLine() | Should -Be 'waiting'
            Stop-FreshPowerShell $process
        }
        finally { $process.Kill($true) }
    }

    It 'completes methods and events' {
        (TabExpansion2 'Invoke-ACBrowserCommand $x Page.rel').CompletionMatches.CompletionText | Should -Contain 'Page.reload'
        (TabExpansion2 'Invoke-ACBrowserCommand x -Event Network.resp').CompletionMatches.CompletionText | Should -Contain 'Network.responseReceived'
    }
}
