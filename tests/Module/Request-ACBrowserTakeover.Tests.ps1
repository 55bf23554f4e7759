BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession -ViewPort 800x600
    $person = Start-ACBrowserSession -ViewPort 1000x800
    $page = ConvertTo-PageUrl '<title>Back</title>'
    function Get-Automation { (Get-ACBrowserSession -SessionId $session.SessionId).AutomationStreamStatus }
}
AfterAll { Stop-ACEmulator }

Describe 'Request-ACBrowserTakeover' {
    AfterEach { Get-Automation | Should -Be 'ENABLED' }

    It 'cuts automation off until the person presses Done' {
        $null = Open-ACBrowserPage $session $page
        $turn = Request-ACBrowserTakeover $session 'Please <b>sign in</b>' -NoBrowser | ForEach-Object {
            if ($_ -isnot [AgentCore.LiveView]) { return $_ }
            Get-Automation | Should -Be 'DISABLED'
            { Open-ACBrowserPage $session $page -ErrorAction Stop } | Should -Throw '*automation*disabled*'
            $null = Open-ACBrowserPage $person $_.Url
            Invoke-ACBrowserScript $person "document.querySelector('#message').textContent" | Should -Be 'Please <b>sign in</b>'
            Invoke-ACBrowserScript $person "document.querySelector('iframe').src.endsWith('/view')" | Should -BeTrue
            Invoke-ACBrowserScript $person "document.querySelector('#done').click()"
        }
        $turn | Should -BeOfType AgentCore.BrowserTakeover
        $turn.SessionId | Should -Be $session.SessionId
        $turn.Outcome | Should -Be 'Done'
        (Open-ACBrowserPage $session $page).Title | Should -Be 'Back'
        Wait-Until { (Invoke-ACBrowserScript $person "document.querySelector('#tell').textContent") -match '^Thank you' }
    }

    It 'gives automation back when the time is over' {
        $turn = Request-ACBrowserTakeover $session -NoBrowser -TimeoutSeconds 1
        $turn[0] | Should -BeOfType AgentCore.LiveView
        $turn[1].Outcome | Should -Be 'TimedOut'
        $turn[1].Duration.TotalSeconds | Should -BeGreaterOrEqual 1
        (Open-ACBrowserPage $session $page).Title | Should -Be 'Back'
    }

    It 'gives automation back when the pipeline has enough' {
        $session | Request-ACBrowserTakeover -NoBrowser | Select-Object -First 1 | Should -BeOfType AgentCore.LiveView
    }

    It 'gives automation back when the browser cannot be opened' {
        $before = $env:BROWSER
        try {
            $env:BROWSER = 'false'
            Request-ACBrowserTakeover $session -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }
        finally { $env:BROWSER = $before }
        $failure.Count | Should -Be 1
    }

    It 'gives automation back on Ctrl+C' {
        $service = Start-RecordingService
        try {
            $process = Start-FreshPowerShell "Request-ACBrowserTakeover 01ARZ3NDEKTSV4RRFFQ69G5FAV -NoBrowser -EndpointUrl $($service.Url) -AccessKey A -SecretKey B -Region us-east-1 |
                ForEach-Object { [Console]::WriteLine('open') }"
            try {
                $process.StandardOutput.ReadLine() | Should -Be 'open'
                Stop-FreshPowerShell $process
            }
            finally { $process.Kill($true) }
            $updates = @($service.Requests | Where-Object Path -Like '*/streams/update' | ForEach-Object { ($_.Body | ConvertFrom-Json).streamUpdate.automationStreamUpdate.streamStatus })
            $updates | Should -Be 'DISABLED', 'ENABLED'
        }
        finally { Stop-RecordingService $service }
    }

    It 'says so when the session ends meanwhile' {
        $short = Start-ACBrowserSession
        Request-ACBrowserTakeover $short -NoBrowser -ErrorVariable failure -ErrorAction SilentlyContinue | ForEach-Object { Stop-ACBrowserSession $short }
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($failure[0])" | Should -Match "$($short.SessionId) has ended"
    }

    It 'changes nothing with -WhatIf, also on a machine without a browser' {
        $saved = $env:BROWSER
        $env:BROWSER = Join-Path $TestDrive nosuchbrowser
        try { Request-ACBrowserTakeover $session -WhatIf -ErrorAction Stop | Should -BeNullOrEmpty }
        finally { $env:BROWSER = $saved }
        (Get-ACBrowserSession -SessionId $session.SessionId).AutomationStreamStatus | Should -Be 'ENABLED'
    }

    It 'refuses a time of <_> seconds and names the limits' -ForEach 0, -1, 28801 {
        { Request-ACBrowserTakeover $session -TimeoutSeconds $_ -ErrorAction Stop } | Should -Throw '*1 to 28800*'
    }
}
