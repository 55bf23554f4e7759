BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
    $null = New-PSDrive -Name sbx -PSProvider ACCodeInterpreter -Root / -Session $session -Scope Global
    Push-Location $TestDrive

    # What the session itself says of a file: not through the drive.
    function Get-ByteText([string] $Path) {
        $hex = (Invoke-ACCodeInterpreter -Session $session "print(open('$Path', 'rb').read().hex())").Output
        $hex.ToUpperInvariant()
    }
}
AfterAll { Pop-Location; Remove-PSDrive sbx -Scope Global -ErrorAction Ignore; Stop-ACEmulator }

Describe 'The drive: finding' {
    BeforeAll {
        $made = Invoke-ACCodeInterpreter -Session $session "
import os
os.makedirs('tree/in/deep')
for path in ['tree/a.csv', 'tree/B.txt', 'tree/in/c.csv', 'tree/in/deep/d.csv', 'tree/it\'s a file.txt']:
    open(path, 'w').write('12345')
os.symlink('/etc', 'tree/out')"
        $made.IsError | Should -BeFalse
    }

    It 'lists what the file cmdlets list' {
        (Get-ChildItem sbx:/tree -Recurse).RemotePath | Should -Be (Get-ACCodeInterpreterFile $session tree -Recurse).RemotePath
        (Get-ChildItem sbx:).RemotePath | Should -Be (Get-ACCodeInterpreterFile $session).RemotePath
    }

    It 'looks at a file once, however often PowerShell asks for it' {
        $lines = Set-Content "sbx:/new-$([guid]::NewGuid()).txt" 2 -Verbose 4>&1
        $calls = @($lines -match ' in session \w+: \d+ ms$')
        $calls.Count | Should -BeGreaterThan 0
        # One look at the file, one at its folder, and what writing takes.
        $calls.Count | Should -BeLessOrEqual 6
    }

    It 'writes the objects that the file cmdlets take' {
        $item = Get-Item sbx:/tree/a.csv
        $item | Should -BeOfType AgentCore.CodeInterpreterFile
        $item.Length | Should -Be 5
        $item.PSDrive.Name | Should -Be 'sbx'
        $item.PSIsContainer | Should -BeFalse
        "$($item.PSProvider)" | Should -Be 'AgentCore\ACCodeInterpreter'
        $item.PSPath | Should -Be (Get-ACCodeInterpreterFile $session tree/a.csv).PSPath
        $item.PSPath | Should -BeLike 'AgentCore\ACCodeInterpreter::*'
        $item | Receive-ACCodeInterpreterFile -Destination $TestDrive | Get-Content | Should -Be '12345'
    }

    It 'knows -Name, -Filter, -Depth, -File, -Directory and wildcards' {
        Get-ChildItem sbx:/tree -Name -Filter *.csv | Should -Be 'a.csv'
        (Get-ChildItem sbx:/tree -Filter *.csv -Recurse).RemotePath | Should -Be 'tree/a.csv', 'tree/in/c.csv', 'tree/in/deep/d.csv'
        (Get-ChildItem sbx:/tree -Recurse -Depth 1 -Filter *.csv).RemotePath | Should -Be 'tree/a.csv', 'tree/in/c.csv'
        (Get-ChildItem sbx:/tree -Directory).Name | Should -Be 'in'
        (Get-ChildItem sbx:/tree -File -Filter *.csv).Name | Should -Be 'a.csv'
        (Get-ChildItem sbx:/tree/*/*.csv).RemotePath | Should -Be 'tree/in/c.csv'
    }

    It 'lists names as the file system does: <_>' -ForEach '-File', '-Directory', '-Recurse -File', '-Recurse -Directory', '-Recurse -File -Filter *.csv' {
        foreach ($path in 'a.csv', 'B.txt', 'in/c.csv', 'in/deep/d.csv', "it's a file.txt") {
            $null = New-Item "$TestDrive/tree/$path" -Force
        }
        $names = & ([scriptblock]::Create("Get-ChildItem sbx:/tree -Name $_")) | Where-Object { $_ -ne 'out' }
        $names | Sort-Object | Should -Be (& ([scriptblock]::Create("Get-ChildItem '$TestDrive/tree' -Name $_")) | Sort-Object)
        $names | Should -Not -BeNullOrEmpty
    }

    It 'tells what is there from what is not' {
        Test-Path sbx:/tree, sbx:/tree/a.csv, sbx:/nope, sbx:/no/pe | Should -Be $true, $true, $false, $false
        Test-Path sbx:/tree -PathType Container | Should -BeTrue
        Test-Path sbx:/tree/a.csv -PathType Container | Should -BeFalse
    }

    It 'is a place to be' {
        Push-Location sbx:/tree
        try {
            (Get-ChildItem *.csv).Name | Should -Be 'a.csv'
            Get-Content "it's a file.txt" | Should -Be '12345'
            Set-Location in/deep
            Get-Content ../../a.csv | Should -Be '12345'
            (Get-Location).Path.Replace('\', '/') | Should -Be 'sbx:/tree/in/deep'
        }
        finally { Pop-Location }
    }

    It 'completes paths' {
        (Get-Completion 'Get-Content sbx:/tree/a').Replace('\', '/') | Should -Be 'sbx:/tree/a.csv'
    }

    It 'gives the prompt back where the session does not answer' -Skip:(-not $IsLinux) {
        $emulator = Get-ACEmulator
        & kill -STOP $emulator.ProcessId
        try {
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $null = TabExpansion2 'Get-Content sbx:/tree/in/' 25
            # The wait for an answer would be 100 seconds and more.
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 30
        }
        finally { & kill -CONT $emulator.ProcessId }
        (Get-ChildItem sbx:/tree/in).Name | Should -Be 'c.csv', 'deep'
    }

    It 'may begin at a folder' {
        $null = New-PSDrive -Name sub -PSProvider ACCodeInterpreter -Root /tree/in -Session $session.SessionId
        (Get-ChildItem sub: -Recurse).RemotePath | Should -Be 'tree/in/c.csv', 'tree/in/deep', 'tree/in/deep/d.csv'
        Get-Content sub:/c.csv | Should -Be '12345'
        Remove-PSDrive sub
    }

    It 'stands for its session' {
        'x' | Send-ACCodeInterpreterFile sbx: -Name named.txt
        (Get-ACCodeInterpreterFile (Get-PSDrive sbx) named.txt).Length | Should -Be 2
    }

    It 'needs no drive where the path names the session' {
        Get-Content "ACCodeInterpreter::$($session.SessionId)/tree/a.csv" | Should -Be '12345'
    }

    It 'does not go through a link that leads out' {
        (Get-Item sbx:/tree/out).LinkTarget | Should -Be '/etc'
        Get-Content sbx:/tree/out/hostname -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        (Get-ChildItem sbx:/tree -Recurse).RemotePath | Should -Not -Contain 'tree/out/hostname'
    }
}

Describe 'The drive: content' {
    It 'writes and reads lines of UTF-8' {
        'ä', '€' | Set-Content sbx:/lines.txt
        Get-ByteText lines.txt | Should -Be 'C3A40AE282AC0A'
        Get-Content sbx:/lines.txt | Should -Be 'ä', '€'
        Get-Content sbx:/lines.txt -Raw | Should -BeExactly "ä`n€`n"
        Get-Content sbx:/lines.txt -TotalCount 1 | Should -Be 'ä'
        (Get-Content sbx:/lines.txt -ReadCount 0).Count | Should -Be 2
    }

    It 'writes objects as the file system does, and no line for null' {
        $objects = [pscustomobject]@{ Id = 1; Name = 'a' }, $null, 'text', @{ a = 1 }
        $objects | Set-Content sbx:/objects.txt
        $objects | Set-Content $TestDrive/objects.txt
        Get-Content sbx:/objects.txt | Should -Be (Get-Content $TestDrive/objects.txt)
        Get-Content sbx:/objects.txt | Select-Object -First 1 | Should -Be '@{Id=1; Name=a}'
    }

    It 'holds content on its way where nobody else can read it' -Skip:$IsWindows {
        $before = (Get-ChildItem ([IO.Path]::GetTempPath()) -Filter agentcore-*).FullName
        & {
            'x'
            $copies = Get-ChildItem ([IO.Path]::GetTempPath()) -Filter agentcore-* -File | Where-Object FullName -NotIn $before
            $script:mode = ($copies | Where-Object Name -Match '^agentcore-[0-9a-f]{32}$').UnixMode | Sort-Object -Unique
        } | Set-Content sbx:/private.txt
        $script:mode | Should -Be '-rw-------'
    }

    It 'adds to a file, and makes it where it is missing' {
        Add-Content sbx:/added.txt 'one'
        Add-Content sbx:/added.txt 'two', 'three' -NoNewline
        Get-Content sbx:/added.txt -Raw | Should -BeExactly "one`ntwothree"
    }

    It 'writes and reads bytes' {
        $bytes = [byte[]](0..255)
        Set-Content sbx:/b.bin -Value $bytes -AsByteStream
        Get-ByteText b.bin | Should -Be ([Convert]::ToHexString($bytes))
        [Convert]::ToHexString((Get-Content sbx:/b.bin -AsByteStream)) | Should -Be ([Convert]::ToHexString($bytes))
        (Get-Content sbx:/b.bin -AsByteStream -Raw).Count | Should -Be 256
    }

    It 'knows the encoding <_>' -ForEach 'unicode', 'utf8BOM', 'latin1' {
        'grün' | Set-Content sbx:/coded.txt -Encoding $_
        'grün' | Set-Content $TestDrive/coded.txt -Encoding $_
        $expected = [Convert]::ToHexString([IO.File]::ReadAllBytes("$TestDrive/coded.txt")) -replace '0D0?0?0A', '0A'
        Get-ByteText coded.txt | Should -Be $expected
        Get-Content sbx:/coded.txt -Encoding $_ | Should -Be 'grün'
    }

    It 'replaces and clears' {
        'long before' | Set-Content sbx:/kept.txt
        'x' | Set-Content sbx:/kept.txt -NoNewline
        Get-ByteText kept.txt | Should -Be '78'
        Clear-Content sbx:/kept.txt
        Get-ByteText kept.txt | Should -Be ''
        Get-Content sbx:/kept.txt | Should -BeNullOrEmpty
    }

    It 'goes to and from local files by their content' {
        $content = [byte[]]::new(300000)
        [Random]::new(3).NextBytes($content)
        [IO.File]::WriteAllBytes("$TestDrive/here.bin", $content)
        Get-Content $TestDrive/here.bin -AsByteStream -Raw | Set-Content sbx:/there.bin -AsByteStream
        Get-Content sbx:/there.bin -AsByteStream -Raw | Set-Content $TestDrive/back.bin -AsByteStream
        (Get-FileHash $TestDrive/back.bin).Hash | Should -Be (Get-FileHash $TestDrive/here.bin).Hash
    }

    It 'sees at once what code has changed' {
        'old' | Set-Content sbx:/live.txt
        Test-Path sbx:/live.txt | Should -BeTrue
        $null = Invoke-ACCodeInterpreter -Session $session "import os; os.remove('live.txt')"
        Test-Path sbx:/live.txt | Should -BeFalse
    }
}

Describe 'The drive: changing' {
    It 'makes files and folders' {
        (New-Item sbx:/made/sub -ItemType Directory).IsDirectory | Should -BeTrue
        (New-Item sbx:/made/x.txt -Value 'hello').Length | Should -Be 5
        Get-ByteText made/x.txt | Should -Be '68656C6C6F'
        New-Item sbx:/made/x.txt -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        (New-Item sbx:/made/x.txt -Force).Length | Should -Be 0
    }

    It 'copies, renames, moves and removes' {
        'a' | Set-Content sbx:/first.txt
        Copy-Item sbx:/first.txt sbx:/made/second.txt
        Copy-Item sbx:/made sbx:/twin -Recurse
        (Get-ChildItem sbx:/twin -Recurse).RemotePath | Should -Be 'twin/second.txt', 'twin/sub', 'twin/x.txt'
        Rename-Item sbx:/twin/second.txt third.txt
        Move-Item sbx:/twin/third.txt sbx:/twin/sub
        Get-Content sbx:/twin/sub/third.txt | Should -Be 'a'
        (Move-Item sbx:/twin sbx:/gone -PassThru).RemotePath | Should -Be 'gone'
        Remove-Item sbx:/gone/sub/third.txt, sbx:/first.txt
        Remove-Item sbx:/gone -Recurse
        Test-Path sbx:/gone, sbx:/twin, sbx:/first.txt | Should -Be $false, $false, $false
    }

    It 'takes its own items from the pipeline' {
        1..3 | ForEach-Object { $_ | Set-Content "sbx:/p$_.tmp" }
        Get-ChildItem sbx:/*.tmp | Remove-Item
        Get-ChildItem sbx:/*.tmp | Should -BeNullOrEmpty
    }

    It 'does not move over a file without -Force' {
        'a' | Set-Content sbx:/one.txt
        'b' | Set-Content sbx:/two.txt
        Move-Item sbx:/one.txt sbx:/two.txt -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        Move-Item sbx:/one.txt sbx:/two.txt -Force
        Get-Content sbx:/two.txt | Should -Be 'a'
    }

    It 'copies no folder into itself' {
        Copy-Item sbx:/made sbx:/made/sub -Recurse -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'changes nothing with -WhatIf' {
        New-Item sbx:/never -ItemType Directory -WhatIf
        'x' | Set-Content sbx:/never.txt -WhatIf
        Remove-Item sbx:/made -Recurse -WhatIf
        Copy-Item sbx:/made sbx:/never -Recurse -WhatIf
        Move-Item sbx:/made sbx:/never -WhatIf
        Test-Path sbx:/never, sbx:/never.txt, sbx:/made | Should -Be $false, $false, $true
    }

    It 'gives one error of the right kind: <Script>' -ForEach @(
        @{ Script = 'Get-Item sbx:/nope'; Category = 'ObjectNotFound' }
        @{ Script = 'Get-Content sbx:/nope'; Category = 'ObjectNotFound' }
        @{ Script = 'Remove-Item sbx:/nope'; Category = 'ObjectNotFound' }
        @{ Script = 'Get-Content sbx:/made'; Category = 'InvalidOperation' }
        @{ Script = 'Rename-Item sbx:/made ../up'; Category = 'InvalidArgument' }
        @{ Script = 'New-Item sbx:/x -ItemType Junction'; Category = 'InvalidArgument' }
        @{ Script = 'Add-Content sbx:/made x'; Category = 'InvalidOperation' }
        @{ Script = 'New-PSDrive -Name no -PSProvider ACCodeInterpreter -Root /nope -Session $session'; Category = 'ObjectNotFound' }
        @{ Script = 'Copy-Item sbx:/made $TestDrive'; Category = 'InvalidArgument' }
    ) {
        $failure = $null
        try { $null = & ([scriptblock]::Create("$Script -ErrorAction Stop")) } catch { $failure = $_ }
        $failure.CategoryInfo.Category | Should -Be $Category
        $Error.Clear()
        try { $null = & ([scriptblock]::Create("$Script -ErrorAction SilentlyContinue")) } catch { $null = $_ }
        $Error.Count | Should -Be 1
    }
}

Describe 'The drive: sessions and the shell' {
    Context 'of an ended session' {
        BeforeAll {
            $other = Start-ACCodeInterpreterSession
            $null = New-PSDrive -Name other -PSProvider ACCodeInterpreter -Root / -Session $other -Scope Global
            Remove-PSDrive other -Scope Global
            $statusAfterRemoval = (Get-ACCodeInterpreterSession -SessionId $other.SessionId).Status
            $null = New-PSDrive -Name other -PSProvider ACCodeInterpreter -Root / -Session $other -Scope Global
            Stop-ACCodeInterpreterSession $other
        }
        AfterAll { Remove-PSDrive other -Scope Global -ErrorAction Ignore }

        It 'left the session alone when it was removed' {
            $statusAfterRemoval | Should -Be 'READY'
        }

        It 'gives one error that says so, and goes on: <_>' -ForEach @(
            'Get-ChildItem other:', 'Get-ChildItem other: -Recurse', 'Get-ChildItem other: -Name', 'Get-ChildItem other:/*.txt'
            'Get-Item other:/x', 'Get-Item other:/*', 'Get-Content other:/x', '"x" | Set-Content other:/x', 'Add-Content other:/x x'
            'Clear-Content other:/x', 'New-Item other:/x', 'New-Item other:/x -ItemType Directory', 'Remove-Item other:/x'
            'Remove-Item other:/x -Recurse', 'Remove-Item other:/*', 'Copy-Item other:/x other:/y', 'Copy-Item other:/x other:/y -Recurse'
            'Copy-Item other:/* other:/y', 'Move-Item other:/x other:/y', 'Rename-Item other:/x y', 'Test-Path other:/x'
        ) {
            $Error.Clear()
            & ([scriptblock]::Create("`$ErrorActionPreference = 'SilentlyContinue'; $_; 'went on'")) | Select-Object -Last 1 | Should -Be 'went on'
            $Error.Count | Should -Be 1
            "$($Error[0])" | Should -Match 'has ended: it was stopped'
            $Error[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $Error[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        }

        It 'is not entered by <_>' -ForEach 'Set-Location', 'Push-Location' {
            $before = Get-Location
            & $_ other: -ErrorVariable failure -ErrorAction SilentlyContinue -WarningVariable warning -WarningAction SilentlyContinue
            $failure.Count | Should -Be 1
            $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            "$warning" | Should -Match 'has ended: it was stopped'
            (Get-Location).Path | Should -Be $before.Path
        }

        It 'can be removed' {
            Remove-PSDrive other -Scope Global -ErrorAction Stop
            (Get-PSDrive).Name | Should -Not -Contain 'other'
        }
    }

    It 'copies nothing between two sessions, and says what does' {
        $other = Start-ACCodeInterpreterSession
        $null = New-PSDrive -Name other -PSProvider ACCodeInterpreter -Root / -Session $other
        'x' | Set-Content sbx:/from.txt
        Copy-Item sbx:/from.txt other:/to.txt -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -Match 'Send-ACCodeInterpreterFile'
        Remove-PSDrive other
    }

    It 'needs a session' {
        { New-PSDrive -Name no -PSProvider ACCodeInterpreter -Root / -ErrorAction Stop } | Should -Throw
    }

    It 'ends on Ctrl+C' {
        $held = Start-ACCodeInterpreterSession
        $shell = [PowerShell]::Create()
        $null = $shell.AddScript("param(`$held) Import-Module '$modulePath'
            `$null = New-PSDrive -Name held -PSProvider ACCodeInterpreter -Root / -Session `$held
            'ready'; while (`$true) { Get-ChildItem held: -Recurse }").AddArgument($held)
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $run = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
        Wait-Until { $output.Count -gt 1 } -Seconds 30
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        $run.IsCompleted | Should -BeTrue
    }
}
