BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    $report = "Month,Sold`nJanuary,120`nFebruary,95`nMarch,143`n"
    function Open-Downloads([string] $Query = '') {
        $script:session = Start-ACBrowserSession
        $null = Open-ACBrowserPage $session "$($shop.Url)downloads$Query"
    }

    function Invoke-Link([string] $Text) {
        Invoke-ACBrowserScript $session '[...document.querySelectorAll("a, button")].find(link => link.textContent === args[0]).click()' -ArgumentList $Text
    }

    # The bytes that the shop sends: at i it is i % 251.
    function Assert-Pattern($File, [int] $Size) {
        $File.Length | Should -Be $Size
        $expected = [byte[]]::new($Size)
        for ($at = 0; $at -lt $Size; $at++) { $expected[$at] = $at % 251 }
        [System.Linq.Enumerable]::SequenceEqual([byte[]][IO.File]::ReadAllBytes($File), $expected) | Should -BeTrue
    }

    # Nothing else is left in a folder, not even hidden.
    function Assert-Files([string] $Folder, [string[]] $Name) {
        Get-ChildItem $Folder -Force -Name | Sort-Object | Should -Be ($Name | Sort-Object)
    }
}
AfterAll { Stop-ACEmulator; Stop-Shop $shop }

Describe 'Receive-ACBrowserDownload' {
    BeforeAll { Open-Downloads }
    BeforeEach { $folder = Join-Path $TestDrive ([guid]::NewGuid()) }

    It 'receives <Link>' -ForEach @(
        @{ Link = 'Report'; Name = 'report.csv'; Content = "Month,Sold`nJanuary,120`nFebruary,95`nMarch,143`n" }
        @{ Link = 'Report in Japanese'; Name = '報告 _三月_.csv'; Content = "Month,Sold`nJanuary,120`nFebruary,95`nMarch,143`n" }
        @{ Link = 'Report that has moved'; Name = 'report.csv'; Content = "Month,Sold`nJanuary,120`nFebruary,95`nMarch,143`n" }
        @{ Link = 'Report in a new tab'; Name = 'report.csv'; Content = "Month,Sold`nJanuary,120`nFebruary,95`nMarch,143`n" }
        @{ Link = 'File without a name'; Name = 'unnamed.txt'; Content = 'unnamed' }
        @{ Link = 'Plain text by download attribute'; Name = 'renamed.txt'; Content = 'plain' }
        @{ Link = 'Made by a script'; Name = 'made.txt'; Content = "made here, größer`n" }
        @{ Link = 'Made of data'; Name = 'data.txt'; Content = 'made of data' }
        @{ Link = 'Slow file'; Name = 'slow.txt'; Content = -join (0..9).ForEach{ "part $_...`n" }.ForEach{ $_.Substring(0, 10) } }
        @{ Link = 'Download later'; Name = 'report.csv'; Content = "Month,Sold`nJanuary,120`nFebruary,95`nMarch,143`n" }
    ) {
        Invoke-Link $Link
        $file = Receive-ACBrowserDownload $session "$folder/"
        $file | Should -BeOfType System.IO.FileInfo
        $file.FullName | Should -Be (Join-Path $folder $Name)
        Get-Content $file -Raw | Should -Be $Content
        Assert-AsGetItem $file
        (Invoke-ACBrowserScript $session 'document.title') | Should -Be 'Downloads'
    }

    It 'receives an empty file' {
        Invoke-Link 'Empty file'
        (Receive-ACBrowserDownload $session "$folder/").Length | Should -Be 0
        Assert-Files $folder empty.txt
    }

    It 'receives the response to a form' {
        Invoke-ACBrowserScript $session 'document.querySelector("[name=customer]").value = "Ada"; document.querySelector("form button").click()'
        Receive-ACBrowserDownload $session "$folder/" | Get-Content | Should -Be 'Invoice for Ada'
    }

    It 'receives what a session may have alone' {
        Invoke-ACBrowserScript $session 'void (document.cookie = "shop-session=ada")'
        Invoke-Link 'Private file'
        Receive-ACBrowserDownload $session "$folder/" | Get-Content | Should -Be 'for Ada alone'
    }

    It 'receives bytes as they are, whatever the type of the file says' {
        $bytes = [byte[]](0..255)
        Invoke-ACBrowserScript $session 'const link = document.createElement("a"); link.download = "latin.csv"; link.href = URL.createObjectURL(new Blob([args[0]], { type: "text/csv" })); link.click(); URL.revokeObjectURL(link.href);' -ArgumentList @(, $bytes)
        $file = Receive-ACBrowserDownload $session "$folder/"
        [Convert]::ToHexString([IO.File]::ReadAllBytes($file)) | Should -Be ([Convert]::ToHexString($bytes))
    }

    It 'stays within the destination' {
        Invoke-Link 'File with a path'
        $file = Receive-ACBrowserDownload $session "$folder/inner/"
        $file.DirectoryName | Should -Be (Join-Path $folder inner)
        $file.Name | Should -Be '_.._outside.txt'
        Assert-Files $folder inner
    }

    It 'takes a name for the file, the pipeline, and the current folder' {
        $null = New-Item $folder -ItemType Directory
        Invoke-Link Report
        ($session | Receive-ACBrowserDownload -Destination "$folder/mine.csv").Name | Should -Be 'mine.csv'
        Push-Location $folder
        try {
            Invoke-Link Report
            $session | Receive-ACBrowserDownload | Should -BeOfType System.IO.FileInfo
            Invoke-Link Report
            ($session.SessionId | Receive-ACBrowserDownload -Destination ./third.csv).FullName | Should -Be (Join-Path $folder third.csv)
        }
        finally { Pop-Location }
        Assert-Files $folder mine.csv, report.csv, third.csv
    }

    It 'replaces a file that exists, unless it must stay' {
        $null = New-Item $folder/report.csv -Value old -Force
        Invoke-Link Report
        Receive-ACBrowserDownload $session $folder -NoClobber -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Get-Content $folder/report.csv | Should -Be old
        # It is still there to be received.
        Receive-ACBrowserDownload $session $folder | Get-Content -Raw | Should -Be $report
        Assert-Files $folder report.csv
    }

    It 'receives all with -All' {
        Open-Downloads
        Invoke-Link 'Download two'
        $null = 1..2 | ForEach-Object { Wait-ACBrowserPage $session -Download }
        $files = @(Receive-ACBrowserDownload $session "$folder/")
        $files += @(Receive-ACBrowserDownload $session "$folder/")
        Assert-Files $folder report.csv, unnamed.txt
        # A click on a link takes the place of one whose server has not responded yet.
        foreach ($link in 'Slow file', 'Report', 'Report') {
            Invoke-Link $link
            $null = Wait-ACBrowserPage $session -Download
        }
        $all = Receive-ACBrowserDownload $session "$folder/more/" -All -ErrorVariable failure -ErrorAction SilentlyContinue
        $all.Name | Should -Be slow.txt, report.csv
        "$($failure[0])" | Should -BeLike "*'report.csv'*Name a folder*"
        Receive-ACBrowserDownload $session "$folder/third/" | Should -Not -BeNullOrEmpty
    }

    It 'receives one that began before, also after the connection was let go' {
        Invoke-Link Report
        Start-Sleep 7
        Receive-ACBrowserDownload $session "$folder/" | Get-Content -Raw | Should -Be $report
    }

    It 'keeps the connection while a download comes in' {
        $null = Open-ACBrowserPage $session "$($shop.Url)downloads"
        Invoke-ACBrowserScript $session 'void (location.href = "/files/slow?ms=900")'
        Start-Sleep 8
        (Receive-ACBrowserDownload $session "$folder/").Length | Should -Be 100
    }

    It 'receives what was waited for, by the pipeline and by name' {
        Open-Downloads
        Invoke-Link 'Slow file'
        $first = Wait-ACBrowserPage $session -Download
        Invoke-Link Report
        $slow, $quick = $first, (Wait-ACBrowserPage $session -Download)
        $slow, $quick | Should -BeOfType AgentCore.BrowserDownload
        $slow.FileName, $slow.Size, $slow.SessionId | Should -Be slow.txt, 100, $session.SessionId
        $slow.State | Should -BeIn InProgress, Completed
        $slow.Url | Should -Be "$($shop.Url)files/slow"
        $slow | Format-Table | Out-String -Width 200 | Should -Match '(?m)^slow.txt +100 B (InProgress|Completed ) http'
        $slow | Receive-ACBrowserDownload -WhatIf | Should -BeNullOrEmpty
        ($slow, $quick | Receive-ACBrowserDownload "$folder/").Name | Should -Be slow.txt, report.csv
        $slow.Path | Should -Be (Join-Path $folder slow.txt)
        # Once more, also of those that were received.
        (Receive-ACBrowserDownload -Download $quick -Destination $folder/again.csv).Length | Should -Be 45
        Receive-ACBrowserDownload $session $folder -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -BeLike '*no download within 1 s*'
        Stop-ACBrowserSession $session
        $quick | Receive-ACBrowserDownload $folder -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -BeLike '*has ended*'
    }

    It 'asks with -WhatIf, and leaves the download' {
        Open-Downloads
        Invoke-Link Report
        $null = Wait-ACBrowserPage $session -Download
        Receive-ACBrowserDownload $session "$folder/" -WhatIf | Should -BeNullOrEmpty
        Test-Path $folder | Should -BeFalse
        (Receive-ACBrowserDownload $session "$folder/").Name | Should -Be report.csv
    }

    It 'says what came instead of a download' {
        Invoke-ACBrowserScript $session 'void (location.href = "/fruits?token=secret")'
        Receive-ACBrowserDownload $session "$folder/" -TimeoutSeconds 2 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        "$($failure[0])" | Should -BeLike "*no download within 2 s*It shows $($shop.Url)fruits.*"
        "$($failure[0])" | Should -Not -BeLike '*secret*'
        Test-Path $folder | Should -BeFalse
        $null = Open-ACBrowserPage $session "$($shop.Url)downloads"
        Invoke-ACBrowserScript $session 'void (document.cookie = "shop-session=; max-age=0")'
        Invoke-Link 'Private file'
        Receive-ACBrowserDownload $session "$folder/" -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -BeLike "*GET $($shop.Url)files/private (status 403)*"
    }

    It 'says how far a download came that stands still, and receives others meanwhile' {
        Open-Downloads
        Invoke-Link 'Stuck file'
        Receive-ACBrowserDownload $session "$folder/" -TimeoutSeconds 2 -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -BeLike "*1,000 of 100,000 bytes of 'stuck.bin'*2 s*"
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        Test-Path $folder | Should -BeFalse
        Invoke-Link Report
        (Receive-ACBrowserDownload $session "$folder/").Name | Should -Be report.csv
    }

    It 'says that a download broke off, once, and leaves nothing of it' {
        Open-Downloads
        Invoke-Link 'Broken file'
        Receive-ACBrowserDownload $session "$folder/" -TimeoutSeconds 60 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'DownloadFailed,*'
        "$($failure[0])" | Should -BeLike "*'broken.bin'*1,000 of 100,000 bytes*"
        Test-Path $folder | Should -BeFalse
        Invoke-Link Report
        (Receive-ACBrowserDownload $session "$folder/").Name | Should -Be report.csv
    }

    It 'says that the server did not send a file' {
        Invoke-Link 'Missing file'
        Receive-ACBrowserDownload $session "$folder/" -TimeoutSeconds 5 -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -BeLike "*'missing.html'*the server did not send it*"
    }

    It 'leaves downloads to a raw command' {
        Open-Downloads
        Invoke-ACBrowserCommand $session Browser.setDownloadBehavior @{ behavior = 'allow'; downloadPath = '/tmp/mine'; eventsEnabled = $true }
        Invoke-Link Report
        Receive-ACBrowserDownload $session "$folder/" | Get-Content -Raw | Should -Be $report
        Invoke-ACBrowserCommand $session Browser.setDownloadBehavior @{ behavior = 'deny'; eventsEnabled = $true }
        Invoke-Link Report
        Receive-ACBrowserDownload $session "$folder/" -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'DownloadFailed,*'
    }

    It 'receives from a page that hangs, and a large file' {
        Open-Downloads '?size=5000000'
        Invoke-Link 'Big file'
        Invoke-ACBrowserScript $session 'void setTimeout(() => { while (true) { } }, 100)'
        Assert-Pattern (Receive-ACBrowserDownload $session "$folder/") 5000000
        Open-Downloads '?size=3000000'
        Invoke-Link 'Big file without a length'
        Assert-Pattern (Receive-ACBrowserDownload $session "$folder/") 3000000
    }

    It 'says that the session has ended' {
        Open-Downloads
        $job = Start-ThreadJob { Import-Module $using:modulePath; Receive-ACBrowserDownload $using:session "$using:folder/" -TimeoutSeconds 60 }
        Start-Sleep 1
        Stop-ACBrowserSession $session
        Wait-Job $job -Timeout 30 | Should -Not -BeNullOrEmpty
        "$($job.Error)" | Should -BeLike "*$($session.SessionId) has ended*"
    }

    It 'ends on Ctrl+C, and leaves nothing of the file' {
        $process = Start-FreshPowerShell "`$null = Start-ACEmulator; `$s = Start-ACBrowserSession
            `$null = Open-ACBrowserPage `$s '$($shop.Url)downloads'
            Invoke-ACBrowserScript `$s 'void (location.href = `"/files/stuck`")'
            [Console]::WriteLine('begun'); Receive-ACBrowserDownload `$s '$folder/' -TimeoutSeconds 3000"
        try {
            $process.StandardOutput.ReadLine() | Should -Be 'begun'
            Start-Sleep 1
            Stop-FreshPowerShell $process
            Test-Path $folder | Should -BeFalse
        }
        finally { $process.Kill($true) }
    }
}
