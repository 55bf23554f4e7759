using Amazon.Runtime;

namespace AgentCore.Client;

/// <summary>A list gave the same page token twice, so that reading on would go round in circles.</summary>
public sealed class RepeatedTokenException : AmazonClientException
{
    internal RepeatedTokenException(string operation, int pages)
        : base($"{operation} gave a page token for the second time after {pages} pages; the list stays incomplete.")
    {
    }
}
