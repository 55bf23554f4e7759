BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
    $folder = New-Item (Join-Path $TestDrive 'send') -ItemType Directory
    Push-Location $folder
}
AfterAll { Pop-Location; Stop-ACEmulator }

Describe 'Send-ACCodeInterpreterFile' {
    It 'sends a file that code can read' {
        'a,b', '1,2', '3,4' | Set-Content t.csv
        $sent = Send-ACCodeInterpreterFile $session t.csv
        $sent.Path | Should -Be 't.csv'
        $sent.Size | Should -Be (Get-Item t.csv).Length
        (Invoke-ACCodeInterpreter -Session $session "import pandas; print(pandas.read_csv('t.csv').a.sum())").Output | Should -Be '4'
    }

    It 'sends every byte as it is' {
        [System.IO.File]::WriteAllBytes((Join-Path $folder 'b.bin'), [byte[]](0..255))
        $null = Send-ACCodeInterpreterFile $session b.bin
        (Invoke-ACCodeInterpreter -Session $session "print(open('b.bin', 'rb').read() == bytes(range(256)))").Output | Should -Be 'True'
    }

    It 'sends an empty file' {
        $null = New-Item empty.txt
        (Send-ACCodeInterpreterFile $session empty.txt).Size | Should -Be 0
        (Invoke-ACCodeInterpreter -Session $session "import os; print(os.path.getsize('empty.txt'))").Output | Should -Be '0'
    }

    It 'takes wildcards and a destination' {
        1..3 | ForEach-Object { "$_" | Set-Content "w$_.txt" }
        (Send-ACCodeInterpreterFile $session w*.txt -Destination data/in).Path | Should -Be 'data/in/w1.txt', 'data/in/w2.txt', 'data/in/w3.txt'
        (Invoke-ACCodeInterpreter -Session $session "import os; print(sorted(os.listdir('data/in')))").Output | Should -Be "['w1.txt', 'w2.txt', 'w3.txt']"
    }

    It 'takes files from the pipeline' {
        (Get-ChildItem w*.txt | Send-ACCodeInterpreterFile -Session $session).Count | Should -Be 3
    }

    It 'takes names with spaces and quotes' {
        'x' | Set-Content -LiteralPath "it's a file.txt"
        (Send-ACCodeInterpreterFile $session -LiteralPath "it's a file.txt").Path | Should -Be "it's a file.txt"
    }

    It 'sends nothing with -WhatIf' {
        'x' | Set-Content never.txt
        Send-ACCodeInterpreterFile $session never.txt -WhatIf
        (Invoke-ACCodeInterpreter -Session $session "import os; print(os.path.exists('never.txt'))").Output | Should -Be 'False'
    }

    It 'names a file that there is not' {
        Send-ACCodeInterpreterFile $session nope.txt -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$($failure[0])" | Should -Match 'nope\.txt'
    }

    It 'refuses the destination <_>' -ForEach '/etc', '../up', 'a/../../up' {
        'x' | Set-Content x.txt
        Send-ACCodeInterpreterFile $session x.txt -Destination $_ -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }
}
