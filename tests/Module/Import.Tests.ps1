BeforeAll { . "$PSScriptRoot/common.ps1" }

Describe 'Importing the module' {
    It 'exports exactly what the manifest lists' {
        $listed = (Import-PowerShellDataFile $modulePath).CmdletsToExport | Sort-Object
        (Get-Command -Module AgentCore).Name | Sort-Object | Should -Be $listed
    }

    It 'adds nothing but cmdlets' {
        (Get-Command -Module AgentCore).CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
    }

    It 'uses approved verbs and one noun prefix' {
        $approved = (Get-Verb).Verb
        foreach ($command in Get-Command -Module AgentCore) {
            $command.Verb | Should -BeIn $approved
            $command.Noun | Should -Match '^AC[A-Z]'
        }
    }

    It 'keeps its cmdlets after -Force' {
        Invoke-FreshPowerShell "Import-Module '$modulePath' -Force; (Get-Command -Module AgentCore).Count; (Get-ACContext -Region eu-west-1 -AccessKey AKID -SecretKey s).Region" |
            Should -Be @((Get-Command -Module AgentCore).Count, 'eu-west-1')
    }

    It 'keeps its cmdlets after remove and import' {
        Invoke-FreshPowerShell "Remove-Module AgentCore; Import-Module '$modulePath'; (Get-Command -Module AgentCore).Count; (Get-ACContext -Region eu-west-1 -AccessKey AKID -SecretKey s).Region" |
            Should -Be @((Get-Command -Module AgentCore).Count, 'eu-west-1')
    }

    It 'is gone after remove' {
        Invoke-FreshPowerShell "Remove-Module AgentCore; @(Get-Command *-AC* -Module AgentCore*).Count" | Should -Be 0
    }

    It 'is one module of the manifest''s version, loaded once, in its own load context' {
        $version = (Import-PowerShellDataFile $modulePath).ModuleVersion
        Invoke-FreshPowerShell 'Get-Module AgentCore -All | ForEach-Object { "$($_.Version)" } | Sort-Object -Unique
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq "AgentCore.Module" } |
                ForEach-Object { [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name }' | Should -Be @($version, 'AgentCore')
    }

    It 'can be replaced by another version in the same process' {
        $staged = Split-Path $modulePath
        $other = Join-Path $TestDrive 'AgentCore'
        $null = New-Item $other -ItemType Directory
        Copy-Item "$staged/bin", "$staged/AgentCore.psm1", "$staged/AgentCore.Format.ps1xml" $other -Recurse
        (Get-Content $modulePath -Raw) -replace "(ModuleVersion\s*=\s*)'[^']+'", "`$1'0.99.0'" | Set-Content "$other/AgentCore.psd1"
        $lines = Invoke-FreshPowerShell "Remove-Module AgentCore; Import-Module '$other/AgentCore.psd1'
            (Get-Module AgentCore).Version.ToString(); (Get-Command -Module AgentCore).Count
            (Get-Command Get-ACContext).ImplementingType.Assembly.Location; (Get-ACContext -Region eu-west-1 -AccessKey AKID -SecretKey s).Region"
        $lines | Should -Be @('0.99.0', (Get-Command -Module AgentCore).Count, "$other/bin/net8.0/AgentCore.Module.dll", 'eu-west-1')
    }

    It 'lets scripts name its types' {
        Invoke-FreshPowerShell '[AgentCore.BrowserSession].FullName; { param([AgentCore.BrowserSession] $s) }.Ast.ParamBlock.Parameters[0].StaticType.Name' |
            Should -Be @('AgentCore.BrowserSession', 'BrowserSession')
    }

    It 'loads no AWS SDK at import' {
        Invoke-FreshPowerShell '@([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -like "AWSSDK*" }).Count' | Should -Be 0
    }

    It 'loads no PuppeteerSharp before a cmdlet works on a page, and then beside its own kind' {
        $loaded = '[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in "PuppeteerSharp", "WebDriverBiDi" }'
        Invoke-FreshPowerShell "`$null = Start-ACEmulator; `$s = Start-ACBrowserSession; `$null = Get-ACBrowserSession; @($loaded).Count
            `$null = Invoke-ACBrowserScript `$s 1
            $loaded | Where-Object { `$_.GetName().Name -eq 'PuppeteerSharp' } | ForEach-Object { [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name }
            Stop-ACEmulator" | Should -Be @('0', 'AgentCore')
    }

    It 'names everything that ships with it, with its licence' {
        $staged = Split-Path $modulePath
        $named = Get-Content "$staged/DEPENDENCIES.md" -Raw
        $shipped = (Get-ChildItem $staged -Recurse -Filter *.dll).BaseName | Where-Object { $_ -notlike 'AgentCore.*' } | Sort-Object -Unique
        $shipped | Should -Contain 'PuppeteerSharp'
        $shipped | Where-Object { $named -notmatch "[| ]$([regex]::Escape($_))[, ]" } | Should -BeNullOrEmpty
    }

    It 'ships no documentation of packages' {
        (Get-ChildItem (Split-Path $modulePath) -Recurse -Filter *.xml).Name | Should -Be 'AgentCore.Module.dll-Help.xml'
    }

    It 'registers the drive provider, without the AWS SDK' {
        Invoke-FreshPowerShell '(Get-PSProvider ACCodeInterpreter).ImplementingType.FullName
            @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -like "AWSSDK*" }).Count' |
            Should -Be @('AgentCore.Cmdlets.Drive.CodeInterpreterProvider', '0')
    }

    It 'has one provider after -Force and after remove and import, and none after remove' {
        Invoke-FreshPowerShell "Import-Module '$modulePath' -Force; `"`$(Get-PSProvider ACCodeInterpreter)`"
            Remove-Module AgentCore; @(Get-PSProvider | Where-Object Name -eq ACCodeInterpreter).Count
            Import-Module '$modulePath'; `"`$(Get-PSProvider ACCodeInterpreter)`"" |
            Should -Be @('AgentCore\ACCodeInterpreter', '0', 'AgentCore\ACCodeInterpreter')
    }

    It 'keeps the AWS SDK out of the default load context' {
        Invoke-FreshPowerShell '$null = Get-ACLiveViewUrl -SessionId 01ABC -EndpointUrl http://127.0.0.1:9 -Region eu-west-1 -AccessKey AKID -SecretKey s -ErrorAction Ignore
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq "AWSSDK.Core" } |
                ForEach-Object { [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name }' | Should -Be 'AgentCore'
    }

    It 'lives beside an AWSSDK.Core that somebody else loaded first' {
        Invoke-FreshPowerShell "`$null = [System.Reflection.Assembly]::LoadFrom((Join-Path '$root' 'out/AgentCore/bin/net8.0/AWSSDK.Core.dll'))
            [Amazon.Runtime.BasicAWSCredentials].Assembly.GetName().Name
            `$null = Start-ACEmulator
            @(Get-ACBrowser).BrowserId
            Stop-ACEmulator
            @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'AWSSDK.Core' }).Count" |
            Should -Be @('AWSSDK.Core', 'aws.browser.v1', '2')
    }

    It 'has no AWS SDK type on its public surface' {
        $assembly = (Get-Command Get-ACContext).ImplementingType.Assembly
        $names = foreach ($type in $assembly.GetExportedTypes()) {
            $type.GetMembers([System.Reflection.BindingFlags]'Public, Instance, Static, DeclaredOnly') | ForEach-Object {
                $_.FieldType, $_.PropertyType, $_.ReturnType
                if ($_ -is [System.Reflection.MethodBase]) { $_.GetParameters().ParameterType }
            } | Where-Object { $_ -and $_.FullName -match '\bAmazon\.' } | ForEach-Object { "$($type.Name): $($_.FullName)" }
        }
        $names | Should -BeNullOrEmpty
    }

    It 'gives every output type a table view' {
        $types = (Get-Command -Module AgentCore).OutputType.Name | Where-Object { $_ -like 'AgentCore.*' } | Sort-Object -Unique
        $types | Should -Not -BeNullOrEmpty
        foreach ($type in $types) {
            $view = Get-FormatData -TypeName $type -PowerShellVersion $PSVersionTable.PSVersion
            @($view.FormatViewDefinition.Control | Where-Object { $_ -is [System.Management.Automation.TableControl] }).Count | Should -BeGreaterThan 0 -Because $type
        }
    }
}
