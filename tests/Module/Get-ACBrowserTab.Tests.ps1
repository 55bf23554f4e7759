BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    $session = Start-ACBrowserSession -ViewPort 800x600
    $null = Open-ACBrowserPage $session "$($shop.Url)popups"

    # Presses what the page calls so, and waits for the tab that it opens.
    function Open-Popup([string] $Name, [string] $Address) {
        $null = Invoke-ACBrowserScript $session '[...document.querySelectorAll("a, button")].find((one) => one.textContent === args[0]).click()' -Argument $Name
        Wait-Until { Get-ACBrowserTab $session -Url "*$Address" }
    }
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

Describe 'Get-ACBrowserTab' {
    It 'lists the one tab of a session' {
        $tab = Get-ACBrowserTab $session
        $tab | Should -BeOfType AgentCore.BrowserTab
        $tab.Index | Should -Be 1
        $tab.Title | Should -Be 'Popups'
        $tab.Url | Should -Be "$($shop.Url)popups"
        $tab.IsCurrent | Should -BeTrue
        $tab.OpenerId | Should -BeNullOrEmpty
        $tab.SessionId | Should -Be $session.SessionId
    }

    It 'sees popups, which take nothing over' {
        Open-Popup 'Open the catalogue' 'list'
        $tabs = @(Get-ACBrowserTab $session)
        $tabs.Index | Should -Be 1, 2
        $tabs.Title | Should -Be 'Popups', 'All products'
        $tabs.IsCurrent | Should -Be $true, $false
        $tabs[1].OpenerId | Should -Be $tabs[0].Id
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'Popups'
    }

    It 'finds tabs by number, id, title and address' {
        $popup = Get-ACBrowserTab $session 2
        $popup.Title | Should -Be 'All products'
        (Get-ACBrowserTab $session $popup.Id).Index | Should -Be 2
        (Get-ACBrowserTab $session $popup).Index | Should -Be 2
        ($session | Get-ACBrowserTab 'all products').Index | Should -Be 2
        (Get-ACBrowserTab $session '*/list').Index | Should -Be 2
        (Get-ACBrowserTab $session -Title 'Pop*').Index | Should -Be 1
        (Get-ACBrowserTab $session -Url '*/list').Index | Should -Be 2
        (Get-ACBrowserTab $session -Current).Index | Should -Be 1
        Get-ACBrowserTab $session '*nothing*' | Should -BeNullOrEmpty
    }

    It 'names a tab that there is not: <_>' -ForEach 'Nothing', '99' {
        Get-ACBrowserTab $session $_ -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($failure[0])" | Should -BeLike "*'$_'*"
    }

    It 'writes tabs that other cmdlets act on' {
        (Get-ACBrowserTab $session -Url '*list' | Get-ACBrowserPage).Title | Should -Be 'All products'
        Get-ACBrowserTab $session | Invoke-ACBrowserScript 'document.title' | Should -Be 'Popups', 'All products'
        $popup = Get-ACBrowserTab $session 2
        Invoke-ACBrowserScript $popup 'document.title' | Should -Be 'All products'
        Invoke-ACBrowserScript $session 'document.title' -Tab $popup | Should -Be 'All products'
        Invoke-ACBrowserScript $session 'document.title' -Tab 2 | Should -Be 'All products'
        Invoke-ACBrowserScript $session 'document.title' -Tab 'All*' | Should -Be 'All products'
        (Invoke-ACBrowserCommand $popup Page.getFrameTree).frameTree.frame.url | Should -BeLike '*/list'
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'Popups'
    }

    It 'writes tabs that lead back from files, too' {
        $row = Get-ACBrowserTab $session 2 | ConvertTo-Csv | ConvertFrom-Csv
        ($row | Get-ACBrowserPage).Title | Should -Be 'All products'
    }

    It 'says which tabs a text may mean' {
        Open-Popup 'Fruits in a new tab' 'fruits'
        Get-ACBrowserPage $session -Tab '*' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($failure[0])" | Should -BeLike "'*' matches 3 tabs: 1 'Popups', 2 'All products', 3 'Fruits'.*"
    }

    It 'completes their numbers' {
        $global:ofCompletion = $session
        Get-Completion 'Get-ACBrowserPage $global:ofCompletion -Tab ' | Should -Be '1', '2', '3'
        Remove-Variable ofCompletion -Scope Global
    }

    It 'lists a tab that hangs, or has crashed' {
        $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }); 1' -Tab 2
        $null = Invoke-ACBrowserCommand $session Page.crash -Tab 3 -TimeoutSeconds 1 -ErrorAction SilentlyContinue
        (Get-ACBrowserTab $session).Title | Should -Be 'Popups', 'All products', 'Fruits'
    }

    It 'keeps numbers, also over a connection that was let go' {
        Close-ACBrowserTab $session 2
        $null = Get-ACAutomationStream $session
        (Get-ACBrowserTab $session).Index | Should -Be 1, 3
    }

    It 'goes on after a page that closes itself' {
        Close-ACBrowserTab $session 3
        Open-Popup 'Open the catalogue' 'list'
        Select-ACBrowserTab $session '*list'
        $null = Invoke-ACBrowserScript $session 'setTimeout(() => close(), 100); 1'
        Wait-Until { @(Get-ACBrowserTab $session).Count -eq 1 }
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'Popups'
    }

    It 'names a pattern that is not valid: <Name>' -ForEach @(
        @{ Name = 'a tab'; Call = { Get-ACBrowserTab $session -Tab '[' -ErrorAction Stop } }
        @{ Name = 'a title'; Call = { Get-ACBrowserTab $session -Title '[' -ErrorAction Stop } }
        @{ Name = 'an address of the log'; Call = { Get-ACBrowserLog $session -Url '[' -ErrorAction Stop } }
        @{ Name = 'an address to wait for'; Call = { Wait-ACBrowserPage $session -Url '[' -ErrorAction Stop } }
        @{ Name = 'a value to wait for'; Call = { Wait-ACBrowserPage $session -Selector body -Value '[' -ErrorAction Stop } }
    ) {
        $Call | Should -Throw '*`[*' -ErrorId 'InvalidArgument,*'
    }

    It 'gives every tab a file of its own' {
        $null = Open-ACBrowserPage $session about:blank -NewTab
        $tabs = @(Get-ACBrowserTab $session)
        $tabs.Count | Should -BeGreaterThan 1
        $expected = $tabs.Index.ForEach{ "$($session.SessionId)-$_" }
        ($tabs | Save-ACBrowserScreenshot -Path "$TestDrive/shots/" -ErrorAction Stop).BaseName | Should -Be $expected
        ($tabs | Get-ACBrowserPage -OutFile "$TestDrive/pages/" -ErrorAction Stop).BaseName | Should -Be $expected
    }
}
