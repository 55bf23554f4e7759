# Dot-sourced by every test file: imports what was built and starts one emulator for the file.
$root = Split-Path (Split-Path $PSScriptRoot)
Import-Module (Join-Path $root 'out/AgentCore/AgentCore.psd1')
. (Join-Path $root 'docs/demo/PageServer.ps1')
