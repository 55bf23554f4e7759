BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $browser = New-ACBrowser shop -Tag @{ team = 'web'; stage = 'test'; temp_1 = 'x'; temp_2 = 'y'; 'a b' = 'z'; 'a:b/c=d+e@f' = 'w' }
}
AfterAll { Stop-ACEmulator }

Describe 'Remove-ACResourceTag' {
    It 'removes tags by their keys, also odd ones; one that is not there is no error' {
        Remove-ACResourceTag $browser -Key 'a b', 'a:b/c=d+e@f', nothing | Should -BeNullOrEmpty
        (Get-ACResourceTag $browser).Key | Should -Be 'stage', 'team', 'temp_1', 'temp_2'
    }

    It 'removes the tags that are piped in' {
        Get-ACBrowser shop | Get-ACResourceTag | Where-Object Key -Like 'temp*' | Remove-ACResourceTag
        (Get-ACResourceTag $browser).Key | Should -Be 'stage', 'team'
    }

    It 'removes nothing with -WhatIf' {
        Remove-ACResourceTag $browser team -WhatIf
        (Get-ACResourceTag $browser).Key | Should -Contain 'team'
    }

    It 'asks which ones where a resource comes without keys' {
        $browser | Remove-ACResourceTag -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -BeLike '*-Key is missing*'
        @(Get-ACResourceTag $browser).Count | Should -Be 2
    }

    It 'refuses a key that no tag can have' {
        { Remove-ACResourceTag $browser 'a&b' -ErrorAction Stop } | Should -Throw "*Tag key 'a&b'*"
    }

    It 'completes the keys of the resource' {
        $global:tagged = New-ACBrowser completed -Tag @{ team = 'web'; stage = 'test'; 'two words' = '' }
        Get-Completion 'Remove-ACResourceTag $tagged ' | Should -Be 'stage', 'team', "'two words'"
        Remove-Variable tagged -Scope Global
    }
}
