# The binary module as AgentCore.psm1 imports it: a manifest gives it, and so its drive provider, the name AgentCore. On
# PowerShell 7 the assembly is named without a path, so that it is looked for in the module's own load context.
@{
    RootModule    = if ($PSEdition -eq 'Core') { 'AgentCore.Module.dll' } else { '../AgentCore.Module.dll' }
    ModuleVersion = '0.1.0'
}
