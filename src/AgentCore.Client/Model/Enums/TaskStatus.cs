using Amazon.Runtime;

namespace Amazon.BedrockAgentCore;

/// <summary>How far a background task is. Values that are not listed here are kept as they came.</summary>
public class TaskStatus : ConstantClass
{
    /// <summary>Accepted, not yet running. On the wire: <c>submitted</c>.</summary>
    public static readonly TaskStatus Submitted = new("submitted");

    /// <summary>Running. On the wire: <c>working</c>.</summary>
    public static readonly TaskStatus Working = new("working");

    /// <summary>Ended by itself. On the wire: <c>completed</c>.</summary>
    public static readonly TaskStatus Completed = new("completed");

    /// <summary>Stopped on request. On the wire: <c>canceled</c>.</summary>
    public static readonly TaskStatus Canceled = new("canceled");

    /// <summary>Ended with a failure. On the wire: <c>failed</c>.</summary>
    public static readonly TaskStatus Failed = new("failed");

    /// <summary>Makes a value of a newer service that is not listed here.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public TaskStatus(string value) : base(value)
    {
    }

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static TaskStatus FindValue(string value) => FindValue<TaskStatus>(value);

    /// <summary>Finds the constant of a value, or makes one.</summary>
    /// <param name="value">The value as it is on the wire.</param>
    public static implicit operator TaskStatus(string value) => FindValue(value);
}
