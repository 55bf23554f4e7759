using AgentCore.Emulator;
using AgentCore.Emulator.Http.Faults;
using Xunit;

namespace Tests.Emulator.Http.Faults;

/// <summary>How faults are read and checked, which of them hits, and how hits are counted.</summary>
public sealed class FaultListTests
{
    private readonly FaultList _faults = FaultOperations.Open([], [], TimeProvider.System);

    [Theory]
    [InlineData("InvokeCodeInterpreter:throttle:3", "InvokeCodeInterpreter throttle ThrottlingException    3")]
    [InlineData("invokecodeinterpreter:THROTTLE", "InvokeCodeInterpreter throttle ThrottlingException    ")]
    [InlineData("GetBrowser:error", "GetBrowser error InternalServerException    ")]
    [InlineData("CreateBrowser:error=conflict:1", "CreateBrowser error ConflictException    1")]
    [InlineData("*:delay=1.5s", "* delay  1.5   ")]
    [InlineData("*:delay=20ms:1000000", "* delay  0.02   1000000")]
    [InlineData("ListBrowsers:cut", "ListBrowsers cut   0  ")]
    [InlineData("ListBrowsers:cut=1000:2", "ListBrowsers cut   1000  2")]
    [InlineData(
        "InvokeCodeInterpreter:exception=ValidationException",
        "InvokeCodeInterpreter exception ValidationException  1  ")]
    [InlineData(
        "*:exception=AccessDenied@0:1", "* exception AccessDeniedException  0  1")]
    [InlineData(
        "ConnectBrowserAutomationStream:not-found=2m",
        "ConnectBrowserAutomationStream not-found ResourceNotFoundException 120   ")]
    [InlineData("InvokeBrowser:crash:1", "InvokeBrowser crash     1")]
    public void A_fault_is_read(string text, string read)
    {
        var fault = Fault.Create(FaultSpec.Parse(text), FaultOperations.All);
        Assert.Equal(
            read,
            FormattableString.Invariant(
                $"{fault.Operation} {fault.Kind.Name} {fault.ErrorCode} {fault.Time?.TotalSeconds} {fault.After}  ")
                + fault.Count);
    }

    [Theory]
    [InlineData("", "'' is not a fault. Use operation:fault")]
    [InlineData("throttle", "'throttle' is not a fault. Use operation:fault")]
    [InlineData("GetBrowser:throttle:3:4", "'GetBrowser:throttle:3:4' is not a fault. Use operation:fault")]
    [InlineData("GetBrowser:throttle:-1", "is not a fault. Use operation:fault")]
    [InlineData("GetBrowser:throttle:3\n", "is not a fault. Use operation:fault")]
    [InlineData("OpenBrowser:throttle", "'OpenBrowser' is not an operation that faults can hit. Use * for all, or ")]
    [InlineData("GetBrowser:break", "'break' is not a fault. Use one of: throttle, error, delay, cut, ")]
    [InlineData("GetBrowser:throttle:0", "The count of a fault must be from 1 to 1000000, is 0.")]
    [InlineData("GetBrowser:throttle:1000001", "The count of a fault must be from 1 to 1000000, is 1000001.")]
    [InlineData("GetBrowser:delay", "The fault delay needs a time, such as 2s.")]
    [InlineData("GetBrowser:delay=2", "The fault delay needs a time, such as 2s.")]
    [InlineData("GetBrowser:delay=0s", "The time of the fault delay in seconds must be from 0.001 to 86400, is 0")]
    [InlineData("GetBrowser:delay=25h", "delay in seconds must be from 0.001 to 86400, is 90000.")]
    [InlineData("GetBrowser:throttle=2s", "The fault throttle does not take a time.")]
    [InlineData("GetBrowser:cut=Conflict", "The fault cut does not take an error code.")]
    [InlineData("GetBrowser:error=Conflict", "'Conflict' is not an error that the API lists for GetBrowser. Use")]
    [InlineData("*:error=Nonsense", "'Nonsense' is not an error that the API lists for *. Use one of: ")]
    [InlineData("InvokeCodeInterpreter:exception", "The fault exception needs an error code, such as Conf")]
    [InlineData("GetBrowser:exception=Conflict", "GetBrowser cannot have the fault exception, which sends an error")]
    [InlineData("GetBrowser:exception=Conflict", "These can: InvokeCodeInterpreter.")]
    [InlineData("InvokeBrowser:not-found", "These can: ConnectBrowserAutomationStream, ConnectBrowserLiveViewStream.")]
    [InlineData("GetBrowser:crash", "GetBrowser cannot have the fault crash, which kills the Chromium")]
    public void What_cannot_be_set_is_told_with_the_way_out(string text, string message)
    {
        var error = Assert.Throws<FaultSpecException>(() => _faults.Set(FaultSpec.Parse(text)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(_faults.States);
    }

    [Fact]
    public async Task Requests_at_a_time_are_hit_exactly_as_often_as_the_count()
    {
        Set("GetBrowser:throttle:57", "*:error:100");
        var kinds = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(
            () => _faults.Take("GetBrowser", sessionId: null)?.Fault.Kind.Name,
            TestContext.Current.CancellationToken)));
        Assert.Equal((57, 100, 343), (Count("throttle"), Count("error"), Count(null)));
        Assert.Equal(["GetBrowser 57 0", "* 100 0"], States());

        int Count(string? kind) => kinds.Count(one => one == kind);
    }

