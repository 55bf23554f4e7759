# What a run starts on the service, each at most once, and what that costs at most. All checks together take a minute or
# two; a session that was not stopped ends by itself after its seconds.
@{
    Sessions = @{
        code    = @{ Tool = 'CodeInterpreter'; Seconds = 300 }
        page    = @{ Tool = 'Browser'; Seconds = 300 }
        own     = @{ Tool = 'Browser'; Seconds = 300 }
        refused = @{ Tool = 'Browser'; Seconds = 60 }
    }
    # List price of US regions in USD for what is used, by the second; other regions may differ a little.
    Prices   = @{
        VcpuHour     = 0.0895
        GigabyteHour = 0.00945
        Source       = 'https://aws.amazon.com/bedrock/agentcore/pricing/'
        Read         = 'November 2026'
    }
    # The greatest that a session can use: the whole of its documented machine, for its whole time.
    Machines = @{
        Browser         = @{ Vcpu = 1; Gigabyte = 4 }
        CodeInterpreter = @{ Vcpu = 2; Gigabyte = 8 }
    }
}
