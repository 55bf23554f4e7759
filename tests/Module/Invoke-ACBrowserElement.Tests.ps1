BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    $session = Start-ACBrowserSession -ViewPort 1280x800
    function Open-Part([string] $Path) { $null = Open-ACBrowserPage $session "$($shop.Url)$Path" }
    function Open-Html([string] $Html) { $null = Open-ACBrowserPage $session (ConvertTo-PageUrl $Html) }
    function Get-Status { Invoke-ACBrowserScript $session 'document.querySelector("[role=status]").textContent' }
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

Describe 'Invoke-ACBrowserElement' {
    Context 'clicking' {
        BeforeEach { Open-Part buttons }

        It 'clicks what is named by <Name>' -ForEach @(
            @{ Name = 'its text'; By = @{ Text = 'Plain' }; Expected = 'Plain: click 1' }
            @{ Name = 'its value'; By = @{ Text = 'By its value' }; Expected = 'By its value: click 1' }
            @{ Name = 'its name'; By = @{ Name = 'By its label' }; Expected = 'By its label: click 1' }
            @{ Name = 'role and name'; By = @{ Role = 'button'; Name = 'By its picture' }; Expected = 'By its picture: click 1' }
            @{ Name = 'a selector'; By = @{ Selector = '#accept' }; Expected = 'Accept cookies: click 1' }
            @{ Name = 'the element it is in'; By = @{ Selector = 'li:first-child button' }; Expected = 'Archive: click 1' }
        ) {
            Invoke-ACBrowserElement $session @By -Click | Should -BeNullOrEmpty
            Get-Status | Should -Be $Expected
        }

        It 'clicks with button, count and modifiers' {
            Invoke-ACBrowserElement $session -Text Plain -Click -Count 2
            Get-Status | Should -Be 'Plain: dblclick 1'
            Invoke-ACBrowserElement $session -Text Plain -Click
            Get-Status | Should -Be 'Plain: click 3'
            Invoke-ACBrowserElement $session -Text Plain -Click -Button Right
            Get-Status | Should -Be 'Plain: auxclick 1'
            Invoke-ACBrowserElement $session -Text Plain -Click -Button Middle
            Get-Status | Should -Be 'Plain: auxclick 2'
            Invoke-ACBrowserElement $session -Text Plain -Click -Modifier Shift, Alt
            Get-Status | Should -Be 'Plain: click 4, shift, alt'
        }

        It 'waits until it is there, still, and the element of that moment' {
            Invoke-ACBrowserElement $session -Text Late -Click
            Get-Status | Should -Be 'Late: click 1'
            Open-Part buttons
            Invoke-ACBrowserElement $session -Text Settling -Click
            Get-Status | Should -Be 'Settling: click 1'
            # A page may also replace it between pressing and releasing the button, which is no click then.
            Wait-Until { Invoke-ACBrowserElement $session -Text Replaced -Click; (Get-Status) -like 'Replaced: click *' }
        }

        It 'waits until it is enabled' {
            Open-Part slow
            (Invoke-ACBrowserElement $session -Text 'Wait for me' -Click -PassThru).Text | Should -Be 'Thank you for waiting'
        }

        It 'scrolls to it, in the page and in boxes' {
            Invoke-ACBrowserElement $session -Text 'Far below' -Click
            Get-Status | Should -Be 'Far below: click 1'
            Invoke-ACBrowserElement $session -Text 'Deep in the box' -Click
            Get-Status | Should -Be 'Deep in the box: click 1'
        }

        It 'takes the button of two elements with a text, and fails at several buttons' {
            Open-Part order
            Invoke-ACBrowserElement $session -Text 'Start again' -Click
            Open-Html '<h1>Order</h1><button onclick="document.title = 1">Order</button><button hidden>Order</button>'
            Invoke-ACBrowserElement $session -Text Order -Click
            Invoke-ACBrowserScript $session 'document.title' | Should -Be '1'
            Open-Part buttons
            $failure = Get-Failure { Invoke-ACBrowserElement $session -Text Delete -Click @args }
            $failure.FullyQualifiedErrorId | Should -BeLike 'SeveralElements,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$failure" | Should -BeLike "*text 'Delete'*3 are on the page: button ""Delete"", button ""Delete"", button ""Delete""."
            Get-Status | Should -Be 'Nothing was clicked'
        }

        It 'says what is in the way: <Name>' -ForEach @(
            @{ Name = 'disabled'; Text = 'Disabled'; Id = 'ElementDisabled'; Says = "*text 'Disabled'*it is disabled*" }
            @{ Name = 'disabled for readers'; Text = 'Disabled by aria'; Id = 'ElementDisabled'; Says = '*it is disabled*' }
            @{ Name = 'inert'; Text = 'Inert'; Id = 'ElementDisabled'; Says = '*it is disabled*' }
            @{ Name = 'not displayed'; Text = 'Not displayed'; Id = 'ElementHidden'; Says = '*it is not visible*' }
            @{ Name = 'invisible'; Text = 'Invisible'; Id = 'ElementHidden'; Says = '*it is not visible*' }
            @{ Name = 'without a size'; Text = 'Flat'; Id = 'ElementHidden'; Says = '*it is not visible*' }
            @{ Name = 'moving'; Text = 'Moving'; Id = 'ElementMoving'; Says = '*it does not stand still*' }
            @{ Name = 'covered'; Text = 'Covered'; Id = 'ElementCovered'; Says = '*it is covered by button#accept "Accept cookies".' }
        ) {
            $failure = Get-Failure { Invoke-ACBrowserElement $session -Text $Text -Click -TimeoutSeconds 1 @args }
            $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
            "$failure" | Should -BeLike $Says
        }

        It 'names the nearest of what does not come' {
            $failure = Get-Failure { Invoke-ACBrowserElement $session -Text 'Plane' -Click -TimeoutSeconds 1 @args }
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            "$failure" | Should -BeLike "*'Plane'*'Plain'*"
        }

        It 'names a selector that is not valid at once' {
            $failure = Get-Failure { Invoke-ACBrowserElement $session 'a[' -Click @args }
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        }

        It 'clicks what is covered once it is uncovered' {
            Invoke-ACBrowserElement $session -Text 'Accept cookies' -Click
            Invoke-ACBrowserElement $session -Text Covered -Click
            Get-Status | Should -Be 'Covered: click 1'
        }
    }

    Context 'with elements from the pipeline' {
        It 'uses each' {
            Open-Part buttons
            Get-ACBrowserElement $session -Text Archive | Invoke-ACBrowserElement -Click
            Get-Status | Should -Be 'Archive: click 2'
        }

        It 'finds one that was replaced again, also on another page' {
            Open-Part buttons
            $plain = Get-ACBrowserElement $session -Text Plain
            Open-Part buttons
            $plain | Invoke-ACBrowserElement -Click
            Get-Status | Should -Be 'Plain: click 1'
        }

        It 'uses what is named within it' {
            Open-Part buttons
            Get-ACBrowserElement $session -Text 'Letter two' | Invoke-ACBrowserElement -Text Archive -Click
            Get-Status | Should -Be 'Archive: click 1'
        }

        It 'takes a reference' {
            Open-Part buttons
            $ref = (Get-ACBrowserElement $session -Text Plain).Ref
            Invoke-ACBrowserElement $session -Ref $ref -Click
            Get-Status | Should -Be 'Plain: click 1'
            Open-Part buttons
            $failure = Get-Failure { Invoke-ACBrowserElement $session -Ref $ref -Click @args }
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            "$failure" | Should -BeLike '*Read the page again*'
        }

        It 'goes on after one that fails' {
            Open-Part buttons
            Get-ACBrowserElement $session 'button' | Where-Object Name -In 'Disabled', 'Plain' | Sort-Object Name |
                Invoke-ACBrowserElement -Click -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.Count | Should -Be 1
            "$($failure[0].TargetObject)" | Should -BeLike '*button "Disabled"'
            Get-Status | Should -Be 'Plain: click 1'
        }
    }

    Context 'through shadow trees and frames' {
        It 'clicks in open and closed shadow trees' {
            Open-Part shadow
            Invoke-ACBrowserElement $session -Text 'Remove Plum' -Click
            (Get-ACBrowserElement $session 'shop-basket [role=status]').Text | Should -Be 'Plum is gone'
            Invoke-ACBrowserElement $session -Text 'Open the safe' -Click
            (Get-ACBrowserElement $session 'shop-safe span').Text | Should -Be 'open'
        }

        It 'clicks in frames, also of other sites, and in those within' {
            Open-Part frames
            Invoke-ACBrowserElement $session -Text Note -Click
            (Get-ACBrowserElement $session -Text Noted).Frame | Should -Be 'note'
            Set-ACBrowserElement $session -Label 'Your review' -Value 'Fine pears'
            Invoke-ACBrowserElement $session -Text Publish -Click
            Set-ACBrowserElement $session -Label 'Card number' -Value '4711'
            Invoke-ACBrowserElement $session -Text Pay -Click
            Set-ACBrowserElement $session -Label Coupon -Value 'TEN'
            Invoke-ACBrowserElement $session -Text Redeem -Click
            $status = (Get-ACBrowserElement $session '[role=status]').Text
            $status | Should -Contain 'Coupon TEN is redeemed'
            $status.Count | Should -BeGreaterThan 2
            $status | Should -Not -Contain 'No coupon'
        }

        It 'sees what lies over a frame' {
            Open-Html "<iframe srcdoc='<button>Inner</button>'></iframe><div id=veil style='position:fixed;inset:0'></div>"
            $failure = Get-Failure { Invoke-ACBrowserElement $session -Text Inner -Click -TimeoutSeconds 1 @args }
            "$failure" | Should -BeLike '*it is covered by div#veil.'
        }
    }

    Context 'otherwise' {
        BeforeEach { Open-Part buttons }

        It 'hovers' {
            # What comes late moves the menu away from the pointer.
            Wait-Until { (Get-ACBrowserElement $session -Text Late).Visible }
            Invoke-ACBrowserElement $session -Text Menu -Hover
            Invoke-ACBrowserElement $session -Text 'In the menu' -Click
            Get-Status | Should -Be 'In the menu: click 1'
        }

        It 'presses <Keys>' -ForEach @(
            @{ Keys = 'Enter'; Expected = 'Enter' }
            @{ Keys = 'a'; Expected = 'a' }
            @{ Keys = 'Control+A'; Expected = 'Control+a' }
            @{ Keys = 'ctrl+shift+k'; Expected = 'Shift+Control+K' }
            @{ Keys = '+'; Expected = '+' }
            @{ Keys = 'esc'; Expected = 'Escape' }
            @{ Keys = 'F5', 'ArrowDown'; Expected = 'ArrowDown' }
        ) {
            Invoke-ACBrowserElement $session -Label Keys -Press $Keys
            Invoke-ACBrowserScript $session 'document.getElementById("pressed").textContent' | Should -BeExactly $Expected
        }

        It 'presses keys that change the text' {
            Set-ACBrowserElement $session -Label Keys -Value 'abc'
            Invoke-ACBrowserElement $session -Label Keys -Press End, Backspace, 'ü', 'x'
            (Get-ACBrowserElement $session -Label Keys).Value | Should -Be 'abüx'
            Invoke-ACBrowserElement $session -Label Keys -Press Control+A, Delete
            (Get-ACBrowserElement $session -Label Keys).Value | Should -Be ''
        }

        It 'gives the focus, and says what does not take it' {
            Invoke-ACBrowserElement $session -Label Keys -Focus
            Invoke-ACBrowserScript $session 'document.activeElement.id' | Should -Be 'keys'
            $failure = Get-Failure { Invoke-ACBrowserElement $session h1 -Focus @args }
            $failure.CategoryInfo.Category | Should -Be 'InvalidOperation'
            "$failure" | Should -BeLike "*selector 'h1' does not take the focus*"
        }

        It 'drags to <Name>' -ForEach @(
            @{ Name = 'a selector'; To = '#drop' }
            @{ Name = 'a hashtable'; To = @{ Text = 'Drop here' } }
            @{ Name = 'an element'; To = { Get-ACBrowserElement $session -Text 'Drop here' } }
            @{ Name = 'a reference'; To = { (Get-ACBrowserElement $session -Text 'Drop here').Ref } }
        ) {
            $target = if ($To -is [scriptblock]) { & $To } else { $To }
            Invoke-ACBrowserElement $session -Text 'Drag me' -DragTo $target
            Invoke-ACBrowserScript $session 'document.getElementById("drop").textContent' | Should -Be 'Dropped the thing'
        }

        It 'drags by the mouse alone' {
            Invoke-ACBrowserElement $session -Text 'Slide me' -DragTo @{ Text = 'Far below' }
            Invoke-ACBrowserScript $session 'document.getElementById("place").textContent' | Should -BeLike 'Slid *'
        }

        It 'scrolls into the view, and writes the element' {
            $far = Invoke-ACBrowserElement $session -Text 'Far below' -ScrollIntoView -PassThru
            $far.Name | Should -Be 'Far below'
            $far.Box.Y | Should -BeGreaterThan 0
            $far.Box.Y | Should -BeLessThan 800
        }
    }

    It 'returns from a click that opens a dialog' {
        Open-Part dialogs
        Invoke-ACBrowserElement $session -Text 'Ask me' -Click -DialogAction Accept
        Get-Status | Should -Be 'You are sure'
        Invoke-ACBrowserElement $session -Text 'Ask me' -Click -DialogAction Dismiss
        Get-Status | Should -Be 'You are not sure'
    }

    It 'follows a page that navigates meanwhile' {
        Open-Part slow
        Invoke-ACBrowserElement $session -Text 'Go there later' -Click
        Invoke-ACBrowserElement $session -Text Next -Click
        Wait-Until { (Get-ACBrowserPage $session).Url -like '*page=3' }
    }

    It 'does nothing with -WhatIf, and names the element' {
        Open-Part buttons
        Invoke-ACBrowserElement $session -Text Plain -Click -WhatIf
        Get-ACBrowserElement $session -Text Plain | Invoke-ACBrowserElement -Click -WhatIf
        Get-Status | Should -Be 'Nothing was clicked'
        $said = Invoke-FreshPowerShell "Invoke-ACBrowserElement $($session.SessionId) -Text Plain -Click -WhatIf -Region eu-west-1 -AccessKey a -SecretKey b"
        "$said" | Should -BeLike "*Click*element with text 'Plain' of session $($session.SessionId)*"
    }

    It 'checks <Name> before anything is sent' -ForEach @(
        @{ Name = 'that something is done'; Arguments = @{ Text = 'a' }; Says = '*-Click*-ScrollIntoView*' }
        @{ Name = 'that one thing is done'; Arguments = @{ Text = 'a'; Click = $true; Hover = $true }; Says = '*one thing a call*' }
        @{ Name = 'that a click has a count'; Arguments = @{ Text = 'a'; Hover = $true; Count = 2 }; Says = '*need -Click*' }
        @{ Name = 'the count'; Arguments = @{ Text = 'a'; Click = $true; Count = 4 }; Says = '*4 is out of range: 1 to 3*' }
        @{ Name = 'keys'; Arguments = @{ Text = 'a'; Press = 'Control+NoSuchKey' }; Says = "*'NoSuchKey' in 'Control+NoSuchKey' is not a key*" }
        @{ Name = 'what to drag to'; Arguments = @{ Text = 'a'; DragTo = @{ Txt = 'b' } }; Says = "*'Txt' is not a way of naming*" }
    ) {
        { Invoke-ACBrowserElement -Session nosuchsession @Arguments -EndpointUrl http://127.0.0.1:9 } | Should -Throw $Says
    }

    It 'says that the page does not respond' {
        Open-Part endless
        $failure = Get-Failure { Invoke-ACBrowserElement $session -Text 'Count forever' -Click -TimeoutSeconds 3 @args }
        $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failure = Get-Failure { Invoke-ACBrowserElement $session -Text 'Count forever' -Click -TimeoutSeconds 3 @args }
        $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
        "$failure" | Should -BeLike '*does not respond*'
    }

    It 'ends with the reason when <Name> while it waits' -ForEach @(
        @{ Name = 'the session is stopped'; Do = { Stop-ACBrowserSession $own }; Says = '*has ended*' }
        @{ Name = 'automation is disabled'; Do = { Set-ACBrowserStream $own -StreamStatus DISABLED }; Says = '*automation*disabled*' }
        @{ Name = 'its tab is closed'; Do = { Get-ACBrowserTab $own | Close-ACBrowserTab }; Says = '*page was closed*' }
        @{ Name = 'its page crashes'; Do = { Invoke-ACBrowserCommand $own Page.crash -TimeoutSeconds 5 -ErrorAction SilentlyContinue }; Says = '*page has crashed*' }
    ) {
        $own = Start-ACBrowserSession
        $null = Open-ACBrowserPage $own (ConvertTo-PageUrl '<title>waits</title>')
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        try {
            $null = $shell.AddScript('param($module, $session)
                Import-Module $module
                Invoke-ACBrowserElement -Session $session -Text "Nothing like this" -Click -TimeoutSeconds 60').
                AddArgument($modulePath).AddArgument($own)
            $running = $shell.BeginInvoke()
            # It waits as soon as its script is in the page, in a world that this one does not share.
            Start-Sleep -Seconds 2
            $null = & $Do
            $shell.EndInvoke($running)
            $shell.Streams.Error.Count | Should -Be 1
            "$($shell.Streams.Error[0])" | Should -BeLike $Says
        }
        finally {
            $shell.Dispose()
            Stop-ACBrowserSession $own
        }
    }

    It 'completes keys, buttons and modifiers' {
        Get-Completion 'Invoke-ACBrowserElement x -Press Arr' | Should -Contain 'ArrowUp'
        Get-Completion 'Invoke-ACBrowserElement x -Modifier ' | Should -Be 'Alt', 'Control', 'Meta', 'Shift'
    }
}
