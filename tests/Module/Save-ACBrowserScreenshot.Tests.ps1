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
        @{ Name = 'a scale that is too small'; Path = 'a.png'; More = @{ Scale = 0.09 }; Says = '*0.09*0.1 to 3*' }
        @{ Name = 'a scale that is too large'; Path = 'a.png'; More = @{ Scale = 3.01 }; Says = '*3.01*0.1 to 3*' }
        @{ Name = 'a scale that is too fine'; Path = 'a.png'; More = @{ Scale = 0.333 }; Says = '*0.333*two decimals*' }
        @{ Name = 'a scale that is none'; Path = 'a.png'; More = @{ Scale = [double]::NaN }; Says = '*NaN*0.1 to 3*' }
        @{ Name = 'two things at once'; Path = 'a.png'; More = @{ FullPage = $true; Selector = 'p' }; Says = '*-FullPage*-Selector*' }
        @{ Name = 'what does not name an element'; Path = 'a.png'; More = @{ Element = @{ Colour = 'red' } }; Says = "*'Colour' is not a way*" }
    ) {
        { Save-ACBrowserScreenshot $session (Join-Path $TestDrive $Path) @More } | Should -Throw $Says
    }

    Context 'of a page that is larger than its view port' {
        BeforeAll {
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl @'
<body style="margin:0;width:1500px;height:2000px"><div id=low data-testid=low style="position:absolute;left:100px;top:1800px;width:90px;height:60px;background:red"></div>
<p id=gone style="display:none">x</p><div id=host></div>
<script>host.attachShadow({ mode: 'open' }).innerHTML =
    '<div id=shadowed style="position:absolute;left:300px;top:1500px;width:70px;height:40px;background:blue">'</script>
<iframe style="position:absolute;top:1200px;left:10px;width:200px;height:100px"
    srcdoc="<body style='height:900px'><div id=framed style='position:absolute;left:50px;top:600px;width:70px;height:40px;background:green'>"></iframe>
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

        It 'takes one element with -Element: <Name>' -ForEach @(
            @{ Name = 'itself'; Find = { Get-ACBrowserElement $session -Selector '#low' } }
            @{ Name = 'its reference'; Find = { (Get-ACBrowserElement $session -Selector '#low').Ref } }
            @{ Name = 'a selector'; Find = { '#low' } }
            @{ Name = 'a hashtable'; Find = { @{ TestId = 'low' } } }
        ) {
            $null = Save-ACBrowserScreenshot $session $path -Element (& $Find)
            Get-PngSize $path | Should -Be '90x60'
            (Get-Item $path).Length | Should -BeLessThan 600
            $null = Save-ACBrowserScreenshot $session $path -Element (& $Find) -Scale 2
            Get-PngSize $path | Should -Be '180x120'
        }

        It 'takes an element of a frame, of a shadow tree, and of a tab behind' {
            foreach ($selector in '#framed', '#shadowed') {
                $null = Save-ACBrowserScreenshot $session $path -Selector $selector
                Get-PngSize $path | Should -Be '70x40'
                (Get-Item $path).Length | Should -BeLessThan 600
            }
            $element = Get-ACBrowserElement $session -Selector '#framed'
            $null = Open-ACBrowserPage $session 'about:blank' -NewTab
            try {
                $null = Save-ACBrowserScreenshot $session $path -Element $element
                Get-PngSize $path | Should -Be '70x40'
            }
            finally {
                $null = Close-ACBrowserTab $session -Tab 'about:blank' -Confirm:$false
            }
        }

        It 'names an element that is of another session, or gone' {
            $none = Join-Path $TestDrive 'gone.png'
            $element = Get-ACBrowserElement $session -Selector '#low'
            $other = Start-ACBrowserSession
            Save-ACBrowserScreenshot $other $none -Element $element -ErrorVariable failure -ErrorAction SilentlyContinue
            "$($failure[0])" | Should -BeLike "*is of session $($session.SessionId), not of $($other.SessionId)."
            Stop-ACBrowserSession $other
            Save-ACBrowserScreenshot $session $none -Element e9999 -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.Count | Should -Be 1
            "$($failure[0])" | Should -BeLike '*e9999*'
            $none | Should -Not -Exist
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

    Context 'of a very long page' {
        BeforeAll {
            # 40,000 pixels: more than a GPU draws at once. Every hundred has its colour, and the last ten are black.
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl @'
<style>::-webkit-scrollbar { display: none } .a { animation: fade 3s infinite } @keyframes fade { from { opacity: 1 } to { opacity: .5 } }</style>
<body style="margin:0;background:repeating-linear-gradient(#f00 0 100px,#0f0 100px 200px,#00f 200px 300px)">
<div style="height:40000px;position:relative"><div style="position:absolute;bottom:0;height:10px;width:100%;background:#000"></div>
<p class="bar a" style="position:fixed;top:0;width:50px;height:20px;background:#fff;margin:0;opacity:0.9">bar</p><div id=host></div></div>
<script>host.attachShadow({ mode: 'open' }).innerHTML =
    '<p class=bar style="position:absolute;top:8150px;left:0;width:50px;height:20px;background:#fff;margin:0">bar</p>'</script>
<iframe style="position:absolute;top:25000px;left:0;width:200px;height:50px;border:0"
    srcdoc="<body style='margin:0;background:#123456'><p class=bar style='background:#fff;width:50px;height:20px;margin:0'>bar</p>"></iframe>
'@)
            $null = Save-ACBrowserScreenshot $session (Join-Path $TestDrive 'long.png') -FullPage -HideElement '.bar', '.nowhere'
            # The colours at some places of a picture, as another page sees it.
            function Get-Pixel([string] $Name, [int[][]] $Place) {
                $data = [System.Convert]::ToBase64String([System.IO.File]::ReadAllBytes((Join-Path $TestDrive $Name)))
                @(Invoke-ACBrowserScript $session @'
const bytes = Uint8Array.from(atob(args[0].data), (letter) => letter.charCodeAt(0));
const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
return args[0].places.map(([x, y]) => {
  canvas.drawImage(picture, x, y, 1, 1, 0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((one) => one.toString(16).padStart(2, '0')).join('');
});
'@ -Argument @{ data = $data; places = $Place })
            }
        }

        It 'has every part of it where it is' {
            Get-PngSize (Join-Path $TestDrive 'long.png') | Should -Be '1280x40000'
            Get-Pixel long.png @((600, 0), (600, 99), (600, 100), (600, 7999), (600, 8000), (600, 16383), (600, 16384), (600, 39989), (600, 39990), (600, 39999)) |
                Should -Be 'ff0000', 'ff0000', '00ff00', '00ff00', '0000ff', '00ff00', '00ff00', 'ff0000', '000000', '000000'
        }

        It 'has nothing in it of what -HideElement names, also in shadow trees and frames' {
            Get-Pixel long.png @((25, 10), (25, 8160), (25, 25010), (100, 25010)) |
                Should -Be 'ff0000', 'ff0000', '123456', '123456'
            $null = Save-ACBrowserScreenshot $session (Join-Path $TestDrive 'view.png')
            Get-Pixel view.png @(, (45, 2)) | Should -Not -Be 'ff0000'
        }

        It 'leaves the page as it was' {
            Invoke-ACBrowserScript $session "document.querySelector('.bar').style.cssText" |
                Should -Be 'position: fixed; top: 0px; width: 50px; height: 20px; background: rgb(255, 255, 255); margin: 0px; opacity: 0.9;'
            Invoke-ACBrowserScript $session "document.querySelector('#host').getAttribute('style')" | Should -BeNullOrEmpty
        }

        It 'is <Size> with -Scale <Scale>' -ForEach @(
            @{ Scale = 0.1; Size = '128x4000'; Black = 3999; Red = 35 }
            @{ Scale = 0.25; Size = '320x10000'; Black = 9998; Red = 87 }
            @{ Scale = 0.5; Size = '640x20000'; Black = 19997; Red = 175 }
        ) {
            $null = Save-ACBrowserScreenshot $session (Join-Path $TestDrive 'small.png') -FullPage -Scale $Scale
            Get-PngSize (Join-Path $TestDrive 'small.png') | Should -Be $Size
            Get-Pixel small.png @((100, $Black), (100, $Red)) | Should -Be '000000', 'ff0000'
        }

        It 'is too long for a <Name>, which is named with its limit' -ForEach @(
            @{ Name = 'tall.webp'; Scale = 0.5; Says = '*640 x 20,000 pixels*WebP*16,383*PNG*-Scale*' }
            @{ Name = 'tall.jpg'; Scale = 2; Says = '*2,560 x 80,000 pixels*JPEG*65,500*' }
        ) {
            $none = Join-Path $TestDrive $Name
            Save-ACBrowserScreenshot $session $none -FullPage -Scale $Scale -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.Count | Should -Be 1
            "$($failure[0])" | Should -BeLike $Says
            $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            $none | Should -Not -Exist
        }

        It 'fits in a <Name> where that is large enough' -ForEach @(
            @{ Name = 'b.webp'; Scale = 0.4 }, @{ Name = 'b.jpg'; Scale = 1 }
        ) {
            (Save-ACBrowserScreenshot $session (Join-Path $TestDrive $Name) -FullPage -Scale $Scale).Length | Should -BeGreaterThan 1000
        }
    }

    It 'shows the view in another size with -Scale <Scale>, also of a page that is scrolled' -ForEach @(
        @{ Scale = 0.5; Size = '640x360' }, @{ Scale = 3; Size = '3840x2160' }
    ) {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<body style="margin:0;height:3000px"><script>scrollTo(0, 500)</script>')
        $null = Save-ACBrowserScreenshot $session (Join-Path $TestDrive 'scaled.png') -Scale $Scale
        Get-PngSize (Join-Path $TestDrive 'scaled.png') | Should -Be $Size
    }

    It 'waits for the fonts that the page loads' {
        $shop = Start-Shop
        try {
            $null = Open-ACBrowserPage $session "$($shop.Url)slow"
            $warnings = @($null = Save-ACBrowserScreenshot $session (Join-Path $TestDrive 'fonts.png') 3>&1)
            Invoke-ACBrowserScript $session 'document.fonts.status' | Should -Be 'loaded'
            $warnings | Should -BeNullOrEmpty
            # One that never comes is not waited for without an end.
            $null = Open-ACBrowserPage $session "$($shop.Url)list"
            Invoke-ACBrowserScript $session 'document.fonts.add(new FontFace("late", "url(/endless/request)")); document.fonts.load("20px late"); return document.fonts.status' |
                Should -Be 'loading'
            $null = Save-ACBrowserScreenshot $session (Join-Path $TestDrive 'late.png') -WarningVariable warned -WarningAction SilentlyContinue
            "$warned" | Should -BeLike '*still loads fonts after 5 seconds*'
            Get-PngSize (Join-Path $TestDrive 'late.png') | Should -Be '1280x720'
        }
        finally {
            Stop-Shop $shop
        }
    }

    It 'names a selector of -HideElement that is not valid, and writes nothing' {
        $none = Join-Path $TestDrive 'hidden.png'
        Save-ACBrowserScreenshot $session $none -HideElement 'p', 'p[' -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -BeLike "'p``[' is not a valid CSS selector."
        $none | Should -Not -Exist
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
