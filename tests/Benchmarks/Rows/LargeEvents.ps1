# 200 MB in events of 64 KB: 32,672 bytes of output, which an event has twice.
param($Bench)
& "$PSScriptRoot/../Measure-Events.ps1" $Bench -Events (Get-Count $Bench 3052 50) -Bytes 32672 -Rounds $Bench.Rounds
