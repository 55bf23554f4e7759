using System.Collections.Concurrent;
using System.Text.Json;

namespace AgentCore.Emulator.CodeInterpreter.CodeInterpreters;

/// <summary>Keeps the code interpreters that callers created, also over a restart.</summary>
internal sealed class CodeInterpreterStore
{
    private readonly string _file;
    private readonly object _gate = new();
    private readonly ConcurrentDictionary<string, CodeInterpreterResource> _all = new(StringComparer.Ordinal);

    /// <summary>Opens the store.</summary>
    /// <param name="folder">The emulator's data folder.</param>
    public CodeInterpreterStore(string folder)
    {
        _file = Path.Combine(folder, "code-interpreters.json");
        if (File.Exists(_file))
        {
            foreach (var one in JsonSerializer.Deserialize<CodeInterpreterResource[]>(File.ReadAllBytes(_file))!)
            {
                _all[one.Id] = one;
            }
        }
    }

    /// <summary>All of them, those being deleted included.</summary>
    public IEnumerable<CodeInterpreterResource> All => _all.Values;

    /// <summary>Adds one or replaces it, forgets those that are gone, and writes all down before this returns.</summary>
    /// <param name="resource">The one to keep.</param>
    /// <param name="now">The time.</param>
    public void Put(CodeInterpreterResource resource, DateTimeOffset now)
    {
        lock (_gate)
        {
            _all[resource.Id] = resource;
            foreach (var gone in _all.Values.Where(one => one.StatusAt(now) is null))
            {
                _all.TryRemove(gone.Id, out _);
            }

            var temporary = _file + ".new";
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(_all.Values.ToArray()));
            File.Move(temporary, _file, overwrite: true);
        }
    }
}
