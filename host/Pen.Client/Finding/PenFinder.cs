using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client.Transports;

namespace Pen.Client;

/// <summary>A port that was looked at.</summary>
/// <param name="Address">What to give to <see cref="PenClient.ConnectAsync"/>.</param>
/// <param name="Description">What the system says is behind it; empty when it says nothing.</param>
/// <param name="Pen">Who answered; null when it is not a pen.</param>
/// <param name="Problem">Why it is not a usable pen; null when it is one.</param>
public sealed record PortCandidate(string Address, string Description, PenIdentity? Pen, PenException? Problem);

/// <summary>Finds pens by asking at every port that could have one.</summary>
public static class PenFinder
{
    /// <summary>How long a port may take to answer the handshake.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    /// <summary>The USB serial ports of this machine, as the system lists them; nothing is opened.</summary>
    public static IReadOnlyList<PortName> ListPorts() => SerialChoice.List();

    /// <summary>
    /// Asks at every USB serial port of this machine, and at <paramref name="more"/> addresses, all at once; returns each with
    /// who is there or why not. Nothing but a handshake is sent.
    /// </summary>
    public static async Task<IReadOnlyList<PortCandidate>> FindAsync(
        IEnumerable<string>? more = null,
        CancellationToken ct = default
    )
    {
        IEnumerable<PortName> extra = (more ?? []).Select(address => new PortName(address, ""));
        IEnumerable<Task<PortCandidate>> asked = SerialChoice.List().Concat(extra).Select(port => AskAsync(port, ct));
        return await Task.WhenAll(asked).ConfigureAwait(false);
    }

    private static async Task<PortCandidate> AskAsync(PortName port, CancellationToken ct)
    {
        try
        {
            var options = new PenClientOptions { HelloDeadline = Patience, SyncClock = false };
            await using PenClient pen = await PenClient.ConnectAsync(port.Address, options, ct).ConfigureAwait(false);
            return new PortCandidate(port.Address, port.Description, pen.Identity, null);
        }
        catch (PenException problem)
        {
            return new PortCandidate(port.Address, port.Description, null, problem);
        }
    }
}
