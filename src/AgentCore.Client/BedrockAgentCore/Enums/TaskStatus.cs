using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>The state of a background task. Values that a newer service adds are kept as they are.</summary>
public class TaskStatus(string value) : ConstantClass(value)
{
    /// <summary>The value <c>submitted</c>.</summary>
    public static readonly TaskStatus Submitted = new("submitted");

    /// <summary>The value <c>working</c>.</summary>
    public static readonly TaskStatus Working = new("working");

    /// <summary>The value <c>completed</c>.</summary>
    public static readonly TaskStatus Completed = new("completed");

    /// <summary>The value <c>canceled</c>.</summary>
    public static readonly TaskStatus Canceled = new("canceled");

    /// <summary>The value <c>failed</c>.</summary>
    public static readonly TaskStatus Failed = new("failed");

    /// <summary>Finds the constant of a value, or makes one for a value not known here.</summary>
    public static TaskStatus FindValue(string value) => FindValue<TaskStatus>(value);

    /// <summary>Makes a constant of a text.</summary>
    public static implicit operator TaskStatus(string value) => FindValue(value);
}
