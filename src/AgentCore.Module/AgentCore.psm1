# Imports the binary module: into its own load context on PowerShell 7, as it is on Windows PowerShell 5.1.
$isCore = $PSVersionTable.PSEdition -eq 'Core'
$folder = Join-Path $PSScriptRoot "bin/$(if ($isCore) { 'net8.0' } else { 'netstandard2.0' })"
if ($isCore) {
    $null = [System.Reflection.Assembly]::LoadFrom((Join-Path $folder 'AgentCore.Loader.dll'))
    $scope = [AgentCore.Loader.ModuleLoadContext]::Enter($folder)
}
try {
    $inner = Microsoft.PowerShell.Core\Import-Module -Name (Join-Path $folder 'Inner/AgentCore.psd1') -PassThru
}
finally {
    if ($isCore) { $scope.Dispose() }
}

# Without this the cmdlets are gone after a second import: the inner module would stay behind and hide them.
$ExecutionContext.SessionState.Module.OnRemove = {
    Microsoft.PowerShell.Core\Remove-Module -ModuleInfo $inner -Force -ErrorAction Ignore
}.GetNewClosure()

Export-ModuleMember -Cmdlet @($inner.ExportedCmdlets.Keys)
