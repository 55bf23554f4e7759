BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
    $folder = New-Item (Join-Path $TestDrive 'receive') -ItemType Directory
    Push-Location $folder
    function Invoke-Python([string] $Code) {
        $result = Invoke-ACCodeInterpreter -Session $session "import os, hashlib`n$Code"
        if ($result.IsError) { throw $result.StandardError }
        $result.Output
    }
    Invoke-Python "
os.makedirs('data/in/empty')
open('data/a.csv', 'w').write('a,b\r\n1,2\n')
open('data/in/b.csv', 'w').write('b')
open('all.bin', 'wb').write(bytes(range(256)))
open('bom.txt', 'wb').write(b'\xef\xbb\xbfx')
open('zero', 'w')"
}
AfterAll { Pop-Location; Stop-ACEmulator }

Describe 'Receive-ACCodeInterpreterFile' {
    It 'receives every byte as it is' {
        $file = Receive-ACCodeInterpreterFile $session all.bin
        $file | Should -BeOfType System.IO.FileInfo
        $file.FullName | Should -Be (Join-Path $folder all.bin)
        Assert-AsGetItem $file
        [Convert]::ToHexString([IO.File]::ReadAllBytes($file.FullName)) | Should -Be ([Convert]::ToHexString([byte[]](0..255)))
    }

    It 'leaves text as it is' {
        $null = Receive-ACCodeInterpreterFile $session bom.txt, data/a.csv, zero -Destination text
        [Convert]::ToHexString([IO.File]::ReadAllBytes("$folder/text/bom.txt")) | Should -Be 'EFBBBF78'
        [IO.File]::ReadAllText("$folder/text/a.csv") | Should -BeExactly "a,b`r`n1,2`n"
        (Get-Item text/zero).Length | Should -Be 0
    }

    It 'receives a folder with all that is in it' {
        $files = Receive-ACCodeInterpreterFile $session data -Destination tree
        $files.Name | Should -Be 'a.csv', 'b.csv'
        $files | ForEach-Object { Assert-AsGetItem $_ }
        Get-ChildItem tree -Recurse -Name | Sort-Object | Should -Be 'data', 'data/a.csv', 'data/in', 'data/in/b.csv', 'data/in/empty'
    }

    It 'takes wildcards in every part' {
        (Receive-ACCodeInterpreterFile $session d*/i*/*.csv -Destination wild).Name | Should -Be 'b.csv'
        (Receive-ACCodeInterpreterFile $session data/* -Destination wild2).Name | Sort-Object | Should -Be 'a.csv', 'b.csv'
    }

    It 'takes files from the pipeline' {
        Get-ACCodeInterpreterFile $session *.csv -Recurse | Receive-ACCodeInterpreterFile -Destination piped
        Get-ChildItem piped -Name | Should -Be 'a.csv', 'b.csv'
    }

    It 'replaces a file, but not with -NoClobber' {
        'old' | Set-Content zero
        Receive-ACCodeInterpreterFile $session zero -NoClobber -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        Get-Content zero | Should -Be 'old'
        (Receive-ACCodeInterpreterFile $session zero).Length | Should -Be 0
    }

    It 'writes nothing with -WhatIf' {
        Receive-ACCodeInterpreterFile $session data -Destination whatif -WhatIf
        Join-Path $folder whatif | Should -Not -Exist
    }

    It 'names what there is not: <_>' -ForEach 'nope.txt', 'nope*.txt' {
        Receive-ACCodeInterpreterFile $session $_ -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($failure[0])" | Should -Match ([regex]::Escape($_))
    }

    It 'refuses the path <_>' -ForEach '/etc/passwd', '../x', 'a/../../x' {
        Receive-ACCodeInterpreterFile $session $_ -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'receives no link that leads out, and the rest all the same' {
        Invoke-Python "
os.makedirs('links')
os.symlink('/etc', 'links/folder')
os.symlink('/etc/hostname', 'links/file')
os.symlink('../data/a.csv', 'links/within.csv')
os.symlink('nowhere', 'links/broken')
os.symlink('.', 'links/circle')
os.mkfifo('links/pipe')"
        $got = Receive-ACCodeInterpreterFile $session links -ErrorVariable failure -ErrorAction SilentlyContinue
        $got.Name | Should -Be 'within.csv'
        $failure.TargetObject | Sort-Object | Should -Be 'links/broken', 'links/circle', 'links/file', 'links/folder', 'links/pipe'
        Get-ChildItem links -Recurse -Name | Should -Be 'within.csv'
        [IO.File]::ReadAllText("$folder/links/within.csv") | Should -BeExactly "a,b`r`n1,2`n"
    }

    It 'writes nothing through a local link' {
        $outside = New-Item (Join-Path $TestDrive outside) -ItemType Directory
        $null = New-Item trap -ItemType Directory
        $null = New-Item trap/data -ItemType SymbolicLink -Target $outside
        Receive-ACCodeInterpreterFile $session data -Destination trap -ErrorVariable failure -ErrorAction SilentlyContinue
        Get-ChildItem $outside | Should -BeNullOrEmpty
        $failure.CategoryInfo.Category | Sort-Object -Unique | Should -Be 'InvalidArgument'
    }

    It 'receives odd names, and refuses one that is no UTF-8' {
        Invoke-Python "
os.makedirs('odd')
for name in ['..', '...', 'a\\b', 'it\'s `$(x) \`y;.txt', 'a%20b#?.txt', ' ', '-rf']:
    if name != '..': open('odd/' + name, 'w').write(name)
open(b'odd/\xff', 'w')"
        $got = Receive-ACCodeInterpreterFile $session odd -ErrorVariable failure -ErrorAction SilentlyContinue
        $got.Count | Should -Be 6
        foreach ($file in $got) { [IO.File]::ReadAllText($file.FullName) | Should -BeExactly $file.Name }
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -Match 'UTF-8'
    }

    It 'receives more files of one folder than come in one call' {
        Invoke-Python "
os.mkdir('many')
for n in range(1100): open(f'many/{n} file.txt', 'w').write(str(n))"
        @(Receive-ACCodeInterpreterFile $session many).Count | Should -Be 1100
        ([IO.Directory]::GetFiles("$folder/many") | ForEach-Object { [int][IO.File]::ReadAllText($_) } | Measure-Object -Sum).Sum | Should -Be 604450
    }

    It 'brings a file of several calls up and down with the same SHA-256' {
        $content = [byte[]]::new(34MB)
        [Random]::new(7).NextBytes($content)
        [IO.File]::WriteAllBytes("$folder/big.bin", $content)
        $wanted = (Get-FileHash big.bin).Hash
        (Send-ACCodeInterpreterFile $session big.bin).Sha256 | Should -Be $wanted
        $got = Receive-ACCodeInterpreterFile $session big.bin -Destination down
        (Get-FileHash $got).Hash | Should -Be $wanted
        Invoke-Python "print([n for n in os.listdir() if n.startswith('.agentcore')])" | Should -Be '[]'
        Get-ChildItem down -Force -Name | Should -Be 'big.bin'
    }

    It 'gives an error for a big file that changes meanwhile, and leaves nothing behind' {
        $changing = Start-ACCodeInterpreterSession
        $null = Invoke-ACCodeInterpreter -Session $changing "
import threading, time
open('busy.bin', 'wb').write(bytes(20 * 1024 * 1024))
def change():
    while True:
        with open('busy.bin', 'r+b') as busy: busy.write(str(time.time()).encode())
threading.Thread(target=change, daemon=True).start()"
        Receive-ACCodeInterpreterFile $changing busy.bin -Destination torn -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'FileChanged,*'
        Get-ChildItem torn -Force | Should -BeNullOrEmpty
        Stop-ACCodeInterpreterSession $changing
    }

    It 'gives one error a path when the session has ended' {
        $ended = Start-ACCodeInterpreterSession
        Stop-ACCodeInterpreterSession $ended
        Receive-ACCodeInterpreterFile $ended a, b -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.TargetObject | Should -Be 'a', 'b'
        $failure.CategoryInfo.Category | Sort-Object -Unique | Should -Be 'ObjectNotFound'
    }

    It 'completes paths of the session' {
        Get-Completion "Receive-ACCodeInterpreterFile -Session $($session.SessionId) data/i" | Should -Contain 'data/in'
    }
}
