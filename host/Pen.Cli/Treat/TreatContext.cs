using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Store;
using Pen.Records.Texts;

namespace Pen.Cli.Treat;

/// <summary>What the steps of a session in the terminal share.</summary>
/// <param name="Store">The records.</param>
/// <param name="Library">The protocols.</param>
/// <param name="Texts">Words, in the client's language.</param>
/// <param name="By">Who treats.</param>
/// <param name="Talk">Questions and answers.</param>
/// <param name="Pen">The pen, when it is needed.</param>
/// <param name="Cancel">Ctrl-C.</param>
internal sealed record TreatContext(
    RecordStore Store,
    ProtocolLibrary Library,
    TextTable Texts,
    string By,
    Talk Talk,
    PenLine Pen,
    CancellationToken Cancel
);

/// <summary>The pen, connected when it is first needed.</summary>
internal sealed class PenLine(string? port, Talk talk, CancellationToken ct) : IAsyncDisposable
{
    private PenClient? pen;

    /// <summary>The pen; asks again while there is none.</summary>
    /// <exception cref="LeftException">Nobody tries any more.</exception>
    public async Task<PenClient> GetAsync()
    {
        while (pen is null || pen.Link == LinkState.Closed)
        {
            try
            {
                if (await PenCommand.AddressAsync(port, ct) is { } address)
                {
                    pen = await PenClient.ConnectAsync(address, null, ct);
                    string simulated = pen.Identity.IsSimulated ? ", SIMULATED" : "";
                    Talk.Say($"Pen {pen.Identity.Serial}{simulated}, firmware {pen.Identity.FirmwareVersion}.");
                    break;
                }
            }
            catch (PenException problem)
            {
                Talk.Say(problem.Message);
            }

            await talk.AskTextAsync("Press Enter to look for the pen again.", "again");
        }

        return pen;
    }

    /// <summary>What is in the slot; waits while it is being read.</summary>
    public async Task<CartridgeInfo> CartridgeAsync()
    {
        PenClient here = await GetAsync();
        CartridgeInfo cartridge = await here.GetCartridgeAsync(ct);
        for (int tries = 0; cartridge.State == CartridgeState.Reading && tries < 40; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
            cartridge = await here.GetCartridgeAsync(ct);
        }

        return cartridge;
    }

    public ValueTask DisposeAsync() => pen?.DisposeAsync() ?? ValueTask.CompletedTask;
}
