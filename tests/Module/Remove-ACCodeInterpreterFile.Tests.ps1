BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
    function Get-RemoteName { (Get-ACCodeInterpreterFile $session -Recurse | Where-Object RemotePath -NotMatch '^(\.ipython|log)').RemotePath }
}
AfterAll { Stop-ACEmulator }

Describe 'Remove-ACCodeInterpreterFile' {
    BeforeEach {
        $null = Invoke-ACCodeInterpreter -Session $session -Command 'rm -rf data *.txt; mkdir -p data/sub data/empty
            for f in a.txt b.txt "c d.txt" data/x.csv data/sub/y.csv; do echo 1 >"$f"; done'
    }

    It 'removes files by path and wildcard' {
        Remove-ACCodeInterpreterFile $session a.txt, 'c*.txt'
        Get-RemoteName | Should -Be 'b.txt', 'data', 'data/empty', 'data/sub', 'data/x.csv', 'data/sub/y.csv'
    }

    It 'removes a folder that holds something with -Recurse only' {
        Remove-ACCodeInterpreterFile $session data -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        Remove-ACCodeInterpreterFile $session data/empty
        Remove-ACCodeInterpreterFile $session data -Recurse
        Get-RemoteName | Should -Be 'a.txt', 'b.txt', 'c d.txt'
    }

    It 'takes files from the pipeline' {
        Get-ACCodeInterpreterFile $session *.csv -Recurse | Remove-ACCodeInterpreterFile
        Get-RemoteName | Should -Be 'a.txt', 'b.txt', 'c d.txt', 'data', 'data/empty', 'data/sub'
    }

    It 'removes a link and not what it points to' {
        $null = Invoke-ACCodeInterpreter -Session $session "import os; os.symlink('/etc', 'data/out'); os.symlink('../a.txt', 'data/in')"
        Remove-ACCodeInterpreterFile $session data/out, data/in -Recurse
        Get-RemoteName | Should -Contain 'a.txt'
        Get-RemoteName | Should -Not -Contain 'data/out'
        (Invoke-ACCodeInterpreter -Session $session -Command 'ls -d /etc').Output | Should -Be '/etc'
    }

    It 'gives one error for each that there is not, and removes the others' {
        Remove-ACCodeInterpreterFile $session nope.txt, a.txt, no/pe, *.nope -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.TargetObject | Should -Be 'nope.txt', 'no/pe'
        $failure.CategoryInfo.Category | Sort-Object -Unique | Should -Be 'ObjectNotFound'
        Get-RemoteName | Should -Not -Contain 'a.txt'
    }

    It 'removes nothing with -WhatIf' {
        $before = Get-RemoteName
        Remove-ACCodeInterpreterFile $session * -Recurse -WhatIf
        Get-RemoteName | Should -Be $before
    }

    It 'refuses the path <_>' -ForEach '/etc/hostname', '../x' {
        Remove-ACCodeInterpreterFile $session $_ -Recurse -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'does not remove the working folder' {
        Remove-ACCodeInterpreterFile $session . -Recurse -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        Get-RemoteName | Should -Contain 'a.txt'
    }

    It 'removes 10,000 files' {
        $null = Invoke-ACCodeInterpreter -Session $session "
import os
for n in range(10000): open(f'data/file {n}.tmp', 'w')"
        Remove-ACCodeInterpreterFile $session data/*.tmp
        @(Get-ACCodeInterpreterFile $session data).Name | Should -Be 'empty', 'sub', 'x.csv'
    }
}
