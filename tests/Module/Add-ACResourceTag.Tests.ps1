BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $browser = New-ACBrowser shop -Tag @{ team = 'web' }
}
AfterAll { Stop-ACEmulator }

Describe 'Add-ACResourceTag' {
    It 'adds tags and changes those that are there' {
        Add-ACResourceTag $browser @{ team = 'shop'; 'cost center' = 4711 } | Should -BeNullOrEmpty
        Get-ACResourceTag $browser | ForEach-Object { "$_" } | Should -Be 'cost center=4711', 'team=shop'
    }

    It 'takes many from the pipeline' {
        $all = 'a', 'b' | ForEach-Object { New-ACBrowserProfile $_ }
        Get-ACBrowserProfile | Add-ACResourceTag -Tag @{ owner = 'anna' }
        ($all | Get-ACResourceTag).Value | Should -Be 'anna', 'anna'
    }

    It 'refuses <Why> before anything is sent' -ForEach @(
        @{ Why = 'no tag'; Tag = @{}; Told = '*1 to 50 tags*' }
        @{ Why = 'a key of 129 characters'; Tag = @{ ('k' * 129) = 'v' }; Told = '*129 characters; 1 to 128*' }
        @{ Why = 'a value with an umlaut'; Tag = @{ k = 'größe' }; Told = "*Tag value 'größe'*" }
    ) {
        Add-ACResourceTag $browser $Tag -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($failure[0])" | Should -BeLike $Told
        @(Get-ACResourceTag $browser).Count | Should -Be 2
    }

    It 'passes the refusal of the service on' {
        $many = @{}
        1..50 | ForEach-Object { $many["k$_"] = 'v' }
        Add-ACResourceTag $browser $many -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'QuotaExceeded'
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ServiceQuotaExceededException,*'
    }

    It 'adds nothing with -WhatIf' {
        Add-ACResourceTag $browser @{ imagined = 'x' } -WhatIf
        (Get-ACResourceTag $browser).Key | Should -Not -Contain 'imagined'
    }
}
