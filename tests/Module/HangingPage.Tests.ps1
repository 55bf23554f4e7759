# A page whose script never ends, and the ways in which cmdlets work on pages; tests/Soak/HangingPage.Tests.ps1 tries each.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession
    $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<button>Never</button>')
    $null = Invoke-ACBrowserScript $session 'setTimeout(() => { for (;;); }); return 1'
}
AfterAll { Stop-ACEmulator }

Describe 'On a page that hangs' {
    It '<Name> ends in its time and says why' -ForEach @(
        @{ Name = 'Get-ACBrowserPage'; Script = { param($session) Get-ACBrowserPage $session -TimeoutSeconds 1 } }
        @{ Name = 'Invoke-ACBrowserElement'; Script = { param($session) Invoke-ACBrowserElement $session -Text Never -Click -TimeoutSeconds 1 } }
        @{ Name = 'Wait-ACBrowserPage'; Script = { param($session) Wait-ACBrowserPage $session -Text Ever -TimeoutSeconds 1 } }
    ) {
        $failure = { & $Script $session } | Should -Throw -PassThru
        $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
        "$failure" | Should -BeLike '*did not end within 1 s*The page does not respond*'
    }

    It 'a cmdlet ends on Ctrl+C' {
        # In this process, so that the connection is the one that is there: Stop is what Ctrl+C does.
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($module, $session) Import-Module $module; "begun"; Invoke-ACBrowserScript $session 1 -TimeoutSeconds 3000').
            AddArgument($modulePath).AddArgument($session)
        $output = [System.Management.Automation.PSDataCollection[object]]::new()
        $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[object]]::new(), $output)
        Wait-Until { $output.Count -gt 0 } 60
        $shell.Stop()
        $running.IsCompleted | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Dispose()
    }
}
