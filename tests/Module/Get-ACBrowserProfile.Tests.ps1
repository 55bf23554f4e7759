BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $made = 'shop_anna', 'shop_bert', 'news' | ForEach-Object { New-ACBrowserProfile $_ -Description "For $_" }
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACBrowserProfile' {
    It 'lists them' {
        (Get-ACBrowserProfile).ProfileId | Sort-Object | Should -Be ($made.ProfileId | Sort-Object)
        (Get-ACBrowserProfile 'SHOP*').Name | Sort-Object | Should -Be 'shop_anna', 'shop_bert'
        Get-ACBrowserProfile 'nobody*' -ErrorAction Stop | Should -BeNullOrEmpty
        (Get-ACBrowserProfile $made[0].ProfileId, news).Name | Should -Be 'shop_anna', 'news'
        { Get-ACBrowserProfile nobody -ErrorAction Stop } | Should -Throw -ErrorId 'ResourceNotFoundException,*'
    }

    It 'shows one in full, by id, ARN or object' {
        (Get-ACBrowserProfile -Id $made[0].ProfileId).Description | Should -Be 'For shop_anna'
        (Get-ACBrowserProfile -Id $made[0].Arn).Name | Should -Be 'shop_anna'
        (Get-ACBrowserProfile news | Get-ACBrowserProfile).Name | Should -Be 'news'
    }

    It 'names an unknown one in one error' {
        Get-ACBrowserProfile -Id 'nobody-0123456789' -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'nobody-0123456789'
        { Get-ACBrowserProfile -Id aws.browser.v1 -ErrorAction Stop } | Should -Throw "*'aws.browser.v1' is not the id of a browser profile*"
    }

    It 'shows as a table' {
        Get-ACBrowserProfile news | Out-String | Should -Match "$($made[2])\s+READY\s+\S+\s+For news"
    }

    It 'completes ids by id and by name, also for sessions' {
        foreach ($line in 'Get-ACBrowserProfile -Id shop_a', 'Remove-ACBrowserProfile shop_a', 'Start-ACBrowserSession -BrowserProfile shop_a',
            'Save-ACBrowserProfile -SessionId x -BrowserProfile shop_a') {
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be $made[0].ProfileId
        }
    }
}
