namespace Amazon.BedrockAgentCore.Model;

/// <summary>Presses one key, once or several times.</summary>
public class KeyPressArguments
{
    /// <summary>Name of the key, such as <c>Enter</c> or <c>a</c>. Required.</summary>
    public string? Key { get; set; }

    /// <summary>How many times to press the key. 1 to 100.</summary>
    public int? Presses { get; set; }
}
