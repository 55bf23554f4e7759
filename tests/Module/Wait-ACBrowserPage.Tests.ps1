BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession
    $shop = Start-Shop
    function Open-Shop([string] $Path) { $null = Open-ACBrowserPage $session "$($shop.Url)$Path" }
    function Open-Html([string] $Html) { $null = Open-ACBrowserPage $session (ConvertTo-PageUrl $Html) }
    # Waits in vain, and gives the error.
    function Get-WaitFailure([hashtable] $What, [int] $Seconds = 1) {
        Wait-ACBrowserPage $session @What -TimeoutSeconds $Seconds -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0]
    }
    # Waits in a runspace of its own, which is given back when it does.
    function Start-Waiting([string] $Arguments, $Session = $session) {
        $shell = [powershell]::Create().AddScript({
                param($module, $session, $arguments)
                Import-Module $module
                & ([scriptblock]::Create("Wait-ACBrowserPage `$session $arguments -TimeoutSeconds 600 -Verbose"))
            }).AddArgument($modulePath).AddArgument($Session).AddArgument($Arguments)
        $shell | Add-Member Running ($shell.BeginInvoke())
        Wait-Until { "$($shell.Streams.Verbose)" -like '*Waiting in tab*' } 60
        $shell
    }
    # The error with which such a wait ended by itself.
    function Receive-Failure($Shell) {
        try {
            $Shell.Running.AsyncWaitHandle.WaitOne(30000) | Should -BeTrue
            $Shell.Streams.Error[0]
        }
        finally { $Shell.Dispose() }
    }
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

