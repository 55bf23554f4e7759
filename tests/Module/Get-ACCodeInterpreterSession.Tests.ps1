BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $emulator = Start-ACEmulator
    $sessions = 1..25 | ForEach-Object { Start-ACCodeInterpreterSession -Name "n$_" }
}
AfterAll { Stop-ACEmulator }

Describe 'Get-ACCodeInterpreterSession' {
    It 'lists all of 25, though a page has 10' {
        @(Get-ACCodeInterpreterSession).Count | Should -Be 25
        (Get-ACCodeInterpreterSession).SessionId | Sort-Object -Unique | Should -HaveCount 25
    }

    It 'asks for no further page once enough is there' {
        $lines = & { Get-ACCodeInterpreterSession -Verbose | Select-Object -First 3 } 4>&1
        @($lines | Where-Object { $_ -is [AgentCore.CodeInterpreterSession] }).Count | Should -Be 3
        @($lines | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and "$_" -match 'ListCodeInterpreterSessions' }).Count | Should -Be 1
    }

    It 'lists by name' {
        (Get-ACCodeInterpreterSession -Name 'n2*').Name | Sort-Object | Should -Be 'n2', 'n20', 'n21', 'n22', 'n23', 'n24', 'n25'
    }

    It 'shows one in full' {
        (Get-ACCodeInterpreterSession -SessionId $sessions[0].SessionId).Name | Should -Be 'n1'
    }

    It 'names an unknown id' {
        Get-ACCodeInterpreterSession -SessionId NOPE -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'NOPE'
    }

    It 'takes a text by position for an id, a name or a pattern' {
        (Get-ACCodeInterpreterSession $sessions[4].SessionId).SessionTimeoutSeconds | Should -Be 900 -Because 'a list does not tell it'
        (Get-ACCodeInterpreterSession n7).SessionId | Should -Be $sessions[6].SessionId
        Get-ACCodeInterpreterSession 'x*' -ErrorAction Stop | Should -BeNullOrEmpty
        { Get-ACCodeInterpreterSession nobody -ErrorAction Stop } | Should -Throw -ErrorId 'ResourceNotFoundException,*'
    }

    It 'lists those of every code interpreter with -AllCodeInterpreters, or of those piped in' {
        $own = New-ACCodeInterpreter every -Wait
        $there = Start-ACCodeInterpreterSession every-1 -CodeInterpreterIdentifier $own
        @(Get-ACCodeInterpreterSession -AllCodeInterpreters).Count | Should -Be 26
        ($own | Get-ACCodeInterpreterSession).SessionId | Should -Be $there.SessionId
        @(Get-ACCodeInterpreter | Get-ACCodeInterpreterSession -Status READY).Count | Should -Be 26
        { Get-ACCodeInterpreterSession -AllCodeInterpreters -CodeInterpreterIdentifier $own } | Should -Throw '*not both*'
        Get-ACBrowser | Get-ACCodeInterpreterSession -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $there | Stop-ACCodeInterpreterSession
    }

    It 'runs in parallel runspaces, which know nothing of each other' {
        $counts = 1..3 | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            @(Get-ACCodeInterpreterSession -EndpointUrl $using:emulator.Url -Region us-west-2 -AccessKey x -SecretKey y -ErrorAction SilentlyContinue -ErrorVariable failure).Count
            $failure[0].CategoryInfo.Category
        }
        $counts | Where-Object { $_ -is [int] } | Should -Be 0, 0, 0
        $counts | Where-Object { $_ -isnot [int] } | Should -Be 'AuthenticationError', 'AuthenticationError', 'AuthenticationError'
    }
}
