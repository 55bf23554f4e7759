using System.Management.Automation;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Binding;

/// <summary>
/// For parameters that take recordings, and what leads to some: browsers, sessions, and places such as
/// <c>s3://bucket/prefix</c>.
/// </summary>
/// <remarks>
/// A text is a place, the id of a session, or the id or ARN of a browser. Any other is passed on, so that by position
/// it can be the value of another parameter; where it cannot, PowerShell casts it to the recordings of that browser.
/// </remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RecordingArgumentAttribute : ItemsArgumentAttribute
{
    private static readonly BrowserSessionArgumentAttribute Session = new();
    private static readonly BrowserArgumentAttribute Browser = new();

    internal override object One(object input)
    {
        var bare = Bare(input);
        return bare switch
        {
            null or BrowserRecording => bare!,
            S3Location => new BrowserRecording(bare),
            string text when IsPlace(text) => new BrowserRecording(PlaceOf(text)),
            string text when SessionReference.Of(text) == Reference.Name && !BrowserOperations.Instance.IsId(text) =>
                text,
            _ when bare is not string && RecordingOf(PSObject.AsPSObject(input)) is { } row => row,
            _ => SourceOf(input) is { } source ? new BrowserRecording(source) : input,
        };
    }

    private static object? SourceOf(object input) =>
        Session.One(input) as BrowserSession ?? Browser.One(input) as Browser as object;

    // A row of a file, or an object of a job: what it was is looked up by its place.
    private static BrowserRecording? RecordingOf(PSObject bag) =>
        Text(bag, nameof(BrowserRecording.Location)) is { } place && IsPlace(place)
            ? new BrowserRecording(PlaceOf(place)) { HeldRegion = Text(bag, nameof(BrowserRecording.Region)) }
            : null;

    private static bool IsPlace(string text) => text.StartsWith("s3://", StringComparison.OrdinalIgnoreCase);

    private static S3Location PlaceOf(string text)
    {
        try
        {
            return S3Location.Parse(text);
        }
        catch (ArgumentException unfit)
        {
            throw new ArgumentTransformationMetadataException(unfit.Message, unfit);
        }
    }
}
