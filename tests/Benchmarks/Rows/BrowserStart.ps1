# Start and stop of a browser session, beside a cold launch of the same Chromium until it has a page.
param($Bench)
$endpoint = Use-Emulator $Bench
$chromium = (Get-Command chromium, google-chrome, chromium-browser -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
$launch = $chromium ? @{ do = 'chromium'; path = $chromium } : $null
$profile = New-ACBrowserProfile "bench_$PID"
$script:session = $null
$times = Measure-Interleaved $Bench.Rounds ([ordered]@{
    'cold Chromium' = $launch ? { (Invoke-Peer $Bench.Floor $launch).found } : 'Chromium is not on PATH.'
    # A spare browser, which takes the place of one that was taken, has the time of two launches to get ready.
    'start' = { Start-Sleep -Milliseconds 1500; Measure-Time { $script:session = Start-ACBrowserSession -ErrorAction Stop } }
    'stop' = { Measure-Time { Stop-ACBrowserSession $session -ErrorAction Stop } }
    'start with a profile' = { Measure-Time { $script:session = Start-ACBrowserSession -BrowserProfile $profile -ErrorAction Stop } }
    'stop of it' = { Measure-Time { Stop-ACBrowserSession $session -ErrorAction Stop } }
    'start with a proxy' = { Measure-Time { $script:session = Start-ACBrowserSession -Proxy 127.0.0.1:9 -ErrorAction Stop } }
    'stop of that' = { Measure-Time { Stop-ACBrowserSession $session -ErrorAction Stop } }
})
Remove-ACBrowserProfile $profile -Force
New-Ratio 'start / cold Chromium' $times 'start' 'cold Chromium'
New-Ratio 'start with a profile / cold Chromium' $times 'start with a profile' 'cold Chromium'
New-Ratio 'start with a proxy / cold Chromium' $times 'start with a proxy' 'cold Chromium'
New-Ratio 'stop / cold Chromium' $times 'stop' 'cold Chromium'
New-TimeMeasure $times
