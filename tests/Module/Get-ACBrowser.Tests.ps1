BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $made = 'shop_1', 'shop_2', 'news' | ForEach-Object { New-ACBrowser $_ -Description "For $_" }
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACBrowser' {
    It 'lists its own and the one that every account has' {
        (Get-ACBrowser).BrowserId | Sort-Object | Should -Be (@($made.BrowserId) + 'aws.browser.v1' | Sort-Object)
        (Get-ACBrowser -Type SYSTEM).BrowserId | Should -Be 'aws.browser.v1'
        (Get-ACBrowser -Type CUSTOM).Name | Sort-Object | Should -Be 'news', 'shop_1', 'shop_2'
    }

    It 'lists by name, with wildcards and in any case' {
        (Get-ACBrowser 'SHOP*').Name | Sort-Object | Should -Be 'shop_1', 'shop_2'
        Get-ACBrowser 'nobody*' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'takes a text by position for an id, an ARN, a name or a pattern' {
        (Get-ACBrowser $made[0].BrowserId).NetworkMode | Should -Be 'PUBLIC' -Because 'a list does not tell it'
        (Get-ACBrowser $made[1].Arn).Name | Should -Be 'shop_2'
        (Get-ACBrowser aws.browser.v1).Type | Should -Be 'SYSTEM'
        (Get-ACBrowser $made[0].BrowserId, 'NEWS').Name | Should -Be 'shop_1', 'news'
        (Get-ACBrowser nobody, news, 'no*', 'nobody-0123456789' -ErrorVariable failures -ErrorAction SilentlyContinue).Name | Should -Be 'news'
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'ObjectNotFound'
        $failures.FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        $failures.TargetObject | Should -Be 'nobody-0123456789', 'nobody'
        ('shop_1', $made[1].BrowserId | Get-ACBrowser).Name | Should -Be 'shop_1', 'shop_2'
    }

    It 'shows one in full, by id, ARN or object' {
        (Get-ACBrowser -Id aws.browser.v1).Type | Should -Be 'SYSTEM'
        (Get-ACBrowser -Id $made[0].Arn).NetworkMode | Should -Be 'PUBLIC'
        (Get-ACBrowser news | Get-ACBrowser).NetworkMode | Should -Be 'PUBLIC'
        ([pscustomobject]@{ BrowserId = $made[1].BrowserId } | Get-ACBrowser).Name | Should -Be 'shop_2'
    }

    It 'stops asking when there is enough' {
        1..100 | ForEach-Object { $null = New-ACBrowser "page_$_" -Region eu-west-3 }
        $told = Get-ACBrowser -Region eu-west-3 -Verbose 4>&1
        @($told | Where-Object { $_ -is [AgentCore.Browser] }).Count | Should -Be 101
        @($told | Where-Object { "$_" -like 'ListBrowsers in eu-west-3*' }).Count | Should -Be 2
        $some = & { Get-ACBrowser -Region eu-west-3 -Verbose | Select-Object -First 100 } 4>&1
        @($some | Where-Object { $_ -is [AgentCore.Browser] }).Count | Should -Be 100
        @($some | Where-Object { "$_" -like 'ListBrowsers in eu-west-3*' }).Count | Should -Be 1
    }

    It 'gives an error for each that it cannot show, and goes on' {
        $found = Get-ACBrowser -Id 'nobody-0123456789', $made[2], 'just_a_name' -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'news'
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'InvalidArgument'
        $failures.TargetObject | Should -Be 'nobody-0123456789', 'just_a_name'
        "$($failures[0])" | Should -BeLike '*nobody-0123456789*'
    }

    It 'shows as a table' {
        Get-ACBrowser news | Out-String | Should -Match "$($made[2])\s+\S+\s+CUSTOM\s+\S+\s+For news"
    }

    It 'completes ids by id and by name, also for sessions' {
        foreach ($line in 'Get-ACBrowser -Id shop_1', 'Remove-ACBrowser shop_1', 'Start-ACBrowserSession -BrowserIdentifier shop_1') {
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be $made[0].BrowserId
        }
        $line = 'Get-ACBrowser -Id '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'aws.browser.v1'
    }

    It 'lists by tags' {
        Add-ACResourceTag $made[0] @{ team = 'web'; stage = 'test' }
        Add-ACResourceTag $made[2] @{ team = 'web' }
        (Get-ACBrowser -Tag @{ team = 'web' }).Name | Sort-Object | Should -Be 'news', 'shop_1'
        (Get-ACBrowser -Tag @{ team = 'W*'; stage = 'test' }).Name | Should -Be 'shop_1'
        (Get-ACBrowser 'shop*' -Tag @{ team = 'web' }).Name | Should -Be 'shop_1'
        Get-ACBrowser -Tag @{ Team = 'web' } -ErrorAction Stop | Should -BeNullOrEmpty -Because 'keys have a case'
        Get-ACBrowser -Tag @{ team = 'data' } -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'looks at several regions at once' {
        $null = New-ACBrowser abroad -Region eu-west-1
        $null = New-ACBrowser overseas -Region ap-south-1
        $found = Get-ACBrowser -Region eu-west-1, ap-south-1 -Type CUSTOM
        $found | ForEach-Object { "$($_.Region) $($_.Name)" } | Sort-Object | Should -Be 'ap-south-1 overseas', 'eu-west-1 abroad'
        (Get-ACBrowser abroad -Region eu-west-1, ap-south-1 -ErrorAction Stop).Region | Should -Be 'eu-west-1'
        (Get-ACBrowser -Id $found[0].BrowserId -Region eu-west-1, ap-south-1 -ErrorAction Stop).BrowserId | Should -Be $found[0].BrowserId
        $failure = Get-Failure { Get-ACBrowser -Id nobody-0123456789 -Region eu-west-1, ap-south-1 @args }
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        (Get-Failure { Get-ACBrowser nobody -Region eu-west-1, ap-south-1 @args }).TargetObject | Should -Be 'nobody'
        { Get-ACBrowser -Region eu-west-1, 'no region' } | Should -Throw "*'no region' is not a valid region name*"
    }

    It 'gives what is equal to what was read before' {
        (Get-ACBrowser $made[0].BrowserId) -eq $made[0] | Should -BeTrue
        $made[1] -in (Get-ACBrowser -Type CUSTOM) | Should -BeTrue
        $made[0] -eq $made[1] | Should -BeFalse
    }
}
