BeforeAll {
    . "$PSScriptRoot/common.ps1"
    & (Join-Path $root 'tests/Restore-Client.ps1')
    $data = Join-Path $TestDrive data
    $null = Start-ACEmulator -DataPath $data
    $shop = Start-Shop
    $browser = New-ACBrowser shop -Recording s3://my-recordings/shop -ExecutionRoleArn arn:aws:iam::123456789012:role/recorder -Wait
    $session = Start-ACBrowserSession -BrowserIdentifier $browser -Name 'a </script> probe' -ViewPort 800x600
    $null = Open-ACBrowserPage $session "$($shop.Url)frames"
    Invoke-ACBrowserScript $session 'document.body.append("Written later"); document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\"top.ran = true\">"); void 0'
    $null = Wait-ACBrowserPage $session -Text 'Written later'
    # A stop waits half a second for the last that a page has to tell; on a busy machine that may be its frames.
    Wait-Until {
        $recorded = Get-ChildItem "$data/s3/my-recordings/shop/$($session.SessionId)" -Filter *.gz -ErrorAction Ignore | ForEach-Object {
            $stream = [System.IO.Compression.GZipStream]::new($_.OpenRead(), [System.IO.Compression.CompressionMode]::Decompress)
            try { [System.IO.StreamReader]::new($stream).ReadToEnd() } catch [System.IO.InvalidDataException] { } finally { $stream.Dispose() }
        }
        -not ('Written later', 'Your review', 'Card number' | Where-Object { "$recorded" -notmatch $_ })
    } 60
    Stop-ACBrowserSession $session
    $recording = Get-ACBrowserRecording $session
    $files = Get-ChildItem "$data/s3/my-recordings/shop/$($session.SessionId)" -File
    # Plays it in Chromium.
    function Invoke-Player([string] $Where, [string[]] $Text) {
        & node (Join-Path $root 'tests/Clients/play-recording.mjs') $Where @Text | ConvertFrom-Json
    }
}
AfterAll { Stop-ACEmulator; Stop-Shop $shop }

