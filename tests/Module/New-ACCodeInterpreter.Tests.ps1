BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $role = 'arn:aws:iam::123456789012:role/reports'
    $secret = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:ca-root'
    $mount = @{
        AccessPointArn = 'arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0'
        FileSystemArn  = 'arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0123456789abcdef0'
        MountPath      = '/mnt/data'
    }
}
AfterAll { Stop-ACEmulator }

Describe 'New-ACCodeInterpreter' {
    It 'creates one without network unless told otherwise' {
        $made = New-ACCodeInterpreter plain
        $made | Should -BeOfType AgentCore.CodeInterpreter
        $made.CodeInterpreterId | Should -Match '^plain-[a-zA-Z0-9]{10}$'
        $made.ToString() | Should -Be $made.CodeInterpreterId
        $made.Arn | Should -BeLike "arn:aws:bedrock-agentcore:*:123456789012:code-interpreter-custom/$made"
        $made.Status | Should -Be 'CREATING'
        $made.NetworkMode | Should -Be 'SANDBOX'
        $made.Type | Should -Be 'CUSTOM'
        $made.CreatedAt | Should -BeGreaterThan (Get-Date).AddMinutes(-1)
        $made.CreatedAt.Kind | Should -Be 'Local'
    }

    It 'waits until it is ready, and sessions start from the object' {
        $made = New-ACCodeInterpreter online -NetworkMode public -Wait
        $made.Status | Should -Be 'READY'
        $made.NetworkMode | Should -Be 'PUBLIC'
        $session = Start-ACCodeInterpreterSession -CodeInterpreterIdentifier $made
        $session.CodeInterpreterIdentifier | Should -Be $made.CodeInterpreterId
        Stop-ACCodeInterpreterSession $session
    }

    It 'says by itself where its sessions are to start, and so does its ARN' {
        $abroad = New-ACCodeInterpreter abroad -Region eu-west-1 -Wait
        $sessions = $abroad, $abroad.Arn | ForEach-Object { Start-ACCodeInterpreterSession -CodeInterpreterIdentifier $_ }
        $sessions.Region | Should -Be 'eu-west-1', 'eu-west-1'
        $sessions | Stop-ACCodeInterpreterSession
    }

    It 'sends everything that the API takes' {
        $made = New-ACCodeInterpreter whole -Description 'Reports of the night' -ExecutionRoleArn $role -NetworkMode VPC `
            -Subnet subnet-0123456789abcdef0, subnet-01234567 -SecurityGroup sg-0123456789abcdef0 -RequireServiceS3Endpoint `
            -Certificate $secret -FileSystem $mount -Tag ([ordered]@{ team = 'data'; year = 2026; empty = $null })
        $full = Get-ACCodeInterpreter -Id $made.CodeInterpreterId
        $full.Description | Should -Be 'Reports of the night'
        $full.ExecutionRoleArn | Should -Be $role
        $full.NetworkMode | Should -Be 'VPC'
        $full.Subnet | Should -Be 'subnet-0123456789abcdef0', 'subnet-01234567'
        $full.SecurityGroup | Should -Be 'sg-0123456789abcdef0'
        $full.RequireServiceS3Endpoint | Should -BeTrue
        "$($full.Certificate)" | Should -Be $secret
        $full.FileSystem.MountPath | Should -Be '/mnt/data'
        $full.FileSystem.AccessPointArn | Should -Be $mount.AccessPointArn
        Get-ACResourceTag $made | ForEach-Object { "$_" } | Should -Be 'empty=', 'team=data', 'year=2026'
    }

    It 'refuses <Why> before anything is sent' -ForEach @(
        @{ Why = 'a name with a hyphen'; With = @{ Name = 'my-interpreter' }; Told = '*my-interpreter*letters, digits and underscores*' }
        @{ Why = 'a name of 49 characters'; With = @{ Name = 'a' * 49 }; Told = '*49 characters; 1 to 48*' }
        @{ Why = 'subnets without VPC'; With = @{ Subnet = 'subnet-01234567'; SecurityGroup = 'sg-01234567' }; Told = '*-NetworkMode VPC; the mode is SANDBOX*' }
        @{ Why = 'the S3 endpoint without VPC'; With = @{ NetworkMode = 'PUBLIC'; RequireServiceS3Endpoint = $true }; Told = '*the mode is PUBLIC*' }
        @{ Why = 'VPC without subnets'; With = @{ NetworkMode = 'VPC'; SecurityGroup = 'sg-01234567' }; Told = '*needs both -Subnet and -SecurityGroup*' }
        @{ Why = 'a subnet that is none'; With = @{ NetworkMode = 'VPC'; SecurityGroup = 'sg-01234567'; Subnet = 'vpc-01234567' }; Told = "*Subnet 'vpc-01234567'*" }
        @{ Why = 'a role that is none'; With = @{ ExecutionRoleArn = 'admin' }; Told = "*Execution role 'admin'*" }
        @{ Why = '51 tags'; With = @{ Tag = (1..51 | ForEach-Object { $all = @{} } { $all["k$_"] = 'v' } { $all }) }; Told = '*51*1 to 50*' }
        @{ Why = 'a tag key with an ampersand'; With = @{ Tag = @{ 'a&b' = 'c' } }; Told = "*Tag key 'a&b'*" }
        @{ Why = 'a tag value of 257 characters'; With = @{ Tag = @{ a = 'b' * 257 } }; Told = '*257 characters; 0 to 256*' }
    ) {
        $name = $With.Name ?? 'refused'
        $With.Remove('Name')
        New-ACCodeInterpreter $name @With -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure[0].TargetObject | Should -Be $name
        "$($failure[0])" | Should -BeLike $Told
        Get-ACCodeInterpreter 'refused*' | Should -BeNullOrEmpty
    }

    It 'refuses <Limit>' -ForEach @(
        @{ Limit = '17 subnets'; With = @{ Subnet = 1..17 | ForEach-Object { 'subnet-{0:d8}' -f $_ } }; Told = '*16*' }
        @{ Limit = 'a description of 4097 characters'; With = @{ Description = 'x' * 4097 }; Told = '*4096*' }
        @{ Limit = 'a time of 0 seconds'; With = @{ Wait = $true; TimeoutSeconds = 0 }; Told = '*1 to 86400*' }
        @{ Limit = 'another network mode'; With = @{ NetworkMode = 'PRIVATE' }; Told = '*PUBLIC,SANDBOX,VPC*' }
        @{ Limit = 'a time without a wait'; With = @{ TimeoutSeconds = 5 }; Told = '*-TimeoutSeconds needs -Wait*' }
    ) {
        { New-ACCodeInterpreter refused @With -ErrorAction Stop } | Should -Throw $Told
        Get-ACCodeInterpreter 'refused*' | Should -BeNullOrEmpty
    }

    It 'says that a name is taken, and goes on' {
        $first = New-ACCodeInterpreter taken
        New-ACCodeInterpreter taken -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ConflictException,*'
        "$($failure[0])" | Should -BeLike "*$first*"
    }

    It 'ends a wait that cannot succeed with the reason of the service' {
        New-ACCodeInterpreter foreign_role -ExecutionRoleArn arn:aws:iam::999999999999:role/x -Wait -ErrorVariable failure -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'CREATE_FAILED,*'
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $failure[0].TargetObject | Should -Match '^foreign_role-[a-zA-Z0-9]{10}$'
        "$($failure[0])" | Should -BeLike '*999999999999*'
        (Get-ACCodeInterpreter -Id $failure[0].TargetObject).FailureReason | Should -BeLike '*999999999999*'
    }

    It 'creates nothing with -WhatIf' {
        New-ACCodeInterpreter imagined -WhatIf | Should -BeNullOrEmpty
        Get-ACCodeInterpreter 'imagined*' | Should -BeNullOrEmpty
    }
}
