# 2,000 files of 100 bytes into a session of the emulator and back.
param($Bench)
$count = Get-Count $Bench 2000 20
$folder = Join-Path $Bench.Folder 'small'
$null = New-Item $folder -ItemType Directory
foreach ($number in 0..($count - 1)) { [System.IO.File]::WriteAllText("$folder/$number.txt", "$number ".PadRight(100, 'x')) }
& "$PSScriptRoot/../Measure-Transfer.ps1" $Bench $folder $count
