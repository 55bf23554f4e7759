# PowerShell completion for agentcore-emulator, from 'agentcore-emulator completion pwsh'. In $PROFILE:
#   agentcore-emulator completion pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName agentcore-emulator, agentcore-emulator.exe -ScriptBlock {
    param($word, $command, $cursor)
    $program = $command.GetCommandName()
    # Trailing blanks are no part of the command, but the cursor is after them.
    $length = $cursor - $command.Extent.StartOffset
    $line = $command.ToString().PadRight($length).Substring(0, $length)
    $line = 'agentcore-emulator' + $line.Substring($command.CommandElements[0].Extent.Text.Length)
    & $program "[suggest:$($line.Length)]" $line 2>$null |
        Where-Object { $_ -and $_.StartsWith($word, [StringComparison]::OrdinalIgnoreCase) } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
