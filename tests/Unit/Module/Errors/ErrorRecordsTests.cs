using System.Management.Automation;
using AgentCore.Errors;
using Xunit;

namespace Tests.Module.Errors;

public sealed class ErrorRecordsTests
{
    [Fact]
    public void Time_that_is_up_is_a_timeout() =>
        Assert.Equal(ErrorCategory.OperationTimeout, ErrorRecords.Translate(new TimeoutException("late")).Category);

    [Fact]
    public void Our_own_errors_stay_as_they_are()
    {
        var own = Failures.InvalidArgument("too wide");
        Assert.Same(own, ErrorRecords.Translate(own));
    }
}
