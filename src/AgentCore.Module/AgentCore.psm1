# Imports the binary module: into its own load context on PowerShell 7, as it is on Windows PowerShell 5.1.
# No cmdlet of another module is called: that module would be imported as well, and take as long as this one.
$isCore = $PSEdition -eq 'Core'
$folder = if ($isCore) { "$PSScriptRoot/bin/net8.0" } else { "$PSScriptRoot/bin/netstandard2.0" }
if ($isCore) {
    # One loader serves all versions that this process imports, the first one's: a second would be refused.
    if (-not ('AgentCore.Loader.ModuleLoadContext' -as [type])) {
        $null = [System.Reflection.Assembly]::LoadFrom("$folder/AgentCore.Loader.dll")
    }
    $scope = [AgentCore.Loader.ModuleLoadContext]::Enter($folder)
}
else {
    $loaded = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'AgentCore.Module' }
    $there = [Reflection.AssemblyName]::GetAssemblyName("$folder/AgentCore.Module.dll").Version
    if ($loaded -and $loaded.GetName().Version -ne $there) {
        throw "AgentCore $($loaded.GetName().Version.ToString(3)) was loaded in this PowerShell before. Start a new one to use $($there.ToString(3))."
    }
}
try {
    $inner = Microsoft.PowerShell.Core\Import-Module -Name "$folder/Inner/AgentCore.psd1" -PassThru
    $assembly = $inner.ExportedCmdlets['Stop-ACEmulator'].ImplementingType.Assembly
}
finally {
    if ($isCore) { $scope.Dispose() }
}

# Sessions that are left behind cost money.
$left = $assembly.GetType('AgentCore.Cmdlets.SessionsLeft')
$left::TellAtExit($ExecutionContext.Events, $Host)

# PowerShell removes the inner module first, and its assembly's clean-up is after this.
$removal = $assembly.GetType('AgentCore.Cmdlets.ModuleRemoval')
$inner.OnRemove = {
    $left::TellAtRemoval($ExecutionContext.Events, $Host)
    if ($removal::Warning) { Microsoft.PowerShell.Utility\Write-Warning $removal::Warning }
}

# Without this the cmdlets are gone after a second import: the inner module would stay behind and hide them.
$ExecutionContext.SessionState.Module.OnRemove = {
    Microsoft.PowerShell.Core\Remove-Module -ModuleInfo $inner -Force -ErrorAction Ignore
}

Microsoft.PowerShell.Core\Export-ModuleMember -Cmdlet *
