using System.Globalization;
using System.Text.Json;
using AgentCore.Client.Signing;
using Tests.Client.Support;
using Amazon.Runtime;
using Xunit;

namespace Tests.Client.Signing;

/// <summary>The signatures that were recorded, byte for byte.</summary>
public sealed class SigningVectorTests
{
    private static readonly IReadOnlyList<JsonElement> Cases = VectorFile.Read("signing.jsonl");

    public static IEnumerable<TheoryDataRow<int, string>> Rows =>
        Cases.Select((c, i) => new TheoryDataRow<int, string>(
            i, $"{c.Text("kind")} {c.Text("region")} {c.Text("browserIdentifier")}"));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Signs_as_recorded(int index, string label)
    {
        var recorded = Cases[index];
        var signer = SignerFor(recorded);
        var (browser, session) = (recorded.Text("browserIdentifier"), recorded.Text("sessionId"));
        switch (recorded.Text("kind"))
        {
            case "live-view":
                var url = signer.PresignLiveView(browser, session, recorded.GetProperty("expires").GetInt32());
                Assert.Equal(recorded.Text("url"), url.AbsoluteUri);
                break;
            case "automation":
                var stream = signer.SignAutomation(browser, session);
                Assert.Equal(recorded.Text("url"), stream.Url.AbsoluteUri);
                var expected = recorded.GetProperty("headers").EnumerateObject()
                    .ToDictionary(h => h.Name, h => h.Value.GetString()!);
                Assert.Equivalent(expected, stream.Headers, strict: true);
                break;
            default:
                Assert.Fail($"A recording of an unknown kind: {label}.");
                break;
        }
    }

    private static BrowserStreamSigner SignerFor(JsonElement recorded)
    {
        var credentials = new ImmutableCredentials(
            recorded.Text("accessKey"), recorded.Text("secretKey"), recorded.TextOrNull("token"));
        var clock =
            DateTime.Parse(recorded.Text("clock"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        return new BrowserStreamSigner(credentials, recorded.Text("region"), clock: () => clock);
    }
}
