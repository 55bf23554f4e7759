namespace Tests.Client.Support;

/// <summary>A request as it would have gone over the wire. Header names are in lower case.</summary>
internal sealed record CapturedRequest(
    string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, byte[] Body);
