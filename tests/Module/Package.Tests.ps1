# The packages of the staged module, as their users get them.
BeforeAll { . "$PSScriptRoot/common.ps1" }

# PowerShell 7.4 has no Compress-PSResource.
Describe 'The packages' -Skip:(-not (Get-Command Compress-PSResource -ErrorAction Ignore)) {
    BeforeAll {
        $out = Join-Path $TestDrive packages
        $module = Split-Path $modulePath
        $version = (Import-PowerShellDataFile $modulePath).ModuleVersion
        $made = & (Join-Path $root 'src/New-Package.ps1') -Module $module -Destination $out -ProjectUri https://github.com/example/agentcore/ -Changelog (Join-Path $root 'docs/CHANGELOG.md')
        $unzipped = Join-Path $TestDrive unzipped
        Expand-Archive "$out/AgentCore.$version.zip" $unzipped
        $files = Get-ChildItem $unzipped/AgentCore -Recurse -File
        $manifest = Import-PowerShellDataFile $unzipped/AgentCore/AgentCore.psd1

        # Runs a script in a PowerShell that has a home of its own, and no module but PowerShell's.
        $atHome = Join-Path $TestDrive home
        $modules = Join-Path $atHome .local/share/powershell/Modules
        $null = New-Item $modules -ItemType Directory
        function Invoke-AtHome([string] $Script) {
            $program, [string[]] $first = $powershell
            $before = $env:HOME, $env:XDG_DATA_HOME, $env:PSModulePath
            $env:HOME, $env:XDG_DATA_HOME, $env:PSModulePath = $atHome, $null, $modules
            try { & $program @first -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; $Script" }
            finally { $env:HOME, $env:XDG_DATA_HOME, $env:PSModulePath = $before }
        }
    }

    It 'are a package of the gallery, a zip file, and the sums of both' {
        $made.Name | Should -Be "AgentCore.$version.zip", "AgentCore.$version.nupkg", "AgentCore.$version.sha256"
        $made[0].Length, $made[1].Length | ForEach-Object { $_ | Should -BeLessThan 15MB }
        $lines = Get-Content "$out/AgentCore.$version.sha256"
        $lines.Count | Should -Be 2
        foreach ($line in $lines) {
            $sum, $name = $line -split '  '
            (Get-FileHash (Join-Path $out $name)).Hash | Should -Be $sum
        }
    }

    It 'have one folder in the zip file' {
        (Get-ChildItem $unzipped).Name | Should -Be AgentCore
    }

    It 'show in the gallery what the manifest says' {
        $zip = [System.IO.Compression.ZipFile]::OpenRead("$out/AgentCore.$version.nupkg")
        try {
            $names = $zip.Entries.FullName
            $nuspec = [xml][System.IO.StreamReader]::new($zip.GetEntry('AgentCore.nuspec').Open()).ReadToEnd()
        }
        finally { $zip.Dispose() }
        $shown = $nuspec.package.metadata
        $shown.id, $shown.version, $shown.authors | Should -Be AgentCore, $version, 'The AgentCore contributors'
        $shown.projectUrl | Should -Be 'https://github.com/example/agentcore'
        $shown.iconUrl | Should -Be 'https://github.com/example/agentcore/raw/main/docs/images/icon.png'
        $shown.licenseUrl | Should -Be 'https://www.apache.org/licenses/LICENSE-2.0'
        $shown.description | Should -BeLike '*needs the ASP.NET Core runtime 8 or later*'
        $shown.releaseNotes | Should -Not -BeNullOrEmpty
        $shown.releaseNotes.Length | Should -BeLessThan 35000
        foreach ($tag in 'PSModule', 'AWS', 'Bedrock', 'AgentCore', 'Linux', 'Windows') { $shown.tags -split ' ' | Should -Contain $tag }
        Join-Path $root docs/images/icon.png | Should -Exist
        foreach ($name in $manifest.FileList) { $names | Should -Contain $name }
    }

    It 'list their files' {
        $manifest.FileList | Sort-Object | Should -Be ($files | ForEach-Object { [IO.Path]::GetRelativePath("$unzipped/AgentCore", $_.FullName) } | Sort-Object)
        $manifest.DotNetFrameworkVersion, $manifest.CompanyName | Should -Be '4.7.2', 'The AgentCore contributors'
    }

    It 'have the licences, and nothing that only one system can run, or that nobody reads' {
        $files.Name | Should -Contain LICENSE
        $files.Name | Should -Contain DEPENDENCIES.md
        foreach ($file in $files) {
            $head = [byte[]]::new(4)
            $stream = [IO.File]::OpenRead($file)
            $null = $stream.Read($head, 0, 4)
            $stream.Dispose()
            # ELF and Mach-O; a Windows program is no library.
            [Convert]::ToHexString($head) | Should -Not -BeIn '7F454C46', 'CFFAEDFE', 'CAFEBABE' -Because $file.Name
        }
        $files.Extension | Sort-Object -Unique | Should -Be '', .dll, .json, .md, .ps1xml, .psd1, .psm1, .txt, .xml
        ($files | Where-Object Extension -EQ .xml).Name | Should -Be AgentCore.Module.dll-Help.xml
        ($files | Where-Object Extension -EQ .json).Name | Sort-Object | Should -Be AgentCore.Emulator.deps.json, AgentCore.Emulator.runtimeconfig.json
    }

    It 'are published, installed, imported by name, and do the main job' {
        $null = New-Item "$TestDrive/gallery" -ItemType Directory
        Invoke-AtHome "Register-PSResourceRepository folder '$TestDrive/gallery' -Trusted
            Publish-PSResource -NupkgPath '$out/AgentCore.$version.nupkg' -Repository folder
            Install-PSResource AgentCore -Repository folder
            (Get-InstalledPSResource AgentCore).InstalledLocation" | Should -Be $modules
        $site = Start-PageServer (Join-Path $root 'docs/demo')
        try {
            $lines = Invoke-AtHome "Import-Module AgentCore
                (Get-Module AgentCore).ModuleBase
                `$null = Start-ACEmulator -Warm 0
                `$s = Start-ACBrowserSession -Name probe -ViewPort 1280x720
                (Open-ACBrowserPage `$s $($site.Url)).Title
                (Save-ACBrowserScreenshot `$s '$TestDrive/page.png').Name
                Get-ACLiveViewUrl `$s
                (Invoke-ACCodeInterpreter 'print(6 * 7)').Output
                'a,b', '1,2' | Set-Content '$TestDrive/t.csv'
                `$c = Start-ACCodeInterpreterSession
                `$null = Send-ACCodeInterpreterFile `$c '$TestDrive/t.csv'
                (Invoke-ACCodeInterpreter -Session `$c 'import pandas; print(pandas.read_csv(`"t.csv`").a.sum())').Output
                Get-ACBrowserSession -Status READY | Stop-ACBrowserSession
                @(Get-ACBrowserSession -Status READY).Count
                Stop-ACEmulator"
        }
        finally { Stop-PageServer $site }
        $lines[0] | Should -Be (Join-Path $modules "AgentCore/$version")
        $lines[1..2] | Should -Be 'The Corner Shop', page.png
        $lines[3] | Should -BeLike 'http*/live-view?*'
        $lines[4..6] | Should -Be 42, 1, 0
    }
}

