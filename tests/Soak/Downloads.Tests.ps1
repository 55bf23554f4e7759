BeforeAll {
    . "$PSScriptRoot/../Module/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
}
AfterAll { Stop-ACEmulator; Stop-Shop $shop }

Describe 'A large download' {
    It 'comes whole and takes no memory of its size: <Size> bytes' -ForEach @(
        @{ Size = 200000000 }
        @{ Size = 600000000 }
    ) {
        $file = Join-Path $TestDrive "$Size.bin"
        $output = Invoke-FreshPowerShell @"
            `$null = Start-ACEmulator
            `$s = Start-ACBrowserSession
            `$null = Open-ACBrowserPage `$s '$($shop.Url)downloads'
            `$before = (Get-Process -Id `$PID).PeakWorkingSet64
            Invoke-ACBrowserScript `$s 'void (location.href = "/files/big?size=$Size")'
            `$null = Receive-ACBrowserDownload `$s '$file'
            [int](((Get-Process -Id `$PID).PeakWorkingSet64 - `$before) / 1MB)
            Stop-ACBrowserSession `$s
"@
        [int]$output[-1] | Should -BeLessThan 300
        (Get-Item $file).Length | Should -Be $Size
        # The byte at i is i % 251.
        $hash = [System.Security.Cryptography.IncrementalHash]::CreateHash('SHA256')
        $block = [byte[]](@(0..250) * 1000)
        for ($left = $Size; $left -gt 0; $left -= $block.Length) {
            $hash.AppendData($block, 0, [Math]::Min($left, $block.Length))
        }
        (Get-FileHash $file).Hash | Should -Be ([Convert]::ToHexString($hash.GetHashAndReset()))
        Remove-Item $file
    }
}
