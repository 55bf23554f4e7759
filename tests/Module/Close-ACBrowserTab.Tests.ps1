BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    function Get-Title { (Get-ACBrowserTab $session).Title }
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

Describe 'Close-ACBrowserTab' {
    BeforeEach {
        $session = Start-ACBrowserSession -ViewPort 800x600
        $null = Open-ACBrowserPage $session "$($shop.Url)site?name=red"
        $null = Open-ACBrowserPage $session "$($shop.Url)site?name=green" -NewTab
        $null = Open-ACBrowserPage $session "$($shop.Url)site?name=blue" -NewTab
    }
    AfterEach { Stop-ACBrowserSession $session }

    It 'closes the tab in use, and goes on with the one before it' {
        Close-ACBrowserTab $session
        Get-Title | Should -Be 'The red site', 'The green site'
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'The green site'
    }

    It 'goes on with the tab that opened it' {
        $null = Invoke-ACBrowserScript $session 'open("/fruits"); 1' -Tab '*red*'
        Wait-Until { Get-ACBrowserTab $session '*fruits' }
        Select-ACBrowserTab $session '*fruits'
        Close-ACBrowserTab $session
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'The red site'
    }

    It 'leaves the tab in use where another one is closed' {
        Close-ACBrowserTab $session '*red*'
        Get-Title | Should -Be 'The green site', 'The blue site'
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'The blue site'
    }

    It 'closes several, by wildcards and from the pipeline' {
        Close-ACBrowserTab $session '*site?name=[rg]*'
        Get-Title | Should -Be 'The blue site'
        Get-ACBrowserTab $session | Close-ACBrowserTab
        (Get-ACBrowserTab $session).Url | Should -Be 'about:blank'
    }

    It 'opens an empty tab in place of the last one' {
        Close-ACBrowserTab $session *
        (Get-ACBrowserTab $session).Url | Should -Be 'about:blank'
        (Open-ACBrowserPage $session "$($shop.Url)fruits").Title | Should -Be 'Fruits'
        Get-Title | Should -Be 'Fruits'
    }

    It 'closes a tab that hangs' {
        $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }); 1'
        Close-ACBrowserTab $session
        Get-Title | Should -Be 'The red site', 'The green site'
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'The green site'
    }

    It 'closes a popup that hangs, and the page that opened it goes on' {
        $null = Invoke-ACBrowserScript $session 'open("/fruits"); 1' -Tab '*red*'
        Wait-Until { Get-ACBrowserTab $session '*fruits' }
        $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }); 1' -Tab '*fruits'
        Close-ACBrowserTab $session '*fruits'
        Invoke-ACBrowserScript $session 'document.title' -Tab '*red*' -TimeoutSeconds 10 | Should -Be 'The red site'
    }

    It 'closes a page that does not want to be left' {
        $null = Invoke-ACBrowserScript $session 'addEventListener("beforeunload", (e) => { e.preventDefault(); e.returnValue = "x"; }); document.body.click();'
        Close-ACBrowserTab $session
        Get-Title | Should -Be 'The red site', 'The green site'
    }

    It 'takes a tab that is gone for closed' {
        $tab = Get-ACBrowserTab $session '*red*'
        $tab | Close-ACBrowserTab
        $verbose = $tab | Close-ACBrowserTab -Verbose 4>&1
        $verbose | Where-Object { "$_" -like '*closed already*' } | Should -HaveCount 1
    }

    It 'closes nothing with -WhatIf' {
        Close-ACBrowserTab $session * -WhatIf
        @(Get-Title) | Should -HaveCount 3
    }

    It 'gives one error for <Name>' -ForEach @(
        @{ Name = 'a tab that there is not'; Tab = 'nothing'; Category = 'ObjectNotFound' }
        @{ Name = 'a number that there is not'; Tab = '9'; Category = 'ObjectNotFound' }
    ) {
        Close-ACBrowserTab $session $Tab -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be $Category
        "$($failure[0])" | Should -BeLike "*'$Tab'*"
        @(Get-Title) | Should -HaveCount 3
    }
}
