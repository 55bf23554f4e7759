# Page cmdlets on a warm session, beside PuppeteerSharp called from C# on another session of the same kind.
param($Bench)
$page = "$($Bench.Stub.Ready.url)/page"
$endpoint = Use-Emulator $Bench
$count = Get-Count $Bench 20 2
$picture = Join-Path $Bench.Folder 'page.png'
$ours, $other = 1..2 | ForEach-Object { Start-ACBrowserSession -ErrorAction Stop }
try {
    $null = Invoke-Peer $Bench.Floor ($endpoint + @{ do = 'connect'; sessionId = $other.SessionId })
    $null = Open-ACBrowserPage $ours $page -ErrorAction Stop
    $null = Invoke-Peer $Bench.Floor @{ do = 'open'; page = $page }
    $times = Measure-Interleaved -WarmUp 3 $Bench.Rounds ([ordered]@{
        'script: ours' = { (Measure-Time { foreach ($call in 1..$count) { Invoke-ACBrowserScript $ours '1+1' -ErrorAction Stop } }) / $count }
        'script: PuppeteerSharp' = { (Invoke-Peer $Bench.Floor @{ do = 'script'; code = '1+1'; count = $count }).milliseconds / $count }
        'open: ours' = { Measure-Time { Open-ACBrowserPage $ours $page -ErrorAction Stop } }
        'open: PuppeteerSharp' = New-JobCandidate $Bench.Floor @{ do = 'open'; page = $page }
        'screenshot: ours' = { Measure-Time { Save-ACBrowserScreenshot $ours $picture -ErrorAction Stop } }
        'screenshot: PuppeteerSharp' = New-JobCandidate $Bench.Floor @{ do = 'screenshot'; path = $picture }
        'click: ours' = { Measure-Time { Invoke-ACBrowserElement $ours button -Click -ErrorAction Stop } }
        'click: PuppeteerSharp' = New-JobCandidate $Bench.Floor @{ do = 'click'; code = 'button' }
    })
    if ((Invoke-ACBrowserScript $ours 'clicks') -ne 1) { throw 'The click did not reach the page.' }
}
finally { $ours, $other | Stop-ACBrowserSession }
foreach ($work in 'script', 'open', 'screenshot', 'click') {
    New-Ratio "$work`: ours / PuppeteerSharp" $times "$work`: ours" "$work`: PuppeteerSharp"
}
New-TimeMeasure $times
