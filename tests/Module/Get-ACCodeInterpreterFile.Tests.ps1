BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
    $made = Invoke-ACCodeInterpreter -Session $session "
import os
os.makedirs('data/in/deep')
os.makedirs('other')
for path in ['top.csv', 'data/a.csv', 'data/B.CSV', 'data/in/c.csv', 'data/in/deep/d.csv', 'other/e.txt', 'br[a]ck.et']:
    open(path, 'w').write('x' * 7)
os.utime('top.csv', (0, 1700000000))
os.symlink('top.csv', 'link.csv')
os.symlink('/etc', 'out')"
    $made.IsError | Should -BeFalse
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACCodeInterpreterFile' {
    It 'lists the working folder' {
        (Get-ACCodeInterpreterFile $session).Name | Should -Be '.ipython', 'br[a]ck.et', 'data', 'link.csv', 'log', 'other', 'out', 'top.csv'
    }

    It 'tells size, kind, time and session of a file' {
        $file = Get-ACCodeInterpreterFile $session top.csv
        $file | Should -BeOfType AgentCore.CodeInterpreterFile
        $file.RemotePath | Should -Be 'top.csv'
        $file.Length | Should -Be 7
        $file.IsDirectory | Should -BeFalse
        $file.MimeType | Should -Be 'text/csv'
        $file.LastWriteTime.ToUniversalTime() | Should -Be ([datetime]'2023-11-14T22:13:20')
        $file.SessionId | Should -Be $session.SessionId
    }

    It 'tells folders from files' {
        $folder = Get-ACCodeInterpreterFile $session d*a
        $folder.IsDirectory | Should -BeTrue
        $folder.Length | Should -BeNullOrEmpty
        $folder.MimeType | Should -BeNullOrEmpty
    }

    It 'lists what a folder holds' {
        (Get-ACCodeInterpreterFile $session data).RemotePath | Should -Be 'data/B.CSV', 'data/a.csv', 'data/in'
        (Get-ACCodeInterpreterFile $session data/in/, other).RemotePath | Should -Be 'data/in/c.csv', 'data/in/deep', 'other/e.txt'
    }

    It 'matches wildcards at every level, whatever the case' {
        (Get-ACCodeInterpreterFile $session */*.csv).RemotePath | Should -Be 'data/B.CSV', 'data/a.csv'
        (Get-ACCodeInterpreterFile $session data/[ab].c?v).RemotePath | Should -Be 'data/B.CSV', 'data/a.csv'
        Get-ACCodeInterpreterFile $session *.nope | Should -BeNullOrEmpty
    }

    It 'takes brackets as letters with -LiteralPath' {
        (Get-ACCodeInterpreterFile $session -LiteralPath 'br[a]ck.et').Name | Should -Be 'br[a]ck.et'
    }

    It 'lists everything below with -Recurse' {
        (Get-ACCodeInterpreterFile $session data -Recurse).RemotePath |
            Should -Be 'data/B.CSV', 'data/a.csv', 'data/in', 'data/in/c.csv', 'data/in/deep', 'data/in/deep/d.csv'
        (Get-ACCodeInterpreterFile $session *.csv -Recurse).RemotePath |
            Should -Be 'link.csv', 'top.csv', 'data/B.CSV', 'data/a.csv', 'data/in/c.csv', 'data/in/deep/d.csv'
    }

    It 'shows links, and goes into none' {
        $link = Get-ACCodeInterpreterFile $session link.csv
        $link.LinkTarget | Should -Be 'top.csv'
        $link.Length | Should -Be 7
        (Get-ACCodeInterpreterFile $session ou?).LinkTarget | Should -Be '/etc'
        Get-ACCodeInterpreterFile $session out -ErrorVariable failure -ErrorAction SilentlyContinue | Should -Not -Contain 'hostname'
        (Get-ACCodeInterpreterFile $session -Recurse).RemotePath | Should -Not -Contain 'out/hostname'
        Get-ACCodeInterpreterFile $session out/hostname -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'looks again at files from the pipeline' {
        $file = Get-ACCodeInterpreterFile $session other/e.txt
        $null = Invoke-ACCodeInterpreter -Session $session "open('other/e.txt', 'w').write('longer than it was')"
        ($file | Get-ACCodeInterpreterFile).Length | Should -Be 18
    }

    It 'lists more files than come in one call' {
        $null = Invoke-ACCodeInterpreter -Session $session "
os.mkdir('many')
for n in range(1100): open(f'many/a rather long name of a file, number {n}.txt', 'w')"
        @(Get-ACCodeInterpreterFile $session many).Count | Should -Be 1100
    }

    It 'gives one error for each path that there is not' {
        (Get-ACCodeInterpreterFile $session nope.txt, top.csv, no/pe -ErrorVariable failure -ErrorAction SilentlyContinue).Name | Should -Be 'top.csv'
        $failure.TargetObject | Should -Be 'nope.txt', 'no/pe'
        $failure.CategoryInfo.Category | Sort-Object -Unique | Should -Be 'ObjectNotFound'
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'refuses the path <_>' -ForEach '/etc', '..', 'data/../..' {
        Get-ACCodeInterpreterFile $session $_ -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'is not misled by what lies in the session' {
        $trap = Start-ACCodeInterpreterSession
        'raise SystemExit(9)' | Send-ACCodeInterpreterFile $trap -Name json.py
        (Get-ACCodeInterpreterFile $trap json.py).Length | Should -Be 20
    }

    It 'has a view with kind, size and path' {
        $shown = Get-ACCodeInterpreterFile $session | Format-Table | Out-String -Width 120
        $shown | Should -Match 'link .* 7 B +link\.csv -> top\.csv'
        $shown | Should -Match 'folder .* data'
    }
}
