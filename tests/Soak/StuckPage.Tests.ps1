BeforeDiscovery {
    $works = @(
        'Get-ACBrowserPage $session'
        'Text', 'Html', 'Markdown', 'Accessibility', 'Snapshot', 'Pdf', 'Table', 'Link' | ForEach-Object { "Get-ACBrowserPage `$session -As $_" }
        'Get-ACBrowserElement $session button'
        'Get-ACBrowserElement $session -Role button'
        'Invoke-ACBrowserElement $session -Text "Ask without an end" -Click'
        'Invoke-ACBrowserElement $session -Role button -Name "Ask without an end" -Hover'
        'Set-ACBrowserElement $session -Label Nothing -Value x'
        'Set-ACBrowserElement $session @{ Nothing = "x" }'
        'Wait-ACBrowserPage $session -Text Nothing'
        'Wait-ACBrowserPage $session -LoadState NetworkIdle'
        'Save-ACBrowserScreenshot $session (Join-Path $TestDrive stuck.png)'
        'Save-ACBrowserScreenshot $session (Join-Path $TestDrive stuck.png) -FullPage'
        'Save-ACBrowserScreenshot $session (Join-Path $TestDrive stuck.png) -Selector h1'
    )
    # A script that is given up is ended, and with it whatever runs in the page; therefore these come last.
    $scripts = 'Invoke-ACBrowserScript $session 1', 'Wait-ACBrowserPage $session -Script window.nothing'
}

# What works with a page that gives no response ends in its time, and says why it gave none.
Describe 'A page' {
    BeforeAll {
        . "$PSScriptRoot/../Module/common.ps1"
        $null = Start-ACEmulator
        $shop = Start-Shop
        $session = Start-ACBrowserSession
        function Get-Failure([string] $Script) {
            . ([scriptblock]::Create("$Script -TimeoutSeconds 2 -ErrorAction SilentlyContinue -ErrorVariable failure 3>`$null")) |
                Should -BeNullOrEmpty
            $failure.Count | Should -Be 1
            $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
            "$($failure[0])"
        }
    }
    AfterAll { Stop-Shop $shop; Stop-ACEmulator }

    Context 'whose script does not end' {
        BeforeAll {
            $null = Open-ACBrowserPage $session "$($shop.Url)endless"
            $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }, 0); return 1'
        }

        It 'ends a raw command' {
            Get-Failure 'Invoke-ACBrowserCommand $session Runtime.evaluate @{ expression = "1" }' | Should -BeLike '*did not end within 2 s*'
        }

        It 'is named as such: <_>' -ForEach ($works + $scripts[0]) {
            Get-Failure $_ | Should -BeLike '*did not end within 2 s*The page does not respond: one of its scripts does not end.*'
        }

        It 'is listed, and closed' {
            $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }, 0); return 1'
            Get-ACBrowserTab $session | Should -HaveCount 1
            $null = Open-ACBrowserPage $session "$($shop.Url)order" -NewTab
            Get-ACBrowserTab $session -Tab '*/endless' | Close-ACBrowserTab
            (Get-ACBrowserTab $session).Title | Should -Be 'Order'
        }
    }

    Context 'that waits for its server' {
        BeforeAll {
            $null = Open-ACBrowserPage $session "$($shop.Url)endless"
            Invoke-ACBrowserElement $session -Role link -Name 'A page that never comes' -Click
            Wait-Until { (Get-ShopRequest $shop).Path -contains '/endless/request' }
        }

        It 'is named as such: <_>' -ForEach ($works + $scripts) {
            Get-Failure $_ | Should -BeLike "*did not end within 2 s*There is no response for '$($shop.Url)endless/request' yet.*"
        }
    }
}
