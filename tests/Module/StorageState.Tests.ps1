BeforeAll {
    . "$PSScriptRoot/common.ps1"
    & (Join-Path $root 'tests/Restore-Client.ps1')
    $null = Start-ACEmulator
    $shop = Start-Shop

    # Lets Playwright work with a session: Save or Load of a file.
    function Invoke-Playwright($Session, [hashtable] $Work) {
        $stream = Get-ACAutomationStream $Session
        @{ Url = $stream.Url; Headers = $stream.Headers; Shop = $shop.Url } + $Work | ConvertTo-Json |
            & node (Join-Path $root 'tests/Clients/storage-state.mjs') | ConvertFrom-Json
    }
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

# Who is signed in goes from Playwright to the cmdlets and back, by the files of both.
Describe 'The storage state of Playwright' {
    It 'is restored by Set-ACBrowserCookie' {
        $saved = Start-ACBrowserSession
        (Invoke-Playwright $saved @{ Save = "$TestDrive/playwright.json" }).theme | Should -Be 'dark'
        $session = Start-ACBrowserSession
        Set-ACBrowserCookie $session -Path TestDrive:/playwright.json
        $null = Open-ACBrowserPage $session "$($shop.Url)fruits"
        Invoke-ACBrowserScript $session 'localStorage.theme' | Should -Be 'dark'
        Open-ACBrowserPage $session "$($shop.Url)account" | ForEach-Object Title | Should -Be 'Your account'
        $cookie = Get-ACBrowserCookie $session
        $original = (Get-Content TestDrive:/playwright.json -Raw | ConvertFrom-Json).cookies
        foreach ($part in 'Name', 'Value', 'Domain', 'Path', 'Secure', 'HttpOnly', 'SameSite') { $cookie.$part | Should -Be $original.$part }
        [math]::Round(([datetimeoffset]$cookie.Expires).ToUnixTimeMilliseconds() / 1000) | Should -Be ([math]::Round($original.expires))

        # And back, in the same words.
        $null = Get-ACBrowserCookie $session -OutFile TestDrive:/ours.json
        $ours = Get-Content TestDrive:/ours.json -Raw | ConvertFrom-Json
        $ours.cookies | ConvertTo-Json | Should -Be ($original | ConvertTo-Json)
        $ours.origins | ConvertTo-Json -Depth 5 | Should -Be ((Get-Content TestDrive:/playwright.json -Raw | ConvertFrom-Json).origins | ConvertTo-Json -Depth 5)
    }

    It 'is read by Playwright as Get-ACBrowserCookie writes it' {
        $session = Start-ACBrowserSession
        Set-ACBrowserCookie $session -Name shop-session -Value ada -Url $shop.Url -HttpOnly
        $null = Open-ACBrowserPage $session "$($shop.Url)fruits"
        $null = Invoke-ACBrowserScript $session 'localStorage.theme = "light"'
        $null = Get-ACBrowserCookie $session -OutFile TestDrive:/ours.json
        Remove-ACBrowserCookie $session -All
        $seen = Invoke-Playwright (Start-ACBrowserSession) @{ Load = "$TestDrive/ours.json" }
        $seen.says | Should -Be 'Hello Ada'
        $seen.theme | Should -Be 'light'
    }
}