    [Fact]
    public void The_first_that_was_set_hits_first_and_one_fault_a_request()
    {
        Set("GetBrowser:throttle:1", "*:delay=1ms:2", "GetBrowser:error:1");
        Assert.Equal(
            ["throttle", "delay", "delay", "error", null],
            Enumerable.Range(0, 5).Select(_ => _faults.Take("GetBrowser", sessionId: null)?.Fault.Kind.Name));
    }

    [Fact]
    public void A_fault_of_the_same_operation_kind_and_code_is_replaced_where_it_stands()
    {
        Set("GetBrowser:delay=1s:1", "GetBrowser:error=ResourceNotFound");
        Assert.NotNull(_faults.Take("GetBrowser", sessionId: null));
        Set("GetBrowser:error=AccessDenied:1", "GetBrowser:delay=2s:5");
        Assert.Equal(["GetBrowser 0 5", "GetBrowser 0 ", "GetBrowser 0 1"], States());
        Assert.Equal(2, _faults.States[0].Seconds);
    }

    [Fact]
    public void Any_operation_means_those_that_can_be_hit()
    {
        Set("*:error=Conflict");
        Assert.Null(_faults.Take("GetBrowser", sessionId: null));
        Assert.Null(_faults.Take("GetFaults", sessionId: null));
        Assert.Equal("ConflictException", _faults.Take("CreateBrowser", sessionId: null)?.Error().Code);
    }

    [Fact]
    public void Faults_are_removed_by_operation_kind_and_code()
    {
        Set("GetBrowser:delay=1s", "GetBrowser:error", "GetBrowser:error=AccessDenied", "*:error", "ListBrowsers:cut");
        Assert.Throws<FaultSpecException>(() => _faults.Remove("Get", null, null));
        Assert.Throws<FaultSpecException>(() => _faults.Remove(null, "slow", null));
        Assert.Single(_faults.Remove("getbrowser", "error", "AccessDeniedException"));
        Assert.Equal(2, _faults.Remove(null, "error", null).Count);
        Assert.Single(_faults.Remove("GetBrowser", null, null));
        Assert.Empty(_faults.Remove("GetBrowser", null, null));
        Assert.Single(_faults.Remove(null, null, null));
    }

    [Fact]
    public void A_fault_of_sessions_hits_live_ones_alone_and_young_ones_where_it_has_a_time()
    {
        var sessions = new OneSession();
        var faults = new FaultList(FaultOperations.All, [sessions], TimeProvider.System);
        faults.Set(FaultSpec.Parse("InvokeBrowser:crash"));
        faults.Set(FaultSpec.Parse("ConnectBrowserLiveViewStream:not-found=2s"));
        Assert.Null(faults.Take("InvokeBrowser", "another"));
        Assert.Null(faults.Take("InvokeBrowser", sessionId: null));
        Assert.Equal("crash", faults.Take("InvokeBrowser", "live")?.Fault.Kind.Name);
        Assert.Equal("not-found", faults.Take("ConnectBrowserLiveViewStream", "live")?.Fault.Kind.Name);
        sessions.Age = TimeSpan.FromSeconds(2);
        Assert.Null(faults.Take("ConnectBrowserLiveViewStream", "live"));
        Assert.Null(faults.Take("ConnectBrowserLiveViewStream", "another"));
    }

    private void Set(params string[] texts) => Assert.All(texts, text => _faults.Set(FaultSpec.Parse(text)));

    private IEnumerable<string> States() =>
        _faults.States.Select(state => $"{state.Operation} {state.Hits} {state.Remaining}");

    private sealed class OneSession : ICrashableSessions
    {
        public TimeSpan Age { get; set; } = TimeSpan.FromSeconds(1);

        public TimeSpan? AgeOf(string sessionId) => sessionId == "live" ? Age : null;

        public Task CrashAsync(string sessionId) => Task.CompletedTask;
    }
}
