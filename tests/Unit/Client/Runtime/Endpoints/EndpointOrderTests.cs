using Tests.Client.Support;
using Amazon;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.BedrockAgentCoreControl;
using Amazon.BedrockAgentCoreControl.Model;
using Xunit;

namespace Tests.Client.Runtime.Endpoints;

/// <summary>
/// Where a request goes when several places name an endpoint, and for which region it is signed then.
/// </summary>
[Collection(Alone.Name)]
public sealed class EndpointOrderTests : IDisposable
{
    private const string Region = "eu-central-1";

    private readonly EnvironmentScope _environment = new EnvironmentScope()
        .Set("AWS_ENDPOINT_URL", null)
        .Set("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", null)
        .Set("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL", null)
        .Set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", null);

    private readonly string _profiles = Path.GetTempFileName();

    [Fact]
    public async Task The_region_decides_when_nothing_else_does() =>
        Assert.Equal("bedrock-agentcore.eu-central-1.amazonaws.com", await DataHostAsync(null));

    [Fact]
    public async Task A_profile_goes_before_the_region() =>
        Assert.Equal("profile.example", await DataHostAsync(ProfileWithEndpoint()));

    [Fact]
    public async Task The_general_variable_goes_before_a_profile()
    {
        _environment.Set("AWS_ENDPOINT_URL", "https://general.example");
        Assert.Equal("general.example", await DataHostAsync(ProfileWithEndpoint()));
        Assert.Equal("general.example", await ControlHostAsync());
    }

    [Fact]
    public async Task The_variable_of_a_plane_goes_before_the_general_one()
    {
        _environment.Set("AWS_ENDPOINT_URL", "https://general.example");
        _environment.Set("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", "https://data.example");
        _environment.Set("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL", "https://control.example");
        Assert.Equal("data.example", await DataHostAsync(ProfileWithEndpoint()));
        Assert.Equal("control.example", await ControlHostAsync());
    }

    [Fact]
    public async Task What_the_caller_sets_goes_before_everything()
    {
        _environment.Set("AWS_ENDPOINT_URL", "https://general.example");
        _environment.Set("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", "https://data.example");
        var config =
            new AmazonBedrockAgentCoreConfig { ServiceURL = "http://127.0.0.1:9580", AuthenticationRegion = Region };
        var sent = await SendAsync(config);
        Assert.Equal("http://127.0.0.1:9580", sent.Url.GetLeftPart(UriPartial.Authority));
        SigV4.AssertVerifies(sent, "AKIDEXAMPLE", "secret", Region);
    }

    [Fact]
    public async Task The_region_that_was_set_is_signed_for_although_the_endpoint_comes_from_elsewhere()
    {
        _environment.Set("AWS_ENDPOINT_URL", "https://bedrock-agentcore.us-west-2.amazonaws.com");
        var sent = await SendAsync(new AmazonBedrockAgentCoreConfig { RegionEndpoint = RegionEndpoint.EUCentral1 });
        SigV4.AssertVerifies(sent, "AKIDEXAMPLE", "secret", Region);
    }

    [Fact]
    public async Task The_path_of_a_custom_endpoint_is_kept_in_front()
    {
        var config = new AmazonBedrockAgentCoreConfig
        {
            ServiceURL = "https://proxy.example/agent",
            AuthenticationRegion = Region,
        };
        var sent = await SendAsync(config);
        Assert.Equal("https://proxy.example/agent/browsers/b/sessions/get?sessionId=s", sent.Url.AbsoluteUri);
        SigV4.AssertVerifies(sent, "AKIDEXAMPLE", "secret", Region);
    }

    public void Dispose()
    {
        _environment.Dispose();
        File.Delete(_profiles);
    }

    private static async Task<string> DataHostAsync(Profile? profile)
    {
        var config = new AmazonBedrockAgentCoreConfig { RegionEndpoint = RegionEndpoint.EUCentral1, Profile = profile };
        return (await SendAsync(config)).Url.Host;
    }

    private static async Task<CapturedRequest> SendAsync(AmazonBedrockAgentCoreConfig config)
    {
        var http = new ScriptedHttp(_ => ScriptedHttp.Json("{}"));
        config.HttpClientFactory = http;
        using var client = new AmazonBedrockAgentCoreClient(Clients.Credentials, config);
        await client.GetBrowserSessionAsync(new GetBrowserSessionRequest { BrowserIdentifier = "b", SessionId = "s" });
        return Assert.Single(http.Requests);
    }

    private static async Task<string> ControlHostAsync()
    {
        var http = new ScriptedHttp(_ => ScriptedHttp.Json("{}"));
        var config = new AmazonBedrockAgentCoreControlConfig
        {
            RegionEndpoint = RegionEndpoint.EUCentral1,
            HttpClientFactory = http,
        };
        using var client = new AmazonBedrockAgentCoreControlClient(Clients.Credentials, config);
        await client.ListBrowsersAsync(new ListBrowsersRequest());
        return Assert.Single(http.Requests).Url.Host;
    }

    private Profile ProfileWithEndpoint()
    {
        File.WriteAllText(
            _profiles,
            "[probe]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n"
                + "endpoint_url = https://profile.example\n");
        return new Profile("probe", _profiles);
    }
}
