BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $build = Join-Path $root 'out/AgentCore/bin/netstandard2.0/AgentCore.Module.dll'
}

# The build for Windows PowerShell 5.1, loaded in this PowerShell: all of it that does not depend on 5.1 itself.
Describe 'The netstandard2.0 build' {
    It 'exports the cmdlets of the manifest' {
        $listed = (Import-PowerShellDataFile $modulePath).CmdletsToExport | Sort-Object
        Invoke-FreshPowerShell -Module $build '(Get-Module AgentCore.Module).ExportedCmdlets.Keys | Sort-Object' | Should -Be $listed
    }

    It 'runs the main job' {
        $site = Start-PageServer (Join-Path $root 'docs/demo')
        $picture = Join-Path $TestDrive page.png
        $table = Join-Path $TestDrive t.csv
        Set-Content $table 'a,b', '1,2', '3,4'
        try {
            $lines = Invoke-FreshPowerShell -Module $build "`$ErrorActionPreference = 'Stop'
                [IO.Path]::GetFileName([IO.Path]::GetDirectoryName((Get-Command Start-ACEmulator).ImplementingType.Assembly.Location))
                `$null = Start-ACEmulator
                `$s = Start-ACBrowserSession -Name probe -ViewPort 1280x720
                (Open-ACBrowserPage `$s $($site.Url)).Title
                (Save-ACBrowserScreenshot `$s '$picture').FullName
                Get-ACLiveViewUrl `$s
                (Invoke-ACCodeInterpreter 'print(6 * 7)').Output
                `$c = Start-ACCodeInterpreterSession
                (Send-ACCodeInterpreterFile `$c '$table').Size
                (Invoke-ACCodeInterpreter -Session `$c `"import pandas; print(pandas.read_csv('t.csv').a.sum())`").Output
                @(Get-ACBrowserSession -Status READY).Name
                Get-ACBrowserSession -Status READY | Stop-ACBrowserSession
                @(Get-ACBrowserSession -Status READY).Count
                Stop-ACEmulator"
        }
        finally { Stop-PageServer $site }
        $lines[0] | Should -Be 'netstandard2.0'
        $lines[1] | Should -Be 'The Corner Shop'
        Get-PngSize $lines[2] | Should -Be '1280x720'
        $lines[3] | Should -BeLike 'http*/live-view?*X-Amz-Signature=*'
        $lines[4..8] | Should -Be '42', '12', '4', 'probe', '0'
        $lines.Count | Should -Be 9
    }
}
