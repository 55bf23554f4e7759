BeforeAll {
    . "$PSScriptRoot/../Module/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
    $folder = New-Item (Join-Path $TestDrive files) -ItemType Directory
    Push-Location $folder
    function Invoke-Python([string] $Code) { (Invoke-ACCodeInterpreter -Session $session $Code -ErrorOnFailure).Output }
}
AfterAll {
    Pop-Location
    Stop-ACEmulator
}

Describe 'Much that goes to a session and comes back' {
    It 'is 10,000 files of one folder' {
        $null = New-Item many -ItemType Directory
        foreach ($number in 1..10000) { [IO.File]::WriteAllText("$folder/many/file $number.txt", "$number") }
        (Send-ACCodeInterpreterFile $session many).Count | Should -Be 10000
        Invoke-Python "import os; print(len(os.listdir('many')), sum(int(open('many/' + n).read()) for n in os.listdir('many')))" | Should -Be '10000 50005000'
        @(Get-ACCodeInterpreterFile $session many).Count | Should -Be 10000
        @(Receive-ACCodeInterpreterFile $session many -Destination back).Count | Should -Be 10000
        ([IO.Directory]::GetFiles("$folder/back", '*', 'AllDirectories') | ForEach-Object { [int][IO.File]::ReadAllText($_) } | Measure-Object -Sum).Sum | Should -Be 50005000
    }

    It 'is a file of <_> MB' -ForEach 64, 300 {
        $content = [byte[]]::new($_ * 1MB)
        [Random]::new($_).NextBytes($content)
        [IO.File]::WriteAllBytes("$folder/big.bin", $content)
        $wanted = (Get-FileHash big.bin).Hash
        (Send-ACCodeInterpreterFile $session big.bin).Sha256 | Should -Be $wanted
        (Get-FileHash (Receive-ACCodeInterpreterFile $session big.bin -Destination down)).Hash | Should -Be $wanted
    }

    It 'is 50 MB of a page' {
        (Invoke-ACBrowserScript (Start-ACBrowserSession) '"x".repeat(50e6)').Length | Should -Be 50000000
    }
}
