namespace AgentCore.Emulator.Http;

/// <summary>One row of the operation table.</summary>
/// <param name="Name">The operation's API name.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with labels in braces; a label stands for one segment.</param>
/// <param name="Status">HTTP status of a successful response.</param>
internal sealed record OperationRow(string Name, string Method, string Path, int Status);
