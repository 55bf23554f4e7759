BeforeAll { . "$PSScriptRoot/common.ps1" }

# The connection of the process and those of its runspaces. Calls that should not happen go to a service that records them.
Describe 'One connection in the whole process' {
    BeforeAll {
        $aws = Start-RecordingService
        $before = @{}
        Get-ChildItem Env:AWS_* | ForEach-Object { $before[$_.Name] = $_.Value }
        $env:AWS_EC2_METADATA_DISABLED = 'true'
        $env:AWS_ENDPOINT_URL = $aws.Url
        $env:AWS_ACCESS_KEY_ID = 'AKIDREAL'
        $env:AWS_SECRET_ACCESS_KEY = 's'
        $env:AWS_REGION = 'eu-west-3'
        $emulator = Start-ACEmulator
        $session = Start-ACBrowserSession shared
    }

    BeforeEach {
        $null = Start-ACEmulator
        $calls = $aws.Requests.Count
    }

    AfterEach { Clear-ACContext }

    AfterAll {
        Stop-ACEmulator
        Stop-RecordingService $aws
        Remove-Item Env:AWS_*
        foreach ($name in $before.Keys) { Set-Item "Env:$name" $before[$name] }
    }

    It 'is what <Kind> begins from, and AWS is never called' -ForEach @(
        @{ Kind = 'ForEach-Object -Parallel'; Run = { param($script, $path) 1..2 | ForEach-Object -Parallel { Import-Module $using:path; & ([scriptblock]::Create($using:script)) } } }
        @{ Kind = 'a thread job'; Run = { param($script, $path) Start-ThreadJob { Import-Module $using:path; & ([scriptblock]::Create($using:script)) } | Receive-Job -Wait -AutoRemoveJob } }
        @{ Kind = '[powershell]::Create()'; Run = { param($script, $path) [powershell]::Create().AddScript("Import-Module '$path'; $script").Invoke() } }
    ) {
        $output = & $Run '(Get-ACContext).EndpointUrl; (Get-ACBrowserSession -Status READY).Name' $modulePath
        $output | Sort-Object -Unique | Should -Be $emulator.Url, 'shared'
        $aws.Requests.Count | Should -Be $calls
    }

    It 'keeps a role from being assumed by whom the environment names' {
        $failure = Get-Failure { Get-ACBrowser -RoleArn arn:aws:iam::123456789012:role/reader @args }
        $failure.CategoryInfo.Category | Should -Be InvalidArgument
        $failure.Exception.Message | Should -BeLike "The role arn:aws:iam::123456789012:role/reader cannot be assumed in the emulator at $($emulator.Url), *Stop-ACEmulator.*"
        $aws.Requests.Count | Should -Be $calls
    }

    It 'does not change by what such a runspace sets, and two loops over regions do not see each other''s' {
        $lines = 'eu-west-1', 'us-west-2' | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            Set-ACContext -Region $_
            foreach ($turn in 1..5) { "$_ $((Get-ACContext).Region) $((Get-ACBrowserSession -Status READY).Count)" }
        }
        $lines | Sort-Object -Unique | Should -Be 'eu-west-1 eu-west-1 0', 'us-west-2 us-west-2 0'
        (Get-ACContext).Region | Should -Be 'us-east-1'
        Get-ACEmulator | Should -Not -BeNullOrEmpty
    }

    It 'is set for all by -Scope Process, but for those that have their own' {
        $regions = 1 | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            Set-ACContext -Region sa-east-1
            $other = [powershell]::Create().AddScript("Import-Module '$using:modulePath'; Set-ACContext -Region ca-central-1 -Scope Process; (Get-ACContext).Region").Invoke()
            "$other"; (Get-ACContext).Region
        }
        $regions | Should -Be 'ca-central-1', 'sa-east-1'
        (Get-ACContext).Region | Should -Be 'ca-central-1'
        1 | ForEach-Object -Parallel { Import-Module $using:modulePath; Clear-ACContext -Scope Process }
        (Get-ACContext).Region | Should -Be 'us-east-1'
    }

    It 'goes into another runspace as an object, secrets included' {
        Stop-ACEmulator
        Set-ACContext -Region eu-west-1 -AccessKey AKIDCARRIED -SecretKey s -EndpointUrl $aws.Url
        $context = Get-ACContext
        Clear-ACContext
        $context | Format-List * -Force | Out-String | Should -Not -Match 'SecretKey *: \S'
        1 | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            Set-ACContext -InputObject $using:context
            $null = Get-ACBrowserSession
        }
        @($aws.Requests)[-1].Headers.Authorization | Should -Match 'Credential=AKIDCARRIED/\d+/eu-west-1/'
    }

    It 'is left by the module of another runspace, and ends with a warning with that of the first' {
        [powershell]::Create().AddScript("Import-Module '$modulePath'; Remove-Module AgentCore").Invoke()
        Get-ACEmulator | Should -Not -BeNullOrEmpty
        Invoke-FreshPowerShell "`$e = Start-ACEmulator; Import-Module '$modulePath' -Force 3>&1 | Select-Object -Unique | ForEach-Object { `$_.Message.Replace(`$e.Url, 'URL').Replace(`"`$(`$e.ProcessId)`", 'N') }
            [bool](Get-ACEmulator); Import-Module '$modulePath' -Force 3>&1" |
            Should -Be 'The emulator at URL (process N) ends with the module, and so does every session in it.', 'False'
    }

    It 'is told how to get one where there is none' {
        Invoke-FreshPowerShell '$ErrorActionPreference = "SilentlyContinue"; Get-ChildItem Env:AWS_* | Remove-Item
            Get-ACBrowserSession; $Error[0].ErrorDetails.RecommendedAction
            [powershell]::Create().AddScript("Import-Module ''$((Get-Module AgentCore).Path)''; (Start-ACEmulator -Warm 0).Url").Invoke()
            Get-ACBrowserSession; $Error[0].ErrorDetails.RecommendedAction' | ForEach-Object { "$_" } | Tee-Object -Variable lines
        $lines[0] | Should -BeLike 'Give -Region, *In a job, *: Set-ACContext -InputObject $using:context, *'
        $lines[2] | Should -BeLike "Start-ACEmulator makes the emulator that runs in this PowerShell, $($lines[1]), the connection here.*"
    }
}

Describe 'A connection for other processes' {
    BeforeAll {
        $env:AWS_REGION = 'eu-west-3'
        $env:AWS_PROFILE = 'mine'
        $names = 'AWS_ENDPOINT_URL_BEDROCK_AGENTCORE', 'AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE', 'NO_PROXY'
        function Get-Variables { $names | ForEach-Object { "$_=$([Environment]::GetEnvironmentVariable($_))" } }
        $before = Get-Variables
        $emulator = Start-ACEmulator -PassEnvironment
        $null = Start-ACBrowserSession shared
    }

    AfterAll {
        Stop-ACEmulator
        Remove-Item Env:AWS_REGION, Env:AWS_PROFILE -ErrorAction Ignore
    }

    It 'is in their environment variables' {
        $env:AWS_ENDPOINT_URL_BEDROCK_AGENTCORE, $env:AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL | Should -Be $emulator.Url, $emulator.Url
        $env:AWS_ACCESS_KEY_ID, $env:AWS_REGION, $env:AWS_DEFAULT_REGION | Should -Be $emulator.AccessKey, 'us-east-1', 'us-east-1'
        $env:AWS_SECRET_ACCESS_KEY | Should -Match '^[0-9a-f]{40}$'
        $env:AWS_PROFILE | Should -BeNullOrEmpty
        $env:NO_PROXY | Should -Match '127\.0\.0\.1$'
    }

    It 'is used by another PowerShell and by a job' {
        Invoke-FreshPowerShell '(Get-ACBrowserSession -Status READY).Name' | Should -Be shared
        $context = Get-ACContext
        $job = Start-Job { Import-Module $using:modulePath; Set-ACContext -InputObject $using:context; (Get-ACBrowserSession -Status READY).Name; (Get-ACContext).CredentialSource }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be shared, 'Set-ACContext'
    }

    It 'is used by the AWS SDK for JavaScript, for both planes' {
        $program = @'
            import { BedrockAgentCoreClient, ListBrowserSessionsCommand } from '@aws-sdk/client-bedrock-agentcore';
            import { BedrockAgentCoreControlClient, ListBrowsersCommand } from '@aws-sdk/client-bedrock-agentcore-control';
            const { items } = await new BedrockAgentCoreClient().send(
              new ListBrowserSessionsCommand({ browserIdentifier: 'aws.browser.v1', status: 'READY' }));
            const { browserSummaries } = await new BedrockAgentCoreControlClient().send(new ListBrowsersCommand({}));
            console.log(items.map((item) => item.name).join(), browserSummaries.map((item) => item.browserId).join());
'@
        $clients = & "$root/tests/Restore-Client.ps1"
        Set-Content "$TestDrive/list.mjs" $program
        $null = New-Item "$TestDrive/node_modules" -ItemType SymbolicLink -Target "$clients/node_modules"
        & node "$TestDrive/list.mjs" | Should -Be 'shared aws.browser.v1'
        $LASTEXITCODE | Should -Be 0
    }

    It 'does not lead a profile''s signature to the emulator' {
        Set-Content "$TestDrive/profiles" "[prod]`naws_access_key_id = AKIDPROD`naws_secret_access_key = s`nregion = eu-north-1"
        $context = Get-ACContext -ProfileName prod -ProfileLocation "$TestDrive/profiles"
        $context.EndpointUrl, $context.AccessKey, $context.Region | Should -Be $null, 'AKIDPROD', 'eu-north-1'
    }

    It 'is put back by Stop-ACEmulator, but for what was set meanwhile' {
        Stop-ACEmulator
        Get-Variables | Should -Be $before
        $null = Start-ACEmulator -PassEnvironment
        $env:AWS_REGION = 'ap-south-1'
        Stop-ACEmulator
        $env:AWS_REGION | Should -Be 'ap-south-1'
        $env:AWS_PROFILE | Should -Be mine
    }

    It 'goes into a job with -IncludeSecret, and not without' {
        $env:AWS_PROFILE = $null
        $null = Start-ACEmulator
        $null = Start-ACBrowserSession again
        $context = Get-ACContext
        $whole = Get-ACContext -IncludeSecret
        $whole.SecretKey | Should -BeOfType securestring
        $whole | ConvertTo-Json | Should -Not -Match '[0-9a-f]{40}'
        $job = Start-Job {
            Import-Module $using:modulePath
            Set-ACContext -InputObject $using:context -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.Exception.Message -replace 'ACEMULATOR\w+', 'ID'; $failure.ErrorDetails.RecommendedAction
            Set-ACContext -InputObject $using:whole
            (Get-ACBrowserSession -Status READY).Name
        }
        $lines = $job | Receive-Job -Wait -AutoRemoveJob
        $lines[0] | Should -Be 'The context has the access key id ID alone, and AWS_ACCESS_KEY_ID is another.'
        $lines[1] | Should -Match 'IncludeSecret.*PassEnvironment'
        $lines[2] | Should -Be again
    }
}
