# 1,000 sessions through the pipeline, each stop answered after 50 ms: the least time is that of the waits alone.
param($Bench)
$count = Get-Count $Bench 1000 100
$null = Use-Stub $Bench @{ sessions = $count; stopDelay = 50 }
$sessions = Get-ACBrowserSession
$candidates = [ordered]@{}
foreach ($limit in 8, 100) {
    $candidates["limit $limit"] = { Measure-Time { $sessions | Stop-ACBrowserSession -ThrottleLimit $limit } }.GetNewClosure()
}
$times = Measure-Interleaved $Bench.Rounds $candidates
foreach ($limit in 8, 100) {
    $least = [Math]::Ceiling($count / $limit) * 50
    New-Measure "limit $limit / least time" ([double[]]($times["limit $limit"] | ForEach-Object { $_ / $least })) '×'
}
New-TimeMeasure $times
