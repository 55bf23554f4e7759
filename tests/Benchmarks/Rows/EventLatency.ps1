# From the moment before the stub flushes an event to the line on the pipeline, by the clock that both processes share.
param($Bench)
$null = Use-Stub $Bench
$code = @{ events = (Get-Count $Bench 300 10); interval = 10 } | ConvertTo-Json -Compress
$session = Start-ACCodeInterpreterSession
$late = Invoke-ACCodeInterpreter $code -Session $session -Stream | ForEach-Object {
    ([System.Diagnostics.Stopwatch]::GetTimestamp() - [long]$_) * 1000.0 / [System.Diagnostics.Stopwatch]::Frequency
}
New-Measure 'from flush to pipeline with -Stream' ([double[]]$late) 'ms'
