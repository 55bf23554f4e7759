namespace AgentCore.Generator.Api;

/// <summary>A document of the API that cannot be used; the message begins with the place.</summary>
internal sealed class ApiException(string place, string problem) : Exception($"{place}: {problem}");
