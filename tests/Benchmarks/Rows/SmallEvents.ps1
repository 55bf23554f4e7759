# 1,000,000 events of 64 bytes of output.
param($Bench)
& "$PSScriptRoot/../Measure-Events.ps1" $Bench -Events (Get-Count $Bench 1000000 1000) -Bytes 64 -Rounds ($Bench.Quick ? 1 : 3)
