# The command that starts a PowerShell like this one: its program, and the arguments that come before all others.
# Started as a .NET tool, PowerShell has dotnet as its process, and the library is what dotnet is given first.
#requires -Version 7.4
$process = [Environment]::ProcessPath
if ([System.IO.Path]::GetFileNameWithoutExtension($process) -eq 'dotnet') {
    $process
    Join-Path $PSHOME 'pwsh.dll'
}
else {
    $process
}
