# 64 MB into a session of the emulator and back.
param($Bench)
$bytes = [byte[]]::new((Get-Count $Bench 64MB 17MB))
[System.Random]::new(1).NextBytes($bytes)
$file = Join-Path $Bench.Folder 'large.bin'
[System.IO.File]::WriteAllBytes($file, $bytes)
& "$PSScriptRoot/../Measure-Transfer.ps1" $Bench $file ([int][Math]::Ceiling($bytes.Length / 16MB))
if (-not [System.Linq.Enumerable]::SequenceEqual($bytes, [System.IO.File]::ReadAllBytes($file))) { throw 'The file came back changed.' }
