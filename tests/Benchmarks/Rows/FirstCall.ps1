# The first call in a fresh PowerShell, after the import; the second, on a warm connection, beside it.
param($Bench)
$endpoint = Use-Stub $Bench
$script = "
    Import-Module '$($Bench.Module)'
    `$call = @{ SessionId = '01000000000000000000000000'; EndpointUrl = '$($endpoint.url)'; Region = 'us-west-2'; AccessKey = 'AKIDEXAMPLE'; SecretKey = 'secret' }
    1..2 | ForEach-Object {
        `$clock = [System.Diagnostics.Stopwatch]::StartNew()
        `$null = Get-ACBrowserSession @call
        `$clock.Elapsed.TotalMilliseconds
    }"
$calls = foreach ($round in 1..$Bench.Rounds) {
    $first, $second = Invoke-FreshPowerShell $Bench $script
    [pscustomobject]@{ First = $first; Second = $second }
}
New-Measure 'first call after import' ([double[]]$calls.First) 'ms'
New-Measure 'second call' ([double[]]$calls.Second) 'ms'
