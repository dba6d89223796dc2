using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Pen.Client.Sessions;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>Reads records in windows, as a stream where the pen can do that, six at a time where it cannot.</summary>
internal sealed class LogWindows(PenClient pen, Func<Session> session)
{
    /// <summary>Records of a window: half a second at the fastest, two at the slowest.</summary>
    public const int Records = 512;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Reads at most <paramref name="count"/> records from <paramref name="first"/> on, in order and without a gap; fewer when the line lost
    /// some, none when it lost the first.
    /// </summary>
    public async Task<IReadOnlyList<LogEntry>> ReadAsync(uint first, int count, CancellationToken ct)
    {
        if ((pen.Identity.Capabilities & PenCapabilities.LogStream) == 0)
        {
            return await pen.ReadLogAsync(first, Math.Min(count, LogReadRequest.MaxCount), ct).ConfigureAwait(false);
        }

        var frames = Channel.CreateUnbounded<byte[]>();
        Session now = session();
        now.BulkSink = frame => frames.Writer.TryWrite(frame.Payload);
        try
        {
            var payload = new byte[LogStreamRequest.Length];
            Wire.PutU32(payload, LogStreamRequest.First, first);
            Wire.Put16(payload, LogStreamRequest.Count, Math.Min(count, Records));
            byte[] answer = await pen.AskAsync(MessageId.LogStream, payload, LogStreamAnswer.Length, ct).ConfigureAwait(false);
            return await CollectAsync(frames.Reader, first, Wire.GetU16(answer, LogStreamAnswer.Count), ct)
                .ConfigureAwait(false);
        }
        finally
        {
            now.BulkSink = null;
        }
    }

    private static async Task<IReadOnlyList<LogEntry>> CollectAsync(
        ChannelReader<byte[]> frames,
        uint first,
        int count,
        CancellationToken ct
    )
    {
        var entries = new List<LogEntry>(count);
        while (entries.Count < count)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            byte[] payload;
            try
            {
                payload = await frames.ReadAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                break;
            }

            uint expected = first + (uint)entries.Count;
            int given = payload.Length >= LogReadAnswer.Records ? payload[LogReadAnswer.Count] : 0;
            bool whole = given > 0 && payload.Length == LogReadAnswer.Records + (given * LogRecord.Length);
            uint begin = whole ? Wire.GetU32(payload, LogReadAnswer.First) : 0;
            if (whole && begin > expected)
            {
                break;
            }

            // What begins earlier belongs to a window that was given up; what is not whole comes from no pen.
            for (int i = 0; whole && begin == expected && i < given && entries.Count < count; i++)
            {
                entries.Add(new LogEntry(payload.AsSpan(LogReadAnswer.Records + (i * LogRecord.Length), LogRecord.Length)));
            }
        }

        return entries;
    }
}
