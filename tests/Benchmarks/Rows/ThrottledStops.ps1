# Stops against a rate of 30 a second, whose bucket holds one second of it: the least time is that of the rate alone.
param($Bench)
$count, $rate = (Get-Count $Bench 300 40), 30
$runs = foreach ($round in 1..($Bench.Quick ? 1 : 3)) {
    $null = Use-Stub $Bench @{ sessions = $count; rate = $rate }
    $sessions = Get-ACBrowserSession
    $time = Measure-Time { $sessions | Stop-ACBrowserSession -ErrorVariable script:failed -ErrorAction SilentlyContinue }
    [pscustomobject]@{ Time = $time; Failed = $failed.Count; Throttled = (Get-StubCount $Bench).throttled }
}
$least = ($count - $rate) / $rate * 1000
New-Measure 'share of the rate that is used' ([double[]]@($runs | ForEach-Object { $least / $_.Time })) ''
New-Measure 'stops that failed' ([double[]]$runs.Failed) ''
New-Measure 'requests that were throttled' ([double[]]$runs.Throttled) ''
New-Measure 'ours' ([double[]]$runs.Time) 'ms'