Describe 'Wait-ACBrowserPage' {
    Context 'for elements' {
        It 'waits for a text, and writes the element' {
            Open-Shop slow
            Invoke-ACBrowserScript $session 'document.getElementById("bake").click()'
            $found = Wait-ACBrowserPage $session -Text 'The bread is ready.'
            $found | Should -BeOfType AgentCore.BrowserElement
            $found.Role, $found.Text, $found.Visible | Should -Be 'status', 'The bread is ready.', $true
        }

        It 'waits until an element can be seen' {
            Open-Html '<p id=a style="display:none">Here</p>'
            "$(Get-WaitFailure @{ Text = 'Here' })" | Should -BeExactly "Waited 1 s (-TimeoutSeconds) for an element with text 'Here': it is hidden: p 'Here'."
            Invoke-ACBrowserScript $session 'setTimeout(() => { a.style.display = "" }, 300); null'
            (Wait-ACBrowserPage $session -Selector '#a').Text | Should -Be 'Here'
        }

        It 'waits for a number of them' {
            Open-Html '<ul id=list></ul><script>let n = 0; const timer = setInterval(() => { list.append(Object.assign(document.createElement("li"), { className: "row", textContent: ++n })); if (n === 3) clearInterval(timer) }, 200)</script>'
            (Wait-ACBrowserPage $session -Selector .row -Count 3).Text | Should -Be '1', '2', '3'
            "$(Get-WaitFailure @{ Selector = '.row'; Count = 4 })" | Should -BeExactly "Waited 1 s (-TimeoutSeconds) for 4 x element with selector '.row': there are 3."
            Wait-ACBrowserPage $session -Selector .none -Count 0 | Should -BeNullOrEmpty
        }

        It 'waits for a value, of a field and of what shows one' {
            Open-Shop slow
            (Wait-ACBrowserPage $session -Selector '#cakes' -Value 5).Text | Should -Be '5'
            Open-Html '<label>Total <input id=a value=11></label><p data-testid=sum>5.00</p>'
            "$(Get-WaitFailure @{ Label = 'Total'; Value = '12*' })" | Should -BeExactly "Waited 1 s (-TimeoutSeconds) for an element with label 'Total' with value '12*': its value is '11'."
            Invoke-ACBrowserScript $session 'setTimeout(() => { a.value = "12.50" }, 300); null'
            (Wait-ACBrowserPage $session -Label Total -Value '12*').Value | Should -Be '12.50'
            (Wait-ACBrowserPage $session -TestId sum -Value '5*').Text | Should -Be '5.00'
            Invoke-ACBrowserScript $session 'a.value = ""'
            (Wait-ACBrowserPage $session -Label Total -Value '').Tag | Should -Be 'input'
        }

        It 'waits until they are gone, or hidden' {
            Open-Shop slow
            Wait-ACBrowserPage $session -Text 'We are closing soon.' -Gone | Should -BeNullOrEmpty
            Invoke-ACBrowserScript $session 'document.body.textContent.includes("We are closing soon.\n")' | Should -BeFalse
            Open-Html '<p id=a>Loading</p>'
            "$(Get-WaitFailure @{ Text = 'Loading'; Gone = $true })" | Should -BeExactly "Waited 1 s (-TimeoutSeconds) for the end of the element with text 'Loading': still there: p 'Loading'."
            $ref = (Get-ACBrowserElement $session '#a').Ref
            Invoke-ACBrowserScript $session 'setTimeout(() => { a.hidden = true }, 300); null'
            Wait-ACBrowserPage $session -Ref $ref -Gone | Should -BeNullOrEmpty
            Invoke-ACBrowserScript $session 'a.remove()'
            Wait-ACBrowserPage $session -Ref $ref -Gone | Should -BeNullOrEmpty
        }

        It 'waits on while the page goes to other addresses' {
            Open-Shop 'slow?ms=400'
            Invoke-ACBrowserScript $session 'document.getElementById("go").click()'
            (Wait-ACBrowserPage $session -Text 'Product 12').Role | Should -Be 'link'
        }

        It 'sees what is in frames and shadow trees' {
            Open-Shop frames
            (Wait-ACBrowserPage $session -Role button -Name 'Open the safe').Tag | Should -Be 'button'
        }

        It 'names the nearest when there is none' {
            Open-Html '<button>Order now</button>'
            $failure = Get-WaitFailure @{ Text = 'Order new' }
            $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
            "$failure" | Should -BeExactly "Waited 1 s (-TimeoutSeconds) for an element with text 'Order new': there is none on the page; the nearest: 'Order now'."
        }

        It 'fails at once where waiting is of no use: <Name>' -ForEach @(
            @{ Name = 'a selector that is not valid'; What = @{ Selector = 'p[' }; Category = 'InvalidArgument' }
            @{ Name = 'a reference that leads nowhere'; What = @{ Ref = 'e99999' }; Category = 'ObjectNotFound' }
        ) {
            (Get-WaitFailure $What 600).CategoryInfo.Category | Should -Be $Category
        }
    }

    Context 'for the page' {
        It 'waits for an address, and writes the page' {
            Open-Shop 'slow?ms=300'
            Invoke-ACBrowserScript $session 'document.getElementById("go").click()'
            $page = $session | Wait-ACBrowserPage -Url '*/list*'
            $page | Should -BeOfType AgentCore.BrowserPage
            $page.Url, $page.HttpStatus, $page.SessionId | Should -Be "$($shop.Url)list?page=2", 200, $session.SessionId
            (Wait-ACBrowserPage $session -Url "$($shop.Url)list?page=2").Title | Should -Be 'All products'
            "$(Get-WaitFailure @{ Url = '*/order' })" | Should -BeExactly "Waited 1 s (-TimeoutSeconds) for -Url '*/order': the address is '$($shop.Url)list'."
        }

        It 'waits for a title' {
            Open-Shop slow
            "$(Get-WaitFailure @{ Title = 'Done*' })" | Should -Match "^Waited 1 s \(-TimeoutSeconds\) for -Title 'Done\*': the title is 'Slow parts( are there)?'\.$"
            (Wait-ACBrowserPage $session -Title '* are there').Title | Should -Be 'Slow parts are there'
        }

        It 'waits until it has loaded: <_>' -ForEach 'DomContentLoaded', 'Load', 'NetworkIdle' {
            $null = Open-ACBrowserPage $session "$($shop.Url)slow?ms=600" -WaitUntil None
            (Wait-ACBrowserPage $session -LoadState $_).Title | Should -BeLike 'Slow parts*'
            $image = Invoke-ACBrowserScript $session 'document.getElementById("image").naturalWidth'
            if ($_ -ne 'DomContentLoaded') { $image | Should -Be 100 }
        }

        It 'says what is missing of a page that never loads' {
            $null = Open-ACBrowserPage $session "$($shop.Url)endless?on=load" -WaitUntil DomContentLoaded
            (Wait-ACBrowserPage $session -LoadState DomContentLoaded).Title | Should -Be 'Endless parts'
            "$(Get-WaitFailure @{ LoadState = 'Load' })" | Should -BeLike "Waited 1 s * for -LoadState Load: '$($shop.Url)endless' is there, but something that belongs to it is still on its way."
            Open-Shop endless
            Invoke-ACBrowserScript $session 'document.getElementById("ask").click()'
            "$(Get-WaitFailure @{ LoadState = 'NetworkIdle' })" | Should -BeLike 'Waited 1 s * for -LoadState NetworkIdle: 1 request is on its way: ''http://*/endless/request''.'
        }

        It 'waits for the value of a script, and writes it' {
            Open-Html '<script>setTimeout(() => { window.state = { done: 3 } }, 400)</script>'
            (Wait-ACBrowserPage $session -Script 'window.state').done | Should -Be 3
            (Wait-ACBrowserPage $session -Script 'return state.done + 1') | Should -Be 4
            Wait-ACBrowserPage $session -Script 'document.querySelector("script")' | Should -BeTrue
        }

        It 'goes on while a script fails, but not where it cannot be read' {
            Open-Html '<script>setTimeout(() => { window.state = { done: true } }, 400)</script>'
            Wait-ACBrowserPage $session -Script 'state.done' | Should -BeTrue
            "$(Get-WaitFailure @{ Script = 'nothing.at.all' })" | Should -BeLike 'Waited 1 s * for -Script: The script failed in line 1: ReferenceError: nothing is not defined.'
            (Get-WaitFailure @{ Script = 'if (' } 600).CategoryInfo.Category | Should -Be 'InvalidResult'
        }

        It 'does not take <Script> for true' -ForEach @(
            @{ Script = 'false'; Says = 'false' }
            @{ Script = '0'; Says = '0' }
            @{ Script = '-0'; Says = '-0' }
            @{ Script = '0 / 0'; Says = 'NaN' }
            @{ Script = '0n'; Says = '0n' }
            @{ Script = '""'; Says = "''" }
            @{ Script = 'null'; Says = 'null' }
            @{ Script = 'undefined'; Says = 'undefined' }
        ) {
            Open-Html ''
            "$(Get-WaitFailure @{ Script = $Script })" | Should -BeExactly "Waited 1 s (-TimeoutSeconds) for -Script: its value is $Says."
        }

        It 'waits for a dialog' {
            Open-Shop 'dialogs?ms=300'
            Invoke-ACBrowserScript $session 'document.getElementById("later").click()'
            $dialog = Wait-ACBrowserPage $session -Dialog -WarningAction SilentlyContinue
            $dialog.Type, $dialog.Message | Should -Be 'alert', 'Careful, wet paint'
            "$(Get-WaitFailure @{ Dialog = $true })" | Should -BeExactly 'Waited 1 s (-TimeoutSeconds) for -Dialog: no page has opened one.'
        }
    }

    It 'waits for a download, which goes on to Receive-ACBrowserDownload' {
        Open-Shop downloads
        "$(Get-WaitFailure @{ Download = $true })" | Should -BeExactly 'Waited 1 s (-TimeoutSeconds) for -Download: no page has begun one.'
        Get-ACBrowserElement $session -Text 'Report' | Select-Object -First 1 | Invoke-ACBrowserElement -Click
        $download = Wait-ACBrowserPage $session -Download
        $download | Should -BeOfType AgentCore.BrowserDownload
        $download.FileName | Should -Be 'report.csv'
        $file = $download | Receive-ACBrowserDownload -Destination $TestDrive
        (Import-Csv $file).Month | Should -Be 'January', 'February', 'March'
    }

    It 'does not wait for a download that was received' {
        Open-Shop downloads
        Get-ACBrowserElement $session -Text 'Report' | Select-Object -First 1 | Invoke-ACBrowserElement -Click
        (Receive-ACBrowserDownload $session $TestDrive).Name | Should -Be 'report.csv'
        "$(Get-WaitFailure @{ Download = $true })" | Should -BeExactly 'Waited 1 s (-TimeoutSeconds) for -Download: no page has begun one.'
    }

    It 'does not give a dialog that was reported before' {
        Open-Html '<p>paint'
        Invoke-ACBrowserScript $session 'alert("wet")' -WarningVariable reported -WarningAction SilentlyContinue
        "$reported" | Should -BeLike '*wet*'
        "$(Get-WaitFailure @{ Dialog = $true })" | Should -BeExactly 'Waited 1 s (-TimeoutSeconds) for -Dialog: no page has opened one.'
    }

    It 'waits for a tab that is not there yet' {
        Open-Html '<title>Opener</title>'
        $null = Invoke-ACBrowserScript $session 'setTimeout(() => { open().document.title = "Later" }, 500)'
        Wait-ACBrowserPage $session -Tab 'Lat*' -Title 'Later' | ForEach-Object Title | Should -BeExactly 'Later'
        Close-ACBrowserTab $session 'Later'
        $failure = Get-WaitFailure @{ Tab = '*none*'; Title = 'x' }
        "$failure" | Should -BeExactly "Waited 1 s (-TimeoutSeconds) for -Tab '*none*': the session has no such tab. Get-ACBrowserTab lists its tabs."
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    Context 'that cannot go on' {
        It 'says that the page hangs' {
            Open-Shop endless
            Invoke-ACBrowserScript $session 'document.getElementById("later").click()'
            Wait-Until { Get-ACBrowserPage $session -TimeoutSeconds 1 -ErrorVariable busy -ErrorAction SilentlyContinue; $busy }
            $failure = Get-WaitFailure @{ Text = 'x' } 2
            $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
            "$failure" | Should -BeLike '*does not respond*'
            $null = Open-ACBrowserPage $session about:blank -WarningAction SilentlyContinue
        }

        It 'ends with the reason when the tab is closed' {
            Open-Html '<title>To be closed</title>'
            $tab = (Invoke-ACBrowserCommand $session Target.getTargets).targetInfos | Where-Object title -EQ 'To be closed'
            $null = Invoke-ACBrowserCommand $session Target.createTarget @{ url = 'about:blank' }
            $waiting = '-Text nowhere', '-Dialog' | ForEach-Object { Start-Waiting "$_ -Tab $($tab.targetId)" }
            $null = Invoke-ACBrowserCommand $session Target.closeTarget @{ targetId = $tab.targetId }
            $waiting | ForEach-Object { Receive-Failure $_ } | Should -BeLike '*closed*'
        }

        It 'ends with the reason when <Name>' -ForEach @(
            @{ Name = 'the session is stopped'; What = '-Text nowhere'; End = { Stop-ACBrowserSession $own }; Says = '*ended*' }
            @{ Name = 'the session is stopped before a dialog'; What = '-Dialog'; End = { Stop-ACBrowserSession $own }; Says = '*ended*' }
            @{ Name = 'automation is disabled'; What = '-Url nowhere'; End = { Set-ACBrowserStream $own DISABLED }; Says = '*disabled*' }
            @{ Name = 'automation is disabled before a dialog'; What = '-Dialog'; End = { Set-ACBrowserStream $own DISABLED }; Says = '*disabled*' }
            @{ Name = 'the page crashes'; What = '-Text nowhere'; End = { Invoke-ACBrowserCommand $own Page.crash -TimeoutSeconds 5 -ErrorAction Ignore }; Says = '*crashed*' }
        ) {
            $own = Start-ACBrowserSession
            $null = Open-ACBrowserPage $own (ConvertTo-PageUrl '<title>Open</title>')
            $waiting = Start-Waiting $What $own
            $null = & $End
            "$(Receive-Failure $waiting)" | Should -BeLike $Says
            Stop-ACBrowserSession $own
        }

        It 'ends on Ctrl+C: <_>' -ForEach '-Text nowhere', '-Url nowhere', '-Script false', '-LoadState NetworkIdle', '-Dialog', '-Download' {
            Open-Shop endless
            Invoke-ACBrowserScript $session 'document.getElementById("ask").click()'
            $waiting = Start-Waiting $_
            $stopped = $waiting.BeginStop($null, $null)
            $stopped.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
            $waiting.Dispose()
            Invoke-ACBrowserScript $session '1 + 1' | Should -Be 2
        }
    }

    It 'wants one thing to wait for: <Name>' -ForEach @(
        @{ Name = 'none'; What = @{}; Says = 'Say what to wait for: an element (*' }
        @{ Name = 'two'; What = @{ Text = 'a'; Title = 'b' }; Says = 'Say what to wait for: only one of *' }
        @{ Name = '-Count without'; What = @{ Title = 'b'; Count = 2 }; Says = '*-Count*go with an element*' }
        @{ Name = '-Gone and -Count'; What = @{ Text = 'b'; Count = 2; Gone = $true }; Says = '*either -Gone or -Count*' }
    ) {
        { Wait-ACBrowserPage $session @What -ErrorAction Stop } | Should -Throw $Says
    }

    It 'completes what can be known' {
        Get-Completion 'Wait-ACBrowserPage x -LoadState ' | Should -Be 'DomContentLoaded', 'Load', 'NetworkIdle'
        Get-Completion 'Wait-ACBrowserPage x -Role butt' | Should -Be 'button'
    }
}
