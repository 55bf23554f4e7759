# ListBrowserSessions a second of an emulator with one ended session: signatures verified, no rates, eight connections. The
# client sends the same signed bytes again and again, since it has the same cores to live on.
param($Bench)
$emulator = Start-Emulator $Bench list
try {
    $endpoint = Use-Emulator $Bench $emulator
    Start-ACBrowserSession -ErrorAction Stop | Stop-ACBrowserSession
    $count = Get-Count $Bench 5000 100
    $job = $endpoint + @{ do = 'load'; count = $count }
    $warmUp = New-JobCandidate $Bench.Floor $job
    foreach ($round in 1..3) { $null = & $warmUp }
    $emulator.Process.Refresh()
    $before = $emulator.Process.TotalProcessorTime
    $times = Measure-Interleaved -WarmUp 0 $Bench.Rounds ([ordered]@{ 'requests' = New-JobCandidate $Bench.Floor $job })
    $emulator.Process.Refresh()
    $processor = ($emulator.Process.TotalProcessorTime - $before).TotalMicroseconds / ($count * $Bench.Rounds)
}
finally { Stop-Peer $emulator }
$verification = & dotnet "$PSScriptRoot/../Micro/bin/Release/net8.0/AgentCore.Benchmarks.Micro.dll" verification | ConvertFrom-Json
New-Measure 'ListBrowserSessions a second' ([double[]]($times['requests'] | ForEach-Object { $count / $_ * 1000 })) ''
New-Measure "the emulator's processor time for a request" $processor 'µs'
New-Measure 'verification of it' $verification.microseconds 'µs'
New-Measure 'share of the verification' ($verification.microseconds / $processor) ''
