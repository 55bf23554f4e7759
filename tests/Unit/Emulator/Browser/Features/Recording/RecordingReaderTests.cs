using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Features.Recording;
using AgentCore.Emulator.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Tests.Emulator.Browser.Features.Recording;

/// <summary>Recordings that are whole, cut, damaged, foreign or large.</summary>
public sealed class RecordingReaderTests : IDisposable
{
    private const string Bucket = "my-bucket";
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory();
    private readonly ObjectStore _store;

    public RecordingReaderTests() => _store = new(_data.FullName);

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public void A_whole_recording_has_no_problem_and_all_its_events()
    {
        Write("r/one/", 3, end: true);
        var (recording, count, problem) = Read("r/one/");
        Assert.Equal(("COMPLETE", null, null, 3), (recording.Metadata.State, recording.Problem, problem, count));
        Assert.Equal(["s3://my-bucket/r/one/"], Reader().List().Select(found => found.Address));
    }

    [Fact]
    public void A_recording_whose_emulator_was_killed_is_cut_but_readable_up_to_there()
    {
        Write("r/one/", 3, end: false);
        var (recording, count, _) = Read("r/one/");
        Assert.Equal((3, false), (count, recording.IsLive));
        Assert.Equal(
            "It is cut: the emulator ended while it recorded. What it had written until then is shown.",
            recording.Problem);
        var live = new RecordingReader(_store, session => session == "the-session").Find(Bucket, "r/one/")!;
        Assert.Equal((true, null), (live.IsLive, live.Problem));
    }

    [Fact]
    public void What_follows_damage_is_not_shown_and_one_sentence_says_so()
    {
        Write("r/cut/", 2, end: true);
        Write("r/text/", 2, end: true);
        Write("r/gap/", 2, end: true);
        Write("r/empty/", 2, end: true);
        _store.Write(Bucket, "r/empty/batch_2.ndjson.gz", default);
        var cut = _store.OpenRead(Bucket, "r/cut/batch_2.ndjson.gz");
        using (cut)
        {
            var bytes = new byte[cut.Length - 10];
            cut.ReadExactly(bytes);
            _store.Write(Bucket, "r/cut/batch_2.ndjson.gz", bytes);
        }

        _store.Write(Bucket, "r/text/batch_2.ndjson.gz", "not compressed"u8);
        File.Delete(Path.Combine(_data.FullName, "s3", Bucket, "r", "gap", "batch_1.ndjson.gz"));
        Assert.Equal(
            (1, "batch_2.ndjson.gz of s3://my-bucket/r/text/ is damaged; what follows the damage is not shown."),
            (Read("r/text/").Count, Read("r/text/").Problem));
        Assert.StartsWith("batch_2.ndjson.gz of s3://my-bucket/r/cut/ is damaged", Read("r/cut/").Problem);
        Assert.StartsWith("batch_2.ndjson.gz of s3://my-bucket/r/empty/ is damaged", Read("r/empty/").Problem);
        Assert.Equal(
            (0, "batch_1.ndjson.gz of s3://my-bucket/r/gap/ is missing; what follows it is not shown."),
            (Read("r/gap/").Count, Read("r/gap/").Problem));
    }

    [Theory]
    [InlineData("{\"format\":\"another\"}")]
    [InlineData("{\"pages\":7}")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData(null)]
    public void A_foreign_recording_is_told(string? metadata)
    {
        _store.Write(Bucket, "r/theirs/batch_1.ndjson.gz", "theirs"u8);
        if (metadata is not null)
        {
            _store.Write(Bucket, "r/theirs/metadata.json", Encoding.UTF8.GetBytes(metadata));
        }

        var (recording, count, _) = Read("r/theirs/");
        Assert.Equal(
            (0, "s3://my-bucket/r/theirs/ is not a recording of this emulator, which cannot play it."),
            (count, recording.Problem));
    }

    [Fact]
    public void A_recording_of_a_newer_emulator_is_told_and_other_files_are_none()
    {
        _store.Write(Bucket, "other/metadata.json", "{}"u8);
        _store.Write(Bucket, "metadata.json", "{}"u8);
        _store.Write(Bucket, "r/new/metadata.json", new RecordingMetadata { FormatVersion = 2 }.ToJson());
        var found = Assert.Single(Reader().List());
        Assert.Equal(
            "It was written by a newer emulator, in version 2 of the format; this one reads version 1.", found.Problem);
    }

    [Trait("Run", "Soak")]
    [Fact]
    public async Task A_recording_of_a_hundred_megabytes_is_written_in_batches_and_played_as_a_stream()
    {
        const int events = 100;
        var noise = new byte[750_000];
        new Random(1).NextBytes(noise);
        Write("r/large/", events, end: true, Convert.ToBase64String(noise));
        var recording = Reader().Find(Bucket, "r/large/")!;
        Assert.Equal(("COMPLETE", true), (recording.Metadata.State, recording.Metadata.Bytes > 100_000_000));
        Assert.InRange(recording.Batches, 50, events);
        await using var output = new Counter();
        await Reader().WritePageAsync(recording, "page", output, TestContext.Current.CancellationToken);
        Assert.True(output.Written > 100_000_000);
    }

    [Fact]
    public async Task The_player_gets_the_events_of_one_page()
    {
        Write("r/one/", 2, end: false);
        var playable = await RecordedBrowsers.PlayableAsync(_store, "r/one/", "page");
        Assert.Equal(2, playable["events"]!.AsArray().Count);
        Assert.Equal("rrweb", (string?)playable["events"]![0]!["type"]);
        Assert.Equal(3, (int)playable["events"]![0]!["data"]!["type"]!);
        Assert.StartsWith("It is cut", (string?)playable["problem"]);
        Assert.Empty((await RecordedBrowsers.PlayableAsync(_store, "r/one/", "other"))["events"]!.AsArray());
    }

    private RecordingReader Reader() => new(_store, _ => false);

    private (AgentCore.Emulator.Browser.Features.Recording.Recording Recording, int Count, string? Problem) Read(
        string folder)
    {
        var recording = Reader().Find(Bucket, folder)!;
        string? problem = null;
        return (recording, Reader().Read(recording, sentence => problem = sentence).Count(), problem);
    }

    // Each event is a batch of its own.
    private void Write(string folder, int events, bool end, string text = "")
    {
        var metadata = new RecordingMetadata { SessionId = "the-session" };
        using var writer = new RecordingWriter(
            _store, Bucket, folder, metadata, TimeProvider.System, NullLogger.Instance);
        writer.Begin();
        var data = Encoding.UTF8.GetBytes(new JsonObject { ["type"] = 3, ["text"] = text }.ToJsonString());
        for (var index = 0; index < events; index++)
        {
            writer.Add("rrweb", DateTimeOffset.UnixEpoch, "page", null, json => json.WriteRawValue(data));
            writer.Flush();
        }

        if (end)
        {
            writer.End();
        }
    }

    private sealed class Counter : MemoryStream
    {
        public long Written { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer) => Written += buffer.Length;

        public override void Write(byte[] buffer, int offset, int count) => Written += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
