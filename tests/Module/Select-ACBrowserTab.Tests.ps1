BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    $session = Start-ACBrowserSession -ViewPort 800x600
    foreach ($name in 'red', 'green', 'blue') { $null = Open-ACBrowserPage $session "$($shop.Url)site?name=$name" -NewTab }
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

Describe 'Select-ACBrowserTab' {
    It 'makes a tab the one to use, and brings it to the front' {
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'The blue site'
        $tab = Select-ACBrowserTab $session '*red*' -PassThru
        $tab.Title | Should -Be 'The red site'
        $tab.IsCurrent | Should -BeTrue
        Invoke-ACBrowserScript $session '[document.title, document.visibilityState].join()' | Should -Be 'The red site,visible'
        (Get-ACBrowserTab $session -Current).Title | Should -Be 'The red site'
    }

    It 'takes tabs from the pipeline' {
        Get-ACBrowserTab $session '*green*' | Select-ACBrowserTab | Should -BeNullOrEmpty
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'The green site'
    }

    It 'does nothing with -WhatIf' {
        Select-ACBrowserTab $session '*red*' -WhatIf
        (Get-ACBrowserTab $session -Current).Title | Should -Be 'The green site'
    }

    It 'remembers it after the connection was let go' {
        $null = Get-ACAutomationStream $session
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'The green site'
    }

    It 'selects a tab that hangs' {
        $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }); 1' -Tab '*red*'
        (Select-ACBrowserTab $session '*red*' -PassThru).Title | Should -Be 'The red site'
        Close-ACBrowserTab $session
        (Get-ACBrowserTab $session -Current).Title | Should -Be 'The green site'
    }

    It 'gives one error for <Name>' -ForEach @(
        @{ Name = 'no tab at all'; Tab = $null; Category = 'InvalidArgument' }
        @{ Name = 'a tab that there is not'; Tab = 'nothing'; Category = 'ObjectNotFound' }
        @{ Name = 'several tabs'; Tab = 'The *'; Category = 'InvalidArgument' }
    ) {
        $more = if ($Tab) { @{ Tab = $Tab } } else { @{} }
        Select-ACBrowserTab $session @more -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be $Category
    }
}
