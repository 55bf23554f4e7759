using System.Collections.Concurrent;
using System.Text;

namespace AgentCore.Emulator.Core;

/// <summary>
/// Writes the log to standard error, a line an entry. Callers only append to a buffer: one thread writes what has come
/// by then in one piece, and disposing writes the rest.
/// </summary>
internal sealed class StandardErrorLog : ILoggerProvider
{
    // Whoever reads standard error slowly slows the emulator, and does not fill its memory.
    private const int MaxWaiting = 1024 * 1024;

    private readonly object _gate = new();
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);
    private readonly Stream _target;
    private readonly Thread _writing;
    private StringBuilder _waiting = new();
    private bool _isClosed;

    /// <summary>Begins to write.</summary>
    /// <param name="target">Standard error, or what stands for it.</param>
    public StandardErrorLog(Stream target)
    {
        _target = target;
        _writing = new(Write) { IsBackground = true, Name = "log" };
        _writing.Start();
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, static (name, log) => new Logger(name, log), this);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }

        _writing.Join();
    }

    private void Add(string line)
    {
        lock (_gate)
        {
            while (_waiting.Length > MaxWaiting && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            if (_waiting.Length == 0)
            {
                Monitor.PulseAll(_gate);
            }

            _waiting.AppendLine(line);
        }
    }

    private void Write()
    {
        var writing = new StringBuilder();
        while (Exchange(ref writing))
        {
            try
            {
                _target.Write(Encoding.UTF8.GetBytes(writing.ToString()));
                _target.Flush();
            }
            catch (IOException)
            {
                // Nobody reads it any more.
            }

            writing.Clear();
        }
    }

    // Waits for entries; false when there are none and never will be.
    private bool Exchange(ref StringBuilder written)
    {
        lock (_gate)
        {
            while (_waiting.Length == 0 && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            (_waiting, written) = (written, _waiting);
            Monitor.PulseAll(_gate); // there is room again
            return written.Length > 0;
        }
    }

    private sealed class Logger(string category, StandardErrorLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var line = $"{NameOf(logLevel)}: {category}[0] {formatter(state, exception)} {exception}";
            log.Add(line.TrimEnd().ReplaceLineEndings(" "));
        }

        private static string NameOf(LogLevel level) => level switch
        {
            LogLevel.Trace => "trce",
            LogLevel.Debug => "dbug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warn",
            LogLevel.Error => "fail",
            _ => "crit",
        };
    }
}
