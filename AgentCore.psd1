@{
    RootModule           = 'AgentCore.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '6b0f3c1e-6f0c-4a3b-9a57-2c9d1f7e8b54'
    Author               = 'The AgentCore contributors'
    Copyright            = '(c) The AgentCore contributors. Apache-2.0.'
    Description          = 'Browser and Code Interpreter of Amazon Bedrock AgentCore from PowerShell, with a local emulator to try everything on.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Core', 'Desktop')
    FormatsToProcess     = @('AgentCore.Format.ps1xml')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        'Add-ACResourceTag'
        'Clear-ACContext'
        'Get-ACAutomationStream'
        'Get-ACBrowser'
        'Get-ACBrowserPage'
        'Get-ACBrowserProfile'
        'Get-ACBrowserSession'
        'Get-ACCodeInterpreter'
        'Get-ACCodeInterpreterFile'
        'Get-ACCodeInterpreterSession'
        'Get-ACCodeInterpreterTask'
        'Get-ACContext'
        'Get-ACEmulator'
        'Get-ACEmulatorFault'
        'Get-ACLiveViewUrl'
        'Get-ACResourceTag'
        'Install-ACCodeInterpreterPackage'
        'Invoke-ACBrowserAction'
        'Invoke-ACBrowserCommand'
        'Invoke-ACBrowserScript'
        'Invoke-ACCodeInterpreter'
        'New-ACBrowser'
        'New-ACBrowserProfile'
        'New-ACCodeInterpreter'
        'Open-ACBrowserPage'
        'Receive-ACCodeInterpreterFile'
        'Remove-ACBrowser'
        'Remove-ACBrowserProfile'
        'Remove-ACCodeInterpreter'
        'Remove-ACCodeInterpreterFile'
        'Remove-ACResourceTag'
        'Request-ACBrowserTakeover'
        'Save-ACBrowserProfile'
        'Save-ACBrowserScreenshot'
        'Send-ACCodeInterpreterFile'
        'Set-ACBrowserStream'
        'Set-ACContext'
        'Set-ACEmulatorFault'
        'Show-ACEmulator'
        'Show-ACLiveView'
        'Start-ACBrowserSession'
        'Start-ACCodeInterpreterSession'
        'Start-ACCodeInterpreterTask'
        'Start-ACEmulator'
        'Stop-ACBrowserSession'
        'Stop-ACCodeInterpreterSession'
        'Stop-ACCodeInterpreterTask'
        'Stop-ACEmulator'
        'Test-ACEmulator'
        'Use-ACBrowserSession'
        'Use-ACCodeInterpreterSession'
        'Wait-ACCodeInterpreterTask'
    )
    PrivateData          = @{
        PSData = @{
            Tags       = @('AWS', 'Bedrock', 'AgentCore', 'Browser', 'CodeInterpreter', 'Emulator', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://www.apache.org/licenses/LICENSE-2.0'
        }
    }
}
