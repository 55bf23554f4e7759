BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $browser = New-ACBrowser shop -Tag @{ team = 'web'; stage = 'test' }
    $login = New-ACBrowserProfile login -Tag @{ owner = 'anna' }
    $interpreter = New-ACCodeInterpreter sum -Tag @{ team = 'data' }
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACResourceTag' {
    It 'lists the tags of all kinds of resources' {
        $tags = $browser, $login, $interpreter | Get-ACResourceTag
        $tags | Should -BeOfType AgentCore.ResourceTag
        $tags | ForEach-Object { "$_" } | Should -Be 'stage=test', 'team=web', 'owner=anna', 'team=data'
        $tags.ResourceArn | Should -Be $browser.Arn, $browser.Arn, $login.Arn, $interpreter.Arn
    }

    It 'takes what comes from lists, ARNs, and the objects of other modules' {
        (Get-ACBrowser -Type CUSTOM | Get-ACResourceTag).Key | Should -Be 'stage', 'team'
        (Get-ACResourceTag $login.Arn).Value | Should -Be 'anna'
        ([pscustomobject]@{ CodeInterpreterArn = $interpreter.Arn } | Get-ACResourceTag).Value | Should -Be 'data'
    }

    It 'asks in the region that an object came from, or its ARN names' {
        $abroad = New-ACBrowser shop -Region eu-west-1 -Tag @{ where = 'abroad' }
        ($abroad | Get-ACResourceTag).Value | Should -Be 'abroad'
        (Get-ACResourceTag $abroad.Arn).Value | Should -Be 'abroad'
    }

    It 'gives nothing where there are none' {
        New-ACBrowserProfile bare | Get-ACResourceTag | Should -BeNullOrEmpty
    }

    It 'gives one error for each that has no tags, and goes on' {
        $gone = $browser.Arn -replace '/.*', '/gone-0123456789'
        $tags = (Get-ACBrowser -Type SYSTEM), 'shop', $gone, $login |
            Get-ACResourceTag -ErrorVariable failures -ErrorAction SilentlyContinue
        $tags.Value | Should -Be 'anna'
        $failures.CategoryInfo.Category | Should -Be 'InvalidArgument', 'InvalidArgument', 'ObjectNotFound'
        "$($failures[0])" | Should -BeLike '*aws.browser.v1*belongs to the service*'
        "$($failures[1])" | Should -BeLike "*Resource ARN 'shop'*20 to 1011*"
        $failures[2].TargetObject | Should -Be $gone
    }

    It 'shows as a table' {
        Get-ACResourceTag $login | Out-String | Should -Match 'owner\s+anna\s+arn:aws:'
    }

    It 'shows on a narrow screen what tells rows apart' {
        $text = $browser | Get-ACResourceTag | Format-Table | Out-String -Width 80
        $text -replace '\s' | Should -BeLike "*$($browser.BrowserId)*"
    }

    It 'completes ARNs of what can have tags, by their names' {
        Get-Completion 'Get-ACResourceTag shop' | Should -Be $browser.Arn
        $browser.Arn, $login.Arn, $interpreter.Arn | Should -BeIn (Get-Completion 'Get-ACResourceTag ')
    }
}
