using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client.Sessions;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <content>The usage log.</content>
public sealed partial class PenClient
{
    /// <summary>Fewer records than these are there before a faster line is.</summary>
    private const int WorthFasterRecords = 200;

    /// <summary>Where the usage log begins and ends.</summary>
    public async Task<LogInfo> GetLogInfoAsync(CancellationToken ct = default) =>
        LogInfo.Parse(await AskAsync(MessageId.LogInfo, [], LogInfoAnswer.Length, ct).ConfigureAwait(false));

    /// <summary>Reads up to six records from <paramref name="first"/> on; fewer where the log ends.</summary>
    /// <exception cref="PenRefusedException">The log does not hold them.</exception>
    public async Task<IReadOnlyList<LogEntry>> ReadLogAsync(uint first, int count, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LogReadRequest.MaxCount);
        var payload = new byte[LogReadRequest.Length];
        Wire.PutU32(payload, LogReadRequest.First, first);
        payload[LogReadRequest.Count] = (byte)count;
        byte[] answer = await AskAsync(MessageId.LogRead, payload, LogReadAnswer.Records, ct).ConfigureAwait(false);
        int given = answer[LogReadAnswer.Count];
        int length = LogReadAnswer.Records + (given * LogRecord.Length);
        if (answer.Length < length || given < 1 || given > count || Wire.GetU32(answer, LogReadAnswer.First) != first)
        {
            throw PenLinkException.BadAnswer("'LogRead'", answer.Length, length);
        }

        var entries = new LogEntry[given];
        for (int i = 0; i < given; i++)
        {
            entries[i] = new LogEntry(answer.AsSpan(LogReadAnswer.Records + (i * LogRecord.Length), LogRecord.Length));
        }

        return entries;
    }

    /// <summary>
    /// Says that every record before <paramref name="next"/> is safely stored here, proven by the CRC of the last of them. The
    /// pen may then overwrite them: call it only when they are on disk.
    /// </summary>
    /// <returns>Sequence number of the first record that no host has confirmed.</returns>
    public async Task<uint> ConfirmLogAsync(uint next, uint lastCrc, CancellationToken ct = default)
    {
        var payload = new byte[LogConfirmRequest.Length];
        Wire.PutU32(payload, LogConfirmRequest.Next, next);
        Wire.PutU32(payload, LogConfirmRequest.LastCrc, lastCrc);
        byte[] answer = await AskAsync(MessageId.LogConfirm, payload, LogConfirmAnswer.Length, ct).ConfigureAwait(false);
        return Wire.GetU32(answer, LogConfirmAnswer.Confirmed);
    }

    /// <summary>
    /// Downloads the log from record <paramref name="from"/> (the oldest kept when null) to its present end and verifies its
    /// chain. Goes on where it was after a lost link, for up to <see cref="PenClientOptions.DownloadResumeDeadline"/>.
    /// </summary>
    /// <exception cref="PenLinkException">The link stayed away for too long.</exception>
    public async Task<LogDownload> DownloadLogAsync(
        uint? from = null,
        IProgress<LogProgress>? progress = null,
        CancellationToken ct = default
    )
    {
        LogInfo info = await GetLogInfoAsync(ct).ConfigureAwait(false);
        uint first = from is { } wanted && wanted > info.Tail ? Math.Min(wanted, info.Head) : info.Tail;
        uint anchor = info.AnchorCrc;
        if (first > info.Tail)
        {
            anchor = (await ReadLogAsync(first - 1, 1, ct).ConfigureAwait(false))[0].Crc;
        }

        var chain = new LogChain(first, anchor);
        await ReadWindowsAsync(
                first,
                info.Head,
                entries =>
                {
                    foreach (LogEntry entry in entries)
                    {
                        chain.Add(entry);
                    }

                    progress?.Report(new LogProgress(chain.Entries.Count, (int)(info.Head - first)));
                    return Task.CompletedTask;
                },
                ct
            )
            .ConfigureAwait(false);
        return new LogDownload(info, chain.Entries, chain.Damage);
    }

    /// <summary>Totals of the pen's life.</summary>
    /// <exception cref="PenRefusedException">The pen does not keep them.</exception>
    public async Task<Odometer> GetOdometerAsync(CancellationToken ct = default) =>
        Odometer.Parse(await AskAsync(MessageId.Odometer, [], OdometerAnswer.Length, ct).ConfigureAwait(false));

    /// <summary>
    /// Reads every record from <paramref name="first"/> up to <paramref name="end"/>, window by window, through lost frames and a lost link,
    /// for up to <see cref="PenClientOptions.DownloadResumeDeadline"/> without a record.
    /// </summary>
    internal async Task ReadWindowsAsync(uint first, uint end, Func<IReadOnlyList<LogEntry>, Task> take, CancellationToken ct)
    {
        var windows = new LogWindows(this, () => session);
        Session? fastSession = null;
        FastLine? fast = null;
        long lastMs = Environment.TickCount64;
        try
        {
            for (uint next = first; next < end; )
            {
                try
                {
                    if (fastSession != session && end - next > WorthFasterRecords)
                    {
                        if (fast is not null)
                        {
                            await fast.DisposeAsync().ConfigureAwait(false);
                            fast = null;
                        }

                        fastSession = session;
                        fast = await FastLine.TryAsync(this, fastSession, ct).ConfigureAwait(false);
                    }

                    int count = (int)Math.Min(end - next, LogWindows.Records);
                    IReadOnlyList<LogEntry> entries = await windows.ReadAsync(next, count, ct).ConfigureAwait(false);
                    lastMs = entries.Count > 0 ? Environment.TickCount64 : lastMs;
                    next += (uint)entries.Count;
                    await take(entries).ConfigureAwait(false);
                    if (entries.Count == 0 && Overdue(lastMs))
                    {
                        throw PenLinkException.Timeout("'LogStream'", options.DownloadResumeDeadline);
                    }
                }
                catch (PenLinkException) when (!Overdue(lastMs) && Link != LinkState.Closed)
                {
                    await Task.Delay(options.RecoveryPause, ct).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            if (fast is not null)
            {
                await fast.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private bool Overdue(long sinceMs) =>
        Environment.TickCount64 - sinceMs > (long)options.DownloadResumeDeadline.TotalMilliseconds;
}
