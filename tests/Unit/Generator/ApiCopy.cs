using AgentCore.Generator.Api;
using Tests.Client.Support;
using Xunit;

namespace Tests.Generator;

/// <summary>The documents of the API in memory, where a test can change them.</summary>
internal sealed class ApiCopy
{
    private readonly Dictionary<string, string> _documents = Directory.GetFiles(ApiDocuments.Folder, "*.json")
        .ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    /// <summary>Replaces a text that is in a document exactly once.</summary>
    public ApiCopy With(string document, string text, string replacement)
    {
        Assert.Single(_documents[document].Split(text).Skip(1));
        _documents[document] = _documents[document].Replace(text, replacement);
        return this;
    }

    public ApiCopy WithDocument(string name, string json)
    {
        _documents[name] = json;
        return this;
    }

    public ApiModel Load() => ApiLoader.Load(_documents);
}
