namespace AgentCore;

/// <summary>A code interpreter: what code interpreter sessions are started from.</summary>
public sealed class CodeInterpreter : AgentTool
{
    internal CodeInterpreter(string codeInterpreterId)
        : base(codeInterpreterId)
    {
    }

    /// <summary>Its id: <c>aws.codeinterpreter.v1</c>, or its name and ten characters.</summary>
    public string CodeInterpreterId => Id;
}
