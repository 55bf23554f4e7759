# -AsJob, which several cmdlets have in the same way.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
}
AfterAll {
    Get-Job | Remove-Job -Force
    Stop-ACEmulator
}

Describe 'A cmdlet in a job' {
    It 'writes a job, and what it gives are live objects' {
        $job = Start-ACBrowserSession probe -AsJob
        $job | Should -BeOfType System.Management.Automation.Job
        $started = $job | Wait-Job | Receive-Job
        $job.State | Should -Be 'Completed'
        $started | Should -BeOfType AgentCore.BrowserSession
        $started.Name | Should -Be 'probe'
        ($started | Wait-ACBrowserSession -AsJob | Receive-Job -Wait).SessionId | Should -Be $started.SessionId
        $started | Stop-ACBrowserSession -PassThru | ForEach-Object Status | Should -Be 'TERMINATED'
        Get-Job -Id $job.Id | Should -Be $job
    }

    It 'works for all that comes down the pipeline' {
        $made = 'job-1', 'job-2' | Start-ACCodeInterpreterSession -AsJob | Receive-Job -Wait
        $made.Name | Should -Be 'job-1', 'job-2'
        $made | Stop-ACCodeInterpreterSession
        $tasks = 'true', 'true' | Start-ACCodeInterpreterTask $session
        ($tasks | Wait-ACCodeInterpreterTask -AsJob | Receive-Job -Wait).Status | Should -Be 'completed', 'completed'
    }

    It 'finds the files of the current location, and writes every stream' {
        Set-Content "$TestDrive/here.py" 'import sys; print(1); print("aside", file=sys.stderr)'
        Push-Location $TestDrive
        try { $job = Invoke-ACCodeInterpreter -Session $session -Path here.py -Stream -AsJob }
        finally { Pop-Location }
        $job | Receive-Job -Wait -WarningVariable asides -WarningAction SilentlyContinue | Should -Be '1'
        $asides | Should -Be 'aside'
    }

    It 'keeps the error of each' {
        $job = Invoke-ACCodeInterpreter -Session $session '1 / 0' -ErrorOnFailure -AsJob | Wait-Job
        $job | Receive-Job -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        @($failures)[0].FullyQualifiedErrorId | Should -BeLike 'ProgramFailed,*'
        $job = Install-ACCodeInterpreterPackage $session 'not a package' -AsJob -ErrorAction Stop | Wait-Job
        $job.State | Should -Be 'Failed'
        $job.Error.Count | Should -Be 1
    }

    It 'ends with Stop-Job' {
        $job = Invoke-ACCodeInterpreter -Session $session -Command 'sleep 600' -AsJob
        Wait-Until { $job.State -eq 'Running' }
        Stop-Job $job
        Wait-Until { $job.State -eq 'Stopped' }
        Remove-Job $job
        Get-Job | Should -Not -Contain $job
    }

    It 'waits for a page' {
        $browser = Start-ACBrowserSession
        $null = Open-ACBrowserPage $browser (ConvertTo-PageUrl '<title>waited</title>')
        (Wait-ACBrowserPage $browser -Title waited -AsJob | Receive-Job -Wait).Title | Should -Be 'waited'
        Stop-ACBrowserSession $browser
    }
}
