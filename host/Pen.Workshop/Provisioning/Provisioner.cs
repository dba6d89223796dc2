using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Workshop.Provisioning.Labels;
using Pen.Workshop.Trials;

namespace Pen.Workshop.Provisioning;

/// <summary>
/// `pen provision`: makes a tested board a pen with a number. What is already right is not written again, so the same command goes on where
/// one was interrupted. Every run that reached the board leaves a record, which says "passed" only when everything was read back.
/// </summary>
public sealed partial class Provisioner
{
    private readonly string address;
    private readonly ProvisionOrder order;
    private readonly Action<ProvisionStep, string> tell;
    private readonly List<StepDone> steps = [];
    private readonly HashSet<string> serials;
    private ProvisionRecord record;
    private ProvisionStep at;

    private Provisioner(string address, ProvisionOrder order, Action<ProvisionStep, string> tell)
    {
        (this.address, this.order, this.tell) = (address, order, tell);
        serials = [order.Serial];
        record = new ProvisionRecord
        {
            Serial = order.Serial,
            Revision = order.Revision,
            KeyCheck = $"{order.Key.Check:X8}",
            By = order.By,
            At = DateTimeOffset.UtcNow,
            Tool = Tool.Version,
            Port = address,
            Passed = false,
            Steps = steps,
        };
    }

    /// <summary>Provisions one board.</summary>
    /// <param name="address">Its companion port.</param>
    /// <param name="order">What it is to become.</param>
    /// <param name="tell">Gets each step as it begins, with an empty word, and as it ends, with what was done.</param>
    /// <param name="ct">Interrupts it; the same order goes on later.</param>
    /// <exception cref="TrialRefusedException">The order cannot be carried out on this board; nothing was changed.</exception>
    /// <exception cref="PenException">No pen is there.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static async Task<ProvisionOutcome> RunAsync(
        string address,
        ProvisionOrder order,
        Action<ProvisionStep, string> tell,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(tell);
        order.Check();
        return await new Provisioner(address, order, tell).RunAsync(ct).ConfigureAwait(false);
    }

    private async Task<ProvisionOutcome> RunAsync(CancellationToken ct)
    {
        if (order.BoardReport is { } report)
        {
            record = record with { Mac = BoardReportFile.MacIn(report) };
        }

        await using (PenClient pen = await PenClient.ConnectAsync(address, null, ct).ConfigureAwait(false))
        {
            await LookAsync(pen, ct).ConfigureAwait(false);
            Begin(ProvisionStep.Number);
            (NumberEntry entry, bool isNew) = await NumberBook.EnterAsync(pen, order, ct).ConfigureAwait(false);
            // Where an earlier run was interrupted, the board may have its new number already.
            serials.Add(entry.Was);
            record = record with { Was = entry.Was.Length == 0 || entry.Was == order.Serial ? null : entry.Was };
            End(isNew ? "entered" : "this board's already");
            if (!await TryAsync(() => IdentifyAsync(pen, ct)).ConfigureAwait(false))
            {
                return Finish();
            }
        }

        // A pen tells its new number from the next handshake on.
        await TryAsync(async () =>
            {
                await using PenClient pen = await PenClient.ConnectAsync(address, null, ct).ConfigureAwait(false);
                await FurnishAsync(pen, ct).ConfigureAwait(false);
                await TestAsync(pen, ct).ConfigureAwait(false);
                await ReadBackAsync(pen, ct).ConfigureAwait(false);
                record = record with { Passed = true };
            })
            .ConfigureAwait(false);
        return Finish();
    }

    /// <summary>Runs a part; what fails is kept for the record.</summary>
    private async Task<bool> TryAsync(Func<Task> part)
    {
        try
        {
            await part().ConfigureAwait(false);
            return true;
        }
        catch (TrialFailedException failed)
        {
            return Fail(failed.Failure);
        }
        catch (TrialRefusedException refused)
        {
            return Fail(new TrialFailure("refused", refused.Problem, refused.Cure));
        }
        catch (PenException failed)
        {
            return Fail(
                new TrialFailure(failed is PenRefusedException ? "refused by the pen" : "line", failed.Problem, failed.Cure)
            );
        }
        catch (IOException failed)
        {
            return Fail(new TrialFailure("file", failed.Message, "Check the path and its permissions."));
        }
        catch (OperationCanceledException)
        {
            return Fail(new TrialFailure("interrupted", "It was ended by hand.", "Give the same command again; it goes on."));
        }
    }

    private bool Fail(TrialFailure failure)
    {
        record = record with { FailedStep = at, Failure = failure };
        return false;
    }

    private void Begin(ProvisionStep step)
    {
        at = step;
        tell(step, "");
    }

    private void End(string what)
    {
        steps.Add(new StepDone(at, what));
        tell(at, what);
    }

    private ProvisionOutcome Finish()
    {
        record = record with { At = DateTimeOffset.UtcNow, Steps = [.. steps] };
        string stem = TrialFiles.NewStem(order.Folder, "board", order.Serial, record.At);
        var files = new List<string> { stem + ".json" };
        TrialFiles.WriteNew(files[0], JsonSerializer.Serialize(record, TrialFiles.Json) + "\n");
        if (record.Passed)
        {
            var payload = new LabelPayload(
                order.Serial,
                order.Revision,
                record.Firmware!,
                DateOnly.FromDateTime(record.At.UtcDateTime),
                record.Mac
            );
            files.Add(stem + ".svg");
            TrialFiles.WriteNew(files[1], Label.Draw(payload, record.IsSimulated));
        }

        tell(ProvisionStep.Record, record.Result);
        return new ProvisionOutcome(record, files);
    }
}
