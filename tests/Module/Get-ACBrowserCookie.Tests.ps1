BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    $session = Start-ACBrowserSession -ViewPort 800x600

    # As a person signs in; localStorage has the theme then.
    $null = Open-ACBrowserPage $session "$($shop.Url)signin"
    $null = Invoke-ACBrowserScript $session @'
        const form = document.forms[0];
        form.querySelector('input[type=password]').value = 'lovelace';
        form.querySelector('input:not([type=password]):not([type=checkbox])').value = 'ada';
        form.querySelector('[type=checkbox]').checked = true;
        form.querySelector('button').click();
'@
    Wait-Until { Get-ACBrowserTab $session '*/account' }
    $end = (Get-Date).AddDays(30)
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

Describe 'Get-ACBrowserCookie' {
    It 'reads what a site set' {
        $cookie = Get-ACBrowserCookie $session
        $cookie | Should -BeOfType AgentCore.BrowserCookie
        $cookie.Name | Should -Be 'shop-session'
        $cookie.Value | Should -Be 'ada'
        $cookie.Domain | Should -Be '127.0.0.1'
        $cookie.Path | Should -Be '/'
        $cookie.HttpOnly | Should -BeTrue
        $cookie.Secure | Should -BeFalse
        $cookie.SameSite | Should -Be 'Lax'
        [math]::Abs(($cookie.Expires - $end).TotalMinutes) | Should -BeLessThan 10
        $cookie.SessionId | Should -Be $session.SessionId
    }

    It 'does not show its value' {
        Get-ACBrowserCookie $session | Out-String | Should -Not -BeLike '*ada*'
        "$(Get-ACBrowserCookie $session)" | Should -Not -BeLike '*ada*'
        Get-ACBrowserCookie $session -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } |
            ForEach-Object { "$_" | Should -Not -BeLike '*ada*' }
    }

    It 'finds cookies by name, domain and address' {
        Set-ACBrowserCookie $session @{ Name = 'wide'; Value = 1; Domain = '.example.com'; Path = '/a' }, @{ Name = 'safe'; Value = 2; Domain = 'example.com'; Secure = $true }
        (Get-ACBrowserCookie $session 'sh*').Name | Should -Be 'shop-session'
        ($session | Get-ACBrowserCookie wide, safe).Name | Sort-Object | Should -Be 'safe', 'wide'
        (Get-ACBrowserCookie $session -Domain example.com).Name | Sort-Object | Should -Be 'safe', 'wide'
        (Get-ACBrowserCookie $session -Domain .example.com -Name w*).Name | Should -Be 'wide'
        (Get-ACBrowserCookie $session -Url https://example.com/).Name | Should -Be 'safe'
        (Get-ACBrowserCookie $session -Url https://example.com/a/b).Name | Sort-Object | Should -Be 'safe', 'wide'
        (Get-ACBrowserCookie $session -Url http://www.example.com/a).Name | Should -Be 'wide'
        Get-ACBrowserCookie $session -Url http://www.example.com/ab | Should -BeNullOrEmpty
        (Get-ACBrowserCookie $session -Url $shop.Url).Name | Should -Be 'shop-session'
        Get-ACBrowserCookie $session nothing | Should -BeNullOrEmpty
        { Get-ACBrowserCookie $session -Url example.com -ErrorAction Stop } | Should -Throw "*'example.com' is not a valid address*"
        Remove-ACBrowserCookie $session -Domain example.com
    }

    It 'saves cookies and local storage as Playwright does' {
        $file = Get-ACBrowserCookie $session -OutFile TestDrive:/state.json
        Assert-AsGetItem $file
        $state = Get-Content $file -Raw | ConvertFrom-Json
        $state.cookies.name | Should -Be 'shop-session'
        $state.cookies.value | Should -Be 'ada'
        $state.cookies.domain | Should -Be '127.0.0.1'
        $state.cookies.expires | Should -BeGreaterThan 1700000000
        $state.cookies.httpOnly | Should -BeTrue
        $state.cookies.sameSite | Should -Be 'Lax'
        $state.origins.origin | Should -Be $shop.Url.TrimEnd('/')
        $state.origins.localStorage.name | Should -Be 'theme'
        $state.origins.localStorage.value | Should -Be 'dark'
        @(Get-ACBrowserTab $session) | Should -HaveCount 1
    }

    It 'saves what is kept of one site alone' {
        $file = Get-ACBrowserCookie $session -Url https://example.com -OutFile TestDrive:/other.json
        Get-Content $file -Raw | ConvertFrom-Json | ForEach-Object { $_.cookies + $_.origins } | Should -BeNullOrEmpty
    }

    It 'replaces no file with -NoClobber, and writes none with -WhatIf' {
        Get-ACBrowserCookie $session -OutFile TestDrive:/none.json -WhatIf
        Test-Path TestDrive:/none.json | Should -BeFalse
        Set-Content TestDrive:/kept.json 'kept'
        Get-ACBrowserCookie $session -OutFile TestDrive:/kept.json -NoClobber -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        Get-Content TestDrive:/kept.json | Should -Be 'kept'
    }

    It 'reads cookies and saves them while the page hangs' {
        $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }); 1'
        (Get-ACBrowserCookie $session).Name | Should -Be 'shop-session'
        $null = Get-ACBrowserCookie $session -OutFile TestDrive:/hang.json -TimeoutSeconds 20
        (Get-Content TestDrive:/hang.json -Raw | ConvertFrom-Json).origins.localStorage.value | Should -Be 'dark'
    }
}
