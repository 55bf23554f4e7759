BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
    $folder = New-Item (Join-Path $TestDrive 'send') -ItemType Directory
    Push-Location $folder

    # What Python sees in the session: the files' own opinion, not ours.
    function Read-Python([string] $Expression) { (Invoke-ACCodeInterpreter -Session $session "import os, hashlib; print($Expression)").Output }
}
AfterAll { Pop-Location; Stop-ACEmulator }

Describe 'Send-ACCodeInterpreterFile' {
    It 'sends a file that code can read' {
        'a,b', '1,2', '3,4' | Set-Content t.csv
        $sent = Send-ACCodeInterpreterFile $session t.csv
        $sent.Path | Should -Be 't.csv'
        $sent.Size | Should -Be (Get-Item t.csv).Length
        $sent.Sha256 | Should -Be (Get-FileHash t.csv).Hash
        (Invoke-ACCodeInterpreter -Session $session "import pandas; print(pandas.read_csv('t.csv').a.sum())").Output | Should -Be '4'
    }

    It 'sends every byte as it is' {
        [System.IO.File]::WriteAllBytes((Join-Path $folder 'b.bin'), [byte[]](0..255))
        $null = Send-ACCodeInterpreterFile $session b.bin
        Read-Python "open('b.bin', 'rb').read() == bytes(range(256))" | Should -Be 'True'
    }

    It 'sends an empty file' {
        $null = New-Item empty.txt
        (Send-ACCodeInterpreterFile $session empty.txt).Size | Should -Be 0
        Read-Python "os.path.getsize('empty.txt')" | Should -Be '0'
    }

    It 'takes wildcards and a destination' {
        1..3 | ForEach-Object { "$_" | Set-Content "w$_.txt" }
        (Send-ACCodeInterpreterFile $session w*.txt -Destination data/in).Path | Should -Be 'data/in/w1.txt', 'data/in/w2.txt', 'data/in/w3.txt'
        Read-Python "sorted(os.listdir('data/in'))" | Should -Be "['w1.txt', 'w2.txt', 'w3.txt']"
    }

    It 'takes files from the pipeline' {
        (Get-ChildItem w*.txt | Send-ACCodeInterpreterFile -Session $session).Count | Should -Be 3
    }

    It 'sends a folder with all that is in it' {
        'one' | Set-Content (New-Item tree/a/one.txt -Force)
        'two' | Set-Content (New-Item tree/b/two.txt -Force)
        $null = New-Item tree/empty -ItemType Directory
        (Send-ACCodeInterpreterFile $session tree -Destination up).Path | Should -Be 'up/tree/a/one.txt', 'up/tree/b/two.txt'
        Read-Python "sorted(os.path.relpath(os.path.join(d, n), 'up') for d, ds, fs in os.walk('up') for n in ds + fs)" |
            Should -Be "['tree', 'tree/a', 'tree/a/one.txt', 'tree/b', 'tree/b/two.txt', 'tree/empty']"
    }

    It 'makes a file of text from the pipeline' {
        $sent = 'ä', '€' | Send-ACCodeInterpreterFile $session -Name lines.txt -Destination text
        $sent.Path | Should -Be 'text/lines.txt'
        $sent.Source | Should -BeNullOrEmpty
        Read-Python "open('text/lines.txt', 'rb').read()" | Should -Be "b'\xc3\xa4\n\xe2\x82\xac\n'"
        $null = Send-ACCodeInterpreterFile $session -Name one.txt -Content 'a' -NoNewline
        Read-Python "open('one.txt', 'rb').read()" | Should -Be "b'a'"
    }

    It 'makes a file of objects as Set-Content writes them, and no line of null' {
        $objects = [pscustomobject]@{ Id = 1; Name = 'a' }, $null, @{ a = 1 }, 1.5
        $objects | Set-Content objects.txt
        $null = $objects | Send-ACCodeInterpreterFile $session -Name objects.txt
        Read-Python "hashlib.sha256(open('objects.txt', 'rb').read()).hexdigest()" | Should -Be (Get-FileHash objects.txt).Hash
        Get-Content objects.txt | Select-Object -First 1 | Should -Be '@{Id=1; Name=a}'
        (Send-ACCodeInterpreterFile $session -Name objects.txt -Content @(1, @(2, 3))).Size | Should -Be 6
    }

    It 'sends a file from the pipeline under another name' {
        $sent = Get-Item b.bin | Send-ACCodeInterpreterFile $session -Name other.bin -Destination named
        $sent.Path | Should -Be 'named/other.bin'
        $sent.Source | Should -Be (Join-Path $folder b.bin)
        Read-Python "open('named/other.bin', 'rb').read() == bytes(range(256))" | Should -Be 'True'
        (Send-ACCodeInterpreterFile $session -Name given.bin -Content (Get-Item b.bin)).Size | Should -Be 256
    }

    It 'does not send <What> under one name' -ForEach @(
        @{ What = 'several files'; Items = { Get-Item t.csv, b.bin } }
        @{ What = 'a file and text'; Items = { Get-Item t.csv; 'text' } }
        @{ What = 'a folder'; Items = { Get-Item . } }
    ) {
        & $Items | Send-ACCodeInterpreterFile $session -Name never-one.txt -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($failure[0])" | Should -Match "-Name 'never-one.txt' is the name of one file"
        Read-Python "os.path.exists('never-one.txt')" | Should -Be 'False'
    }

    It 'makes a file of bytes from the pipeline' {
        $null = Get-Content b.bin -AsByteStream | Send-ACCodeInterpreterFile $session -Name c.bin
        Read-Python "open('c.bin', 'rb').read() == bytes(range(256))" | Should -Be 'True'
        $null = Send-ACCodeInterpreterFile $session -Name d.bin -Content ([byte[]](0, 255))
        Read-Python "open('d.bin', 'rb').read()" | Should -Be "b'\x00\xff'"
        (Send-ACCodeInterpreterFile $session -Name e.bin -Content ([byte[]]@())).Size | Should -Be 0
    }

    It 'takes the name <_>' -ForEach "it's a file.txt", 'say "so" $(x) `y;.txt', 'a%20b#c&d.txt', 'übung.txt', '-rf.txt', 'new
line.txt' {
        $_ | Set-Content -LiteralPath $_ -NoNewline
        (Send-ACCodeInterpreterFile $session -LiteralPath $_ -Destination odd).Path | Should -Be "odd/$_"
        (Get-ACCodeInterpreterFile $session -LiteralPath "odd/$_").Length | Should -Be ([Text.Encoding]::UTF8.GetByteCount($_))
    }

    It 'follows a link to a file, and none to a folder' {
        $null = New-Item links -ItemType Directory
        $null = New-Item links/file -ItemType SymbolicLink -Target (Join-Path $folder t.csv)
        $null = New-Item links/circle -ItemType SymbolicLink -Target $folder
        $sent = Send-ACCodeInterpreterFile $session links -WarningVariable warning -WarningAction SilentlyContinue
        # Pester's own clearing of the test drive would follow it.
        [IO.Directory]::Delete("$folder/links/circle")
        $sent.Path | Should -Be 'links/file'
        $sent.Size | Should -Be (Get-Item t.csv).Length
        "$warning" | Should -Match 'circle'
    }

    It 'sends what a file had when it grows meanwhile, and says so' {
        # A file is looked at when it comes down the pipeline, and read when all have come.
        $growing = Join-Path $folder grow.log
        Set-Content $growing ('x' * 1000) -NoNewline
        $sent = & { Get-Item $growing; [IO.File]::AppendAllText($growing, 'y' * 4096) } |
            Send-ACCodeInterpreterFile $session -WarningVariable warning -WarningAction SilentlyContinue
        $sent.Size | Should -Be 1000
        Read-Python "os.path.getsize('grow.log')" | Should -Be "$($sent.Size)"
        $sent.Sha256 | Should -Be (Read-Python "hashlib.sha256(open('grow.log', 'rb').read()).hexdigest()")
        "$warning" | Should -Match 'grow\.log.* grew'
    }

    It 'sends more files of one folder than go in one call' {
        $null = New-Item many -ItemType Directory
        foreach ($number in 1..1100) { [IO.File]::WriteAllText((Join-Path $folder "many/file $number.txt"), "$number") }
        $sent = Send-ACCodeInterpreterFile $session many
        $sent.Count | Should -Be 1100
        Read-Python "len(os.listdir('many')), sum(int(open('many/' + n).read()) for n in os.listdir('many'))" | Should -Be '1100 605550'
        [IO.Directory]::Delete("$folder/many", $true)
    }

    It 'gives one error for the file that the session refuses, and sends the others' {
        Invoke-ACCodeInterpreter -Session $session "os.makedirs('clash/w2.txt')"
        $sent = Send-ACCodeInterpreterFile $session w*.txt -Destination clash -ErrorVariable failure -ErrorAction SilentlyContinue
        $sent.Path | Should -Be 'clash/w1.txt', 'clash/w3.txt'
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'FileRefused,*'
        $failure[0].TargetObject | Should -BeLike '*w2.txt'
    }

    It 'does not let two files of a call become one' {
        $null = New-Item twin/t.csv -Force -Value 'other'
        $sent = Send-ACCodeInterpreterFile $session t.csv, twin/t.csv -ErrorVariable failure -ErrorAction SilentlyContinue
        $sent.Source | Should -Be (Join-Path $folder t.csv)
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
    }

    It 'sends nothing with -WhatIf' {
        'x' | Set-Content never.txt
        Send-ACCodeInterpreterFile $session never.txt -WhatIf
        'x' | Send-ACCodeInterpreterFile $session -Name never.txt -WhatIf
        Read-Python "os.path.exists('never.txt')" | Should -Be 'False'
    }

    It 'names a file that there is not' {
        Send-ACCodeInterpreterFile $session nope.txt -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($failure[0])" | Should -Match 'nope\.txt'
    }

    It 'refuses the destination <_>' -ForEach '/etc', '../up', 'a/../../up', 'C:\temp' {
        'x' | Set-Content x.txt
        $failure = { Send-ACCodeInterpreterFile $session x.txt -Destination $_ } | Should -Throw -PassThru
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$failure" | Should -Match ([regex]::Escape($_))
    }

    It 'refuses the name <_>' -ForEach '/etc/passwd', '../up.txt' {
        $_ | Send-ACCodeInterpreterFile $session -Name $_ -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'gives one error a file when the session has ended' {
        $ended = Start-ACCodeInterpreterSession
        Stop-ACCodeInterpreterSession $ended
        Send-ACCodeInterpreterFile $ended w*.txt -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 3
        $failure.CategoryInfo.Category | Sort-Object -Unique | Should -Be 'ObjectNotFound'
    }
}

