BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $items = @(
        @{ sessionId = 'LONG'; name = 'probe-1'; status = 'TERMINATED'; createdAt = '2026-01-01T00:00:00Z'; lastUpdatedAt = '2026-01-01T02:00:00Z' }
        @{ sessionId = 'SHORT'; name = 'probe-2'; status = 'TERMINATED'; createdAt = '2026-01-02T00:00:00Z'; lastUpdatedAt = '2026-01-02T00:30:00Z' }
    ) | ForEach-Object { $_ + @{ browserIdentifier = 'shop-0123456789'; codeInterpreterIdentifier = 'sum-0123456789' } }
    $service = Start-RecordingService @{
        items                    = $items
        browserSummaries         = @(@{ browserId = 'shop-0123456789'; name = 'shop'; status = 'READY'; browserArn = 'a'; createdAt = '2026-01-01T00:00:00Z' })
        codeInterpreterSummaries = @(@{ codeInterpreterId = 'sum-0123456789'; name = 'sum'; status = 'READY'; codeInterpreterArn = 'a'; createdAt = '2026-01-01T00:00:00Z' })
    }
    Set-ACContext -EndpointUrl $service.Url -Region us-east-1 -AccessKey AKID -SecretKey s
}
AfterAll {
    Clear-ACContext
    Stop-RecordingService $service
}

Describe 'Measure-ACUsage' {
    It 'adds up the time of the sessions of each browser and code interpreter, what costs most first' {
        $usage = Measure-ACUsage
        $usage | Should -BeOfType AgentCore.Usage
        $usage.Identifier | Should -Be 'sum-0123456789', 'shop-0123456789'
        $usage.Kind | Should -Be 'CodeInterpreter', 'Browser'
        $usage.Region | Should -Be 'us-east-1', 'us-east-1'
        $usage.Sessions | Should -Be 2, 2
        $usage.Running | Should -Be 0, 0
        $usage.Minutes | Should -Be 150, 150
        # 2.5 hours of 1 vCPU at 0.0895 and 4 GB at 0.00945; a code interpreter's machine is twice as large.
        $usage.MaximumCost | Should -Be 0.6365, 0.3182
        $usage[1].Assumption | Should -BeLike '*1 vCPU at 0.0895 and 4 GB at 0.00945 USD an hour*prices of 2026-*'
    }

    It 'looks at several regions' {
        $usage = Measure-ACUsage -Region eu-west-1, us-west-2
        $usage.Count | Should -Be 4
        $usage.Region | Sort-Object | Should -Be 'eu-west-1', 'eu-west-1', 'us-west-2', 'us-west-2'
    }

    It 'counts what is piped in' {
        $usage = Get-ACBrowserSession -BrowserIdentifier shop-0123456789 -Name probe-2 | Measure-ACUsage
        "$usage" | Should -Be 'shop-0123456789: 30 minutes, at most 0.0636 USD'
        Get-ACBrowserSession -BrowserIdentifier shop-0123456789 -Name 'none*' | Measure-ACUsage | Should -BeNullOrEmpty
    }

    It 'counts from a moment on' {
        $usage = Measure-ACUsage -Since ([datetime]'2026-01-01T01:30:00Z')
        $usage.Minutes | Should -Be 60, 60
        $usage = Measure-ACUsage -Since ([datetime]'2026-01-02T00:00:00Z')
        $usage.Sessions | Should -Be 1, 1
    }

    It 'reckons with other prices' {
        (Measure-ACUsage -PriceList @{ VCpuHour = 1; GigabyteHour = 0; Currency = 'EUR' }).MaximumCost | Should -Be 5, 2.5
        Set-Content "$TestDrive/prices.json" '{ "vCpuHour": 0, "gigabyteHour": 1, "browserGigabytes": 2, "date": "2027-01-01" }'
        $usage = Measure-ACUsage -PriceList "$TestDrive/prices.json"
        $usage.MaximumCost | Should -Be 20, 5
        $usage.PriceDate | Should -Be '2027-01-01', '2027-01-01'
        { Measure-ACUsage -PriceList @{ Hour = 1 } } | Should -Throw "*'Hour' is not part of a price list. It has *VCpuHour*"
        { Measure-ACUsage -PriceList @{ VCpuHour = -1 } } | Should -Throw '*VCpuHour*-1*not a price*'
    }

    It 'has a table view' {
        Measure-ACUsage | Format-Table | Out-String -Width 100 | Should -Match '(?m)^shop-0123456789 +us-east-1 +2 +0 +150 +0\.32 USD'
    }
}
