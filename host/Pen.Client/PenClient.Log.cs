using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <content>The usage log.</content>
public sealed partial class PenClient
{
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
        int total = (int)(info.Head - first);
        while (chain.Entries.Count < total)
        {
            int left = total - chain.Entries.Count;
            uint next = first + (uint)chain.Entries.Count;
            int count = Math.Min(left, LogReadRequest.MaxCount);
            foreach (LogEntry entry in await ReadThroughAsync(next, count, ct).ConfigureAwait(false))
            {
                chain.Add(entry);
            }

            progress?.Report(new LogProgress(chain.Entries.Count, total));
        }

        return new LogDownload(info, chain.Entries, chain.Damage);
    }

    private async Task<IReadOnlyList<LogEntry>> ReadThroughAsync(uint first, int count, CancellationToken ct)
    {
        long end = Environment.TickCount64 + (long)options.DownloadResumeDeadline.TotalMilliseconds;
        while (true)
        {
            try
            {
                return await ReadLogAsync(first, count, ct).ConfigureAwait(false);
            }
            catch (PenLinkException) when (Environment.TickCount64 < end && Link != LinkState.Closed)
            {
                await Task.Delay(options.RecoveryPause, ct).ConfigureAwait(false);
            }
        }
    }
}
