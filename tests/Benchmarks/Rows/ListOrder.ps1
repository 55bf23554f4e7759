# When pages are asked for: by the stub's clock, which is this process's too.
param($Bench)
$pages = Get-Count $Bench 20 5
$first = [System.Collections.Generic.List[double]]::new()
$ahead = [System.Collections.Generic.List[double]]::new()
$taken = [System.Collections.Generic.List[double]]::new()
foreach ($round in 1..$Bench.Rounds) {
    $null = Use-Stub $Bench @{ sessions = $pages * 10; pageSize = 10; pageDelay = 5 }
    $written = [System.Collections.Generic.List[long]]::new()
    # The pipeline is slower than the service, so that there is time to ask for the next page.
    Get-ACBrowserSession | ForEach-Object { $written.Add([System.Diagnostics.Stopwatch]::GetTimestamp()); [System.Threading.Thread]::Sleep(1) }
    $asked = (Get-StubCount $Bench).pages
    $first.Add([int]($written[0] -lt $asked[1]))
    $early = @(1..($pages - 1) | Where-Object { $asked[$_] -lt $written[$_ * 10 - 1] })
    $ahead.Add($early.Count / ($pages - 1))

    $null = Use-Stub $Bench @{ sessions = 1000 }
    $null = Get-ACBrowserSession | Select-Object -First 1
    $taken.Add((Get-StubCount $Bench).pages.Count)
}
New-Measure 'runs with an object before page 2 is asked for' $first.ToArray() ''
New-Measure 'pages asked for while the page before is written' $ahead.ToArray() ''
New-Measure 'pages asked for by Select-Object -First 1' $taken.ToArray() ''
