BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession -ViewPort 1280x720
    $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<body style="margin:0;background:#c00">')
}
AfterAll { Stop-ACEmulator }

Describe 'Save-ACBrowserScreenshot' {
    It 'writes a PNG of the view port' {
        $path = Join-Path $TestDrive 'page.png'
        $file = Save-ACBrowserScreenshot $session $path
        $file.FullName | Should -Be $path
        Get-PngSize $path | Should -Be '1280x720'
    }

    It 'shows what the page shows' {
        $red = Join-Path $TestDrive 'red.png'
        $white = Join-Path $TestDrive 'white.png'
        $null = Save-ACBrowserScreenshot $session $red
        $null = Open-ACBrowserPage $session 'about:blank'
        $null = Save-ACBrowserScreenshot $session $white
        (Get-FileHash $red).Hash | Should -Not -Be (Get-FileHash $white).Hash
    }

    It 'takes a path relative to the current location' {
        Push-Location $TestDrive
        try { $null = Save-ACBrowserScreenshot $session ./here.png } finally { Pop-Location }
        Join-Path $TestDrive 'here.png' | Should -Exist
    }

    It 'replaces a file, but not with -NoClobber' {
        $path = Join-Path $TestDrive 'kept.png'
        'old' | Set-Content $path
        Save-ACBrowserScreenshot $session $path -NoClobber -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        Get-Content $path | Should -Be 'old'
        $null = Save-ACBrowserScreenshot $session $path
        Get-PngSize $path | Should -Be '1280x720'
    }

    It 'writes nothing with -WhatIf' {
        $path = Join-Path $TestDrive 'whatif.png'
        Save-ACBrowserScreenshot $session $path -WhatIf
        $path | Should -Not -Exist
    }

    It 'names a folder that there is not' {
        Save-ACBrowserScreenshot $session (Join-Path $TestDrive 'no/such/page.png') -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -Match 'no/such'
    }
}
