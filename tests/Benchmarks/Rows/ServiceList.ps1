# ListBrowserSessions a second of the emulator, signatures verified, no rates; asked for over eight connections. The client
# sends the same signed bytes again and again, since it has the same cores to live on.
param($Bench)
$endpoint = Use-Emulator $Bench
$count = Get-Count $Bench 5000 100
$job = $endpoint + @{ do = 'load'; count = $count }
$times = Measure-Interleaved -WarmUp 3 $Bench.Rounds ([ordered]@{ 'requests' = New-JobCandidate $Bench.Floor $job })
New-Measure 'ListBrowserSessions a second' ([double[]]($times['requests'] | ForEach-Object { $count / $_ * 1000 })) ''
