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
        $file | Should -BeOfType System.IO.FileInfo
        ($file | Get-FileHash).Hash | Should -Be (Get-FileHash $path).Hash
        Assert-AsGetItem $file
        Get-PngSize $path | Should -Be '1280x720'
    }

    It 'writes <Format> for <Name>' -ForEach @(
        @{ Name = 'a.png'; Format = 'PNG'; Begin = '89504E47'; More = @{} }
        @{ Name = 'a.JPG'; Format = 'JPEG'; Begin = 'FFD8FF'; More = @{ Quality = 40 } }
        @{ Name = 'a.jpeg'; Format = 'JPEG'; Begin = 'FFD8FF'; More = @{} }
        @{ Name = 'a.webp'; Format = 'WebP'; Begin = '52494646'; More = @{ Quality = 0 } }
        @{ Name = 'noending'; Format = 'PNG'; Begin = '89504E47'; More = @{} }
        @{ Name = 'a.bin'; Format = 'WebP'; Begin = '52494646'; More = @{ Format = 'Webp' } }
    ) {
        $file = Save-ACBrowserScreenshot $session (Join-Path $TestDrive $Name) @More
        [System.Convert]::ToHexString([System.IO.File]::ReadAllBytes($file)) | Should -BeLike "$Begin*"
    }

    It 'makes a smaller file of a lower quality' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl ('<body style="background:linear-gradient(45deg,red,blue)">' + 'many words ' * 500))
        $sizes = 5, 95 | ForEach-Object { (Save-ACBrowserScreenshot $session (Join-Path $TestDrive "q$_.jpg") -Quality $_).Length }
        $sizes[0] | Should -BeLessThan $sizes[1]
    }

    It 'gives no two sessions one file, and makes a folder' {
        $path = Join-Path $TestDrive 'same.png'
        $file = $session, $session.SessionId | Save-ACBrowserScreenshot -Path $path -ErrorVariable failure -ErrorAction SilentlyContinue
        $file.FullName | Should -Be $path
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        "$($failure[0])" | Should -BeLike "*$($session.SessionId)*'$path'*$($session.SessionId)*"
        $folder = "$(Join-Path $TestDrive 'shots')/"
        (Save-ACBrowserScreenshot $session $folder).FullName | Should -Be (Join-Path $folder "$($session.SessionId).png")
    }

    It 'names <Name>' -ForEach @(
        @{ Name = 'an ending that tells no format'; Path = 'a.gif'; More = @{}; Says = "*'.gif'*.webp*" }
        @{ Name = 'a quality that a PNG has not'; Path = 'a.png'; More = @{ Quality = 50 }; Says = '*-Quality*PNG*' }
        @{ Name = 'a quality out of range'; Path = 'a.jpg'; More = @{ Quality = 101 }; Says = '*101*0 to 100*' }
        @{ Name = 'two things at once'; Path = 'a.png'; More = @{ FullPage = $true; Selector = 'p' }; Says = '*-FullPage*-Selector*' }
    ) {
        { Save-ACBrowserScreenshot $session (Join-Path $TestDrive $Path) @More } | Should -Throw $Says
    }

    Context 'of a page that is larger than its view port' {
        BeforeAll {
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl @'
<body style="margin:0;width:1500px;height:2000px"><div id=low style="position:absolute;left:100px;top:1800px;width:90px;height:60px;background:red"></div>
<p id=gone style="display:none">x</p>
'@)
            $path = Join-Path $TestDrive 'large.png'
        }

        It 'takes all of it with -FullPage' {
            $null = Save-ACBrowserScreenshot $session $path -FullPage
            Get-PngSize $path | Should -Be '1500x2000'
            $null = Save-ACBrowserScreenshot $session $path
            Get-PngSize $path | Should -Be '1280x720'
        }

        It 'takes one element with -Selector, wherever it lies' {
            $null = Save-ACBrowserScreenshot $session $path -Selector '#low'
            Get-PngSize $path | Should -Be '90x60'
            # One colour compresses to next to nothing; anything else beside it would not.
            (Get-Item $path).Length | Should -BeLessThan 600
        }

        It 'names a selector that <Name>, and writes nothing' -ForEach @(
            @{ Name = 'matches nothing'; Selector = '#none > b'; Category = 'ObjectNotFound' }
            @{ Name = 'is none'; Selector = 'p['; Category = 'InvalidArgument' }
            @{ Name = 'matches what is not shown'; Selector = '#gone'; Category = 'InvalidOperation' }
        ) {
            $none = Join-Path $TestDrive 'none.png'
            Save-ACBrowserScreenshot $session $none -Selector $Selector -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.Count | Should -Be 1
            $failure[0].CategoryInfo.Category | Should -Be $Category
            "$($failure[0])" | Should -BeLike "*$([wildcardpattern]::Escape($Selector))*"
            $none | Should -Not -Exist
        }
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
