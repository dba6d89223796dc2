using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pen.Client;

namespace Pen.Companion.Pens;

/// <summary>All pens: those at the ports of this machine, found by themselves, those at addresses that were given, and simulated ones.</summary>
public sealed class PenRoster(CompanionOptions options, SimulatedPens simulated, ILogger<PenRoster> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private readonly Lock changing = new();
    private readonly HashSet<string> forgotten = [];
    private HashSet<string> seen = [];
    private volatile ImmutableList<PenDesk> desks = [];

    /// <summary>All, in the order in which they came.</summary>
    public IReadOnlyList<PenDesk> Desks => desks;

    /// <summary>The pen with a serial number, the one on the line before others; null where none with it is known.</summary>
    public PenDesk? Find(string serial) =>
        serial.Length == 0 ? null : desks.Where(d => d.Serial == serial).OrderBy(d => d.Client is null).FirstOrDefault();

    /// <summary>Starts a simulated pen and adds it.</summary>
    /// <returns>False where there are as many as one computer can carry.</returns>
    public bool Simulate()
    {
        if (simulated.Start() is not { } address)
        {
            return false;
        }

        Add(address, "", expected: true);
        return true;
    }

    /// <summary>Tries again at every address where it did not succeed.</summary>
    public void TryAgain()
    {
        foreach (PenDesk desk in desks)
        {
            desk.TryAgain();
        }
    }

    /// <summary>Takes a pen off the list: one that is not there any more, or a simulated one of this program, which ends with that.</summary>
    /// <returns>False while it is on the line: a simulated one while it is armed, any other in any case.</returns>
    public async Task<bool> RemoveAsync(PenDesk desk)
    {
        bool isOurs = simulated.Has(desk.Address);
        if (desk.Now.Stage == PenStage.Connected && (desk.Now.IsArmed || !isOurs))
        {
            return false;
        }

        lock (changing)
        {
            desks = desks.Remove(desk);
            // Its port is not opened again before it was away, or somebody asks for it.
            forgotten.Add(PenPlace.Of(desk.Address));
        }

        await desk.DisposeAsync().ConfigureAwait(false);
        await simulated.EndAsync(desk.Address).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(desks.Select(d => d.DisposeAsync().AsTask())).ConfigureAwait(false);
        await simulated.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (string address in options.Ports)
        {
            Add(address, "", expected: true);
        }

        await LookAsync().ConfigureAwait(false);
        if (options.Simulate == SimulateChoice.Yes || (options.Simulate == SimulateChoice.Auto && desks.IsEmpty))
        {
            Simulate();
        }

        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            await LookAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Adds ports that are new, tries anew at those that were away, and removes those that are gone and never had a pen.</summary>
    private async Task LookAsync()
    {
        if (!options.SearchPorts)
        {
            return;
        }

        IReadOnlyList<PortName> ports = PenFinder.ListPorts();
        var there = ports.Select(p => PenPlace.Of(p.Address)).ToHashSet();
        foreach (PenDesk back in desks.Where(d => IsNew(d.Address, there)))
        {
            back.TryAgain();
        }

        lock (changing)
        {
            forgotten.IntersectWith(there);
        }

        seen = there;
        foreach (PortName port in ports.Where(p => !forgotten.Contains(PenPlace.Of(p.Address))))
        {
            Add(port.Address, port.Description, expected: false);
        }

        foreach (PenDesk gone in desks.Where(d => IsPort(d) && !there.Contains(PenPlace.Of(d.Address))))
        {
            // A pen whose cable was pulled stays on the list, and says so; its port may come back under the same name.
            if (gone.Serial.Length == 0)
            {
                lock (changing)
                {
                    desks = desks.Remove(gone);
                }

                await gone.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private bool IsNew(string address, HashSet<string> there) =>
        there.Contains(PenPlace.Of(address)) && !seen.Contains(PenPlace.Of(address));

    private bool IsPort(PenDesk desk) =>
        !desk.Address.Contains("://", StringComparison.Ordinal) && !options.Ports.Contains(desk.Address);

    /// <summary>One desk for each place, by whatever name it is called.</summary>
    private void Add(string address, string description, bool expected)
    {
        lock (changing)
        {
            if (desks.Any(d => PenPlace.Of(d.Address) == PenPlace.Of(address)))
            {
                return;
            }

            var desk = new PenDesk(address, description, expected, TwinOf)
            {
                Unforeseen = problem => log.LogError(problem, "The pen at {Address} could not be followed", address),
            };
            desks = desks.Add(desk);
        }
    }

    /// <summary>The other desk that has a pen on the line already: two that speak to one pen would take it from each other.</summary>
    private PenDesk? TwinOf(PenDesk asking, string serial)
    {
        lock (changing)
        {
            PenDesk? twin = desks.FirstOrDefault(d => d != asking && d.Claimed == serial);
            asking.Claimed = twin is null ? serial : "";
            return twin;
        }
    }
}