Describe 'Send-ACCodeInterpreterFile with a big file' {
    BeforeAll {
        $content = [byte[]]::new(40MB)
        [Random]::new(42).NextBytes($content)
        [IO.File]::WriteAllBytes((Join-Path $folder big.bin), $content)
        $wanted = (Get-FileHash big.bin).Hash.ToLowerInvariant()

        # Another runspace sends it, and can be stopped or met with a session that ends, while this one looks on.
        function Start-Sending($Session) {
            $shell = [PowerShell]::Create()
            $null = $shell.AddScript("Import-Module '$modulePath'; Send-ACCodeInterpreterFile `$args[0] '$folder/big.bin' -Destination half").AddArgument($Session)
            @{ Shell = $shell; Run = $shell.BeginInvoke() }
        }
        function Get-Left($Session) { Get-ACCodeInterpreterFile $Session .agentcore-*, half/* -ErrorAction Ignore }
    }

    It 'cuts it into pieces and joins them, and leaves nothing behind' {
        (Send-ACCodeInterpreterFile $session big.bin -Destination deep/er).Sha256 | Should -Be $wanted
        Read-Python "hashlib.sha256(open('deep/er/big.bin', 'rb').read()).hexdigest()" | Should -Be $wanted
        Get-Left $session | Should -BeNullOrEmpty
    }

    It 'ends on Ctrl+C and removes the pieces' {
        $sending = Start-Sending $session
        Wait-Until { Get-ACCodeInterpreterFile $session .agentcore-* }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $sending.Shell.Stop()
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        Wait-Until { -not (Get-Left $session) }
    }

    It 'gives one error when the session ends meanwhile' {
        $ended = Start-ACCodeInterpreterSession
        $sending = Start-Sending $ended
        Wait-Until { Get-ACCodeInterpreterFile $ended .agentcore-* }
        Stop-ACCodeInterpreterSession $ended
        $sending.Shell.EndInvoke($sending.Run) | Should -BeNullOrEmpty
        $sending.Shell.Streams.Error.Count | Should -Be 1
        $sending.Shell.Streams.Error[0].TargetObject | Should -BeLike '*big.bin'
        $sending.Shell.Streams.Error[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}
