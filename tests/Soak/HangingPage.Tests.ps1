# A page whose script never ends, and cmdlets that work on pages: each ends in its time and says why, and ends on Ctrl+C.
BeforeDiscovery {
    . "$PSScriptRoot/../Module/common.ps1"
    $cases = @(
        @{ Name = 'Get-ACBrowserPage'; Script = { param($s, $t) Get-ACBrowserPage $s -TimeoutSeconds $t } }
        @{ Name = 'Invoke-ACBrowserScript'; Script = { param($s, $t) Invoke-ACBrowserScript $s 1 -TimeoutSeconds $t } }
        @{ Name = 'Save-ACBrowserScreenshot'; Script = { param($s, $t) Save-ACBrowserScreenshot $s (Join-Path ([System.IO.Path]::GetTempPath()) 'never.png') -TimeoutSeconds $t } }
        @{ Name = 'Invoke-ACBrowserCommand'; Script = { param($s, $t) Invoke-ACBrowserCommand $s Runtime.evaluate @{ expression = '1' } -TimeoutSeconds $t } }
        @{ Name = 'Get-ACBrowserElement'; Script = { param($s, $t) Get-ACBrowserElement $s -Text Nothing -TimeoutSeconds $t } }
        @{ Name = 'Invoke-ACBrowserElement'; Script = { param($s, $t) Invoke-ACBrowserElement $s -Text 'Count forever' -Click -TimeoutSeconds $t } }
        @{ Name = 'Set-ACBrowserElement'; Script = { param($s, $t) Set-ACBrowserElement $s -Label Nothing -Value x -TimeoutSeconds $t } }
        @{ Name = 'Wait-ACBrowserPage'; Script = { param($s, $t) Wait-ACBrowserPage $s -Text Never -TimeoutSeconds $t } }
    )
    # These do not need what the page itself says, or open another one; they have tests of their own.
    $others = 'Open-ACBrowserPage', 'Get-ACBrowserTab', 'Select-ACBrowserTab', 'Close-ACBrowserTab', 'Receive-ACBrowserDownload',
        'Get-ACBrowserLog', 'Get-ACBrowserCookie', 'Set-ACBrowserCookie', 'Remove-ACBrowserCookie'
}

BeforeAll {
    . "$PSScriptRoot/../Module/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    $session = Start-ACBrowserSession
    # Leaves the session with a page that hangs; the page before it hung is closed by the opening.
    function Open-Hanging {
        $null = Open-ACBrowserPage $session "$($shop.Url)endless" -WarningAction Ignore
        Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }, 50)' | Out-Null
        Start-Sleep -Milliseconds 200
    }
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

Describe 'On a page that hangs' {
    It 'every cmdlet that works on pages is tried here or by its own tests' -ForEach @{ Tried = @($cases.Name) + $others } {
        $pages = Get-Command -Module AgentCore | Where-Object { $_.Parameters.ContainsKey('Tab') -and $_.Parameters.ContainsKey('TimeoutSeconds') }
        $pages.Name | Where-Object { $_ -notin $Tried } | Should -BeNullOrEmpty
    }

    It '<Name> ends in its time and says why' -ForEach $cases {
        Open-Hanging
        $said = $null
        try { & $Script $session 2 } catch { $said = $_ }
        $said.CategoryInfo.Category | Should -Be 'OperationTimeout'
        "$said" | Should -BeLike '*did not end within 2 s*'
        if ($Name -ne 'Invoke-ACBrowserCommand') { "$said" | Should -BeLike '*The page does not respond*' }
    }

    It '<Name> ends on Ctrl+C' -ForEach $cases {
        Open-Hanging
        # In this process, so that the connection is the one that is there: Stop is what Ctrl+C does.
        $shell = [powershell]::Create()
        $null = $shell.AddScript("param(`$module, `$s) Import-Module `$module; & { $Script } `$s 3000").AddArgument($modulePath).AddArgument($session)
        $running = $shell.BeginInvoke()
        Wait-Until { $shell.InvocationStateInfo.State -eq 'Running' }
        Start-Sleep -Milliseconds 700
        $shell.Stop()
        $running.IsCompleted | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Dispose()
    }
}
