using System.Diagnostics;
using System.Globalization;

namespace AgentCore.Emulator.Doctor;

/// <summary>The processes below another, as Linux shows them.</summary>
internal static class Descendants
{
    private const int ParentField = 1;
    private const int StartField = 19;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// All of them by process id, each with its name and the time of its start, which tells it from a later one of the
    /// same id.
    /// </summary>
    public static IReadOnlyDictionary<int, string> Of(int process)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => name!.All(char.IsAsciiDigit))
            .Select(name => Read(int.Parse(name!, CultureInfo.InvariantCulture)))
            .OfType<(int Id, int Parent, string Print)>()
            .ToArray();
        var found = new Dictionary<int, string>();
        var parents = new HashSet<int> { process };
        while (all.Where(one => parents.Contains(one.Parent) && found.TryAdd(one.Id, one.Print)).ToArray() is { Length: > 0 } more)
        {
            parents.UnionWith(more.Select(one => one.Id));
        }

        return found;
    }

    /// <summary>Checks that the processes of <paramref name="earlier"/> end within a few seconds.</summary>
    public static Task<DoctorCheck> CheckAsync(IReadOnlyDictionary<int, string> earlier) =>
        DoctorCheck.RunAsync("Nothing left behind", null, async () =>
        {
            // Nobody tells of the end of a process that is not one's own child.
            var clock = Stopwatch.StartNew();
            while (StillThere(earlier).Any() && clock.Elapsed < Patience)
            {
                await Task.Delay(Pause);
            }

            return StillThere(earlier).ToArray() is { Length: > 0 } left
                ? throw new InvalidOperationException($"These still run: {string.Join(", ", left)}.")
                : $"all {earlier.Count} processes of the sessions have ended";
        });

    private static IEnumerable<string> StillThere(IReadOnlyDictionary<int, string> earlier) => earlier
        .Where(one => Read(one.Key)?.Print == one.Value)
        .Select(one => $"{one.Key} {one.Value.Split(' ')[0]}");

    // What follows the name, in brackets that it may itself contain: state, parent, … Dead ones that nobody has asked
    // about yet do not run.
    private static (int Id, int Parent, string Print)? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var (start, end) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
            var fields = text[(end + 2)..].Split(' ');
            var parent = int.Parse(fields[ParentField], CultureInfo.InvariantCulture);
            return fields[0] == "Z" ? null : (id, parent, $"{text[(start + 1)..end]} {fields[StartField]}");
        }
        catch (IOException)
        {
            return null;
        }
    }
}
