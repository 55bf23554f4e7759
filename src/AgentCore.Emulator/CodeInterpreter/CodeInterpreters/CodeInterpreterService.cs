using System.Security.Cryptography;
using AgentCore.Emulator.Protocol;
using AgentCore.Emulator.Protocol.Errors;
using AgentCore.Emulator.Protocol.Sessions;

namespace AgentCore.Emulator.CodeInterpreter.CodeInterpreters;

/// <summary>Creates, finds and deletes code interpreters.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="time">The clock.</param>
internal sealed class CodeInterpreterService(CodeInterpreterStore store, TimeProvider time)
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private readonly object _gate = new();

    /// <summary>Creates one.</summary>
    /// <exception cref="ServiceException">The name is taken, or the configuration does not fit its mode.</exception>
    public CodeInterpreterResource Create(CreateCodeInterpreterRequest request, string region)
    {
        var network = request.NetworkConfiguration!;
        if (network.NetworkMode == NetworkModes.Vpc != network.VpcConfig is not null)
        {
            throw ServiceErrors.Invalid(new FieldError(
                "networkConfiguration.vpcConfig", "must be given for the network mode VPC, and for no other"));
        }

        lock (_gate)
        {
            if (In(region).FirstOrDefault(other => other.Request.Name == request.Name) is { } taken)
            {
                throw ServiceErrors.Conflict($"The name {request.Name} is taken by the code interpreter {taken.Id}.");
            }

            var id = $"{request.Name}-{RandomNumberGenerator.GetString(Alphanumeric, 10)}";
            var created = new CodeInterpreterResource(id, region, request, time.GetUtcNow());
            store.Put(created, created.CreatedAt);
            return created;
        }
    }

    /// <summary>The code interpreter that an id or ARN names.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="member">Name of the member that holds the identifier, for errors.</param>
    /// <param name="identifier">An id or an ARN.</param>
    /// <exception cref="ServiceException">There is none.</exception>
    public CodeInterpreterResource Get(string region, string member, string identifier)
    {
        var id = ResourceIdentifier.Parse(member, identifier, "code-interpreter");
        return In(region).FirstOrDefault(one => one.Id == id)
            ?? throw ServiceErrors.NotFound($"There is no code interpreter {id} in {region}.");
    }

    /// <summary>The code interpreter that an id or ARN names, if sessions can use it.</summary>
    /// <exception cref="ServiceException">There is none, or it is not READY.</exception>
    public CodeInterpreterResource GetReady(string region, string identifier)
    {
        var found = Get(region, "codeInterpreterIdentifier", identifier);
        return StatusOf(found) == "READY"
            ? found
            : throw ServiceErrors.Conflict($"The code interpreter {found.Id} is {StatusOf(found)}, not READY.");
    }

    /// <summary>One page of them, newest first.</summary>
    public Page<CodeInterpreterResource> List(string region, string? type, int? maxResults, string? nextToken) =>
        Page<CodeInterpreterResource>.Of(
            In(region).Where(one => type is null || one.Type == type),
            one => $"{one.CreatedAt.UtcTicks:d19} {one.Id}",
            $"code interpreters|{region}|{type}",
            maxResults,
            nextToken);

    /// <summary>Begins to delete one.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="identifier">An id or an ARN.</param>
    /// <param name="isInUse">Tells whether sessions of it live.</param>
    /// <exception cref="ServiceException">There is none, or it cannot be deleted now.</exception>
    public CodeInterpreterResource Delete(string region, string identifier, Func<string, bool> isInUse)
    {
        lock (_gate)
        {
            var found = Get(region, "codeInterpreterId", identifier);
            if (found.Region is null)
            {
                throw ServiceErrors.Invalid(
                    new FieldError("codeInterpreterId", $"must not be {found.Id}, which cannot be deleted"));
            }

            if (StatusOf(found) != "READY" || isInUse(found.Id))
            {
                throw ServiceErrors.Conflict(isInUse(found.Id)
                    ? $"The code interpreter {found.Id} has sessions that are READY. Stop them first."
                    : $"The code interpreter {found.Id} is {StatusOf(found)}, not READY.");
            }

            var now = time.GetUtcNow();
            var deleted = found with { DeletedAt = now };
            store.Put(deleted, now);
            return deleted;
        }
    }

    /// <summary>The status now; only what is still there has one.</summary>
    public string StatusOf(CodeInterpreterResource resource) => resource.StatusAt(time.GetUtcNow()) ?? "DELETED";

    private IEnumerable<CodeInterpreterResource> In(string region) => store.All
        .Where(one => one.Region == region && one.StatusAt(time.GetUtcNow()) is not null)
        .Append(CodeInterpreterResource.System);
}
