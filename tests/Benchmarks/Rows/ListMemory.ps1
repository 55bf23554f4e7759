# The most memory that a fresh PowerShell has while sessions pass through its pipeline.
param($Bench)
$few, $many = $Bench.Quick ? (100, 1000) : (10000, 100000)
$peaks = [ordered]@{}
foreach ($round in 1..($Bench.Quick ? 1 : 5)) {
    foreach ($count in $few, $many) {
        $endpoint = Use-Stub $Bench @{ sessions = $count }
        [double[]] $peaks["$count"] += Measure-PeakMemory $Bench $endpoint 'Get-ACBrowserSession | Out-Null'
    }
}
$beyond = 0..($peaks["$few"].Count - 1) | ForEach-Object { $peaks["$many"][$_] - $peaks["$few"][$_] }
New-Measure '100,000 sessions beyond 10,000' ([double[]]$beyond) 'MB'
foreach ($count in $peaks.Keys) { New-Measure "peak with $count sessions" $peaks[$count] 'MB' }