Describe 'Receive-ACBrowserRecording' {
    BeforeEach { $folder = Join-Path $TestDrive ([guid]::NewGuid()) }

    It 'copies the files as they are' {
        $received = Receive-ACBrowserRecording $recording $folder
        $received | Should -BeOfType System.IO.FileInfo
        Assert-AsGetItem $received[0]
        $received.Name | Sort-Object | Should -Be ($files.Name | Sort-Object)
        $received.DirectoryName | Sort-Object -Unique | Should -Be (Join-Path $folder $session.SessionId)
        foreach ($file in $files) {
            (Get-FileHash "$folder/$($session.SessionId)/$($file.Name)").Hash | Should -Be (Get-FileHash $file).Hash
        }
    }

    It 'makes a page that plays without a network' {
        $page = $recording | Receive-ACBrowserRecording "$folder/" -AsHtml
        $page.FullName | Should -Be (Join-Path $folder "$($session.SessionId).html")
        Assert-AsGetItem $page
        # Of the page, of a frame of its site, and of one of another.
        $played = Invoke-Player $page.FullName 'Written later', 'Your review', 'Card number'
        $played.title | Should -Be 'Recording of a </script> probe'
        $played.problem | Should -BeNullOrEmpty
        $played.pages.Count | Should -Be 1
        $played.requests | Should -Be $page.Name
        $played.errors | Should -BeNullOrEmpty
        $played.sandbox | Should -Be 'allow-same-origin'
        $played.ran | Should -BeNullOrEmpty
    }

    It 'makes a page where the path ends in .html' {
        $null = New-Item $folder -ItemType Directory
        (Receive-ACBrowserRecording $session "$folder/mine.html").FullName | Should -Be (Join-Path $folder mine.html)
        $two = $recording, $recording | Receive-ACBrowserRecording "$folder/two.html" -ErrorVariable failure -ErrorAction SilentlyContinue
        @($two).Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        "$($failure[0])" | Should -BeLike '*Name a folder*'
    }

    It 'replaces what exists, unless it must stay' {
        $null = New-Item "$folder/$($session.SessionId)/metadata.json" -Value old -Force
        $null = New-Item "$folder/$($session.SessionId).html" -Value old -Force
        $kept = Receive-ACBrowserRecording $recording $folder -NoClobber -ErrorVariable failure -ErrorAction SilentlyContinue
        $kept.Name | Should -Not -Contain metadata.json
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Receive-ACBrowserRecording $recording $folder -AsHtml -NoClobber -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-Content "$folder/$($session.SessionId)/metadata.json", "$folder/$($session.SessionId).html" | Should -Be old, old
        $null = Receive-ACBrowserRecording $recording $folder
        $null = Receive-ACBrowserRecording $recording $folder -AsHtml
        (Get-Item "$folder/$($session.SessionId).html").Length | Should -BeGreaterThan 200000
        Get-Content "$folder/$($session.SessionId)/metadata.json" -Raw | Should -BeLike '*COMPLETE*'
        Get-ChildItem $folder -Recurse -File -Force | Where-Object Name -Like '.agentcore*' | Should -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf' {
        Receive-ACBrowserRecording $recording $folder -WhatIf | Should -BeNullOrEmpty
        Receive-ACBrowserRecording $recording "$folder/" -AsHtml -WhatIf | Should -BeNullOrEmpty
        Test-Path $folder | Should -BeFalse
    }

    It 'receives and plays what there is of one that is cut, with a warning' {
        $cut = New-Item "$data/s3/my-recordings/cut/ONE" -ItemType Directory -Force
        Copy-Item $files $cut
        (Get-Content "$cut/metadata.json" -Raw).Replace('COMPLETE', 'INCOMPLETE') | Set-Content "$cut/metadata.json"
        $bytes = [byte[]](1..64)
        [IO.File]::WriteAllBytes("$cut/batch_$($files.Count).ndjson.gz", $bytes)
        $page = Receive-ACBrowserRecording s3://my-recordings/cut "$folder/" -AsHtml -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*not complete*A part of it is missing*'
        $page.Name | Should -Be ONE.html
        $played = Invoke-Player $page.FullName 'Written later'
        $played.problem | Should -Be "batch_$($files.Count).ndjson.gz is missing or damaged; what follows the damage is not shown."
    }

    It 'plays events of rrweb that stand for themselves' {
        $theirs = New-Item "$data/s3/my-recordings/theirs/THEIRS" -ItemType Directory -Force
        $node = '{"type":0,"id":1,"childNodes":[{"type":2,"tagName":"html","attributes":{},"id":2,"childNodes":[{"type":2,"tagName":"head","attributes":{},"id":3,"childNodes":[]},{"type":2,"tagName":"body","attributes":{},"id":4,"childNodes":[{"type":3,"textContent":"By another recorder","id":5}]}]}]}'
        $lines = '{"type":4,"timestamp":1000,"data":{"href":"https://example.com/","width":640,"height":480}}',
            "{`"type`":2,`"timestamp`":1001,`"data`":{`"node`":$node,`"initialOffset`":{`"left`":0,`"top`":0}}}",
            '{"type":3,"timestamp":1500,"data":{"source":3,"id":1,"x":0,"y":0}}'
        $stream = [IO.Compression.GZipStream]::new([IO.File]::Create("$theirs/batch_1.ndjson.gz"), [IO.Compression.CompressionMode]::Compress)
        $stream.Write([Text.Encoding]::UTF8.GetBytes(($lines -join "`n") + "`n"))
        $stream.Dispose()
        $page = Receive-ACBrowserRecording s3://my-recordings/theirs "$folder/" -AsHtml
        $played = Invoke-Player $page.FullName 'By another recorder'
        $played.pages, $played.problem | Should -Be '1. THEIRS', ''
    }

    It 'says what cannot be received' {
        Receive-ACBrowserRecording s3://my-recordings/none $folder -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $null = New-Item $folder -Value 'a file'
        { Receive-ACBrowserRecording $recording $folder } | Should -Throw '*is a file*'
    }

    It 'stays within the destination' {
        $out = New-Item "$data/s3/my-recordings/odd/x;y .." -ItemType Directory -Force
        Copy-Item $files $out
        $received = Receive-ACBrowserRecording s3://my-recordings/odd $folder
        $received.FullName | ForEach-Object { $_ | Should -BeLike "$folder/*" }
    }
}
