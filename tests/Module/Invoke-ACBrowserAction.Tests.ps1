BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession -ViewPort 800x600
    # A page that writes down what it is told; the field lies at the top left, a page's height of space below it.
    $page = ConvertTo-PageUrl @'
<body style="margin:0;height:3000px"><textarea id=field style="position:absolute;left:0;top:0;width:200px;height:100px"></textarea>
<script>
window.heard = [];
for (const kind of ['click', 'dblclick', 'auxclick', 'contextmenu', 'mousemove', 'mousedown', 'mouseup'])
    addEventListener(kind, (e) => heard.push(`${kind} ${e.clientX},${e.clientY} ${e.button} ${e.detail}`));
addEventListener('keydown', (e) => heard.push(`${e.ctrlKey ? 'ctrl+' : ''}${e.key}`));
addEventListener('contextmenu', (e) => e.preventDefault());
</script>
'@
    function Get-Heard { @(Invoke-ACBrowserScript $session 'heard.splice(0)') }
}
AfterAll { Stop-ACEmulator }

Describe 'Invoke-ACBrowserAction' {
    BeforeEach { $null = Open-ACBrowserPage $session $page }

    It 'clicks, types, presses and scrolls, and the page has it' {
        Invoke-ACBrowserAction $session -Click 50, 50 | Should -BeNullOrEmpty
        Invoke-ACBrowserAction $session -Type "Größe 😀`nzwei"
        Invoke-ACBrowserScript $session 'field.value' | Should -Be "Größe 😀`nzwei"
        Invoke-ACBrowserAction $session -Press Backspace -Count 3
        Invoke-ACBrowserScript $session 'field.value' | Should -Be "Größe 😀`nz"
        Invoke-ACBrowserAction $session -Shortcut ctrl+a
        Invoke-ACBrowserAction $session -Press Delete
        Invoke-ACBrowserScript $session 'field.value' | Should -Be ''
        Invoke-ACBrowserAction $session -Scroll 400, 300 -DeltaY -500
        Invoke-ACBrowserScript $session 'await new Promise((done) => { const look = () => scrollY > 0 ? done() : requestAnimationFrame(look); look(); }); return scrollX' | Should -Be 0
        Invoke-ACBrowserCommand $session Page.getLayoutMetrics | ForEach-Object { $_.cssVisualViewport.pageY } | Should -BeGreaterThan 0
    }

    It 'clicks with <Button> <Count> times' -ForEach @(
        @{ Button = 'Left'; Count = 2; Expected = 'dblclick 300,200 0 2' }
        @{ Button = 'Middle'; Count = 1; Expected = 'auxclick 300,200 1 1' }
        @{ Button = 'Right'; Count = 1; Expected = 'contextmenu 300,200 2 0' }
    ) {
        Invoke-ACBrowserAction $session -Click 300, 200 -Button $Button -Count $Count
        Get-Heard | Should -Contain $Expected
    }

    It 'moves and drags' {
        Invoke-ACBrowserAction $session -Move 300, 210
        Get-Heard | Should -Contain 'mousemove 300,210 0 0'
        Invoke-ACBrowserAction $session -Drag 300, 220 -To 400, 330
        $heard = Get-Heard
        $heard | Should -Contain 'mousedown 300,220 0 1'
        $heard | Should -Contain 'mouseup 400,330 0 1'
    }

    It 'presses <Keys> together' -ForEach @(
        @{ Keys = 'ctrl+b'; Expected = 'Control', 'ctrl+b' }
        @{ Keys = 'ctrl++'; Expected = 'Control', 'ctrl++' }
        @{ Keys = 'Escape'; Expected = , 'Escape' }
    ) {
        Invoke-ACBrowserAction $session -Shortcut $Keys
        (Get-Heard) -replace '^ctrl\+Control$', 'Control' | Should -Be $Expected
    }

    It 'takes a picture as bytes or as a file' {
        $picture = Invoke-ACBrowserAction $session -Screenshot
        $picture | Should -BeOfType AgentCore.BrowserScreenshot
        [System.Convert]::ToHexString($picture.Data, 0, 8) | Should -Be '89504E470D0A1A0A'
        $picture.Length | Should -Be $picture.Data.Length
        $file = Invoke-ACBrowserAction $session -Screenshot -OutFile $TestDrive
        $file.Name | Should -Be "$($session.SessionId).png"
        Get-PngSize $file.FullName | Should -Be '800x600'
        Assert-AsGetItem $file
    }

    It 'acts while automation is disabled' {
        Set-ACBrowserStream $session DISABLED
        try {
            Invoke-ACBrowserAction $session -Click 50, 50
            Invoke-ACBrowserAction $session -Type 'by the service'
            (Invoke-ACBrowserAction $session -Screenshot).Length | Should -BeGreaterThan 100
        }
        finally {
            Set-ACBrowserStream $session ENABLED
        }
        Invoke-ACBrowserScript $session 'field.value' | Should -Be 'by the service'
    }

    Context 'on an element' {
        BeforeAll {
            # Edges of 2 and 9 pixels, so that the middle tells whether it is that of the box, and of what is seen of it.
            $places = ConvertTo-PageUrl @'
<style>body { margin: 0; height: 3000px } button { position: absolute; margin: 0; padding: 0; border: 0 }</style>
<button style="left:100px;top:50px;width:21px;height:11px">near</button>
<button style="left:300px;top:200px;width:40px;height:40px">far</button>
<button style="left:700px;top:500px;width:300px;height:400px">large</button>
<button style="left:100px;top:2000px;width:20px;height:20px">below</button>
<button style="left:-90px;top:100px;width:50px;height:20px">left</button>
<p style="display:none" id=hidden>hidden</p>
<script>
window.heard = [];
for (const kind of ['click', 'dblclick', 'contextmenu', 'mousemove', 'mousedown', 'mouseup', 'wheel'])
    addEventListener(kind, (e) => heard.push(`${kind} ${e.clientX},${e.clientY} ${e.target.textContent}`));
</script>
'@
        }
        BeforeEach {
            $null = Open-ACBrowserPage $session $places
            $near, $far, $large, $below, $left = 'near', 'far', 'large', 'below', 'left' |
                ForEach-Object { Get-ACBrowserElement $session -Selector button -Text $_ }
        }

        It 'clicks in its middle, also while automation is disabled' {
            Set-ACBrowserStream $session DISABLED
            try {
                Invoke-ACBrowserAction $session -Element $near | Should -BeNullOrEmpty
                Invoke-ACBrowserAction $session -Element $far -Count 2 -PassThru | Should -Be $session
            }
            finally {
                Set-ACBrowserStream $session ENABLED
            }
            $heard = Get-Heard
            $heard | Should -Contain 'click 110,55 near'
            $heard | Should -Contain 'dblclick 320,220 far'
        }

        It 'takes an element wherever it takes a place' {
            Invoke-ACBrowserAction $session -Click $near -Button Right
            Invoke-ACBrowserAction $session -Move $far
            Invoke-ACBrowserAction $session -Drag $near -To $far
            Invoke-ACBrowserAction $session -Drag 200, 300 -To $near
            Invoke-ACBrowserAction $session -Scroll $far -DeltaY -10
            # The page gets the turn of a wheel with its next picture.
            $heard = [System.Collections.Generic.List[string]]::new()
            Wait-Until { Get-Heard | ForEach-Object { $heard.Add($_) }; $heard -contains 'wheel 320,220 far' }
            $heard | Should -Contain 'contextmenu 110,55 near'
            $heard | Should -Contain 'mousemove 320,220 far'
            $heard | Should -Contain 'mousedown 110,55 near'
            $heard | Should -Contain 'mouseup 320,220 far'
            ($heard -like 'mouseup*')[-1] | Should -Be 'mouseup 110,55 near'
        }

        It 'acts on what the session shows of it' {
            Invoke-ACBrowserAction $session -Element $large
            Get-Heard | Should -Contain 'click 750,550 large'
        }

        It 'says that it lies <Name>' -ForEach @(
            @{ Name = 'below'; Which = 'below'; Says = '*button "below"*lies at 100,2000 20x20, outside of what session*shows, which is 800x600.' }
            @{ Name = 'to the left'; Which = 'left'; Says = '*button "left"*lies at -90,100 50x20, outside of*' }
        ) {
            $element = (Get-Variable $Which).Value
            Invoke-ACBrowserAction $session -Element $element -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.Count | Should -Be 1
            "$($failure[0])" | Should -BeLike $Says
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidState,*'
            $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*-ScrollIntoView*'
            Get-Heard | Should -BeNullOrEmpty
        }

        It 'names an element that takes no place, or is of another session' {
            $hidden = Get-ACBrowserElement $session -Selector '#hidden'
            Invoke-ACBrowserAction $session -Element $hidden -ErrorVariable failure -ErrorAction SilentlyContinue
            "$($failure[0])" | Should -BeLike "*$hidden takes no place*"
            $other = Start-ACBrowserSession
            $other, $session | Invoke-ACBrowserAction -Element $near -PassThru -ErrorVariable failure -ErrorAction SilentlyContinue |
                Should -Be $session
            "$($failure[0])" | Should -BeLike "*$near is of session $($session.SessionId), not of $($other.SessionId)."
            Stop-ACBrowserSession $other
        }

        It 'shows with -WhatIf where it would click, and does not' {
            Invoke-ACBrowserAction $session -Element $near -WhatIf
            Get-Heard | Should -BeNullOrEmpty
        }
    }

    Context 'while a dialog is open in the page' {
        # While automation is enabled, and the module connected, dialogs are answered as they come.
        BeforeEach {
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<title>asks</title><body style="height:500px" onclick="document.title = prompt(''Name?'', ''nobody'')">')
            Set-ACBrowserStream $session DISABLED
            Invoke-ACBrowserAction $session -Click 400, 300
        }
        AfterEach { Set-ACBrowserStream $session ENABLED }

        It 'presses <Key>, and the page has the answer' -ForEach @(
            @{ Key = 'Enter'; Expected = 'nobody' }
            @{ Key = 'Escape'; Expected = 'null' }
        ) {
            Invoke-ACBrowserAction $session -Press $Key
            Set-ACBrowserStream $session ENABLED
            Invoke-ACBrowserScript $session 'document.title' | Should -Be $Expected
        }

        It 'types, and takes a picture of the page' {
            (Invoke-ACBrowserAction $session -Screenshot -OutFile $TestDrive/dialog.png).FullName |
                ForEach-Object { Get-PngSize $_ } | Should -Be '800x600'
            Invoke-ACBrowserAction $session -Type 'Ada'
            Invoke-ACBrowserAction $session -Press Enter
            Set-ACBrowserStream $session ENABLED
            Invoke-ACBrowserScript $session 'document.title' | Should -Be 'Ada'
        }

        It 'says why a click is not possible' {
            Invoke-ACBrowserAction $session -Click 50, 50 -ErrorVariable failure -ErrorAction SilentlyContinue
            "$($failure[0])" | Should -BeLike '*A dialog is open (prompt: Name?)*keyPress Enter*'
            Invoke-ACBrowserAction $session -Press Escape
        }

        It 'is dismissed with a warning when a cmdlet next drives the page' {
            Set-ACBrowserStream $session ENABLED
            Invoke-ACBrowserScript $session 'document.title' -WarningVariable warned -WarningAction SilentlyContinue | Should -Be 'null'
            "$warned" | Should -BeLike '*dialog*nobody was connected*dismissed*'
        }
    }

    It 'passes the session on' {
        $session | Invoke-ACBrowserAction -Click 50, 50 -PassThru | Invoke-ACBrowserAction -Type abc
        Invoke-ACBrowserScript $session 'field.value' | Should -Be 'abc'
    }

    It 'needs no automation connection' {
        $other = Start-ACBrowserSession
        Invoke-ACBrowserAction $other.SessionId -Press Tab -Verbose 4>&1 | Out-String | Should -Match 'InvokeBrowser in '
        Stop-ACBrowserSession $other
    }

    It 'gives the service''s words for an action that fails' {
        Invoke-ACBrowserAction $session -Press NoSuchKey -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ActionFailed,*'
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $failure[0].TargetObject | Should -Be $session.SessionId
        "$($failure[0])" | Should -BeLike 'Press:*NoSuchKey*'
    }

    It 'checks <Name> before anything is sent' -ForEach @(
        @{ Name = 'the number of clicks'; Arguments = @{ Click = 1, 1; Count = 11 }; Says = '*11*1 to 10*' }
        @{ Name = 'the number of presses'; Arguments = @{ Press = 'a'; Count = 101 }; Says = '*101*1 to 100*' }
        @{ Name = 'how far to scroll'; Arguments = @{ Scroll = 1, 1; DeltaY = 1001 }; Says = '*1001*-1000 to 1000*' }
        @{ Name = 'that there is a way to scroll'; Arguments = @{ Scroll = 1, 1 }; Says = '*-DeltaY*' }
        @{ Name = 'the length of a text'; Arguments = @{ Type = 'x' * 10001 }; Says = '*10000*' }
        @{ Name = 'the number of keys'; Arguments = @{ Shortcut = 'a+b+c+d+e+f' }; Says = '*a+b+c+d+e+f*1 to 5*' }
        @{ Name = 'that a shortcut has keys'; Arguments = @{ Shortcut = 'ctrl+' }; Says = '*ctrl+*' }
        @{ Name = 'that a place has two numbers'; Arguments = @{ Click = , 1 }; Says = '*two whole numbers*' }
        @{ Name = 'that a place is one'; Arguments = @{ Move = 'here', 'there' }; Says = '*two whole numbers*' }
        @{ Name = 'that a place has no third number'; Arguments = @{ Drag = 1, 2, 3; To = 4, 5 }; Says = '*two whole numbers*' }
    ) {
        { Invoke-ACBrowserAction nosuchsession @Arguments -EndpointUrl http://127.0.0.1:9 } | Should -Throw $Says
    }

    It 'names a session that has ended, and goes on with the next' {
        $ended = Start-ACBrowserSession
        Stop-ACBrowserSession $ended
        $ended, $session | Invoke-ACBrowserAction -Click 50, 50 -PassThru -ErrorVariable failure -ErrorAction SilentlyContinue |
            Should -Be $session
        $failure.Count | Should -Be 1
        $failure[0].TargetObject | Should -Be $ended.SessionId
    }

    It 'completes keys and buttons' {
        (TabExpansion2 'Invoke-ACBrowserAction x -Press Arr').CompletionMatches.CompletionText | Should -Contain 'ArrowUp'
        (TabExpansion2 'Invoke-ACBrowserAction x -Button ').CompletionMatches.CompletionText | Should -Be 'Left', 'Middle', 'Right'
    }
}
