BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession -ViewPort 800x600
}
AfterAll { Stop-ACEmulator }

Describe 'Remove-ACBrowserCookie' {
    BeforeEach {
        Set-ACBrowserCookie $session @(
            @{ Name = 'one'; Value = 'secret'; Domain = '.example.com'; Secure = $true; HttpOnly = $true }
            @{ Name = 'two'; Value = 2; Domain = 'example.com'; Path = '/below' }
            @{ Name = 'three'; Value = 3; Domain = 'example.org' }
        )
        function Get-Left { @((Get-ACBrowserCookie $session).Name | Sort-Object) -join ' ' }
    }

    It 'removes cookies by <Name>' -ForEach @(
        @{ Name = 'name'; More = @{ Name = 'one' }; Left = 'three two' }
        @{ Name = 'names with wildcards'; More = @{ Name = 't*' }; Left = 'one' }
        @{ Name = 'domain'; More = @{ Domain = 'example.com' }; Left = 'three' }
        @{ Name = 'name and domain'; More = @{ Name = 't*'; Domain = '*.com' }; Left = 'one three' }
        @{ Name = 'address'; More = @{ Url = 'https://www.example.com/below' }; Left = 'three two' }
        @{ Name = 'all'; More = @{ All = $true }; Left = '' }
    ) {
        Remove-ACBrowserCookie $session @More | Should -BeNullOrEmpty
        Get-Left | Should -Be $Left
    }

    It 'removes cookies from the pipeline, and those of rows' {
        Get-ACBrowserCookie $session one | Remove-ACBrowserCookie
        Get-Left | Should -Be 'three two'
        Get-ACBrowserCookie $session two | ConvertTo-Csv | ConvertFrom-Csv | Remove-ACBrowserCookie
        Get-Left | Should -Be 'three'
        $session | Remove-ACBrowserCookie three
        Get-Left | Should -Be ''
    }

    It 'takes a cookie that is gone for removed' {
        $cookie = Get-ACBrowserCookie $session one
        $cookie | Remove-ACBrowserCookie
        $cookie | Remove-ACBrowserCookie
        Get-Left | Should -Be 'three two'
    }

    It 'names a cookie that there is not' {
        Remove-ACBrowserCookie $session nothing, one -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        Get-Left | Should -Be 'three two'
    }

    It 'wants to know which' {
        { Remove-ACBrowserCookie $session -ErrorAction Stop } | Should -Throw '*-All*'
        Get-Left | Should -Be 'one three two'
    }

    It 'removes nothing with -WhatIf, and shows no value' {
        & { Remove-ACBrowserCookie $session -All -WhatIf -Verbose } *>&1 | ForEach-Object { "$_" | Should -Not -BeLike '*secret*' }
        Get-Left | Should -Be 'one three two'
    }
}
