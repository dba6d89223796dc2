using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Pen.Client;

/// <content>The usage log, onto a disk.</content>
public sealed partial class PenClient
{
    /// <summary>
    /// Brings every record that is not in the archive yet, window by window: each is written and flushed to disk before the pen is told
    /// that it may overwrite it. Interrupted at any moment, the next call goes on where this one was.
    /// </summary>
    /// <exception cref="PenLogMismatchException">The pen's log is not the one that stands in the archive; nothing was read or confirmed.</exception>
    /// <exception cref="PenLinkException">The link stayed away for too long; what has come until then is safe.</exception>
    /// <exception cref="System.IO.IOException">The disk does not take it; what was not written was not confirmed.</exception>
    public async Task<LogPullResult> PullLogAsync(
        LogArchive archive,
        IProgress<LogProgress>? progress = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(archive);
        if (archive.Serial != Identity.Serial)
        {
            throw new PenLogMismatchException(Identity.Serial, archive.Folder, null);
        }

        LogInfo info = await GetLogInfoAsync(ct).ConfigureAwait(false);
        await CheckMeetingAsync(archive, info, ct).ConfigureAwait(false);
        uint first = Math.Max(archive.Next, info.Tail);
        uint crc = first == info.Tail ? info.AnchorCrc : archive.Find(first - 1)!.Crc;
        uint confirmed = info.Confirmed;
        int added = 0;
        await ReadWindowsAsync(
                first,
                info.Head,
                async entries =>
                {
                    if (entries.Count == 0)
                    {
                        return;
                    }

                    archive.Append(entries, crc);
                    crc = entries[^1].Crc;
                    added += entries.Count;
                    confirmed = await ConfirmStoredAsync(archive, confirmed, ct).ConfigureAwait(false);
                    progress?.Report(new LogProgress(added, (int)(info.Head - first)));
                },
                ct
            )
            .ConfigureAwait(false);
        // What an earlier call has stored and could not confirm any more.
        confirmed = await ConfirmStoredAsync(archive, confirmed, ct).ConfigureAwait(false);
        return new LogPullResult(added, confirmed, archive.Verify());
    }

    /// <summary>The newest record that both sides hold must be the same one: a memory may have been exchanged, or a serial given twice.</summary>
    private async Task CheckMeetingAsync(LogArchive archive, LogInfo info, CancellationToken ct)
    {
        if (archive.Entries.Count == 0)
        {
            return;
        }

        uint newest = archive.Next - 1;
        if (newest >= info.Head)
        {
            throw new PenLogMismatchException(Identity.Serial, archive.Folder, newest);
        }

        if (newest < info.Tail)
        {
            return;
        }

        IReadOnlyList<LogEntry> there = await ReadLogAsync(newest, 1, ct).ConfigureAwait(false);
        if (!there[0].Bytes.SequenceEqual(archive.Find(newest)!.Bytes))
        {
            throw new PenLogMismatchException(Identity.Serial, archive.Folder, newest);
        }
    }

    private async Task<uint> ConfirmStoredAsync(LogArchive archive, uint confirmed, CancellationToken ct) =>
        archive.Next > confirmed && archive.Find(archive.Next - 1) is { } last
            ? await ConfirmLogAsync(archive.Next, last.Crc, ct).ConfigureAwait(false)
            : confirmed;
}
