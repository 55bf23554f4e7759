BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $made = 'night_sum', 'night_mail', 'day' | ForEach-Object { New-ACCodeInterpreter $_ -Description "For $_" }
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACCodeInterpreter' {
    It 'lists its own and the one that every account has' {
        (Get-ACCodeInterpreter).CodeInterpreterId | Sort-Object | Should -Be (@($made.CodeInterpreterId) + 'aws.codeinterpreter.v1' | Sort-Object)
    }

    It 'lists <Type>' -ForEach @(@{ Type = 'SYSTEM'; Count = 1 }, @{ Type = 'custom'; Count = 3 }) {
        $found = @(Get-ACCodeInterpreter -Type $Type)
        $found.Count | Should -Be $Count
        $found.Type | Should -Be (@($Type.ToUpper()) * $Count)
    }

    It 'lists by name, with wildcards and in any case' {
        (Get-ACCodeInterpreter 'NIGHT*').Name | Sort-Object | Should -Be 'night_mail', 'night_sum'
        (Get-ACCodeInterpreter -Name day, '*_sum').Name | Sort-Object | Should -Be 'day', 'night_sum'
        Get-ACCodeInterpreter 'nobody*' -ErrorAction Stop | Should -BeNullOrEmpty
        { Get-ACCodeInterpreter nobody -ErrorAction Stop } | Should -Throw -ErrorId 'ResourceNotFoundException,*'
        (Get-ACCodeInterpreter $made[2].CodeInterpreterId).NetworkMode | Should -Be 'SANDBOX' -Because 'a list does not tell it'
    }

    It 'shows one in full, by id, ARN or object' {
        $full = Get-ACCodeInterpreter -Id $made[0].CodeInterpreterId
        $full.NetworkMode | Should -Be 'SANDBOX'
        $full.Description | Should -Be 'For night_sum'
        (Get-ACCodeInterpreter -Id $made[0].Arn).CodeInterpreterId | Should -Be $made[0].CodeInterpreterId
        (Get-ACCodeInterpreter -Name day | Get-ACCodeInterpreter).NetworkMode | Should -Be 'SANDBOX'
        ($made[1].CodeInterpreterId | Get-ACCodeInterpreter).Name | Should -Be 'night_mail'
    }

    It 'reads every page, and none that nobody wants' {
        1..101 | ForEach-Object { $null = New-ACCodeInterpreter "page_$_" -Region eu-west-3 }
        $told = Get-ACCodeInterpreter 'page_*' -Region eu-west-3 -Verbose 4>&1
        @($told | Where-Object { $_ -is [AgentCore.CodeInterpreter] }).Count | Should -Be 101
        @($told | Where-Object { "$_" -like 'ListCodeInterpreters in eu-west-3*' }).Count | Should -Be 2
        # The first page holds 100.
        $calls = & { Get-ACCodeInterpreter 'page_*' -Region eu-west-3 -Verbose | Select-Object -First 10 } 4>&1
        @($calls | Where-Object { $_ -is [AgentCore.CodeInterpreter] }).Count | Should -Be 10
        @($calls | Where-Object { "$_" -like 'ListCodeInterpreters in eu-west-3*' }).Count | Should -Be 1
    }

    It 'goes back to where an object came from' {
        $there = New-ACCodeInterpreter abroad -Region ap-south-1
        $there.Region | Should -Be 'ap-south-1'
        ($there | Get-ACCodeInterpreter).CodeInterpreterId | Should -Be $there.CodeInterpreterId
        # The ARN of one tells its region too, its id does not.
        (Get-ACCodeInterpreter -Id $there.Arn).CodeInterpreterId | Should -Be $there.CodeInterpreterId
        { Get-ACCodeInterpreter -Id $there.CodeInterpreterId -ErrorAction Stop } | Should -Throw -ErrorId 'ResourceNotFoundException,*'
    }

    It 'gives an error for each that it cannot show, and goes on' {
        $found = Get-ACCodeInterpreter -Id 'nobody-0123456789', $made[0].CodeInterpreterId, 'just_a_name' -ErrorVariable failures -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'night_sum'
        $failures.Count | Should -Be 2
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound', 'InvalidArgument'
        $failures.TargetObject | Should -Be 'nobody-0123456789', 'just_a_name'
        "$($failures[1])" | Should -BeLike "*'just_a_name'*Get-ACCodeInterpreter -Name*"
    }

    It 'does not take a browser for one' {
        $browser = 'arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/shop-0123456789'
        { Get-ACCodeInterpreter -Id $browser -ErrorAction Stop } | Should -Throw '*not the ARN of a code interpreter*'
    }

    It 'shows as a table' {
        Get-ACCodeInterpreter day | Out-String | Should -Match "$($made[2].CodeInterpreterId)\s+\S+\s+CUSTOM\s+\S+\s+For day"
    }

    It 'completes ids by id and by name, also for sessions' {
        foreach ($line in 'Get-ACCodeInterpreter -Id night_s', 'Start-ACCodeInterpreterSession -CodeInterpreterIdentifier night_s') {
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be $made[0].CodeInterpreterId
        }
    }

    It 'completes nothing, and says nothing, where nobody answers' {
        $line = 'Get-ACCodeInterpreter -EndpointUrl http://127.0.0.1:9 -Id night'
        { TabExpansion2 $line $line.Length -ErrorAction Stop } | Should -Not -Throw
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Where-Object { $_ -like 'night*' } | Should -BeNullOrEmpty
    }
}
