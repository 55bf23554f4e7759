# The most memory that a fresh PowerShell has while events come: with -Stream, where nothing is kept, and without, where
# the result keeps the output (UTF-16: two bytes a character).
param($Bench)
$endpoint = Use-Stub $Bench
function Measure-Peak([int] $Events, [int] $Bytes, [switch] $Stream) {
    $code = @{ events = $Events; bytes = $Bytes } | ConvertTo-Json -Compress
    Measure-PeakMemory $Bench $endpoint "
        `$session = Start-ACCodeInterpreterSession
        Invoke-ACCodeInterpreter '$code' -Session `$session -Stream:`$$Stream | Out-Null"
}
$small = $Bench.Quick ? (100, 1000) : (100000, 1000000)
$large = $Bench.Quick ? (5, 50) : (305, 3052)
$runs = foreach ($round in 1..($Bench.Quick ? 1 : 3)) {
    @{
        Small = (Measure-Peak $small[1] 64 -Stream) - (Measure-Peak $small[0] 64 -Stream)
        Large = (Measure-Peak $large[1] 32672 -Stream) - (Measure-Peak $large[0] 32672 -Stream)
        Kept = ((Measure-Peak $large[1] 32672) - (Measure-Peak $large[0] 32672)) / (($large[1] - $large[0]) * 32672 * 2 / 1MB)
    }
}
New-Measure '-Stream: 1,000,000 events beyond 100,000' ([double[]]$runs.Small) 'MB'
New-Measure '-Stream: 200 MB beyond 20 MB' ([double[]]$runs.Large) 'MB'
New-Measure 'without -Stream: memory / output of 200 MB' ([double[]]$runs.Kept) '×'
