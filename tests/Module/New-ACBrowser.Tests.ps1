BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $role = 'arn:aws:iam::123456789012:role/browser'
    $secret = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:ca-root'
    $mount = @{
        AccessPointArn = 'arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0/access-point/fsap-0123456789abcdef0'
        FileSystemArn  = 'arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0'
        MountPath      = '/mnt/data'
    }
    # A service on which nothing ever gets ready.
    $slow = @{
        browserId  = 'slow-0123456789'
        browserArn = 'arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/slow-0123456789'
        status     = 'CREATING'
    }
    $there = @{ AccessKey = 'a'; SecretKey = 'b'; Region = 'us-east-1' }
}
AfterAll { Stop-ACEmulator }

Describe 'New-ACBrowser' {
    It 'waits until it is ready' {
        $made = New-ACBrowser shop -Wait
        $made | Should -BeOfType AgentCore.Browser
        $made.BrowserId | Should -Match '^shop-[a-zA-Z0-9]{10}$'
        $made.Arn | Should -BeLike "arn:aws:bedrock-agentcore:*:123456789012:browser-custom/$made"
        $made.Status | Should -Be 'READY'
        $made.NetworkMode | Should -Be 'PUBLIC'
    }

    It 'says by itself where its sessions are to start' {
        $abroad = New-ACBrowser abroad -Region eu-west-1 -Wait
        $session = Start-ACBrowserSession -BrowserIdentifier $abroad
        $session.Region | Should -Be 'eu-west-1'
        $session.BrowserIdentifier | Should -Be $abroad.BrowserId
        Stop-ACBrowserSession $session
        { Start-ACBrowserSession -BrowserIdentifier $abroad -Region eu-west-2 -ErrorAction Stop } | Should -Throw -ErrorId 'ResourceNotFoundException,*'
    }

    It 'sends everything that the API takes' {
        $made = New-ACBrowser whole -Description 'Prices of the day' -ExecutionRoleArn $role -NetworkMode VPC `
            -Subnet subnet-01234567 -SecurityGroup sg-01234567, sg-0123456789abcdef0 -RequireServiceS3Endpoint:$false `
            -Recording s3://my-recordings/browser/ -Signing `
            -EnterprisePolicy s3://my-policies/base.json, @{ Location = 's3://my-policies/more.json?versionId=abc'; Type = 'recommended' } `
            -Certificate $secret -FileSystem $mount -Tag @{ team = 'web' }
        $full = $made | Get-ACBrowser
        $full.Description | Should -Be 'Prices of the day'
        $full.ExecutionRoleArn | Should -Be $role
        $full.NetworkMode | Should -Be 'VPC'
        $full.Subnet | Should -Be 'subnet-01234567'
        $full.SecurityGroup | Should -Be 'sg-01234567', 'sg-0123456789abcdef0'
        $full.RequireServiceS3Endpoint | Should -BeFalse
        "$($full.Recording)" | Should -Be 's3://my-recordings/browser/'
        $full.Signing | Should -BeTrue
        $full.EnterprisePolicy | ForEach-Object { "$_ $($_.Type)".Trim() } |
            Should -Be 's3://my-policies/base.json', 's3://my-policies/more.json?versionId=abc RECOMMENDED'
        "$($full.Certificate)" | Should -Be $secret
        $full.FileSystem.MountPath | Should -Be '/mnt/data'
        (Get-ACResourceTag $made).Value | Should -Be 'web'
    }

    It 'sends the members of the API, and none that were not asked for' {
        $service = Start-RecordingService $slow
        $null = New-ACBrowser slow -Recording s3://bucket/prefix -EndpointUrl $service.Url @there
        $sent = $service.Requests.ToArray()[0]
        "$($sent.Method) $($sent.Path)" | Should -Be 'PUT /browsers'
        $body = $sent.Body | ConvertFrom-Json
        $body.psobject.Properties.Name | Sort-Object | Should -Be 'clientToken', 'name', 'networkConfiguration', 'recording'
        $body.networkConfiguration | ConvertTo-Json -Compress | Should -Be '{"networkMode":"PUBLIC"}'
        $body.recording.enabled | Should -BeTrue
        $body.recording.s3Location | ConvertTo-Json -Compress | Should -Be '{"bucket":"bucket","prefix":"prefix"}'
        Stop-RecordingService $service
    }

    It 'refuses <Why> before anything is sent' -ForEach @(
        @{ Why = 'subnets without VPC'; With = @{ Subnet = 'subnet-01234567' }; Told = '*-NetworkMode VPC; the mode is PUBLIC*' }
        @{ Why = 'VPC without security groups'; With = @{ NetworkMode = 'VPC'; Subnet = 'subnet-01234567' }; Told = '*needs both -Subnet and -SecurityGroup*' }
        @{ Why = 'a version id of 2 characters'; With = @{ Recording = 's3://bucket/prefix?versionId=ab' }; Told = '*2 characters; 3 to 1024*' }
        @{ Why = 'a policy without a place'; With = @{ EnterprisePolicy = @{ Type = 'MANAGED' } }; Told = '*needs a Location*' }
        @{ Why = 'a tag with an empty key'; With = @{ Tag = @{ '' = 'x' } }; Told = '*0 characters; 1 to 128*' }
    ) {
        New-ACBrowser refused @With -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($failure[0])" | Should -BeLike $Told
        Get-ACBrowser 'refused*' | Should -BeNullOrEmpty
    }

    It 'refuses a recording without a prefix' {
        { New-ACBrowser refused -Recording s3://bucket -ErrorAction Stop } | Should -Throw '*s3://bucket/key*'
    }

    It 'ends a wait that cannot succeed with the reason of the service' {
        New-ACBrowser foreign_role -ExecutionRoleArn arn:aws:iam::999999999999:role/x -Wait -ErrorVariable failure -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'CREATE_FAILED,*'
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $failure[0].TargetObject | Should -Match '^foreign_role-[a-zA-Z0-9]{10}$'
        "$($failure[0])" | Should -BeLike "*$($failure[0].TargetObject)*999999999999*"
        (Get-ACBrowser -Id $failure[0].TargetObject).FailureReason | Should -BeLike '*999999999999*'
    }

    It 'names id, state and seconds when the time is up' {
        $service = Start-RecordingService $slow
        New-ACBrowser slow -Wait -TimeoutSeconds 1 -EndpointUrl $service.Url @there -ErrorVariable failure -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'Timeout,*'
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failure[0].TargetObject | Should -Be 'slow-0123456789'
        "$($failure[0])" | Should -BeLike '*slow-0123456789 is still CREATING after 1 s*'
        Stop-RecordingService $service
    }

    It 'ends on Ctrl+C while it waits, and shows how far it is' {
        $service = Start-RecordingService $slow
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
            param($module, $url, $there)
            Import-Module $module
            New-ACBrowser slow -Wait -EndpointUrl $url @there
        }).AddArgument($modulePath).AddArgument($service.Url).AddArgument($there)
        $running = $shell.BeginInvoke()
        Wait-Until { @($service.Requests | Where-Object Method -EQ 'GET').Count -ge 3 } -Seconds 60
        "$($shell.Streams.Progress | Where-Object Activity -Like 'Creating browser slow*' | Select-Object -First 1)" | Should -BeLike '*CREATING, * of 300 s*'
        $stopped = $shell.BeginStop($null, $null)
        $stopped.AsyncWaitHandle.WaitOne([timespan]::FromSeconds(10)) | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $running.IsCompleted | Should -BeTrue
        $shell.Dispose()
        Stop-RecordingService $service
    }

    It 'takes names from the pipeline' {
        ('piped_a', 'piped_b' | New-ACBrowser).Name | Should -Be 'piped_a', 'piped_b'
    }

    It 'takes the rows of a file, an empty cell for nothing' {
        Set-Content ($file = Join-Path $TestDrive 'browsers.csv') @'
Name,Description,NetworkMode,Recording,Owner
row_a,Prices of the day,public,s3://my-recordings/a/,anna
row_b,,,,bert
'@
        $made = Import-Csv $file | New-ACBrowser | Get-ACBrowser
        $made.Name | Should -Be 'row_a', 'row_b'
        $made[0].Description | Should -Be 'Prices of the day'
        "$($made[0].Recording)" | Should -Be 's3://my-recordings/a/'
        $made[1].Description | Should -BeNullOrEmpty
        $made[1].NetworkMode | Should -Be 'PUBLIC'
        (Import-Csv $file | New-ACBrowserProfile | Sort-Object Name).Description | Should -Be 'Prices of the day', $null
    }

    It 'refuses a row whose <Column> is <Value>, and makes the next' -ForEach @(
        @{ Cmdlet = 'New-ACBrowser'; Column = 'Recording'; Value = 'junk' }
        @{ Cmdlet = 'New-ACBrowser'; Column = 'Tag'; Value = 'x=y' }
        @{ Cmdlet = 'New-ACBrowser'; Column = 'Subnet'; Value = 'subnet-01234567' }
        @{ Cmdlet = 'Start-ACBrowserSession'; Column = 'SessionTimeoutSeconds'; Value = '2h' }
        @{ Cmdlet = 'Start-ACBrowserSession'; Column = 'ViewPort'; Value = 'foo' }
        @{ Cmdlet = 'Start-ACCodeInterpreterSession'; Column = 'SessionTimeoutSeconds'; Value = '2h' }
    ) {
        $name = "col_$Column".ToLower()
        $rows = [pscustomobject]@{ Name = "${name}_bad"; $Column = $Value }, [pscustomobject]@{ Name = "${name}_good"; $Column = '' }
        $made = $rows | & $Cmdlet -ErrorVariable failure -ErrorAction SilentlyContinue
        $made.Name | Should -Be "${name}_good"
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($failure[0])" | Should -BeLike "*'$Value'*$Column*"
        (& $Cmdlet.Replace('New-', 'Get-').Replace('Start-', 'Get-') "${name}_*").Name | Should -Be "${name}_good"
    }

    It 'lets the command line stand for a column' {
        $row = [pscustomobject]@{ Name = 'col_given'; Recording = 'junk'; Tag = 'x=y' }
        "$(($row | New-ACBrowser -Recording s3://my-recordings/a/ -Tag @{ team = 'web' }).Recording)" | Should -Be 's3://my-recordings/a/'
    }

    It 'does not take the name of <_> for that of a browser' -ForEach 'a browser', 'a profile', 'a session', 'a row of a browser' {
        $there = switch ($_) {
            'a browser' { Get-ACBrowser -Type SYSTEM | Get-ACBrowser }
            'a profile' { New-ACBrowserProfile a_profile }
            'a session' { Start-ACCodeInterpreterSession a_session }
            'a row of a browser' { Get-ACBrowser -Type SYSTEM | ConvertTo-Csv | ConvertFrom-Csv }
        }
        $before = @(Get-ACBrowser).Count
        $there | New-ACBrowser -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($failure[0])" | Should -BeLike '*exists already*'
        @(Get-ACBrowser).Count | Should -Be $before
    }

    It 'creates one browser for a client token, however often it is called' {
        $token = [guid]::NewGuid()
        $first = New-ACBrowser once -ClientToken $token
        (New-ACBrowser once -ClientToken $token).BrowserId | Should -Be $first.BrowserId
        ('twice_a', 'twice_b' | New-ACBrowser -ClientToken ([guid]::NewGuid()) -ErrorVariable failure -ErrorAction SilentlyContinue).Name | Should -Be 'twice_a'
        $failure.Count | Should -Be 1
        $failure[0].TargetObject | Should -Be 'twice_b'
        "$($failure[0])" | Should -BeLike "*-ClientToken*'twice_a'*nothing was done for 'twice_b'*"
    }

    It 'says that a name is taken' {
        { New-ACBrowser shop -ErrorAction Stop } | Should -Throw -ErrorId 'ConflictException,*'
    }

    It 'creates nothing with -WhatIf' {
        New-ACBrowser imagined -WhatIf | Should -BeNullOrEmpty
        Get-ACBrowser 'imagined*' | Should -BeNullOrEmpty
    }
}