Describe 'The emulator where .NET has no ASP.NET Core' {
    It 'says in one sentence what it needs, and where to get it: <_>' -ForEach 'Start-ACEmulator', 'Test-ACEmulator' {
        # The .NET of this machine without that part.
        $dotnet = (Get-Item (Get-Command dotnet -CommandType Application)[0].Source)
        $there = Split-Path ($dotnet.ResolvedTarget ?? $dotnet.FullName)
        $bare = Join-Path $TestDrive "bare-$_"
        $null = New-Item "$bare/shared" -ItemType Directory
        Copy-Item "$there/dotnet" $bare
        $null = New-Item "$bare/host" -ItemType SymbolicLink -Target "$there/host"
        $null = New-Item "$bare/shared/Microsoft.NETCore.App" -ItemType SymbolicLink -Target "$there/shared/Microsoft.NETCore.App"
        $lines = Invoke-FreshPowerShell "`$env:DOTNET_ROOT = '$bare'; try { $_ -ErrorAction Stop } catch { `"`$_`"; `$_.CategoryInfo.Category }"
        $lines[0] | Should -Be "The emulator needs the ASP.NET Core runtime 8 or later, which '$bare/dotnet' does not have. Get it at https://dotnet.microsoft.com/download/dotnet."
        $lines[1] | Should -Be ObjectNotFound
    } -Skip:(-not $IsLinux)
}
