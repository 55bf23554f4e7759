# Imports the binary module: into its own load context on PowerShell 7, as it is on Windows PowerShell 5.1.
$bin = Join-Path $PSScriptRoot 'bin'
$inner = if ($PSVersionTable.PSEdition -eq 'Core') {
    $folder = Join-Path $bin 'net8.0'
    $null = [System.Reflection.Assembly]::LoadFrom((Join-Path $folder 'AgentCore.Loader.dll'))
    $assembly = [AgentCore.Loader.ModuleLoadContext]::Load((Join-Path $folder 'AgentCore.Module.dll'))
    Microsoft.PowerShell.Core\Import-Module -Assembly $assembly -PassThru
}
else {
    Microsoft.PowerShell.Core\Import-Module -Name (Join-Path $bin 'netstandard2.0/AgentCore.Module.dll') -PassThru
}

# Without this the cmdlets are gone after a second import: the inner module would stay behind and hide them.
$ExecutionContext.SessionState.Module.OnRemove = {
    Microsoft.PowerShell.Core\Remove-Module -ModuleInfo $inner -Force -ErrorAction Ignore
}.GetNewClosure()

Export-ModuleMember -Cmdlet @($inner.ExportedCmdlets.Keys)
