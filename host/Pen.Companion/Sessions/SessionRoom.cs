using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Records.Treatments;

namespace Pen.Companion.Sessions;

/// <summary>
/// One open session, with the pen that works for it. Pages come and go; this stays as long as the program does, and what counts stands in the
/// records and in the pen.
/// </summary>
public sealed class SessionRoom(Treatment treatment, string actor) : IAsyncDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private TreatmentPen? pen;
    private PenClient? line;

    /// <summary>The session.</summary>
    public Treatment Treatment { get; } = treatment;

    /// <summary>Who does it.</summary>
    public string Actor { get; } = actor;

    /// <summary>Serial number of the pen that works for it; empty while none does.</summary>
    public string Serial { get; private set; } = "";

    /// <summary>What went wrong beside the treatment, such as a run that could not be collected yet; null when all is well.</summary>
    public Pen.Records.RecordsException? Problem => pen?.Problem;

    /// <summary>Does something with the pen, one thing after the other; puts the pen to the session where it is not yet.</summary>
    /// <exception cref="PenAwayException">There is no line to the pen.</exception>
    /// <exception cref="PenException">The pen refuses or does not answer.</exception>
    /// <exception cref="Pen.Records.RecordsException">The session does not wait for this, or the records do not take it.</exception>
    public async Task<T> WithPenAsync<T>(PenDesk desk, Func<TreatmentPen, Task<T>> work, CancellationToken ct = default)
    {
        await one.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            PenClient now = desk.Line();
            if (pen is null || line != now)
            {
                await LeaveAsync().ConfigureAwait(false);
                pen = await TreatmentPen.AttachAsync(Treatment, now, ct).ConfigureAwait(false);
                (line, Serial) = (now, desk.Serial);
            }

            return await work(pen).ConfigureAwait(false);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>
    /// Brings what the pen has recorded up to now into the records, where a pen is at work; without one, or where it does not answer, the
    /// records stay as they are and are brought later.
    /// </summary>
    public async Task CollectAsync(CancellationToken ct = default)
    {
        await one.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (pen is { } here)
            {
                await here.CollectAsync(ct).ConfigureAwait(false);
            }
        }
        catch (PenException)
        {
            // What the pen keeps is not lost; TreatmentPen tries again at the next occasion.
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Takes the pen away from the session, as it is; whoever ends the work with it finishes it before.</summary>
    public async Task LeaveAsync()
    {
        if (pen is { } before)
        {
            (pen, line, Serial) = (null, null, "");
            await before.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await LeaveAsync().ConfigureAwait(false);
        one.Dispose();
    }
}
