# Dialogs that pages open, whoever is at work; what Wait-ACBrowserPage -Dialog gives is tested with that cmdlet.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    function Get-Status($Session) { Invoke-ACBrowserScript $Session 'document.querySelector("[role=status]").innerText' -WarningAction Ignore }
    # Opens the page of dialogs, in which a confirmation opens by itself a little later.
    function Open-Asking($Session, [int] $Milliseconds = 200) {
        $null = Open-ACBrowserPage $Session "$($shop.Url)dialogs"
        $null = Invoke-ACBrowserScript $Session 'const out = document.querySelector("[role=status]"); setTimeout(() => out.innerText = "confirm: " + confirm("Sure?"), args[0])' -Argument $Milliseconds
    }
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

Describe 'A dialog of a page' {
    It 'is dismissed with a warning while a cmdlet works' {
        $session = Start-ACBrowserSession
        Invoke-ACBrowserScript $session 'confirm("Really?")' -WarningVariable warned -WarningAction SilentlyContinue | Should -BeFalse
        "$warned" | Should -BeLike '*dismissed*confirm: Really?*'
    }

    It 'is dismissed between two calls, and the next one warns' {
        $session = Start-ACBrowserSession
        Open-Asking $session
        Start-Sleep 1
        $null = Get-ACBrowserPage $session -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*dismissed*confirm: Sure?*'
        Get-Status $session | Should -Be 'confirm: false'
    }

    It 'that opens while nobody is connected is answered by the next call' {
        $session = Start-ACBrowserSession
        Open-Asking $session 1000
        $null = Get-ACAutomationStream $session
        Start-Sleep 2
        $page = Get-ACBrowserPage $session -WarningVariable warned -WarningAction SilentlyContinue
        $page.Title | Should -Not -BeNullOrEmpty
        "$warned" | Should -BeLike '*opened while nobody was connected*dismissed*'
        Get-Status $session | Should -Be 'confirm: false'
    }

    It 'of the first script of a page does not hold that up' {
        $session = Start-ACBrowserSession
        (Open-ACBrowserPage $session "$($shop.Url)dialogs?on=start" -WarningVariable warned -WarningAction SilentlyContinue).HttpStatus | Should -Be 200
        @($warned).Count | Should -Be 1
    }

    It 'is accepted without a warning where the session was started so' {
        $session = Start-ACBrowserSession -DialogAction Accept
        Invoke-ACBrowserScript $session '[confirm("Really?"), prompt("Name?", "Ada")]' -WarningVariable warned | Should -Be $true, 'Ada'
        $warned | Should -BeNullOrEmpty
    }

    It 'is answered as the last cmdlet said, also after a reconnection' {
        $session = Start-ACBrowserSession
        Invoke-ACBrowserScript $session 'confirm("Really?")' -DialogAction Accept | Should -BeTrue
        $null = Get-ACAutomationStream $session
        Invoke-ACBrowserScript $session 'confirm("Really?")' -WarningVariable warned | Should -BeTrue
        Invoke-ACBrowserScript $session 'confirm("Really?")' -DialogAction Dismiss | Should -BeFalse
        $warned | Should -BeNullOrEmpty
    }

    It 'is dismissed with a warning where nobody can be asked' {
        $lines = Invoke-FreshPowerShell '$null = Start-ACEmulator; $s = Start-ACBrowserSession -DialogAction Ask
            Invoke-ACBrowserScript $s "confirm(1)" -WarningVariable warned -WarningAction SilentlyContinue; "$warned"; Stop-ACEmulator'
        $lines | Select-Object -First 1 | Should -Be 'False'
        "$lines" | Should -BeLike '*Nobody can be asked*confirm: 1*'
    }

    It 'that waits for somebody to ask is answered by the next call with another action' {
        $session = Start-ACBrowserSession -DialogAction Ask
        Open-Asking $session
        Start-Sleep 1
        Invoke-ACBrowserScript $session '1 + 1' -DialogAction Accept | Should -Be 2
        Get-Status $session | Should -Be 'confirm: true'
    }

    It 'is dismissed with a warning where the prompt has no input any more' {
        $script = "Import-Module '$modulePath'; `$null = Start-ACEmulator; `$s = Start-ACBrowserSession -DialogAction Ask
            Invoke-ACBrowserScript `$s 'confirm(1)' -WarningVariable warned -WarningAction SilentlyContinue; `"`$warned`"; Stop-ACEmulator"
        $program, [string[]] $first = $powershell
        $lines = $null | & $program @first -NoProfile -Command $script
        "$lines" | Should -BeLike '*False*Nobody can be asked*confirm: 1*'
    }

    It 'is put to the user at the prompt, who accepts it' {
        $script = "Import-Module '$modulePath'; `$null = Start-ACEmulator; `$s = Start-ACBrowserSession -DialogAction Ask
            Invoke-ACBrowserScript `$s 'confirm(`"Really?`")'; Stop-ACEmulator"
        $program, [string[]] $first = $powershell
        $lines = 'Y' | & $program @first -NoProfile -Command $script
        "$lines" | Should -Match 'Accept the dialog of the page\?'
        "$lines" | Should -Match 'confirm: Really\?'
        "$lines" | Should -Match 'True'
    }

    It 'of a popup is answered, too' {
        $session = Start-ACBrowserSession
        $null = Open-ACBrowserPage $session "$($shop.Url)popups"
        $null = Invoke-ACBrowserScript $session 'window.open(args[0]); null' -Argument "$($shop.Url)dialogs?on=load"
        Wait-Until { Get-ACBrowserPage $session -WarningVariable script:warned -WarningAction SilentlyContinue; "$script:warned" -like '*dismissed*' }
    }

    It 'about leaving a page is accepted without a warning' {
        $session = Start-ACBrowserSession
        $null = Open-ACBrowserPage $session "$($shop.Url)dialogs"
        $null = Invoke-ACBrowserScript $session 'document.querySelector("input[type=checkbox]").click()'
        (Open-ACBrowserPage $session "$($shop.Url)list" -WarningVariable warned).HttpStatus | Should -Be 200
        $warned | Should -BeNullOrEmpty
    }
}
