using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tests.Emulator;

/// <summary>A log that keeps the errors written to it.</summary>
internal sealed class RecordingLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(Exception Error, string Line)> _entries = new();

    public IEnumerable<Exception> Errors => _entries.Select(entry => entry.Error);

    public IEnumerable<string> Lines => _entries.Select(entry => entry.Line);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (exception is not null)
        {
            _entries.Enqueue((exception, formatter(state, exception)));
        }
    }
}
