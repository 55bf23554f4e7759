# Import-Module in a fresh PowerShell, and what it loads.
param($Bench)
$import = "Import-Module '$($Bench.Module)'"
$times = Measure-Interleaved $Bench.Rounds ([ordered]@{
    'start alone' = { Measure-Time { Invoke-FreshPowerShell $Bench '$null' } }
    'start and import' = { Measure-Time { Invoke-FreshPowerShell $Bench $import } }
})
New-Ratio 'start and import / start alone' $times 'start and import' 'start alone'
New-TimeMeasure $times

$loaded = '; [System.AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }'
$names = @(Invoke-FreshPowerShell $Bench "$import$loaded")
New-Measure 'assemblies of the AWS SDK after import' @($names -like 'AWSSDK*').Count ''
$endpoint = Use-Stub $Bench
$call = "; `$null = Get-ACBrowserSession -EndpointUrl $($endpoint.url) -Region us-west-2 -AccessKey AKIDEXAMPLE -SecretKey secret"
$names = @(Invoke-FreshPowerShell $Bench "$import$call$loaded")
New-Measure 'assemblies of PuppeteerSharp before a page cmdlet' @($names -like 'PuppeteerSharp*').Count ''
