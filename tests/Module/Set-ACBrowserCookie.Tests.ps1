BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    $session = Start-ACBrowserSession -ViewPort 800x600
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

Describe 'Set-ACBrowserCookie' {
    AfterEach { Remove-ACBrowserCookie $session -All }

    It 'signs a user in' {
        Set-ACBrowserCookie $session -Name shop-session -Value ada -Url $shop.Url | Should -BeNullOrEmpty
        (Open-ACBrowserPage $session "$($shop.Url)account").Title | Should -Be 'Your account'
    }

    It 'sets every part of a cookie' {
        $cookie = $session | Set-ACBrowserCookie -Name part -Value 'a=b c' -Domain .example.com -CookiePath /p -Expires '2026-12-24 18:00' -Secure -HttpOnly -SameSite None -PassThru
        $cookie.Value | Should -Be 'a=b c'
        $cookie.Domain | Should -Be '.example.com'
        $cookie.Path | Should -Be '/p'
        $cookie.Expires | Should -Be ([datetime]'2026-12-24 18:00')
        $cookie.Secure | Should -BeTrue
        $cookie.HttpOnly | Should -BeTrue
        $cookie.SameSite | Should -Be 'None'
    }

    It 'takes cookies of another session, rows and hashtables' {
        $other = Start-ACBrowserSession
        Set-ACBrowserCookie $other -Name from -Value other -Domain example.com -HttpOnly
        $cookie = Get-ACBrowserCookie $other | Set-ACBrowserCookie $session -PassThru
        "$($cookie.Name) $($cookie.Value) $($cookie.HttpOnly) $($cookie.SessionId)" | Should -Be "from other True $($session.SessionId)"
        Get-ACBrowserCookie $other | Export-Csv TestDrive:/cookies.csv
        (Import-Csv TestDrive:/cookies.csv | Set-ACBrowserCookie $session -PassThru).HttpOnly | Should -BeTrue
        $made = Set-ACBrowserCookie $session @{ Name = 'a'; Value = 1; Url = 'https://example.org' }, @{ name = 'b'; value = 'x'; domain = 'example.org'; expires = 1798000000; sameSite = 'strict'; httpOnly = 'true' } -PassThru
        $made.Name | Should -Be 'a', 'b'
        $made[0].Expires | Should -BeNullOrEmpty
        $made[1].Expires.ToUniversalTime() | Should -Be ([datetimeoffset]::FromUnixTimeSeconds(1798000000).UtcDateTime)
        $made[1].SameSite | Should -Be 'Strict'
    }

    It 'restores what was saved, local storage included' {
        Set-Content TestDrive:/state.json @"
            { "cookies": [ { "name": "shop-session", "value": "ada", "domain": "127.0.0.1", "path": "/", "expires": -1, "httpOnly": true, "secure": false, "sameSite": "Lax" } ],
              "origins": [ { "origin": "$($shop.Url.TrimEnd('/'))", "localStorage": [ { "name": "theme", "value": "blue \"Ü\"" } ] },
                           { "origin": "https://nowhere.invalid", "localStorage": [ { "name": "a", "value": "1" } ] } ] }
"@
        $requests = @(Get-ShopRequest $shop).Count
        Set-ACBrowserCookie $session -Path TestDrive:/state.json
        @(Get-ShopRequest $shop).Count - $requests | Should -Be 0
        @(Get-ACBrowserTab $session) | Should -HaveCount 1
        (Open-ACBrowserPage $session "$($shop.Url)").HttpStatus | Should -Be 200
        Invoke-ACBrowserScript $session 'localStorage.theme' | Should -Be 'blue "Ü"'
        (Open-ACBrowserPage $session https://nowhere.invalid/ -MockUrl @{ 'https://nowhere.invalid/' = '<title>x</title>' }).Title | Should -Be 'x'
        Invoke-ACBrowserScript $session 'localStorage.a' | Should -Be '1'
        (Open-ACBrowserPage $session "$($shop.Url)account").Title | Should -Be 'Your account'
    }

    It 'does nothing with -WhatIf, and shows no value' {
        $null = & { Set-ACBrowserCookie $session -Name a -Value secret -Url $shop.Url -WhatIf -Verbose } *>&1 | ForEach-Object { "$_" | Should -Not -BeLike '*secret*' }
        Get-ACBrowserCookie $session | Should -BeNullOrEmpty
    }

    It 'passes over what has expired, and sets the others' {
        Set-ACBrowserCookie $session @{ Name = 'old'; Value = 1; Domain = 'example.com'; Expires = '2020-01-01' }, @{ Name = 'new'; Value = 1; Domain = 'example.com' } -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike "*'old' of example.com has expired*"
        (Get-ACBrowserCookie $session).Name | Should -Be 'new'
    }

    It 'names the one that the browser does not take, and sets the others' {
        Set-ACBrowserCookie $session @{ Name = 'bad'; Value = 'secret;b'; Domain = 'example.com' }, @{ Name = 'good'; Value = 1; Domain = 'example.com' } -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($failure[0])" | Should -BeLike "*'bad' of example.com*"
        "$($failure[0])" | Should -Not -BeLike '*secret*'
        (Get-ACBrowserCookie $session).Name | Should -Be 'good'
    }

    It 'gives one error for <Name>' -ForEach @(
        @{ Name = 'a value that is too long'; Cookie = @{ Name = 'x'; Value = 'v' * 5000; Domain = 'example.com' }; Says = '*4,096*' }
        @{ Name = 'SameSite None without Secure'; Cookie = @{ Name = 'x'; Value = 1; Domain = 'example.com'; SameSite = 'None' }; Says = '*Secure*' }
        @{ Name = 'a prefix without Secure'; Cookie = @{ Name = '__Host-x'; Value = 1; Url = 'http://example.com' }; Says = '*__Host-*' }
        @{ Name = 'no name'; Cookie = @{ Value = 1; Domain = 'example.com' }; Says = '*no Name*' }
        @{ Name = 'no place'; Cookie = @{ Name = 'x'; Value = 1 }; Says = '*neither Domain nor Url*' }
        @{ Name = 'an address that is none'; Cookie = @{ Name = 'x'; Value = 1; Url = 'example.com' }; Says = "*'example.com'*" }
        @{ Name = 'a time that is none'; Cookie = @{ Name = 'x'; Value = 1; Domain = 'example.com'; Expires = 'soon' }; Says = "*'soon'*" }
        @{ Name = 'a rule that is none'; Cookie = @{ Name = 'x'; Value = 1; Domain = 'example.com'; SameSite = 'Maybe' }; Says = "*'Maybe'*" }
        @{ Name = 'a flag that is none'; Cookie = @{ Name = 'x'; Value = 1; Domain = 'example.com'; Secure = 'perhaps' }; Says = "*'perhaps'*" }
        @{ Name = 'what is no cookie'; Cookie = 42; Says = "*'42' is not a cookie*" }
    ) {
        Set-ACBrowserCookie $session $Cookie -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($failure[0])" | Should -BeLike $Says
        Get-ACBrowserCookie $session | Should -BeNullOrEmpty
    }

    It 'names a file that cannot be read: <Name>' -ForEach @(
        @{ Name = 'one that is not there'; Content = $null; Category = 'ObjectNotFound' }
        @{ Name = 'no JSON'; Content = 'a,b'; Category = 'InvalidArgument' }
        @{ Name = 'another JSON'; Content = '[1]'; Category = 'InvalidArgument' }
        @{ Name = 'an origin that is none'; Content = '{"origins":[{"origin":"x","localStorage":[]}]}'; Category = 'InvalidArgument' }
    ) {
        $path = "TestDrive:/$(New-Guid).json"
        if ($Content) { Set-Content $path $Content }
        $failure = { Set-ACBrowserCookie $session -Path $path -ErrorAction Stop } | Should -Throw -PassThru
        $failure.CategoryInfo.Category | Should -Be $Category
    }

    It 'sets nothing where <Name> is not valid' -ForEach @(
        @{ Name = 'the domain'; Cookie = @{ Name = 'a'; Value = 'b'; Domain = 'http://x/y' }; Says = "*'http://x/y'*" }
        @{ Name = 'half of a character'; Cookie = @{ Name = 'a'; Value = "b$([char]0xd800)"; Domain = 'x.example' }; Says = "*'a'*surrogate*" }
    ) {
        { Set-ACBrowserCookie $session $Cookie -ErrorAction Stop } | Should -Throw $Says
        Get-ACBrowserCookie $session | Should -BeNullOrEmpty
    }

    It 'takes cookies back from JSON, and shows them in 80 columns' {
        $end = (Get-Date).Date.AddDays(100).AddHours(18)
        Set-ACBrowserCookie $session -Name kept -Value v -Domain x.example -Secure -HttpOnly -SameSite Strict -Expires $end
        $json = Get-ACBrowserCookie $session | ConvertTo-Json
        Remove-ACBrowserCookie $session -All
        $cookie = $json | ConvertFrom-Json | Set-ACBrowserCookie $session -PassThru
        $cookie.SameSite | Should -Be 'Strict'
        $cookie.Expires | Should -Be $end
        $cookie | Format-Table | Out-String -Width 80 | Should -BeLike "*kept*x.example*$($end.ToString('yyyy-MM-dd')) 18:00*Secure HttpOnly Strict*"
    }

    It 'leaves the tab that it uses for local storage out of the log' {
        Set-Content TestDrive:/unseen.json '{"origins":[{"origin":"http://unseen.example","localStorage":[{"name":"a","value":"b"}]}]}'
        Set-ACBrowserCookie $session -Path TestDrive:/unseen.json
        Get-ACBrowserLog $session -Kind Request -Url '*unseen.example*' | Should -BeNullOrEmpty
    }
}
