using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Files;

/// <summary>What came of one <see cref="FileQuery"/>.</summary>
internal sealed record FileAnswer
{
    /// <summary>Why nothing came of it: a word of the script's or the name of a system error; null where all went well.</summary>
    public string? Error { get; init; }

    /// <summary>The same in words.</summary>
    public string? Message { get; init; }

    /// <summary>The file or folder, as it is now.</summary>
    public FileEntry? Entry { get; init; }

    /// <summary>What a folder holds.</summary>
    public FileEntry[]? Entries { get; init; }

    /// <summary>The answer itself.</summary>
    /// <exception cref="AgentCoreException">Nothing came of it.</exception>
    public FileAnswer OrThrow() => Error is null ? this : throw Failure();

    /// <summary>What went wrong, as the user is told.</summary>
    public AgentCoreException Failure() => Error switch
    {
        "not_found" or "ENOENT" => Failures.NotFound(Message!),
        "outside" or "invalid" => Failures.InvalidArgument(Message!),
        "not_file" or "not_folder" or "EISDIR" or "ENOTDIR" or "ENOTEMPTY" => Failures.InvalidState(Message!),
        "exists" or "EEXIST" => new("FileExists", ErrorCategory.ResourceExists, Message!),
        "EACCES" or "EPERM" or "EROFS" => new("AccessDenied", ErrorCategory.PermissionDenied, Message!),
        "ENOSPC" or "EDQUOT" or "EFBIG" => new("NoSpace", ErrorCategory.LimitsExceeded, Message!),
        "changed" => new("FileChanged", ErrorCategory.InvalidResult, Message!),
        _ => new("FileFailed", ErrorCategory.InvalidResult, Message!),
    };
}
