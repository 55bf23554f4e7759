BeforeAll {
    . "$PSScriptRoot/../Module/common.ps1"
    $null = Start-ACEmulator
    $site = Start-PageServer (Join-Path $root 'docs/demo')
    $s = Start-ACBrowserSession
    $c = Start-ACCodeInterpreterSession
    $null = Open-ACBrowserPage $s $site.Url
    $file = Join-Path $TestDrive big.bin
    [IO.File]::WriteAllBytes($file, [byte[]]::new(20MB))
    $variables = @{ s = $s; c = $c; site = $site.Url; file = $file; folder = "$TestDrive" }
}
AfterAll {
    Stop-PageServer $site
    Stop-ACEmulator
}

# Ctrl+C at any moment ends a command, and the next one works.
Describe 'Interrupting at a random moment' {
    It 'ends <_>' -ForEach @(
        'Start-ACBrowserSession | Stop-ACBrowserSession'
        'Get-ACBrowserSession'
        'Open-ACBrowserPage $s $site'
        'Open-ACBrowserPage $s -Reload'
        'Open-ACBrowserPage $s $site -NewTab; Close-ACBrowserTab $s'
        'Get-ACBrowserCookie $s -OutFile (Join-Path $folder state.json)'
        'Get-ACBrowserPage $s -As Markdown'
        'Save-ACBrowserScreenshot $s (Join-Path $folder shot.png)'
        'Invoke-ACBrowserScript $s "while (true) { }"'
        'Invoke-ACBrowserAction $s -Click 20,20'
        'Get-ACBrowserLog $s -Follow'
        'Receive-ACBrowserDownload $s $folder'
        'Get-ACBrowserElement $s *'
        'Invoke-ACBrowserElement $s -Text "Nothing like this" -Click'
        'Set-ACBrowserElement $s @{ "Nothing like this" = 1 }'
        'Invoke-ACCodeInterpreter "import time; time.sleep(60)"'
        'Invoke-ACCodeInterpreter -Session $c "while True: print(1)"'
        'Invoke-ACCodeInterpreter -Session $c -Command "sleep 60"'
        'Send-ACCodeInterpreterFile $c $file'
        'Start-ACCodeInterpreterTask $c "sleep 60" | Wait-ACCodeInterpreterTask'
        'Get-ACCodeInterpreterFile $c -Recurse'
        '1..20 | ForEach-Object { Start-ACCodeInterpreterSession } | Stop-ACCodeInterpreterSession'
        'Use-ACBrowserSession { param($own) while ($true) { } }'
    ) {
        foreach ($round in 1..4) {
            $ready = [System.Threading.ManualResetEventSlim]::new()
            $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
            try {
                $null = $shell.AddScript('param($path, $variables, $ready, $script)
                    Import-Module $path
                    $null = Start-ACEmulator
                    foreach ($name in $variables.Keys) { Set-Variable $name $variables[$name] }
                    $ready.Set()
                    & ([scriptblock]::Create($script))').AddArgument($modulePath).AddArgument($variables).AddArgument($ready).AddArgument($_)
                $running = $shell.BeginInvoke()
                $ready.Wait(60000) | Should -BeTrue
                Start-Sleep -Milliseconds (Get-Random -Maximum 1000)
                $stopped = $shell.BeginStop($null, $null)
                $stopped.AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
                $running.IsCompleted | Should -BeTrue
            }
            finally { $shell.Dispose() }
        }
        Invoke-ACBrowserScript $s 'return 6 * 7' -TimeoutSeconds 60 | Should -Be 42
        (Invoke-ACCodeInterpreter -Session $c 'print(6 * 7)' -TimeoutSeconds 60).Output | Should -Be '42'
    }
}
