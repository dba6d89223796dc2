using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Simulator.Parts;
using Pen.Simulator.Scenario;

namespace Pen.Companion.Pens;

/// <summary>
/// Simulated pens inside this program: the real firmware in a simulated world, at the other end of a real line. Each has a serial number of
/// its own that no other had before: its memory is gone with the program, and records under an old number would contradict the kept ones.
/// </summary>
public sealed class SimulatedPens : IAsyncDisposable
{
    /// <summary>Each takes a share of a processor, and all have to keep time.</summary>
    public const int Most = 8;

    private readonly ConcurrentDictionary<string, PenServer> servers = new();

    /// <summary>Starts one, with a cartridge of 36 needles in its slot.</summary>
    /// <returns>Its address; null where there are <see cref="Most"/>.</returns>
    public string? Start()
    {
        if (servers.Count >= Most)
        {
            return null;
        }

        string serial = "SIM-" + RandomNumberGenerator.GetInt32(1_000_000_000).ToString("D9", CultureInfo.InvariantCulture);
        var pen = new SimulatedPen(
            new SimulationOptions { SerialNumber = serial, Seed = (ulong)RandomNumberGenerator.GetInt32(int.MaxValue) }
        );
        pen.Insert(CartridgeImage.Make(CartridgeType.Needles36, serial: pen.World.Noise.Bits()));
        PenServer server = PenServer.Start(pen, new PenServerOptions { Pty = false, TcpPort = 0 });
        string address = $"pen://127.0.0.1:{server.TcpPort}";
        servers[address] = server;
        return address;
    }

    /// <summary>Whether the pen at an address is one of these, whose hand and skin can be moved here.</summary>
    public bool Has(string address) => servers.ContainsKey(address);

    /// <summary>Does one thing to the pen from outside: its hand, its skin, its cartridge, a misfortune.</summary>
    /// <param name="address">Which pen.</param>
    /// <param name="name">Name of an injection.</param>
    /// <param name="value">Its number; its own default when null.</param>
    /// <returns>False where there is no such pen or no such thing, or the number cannot be.</returns>
    public async Task<bool> ActAsync(string address, string name, double? value)
    {
        if (
            !servers.TryGetValue(address, out PenServer? server)
            || InjectionTable.Find(name) is not { } injection
            || value is { } given && (!double.IsFinite(given) || Math.Abs(given) > 1e6)
        )
        {
            return false;
        }

        try
        {
            await server.InvokeAsync(pen => injection.Act(pen, value ?? injection.Default)).ConfigureAwait(false);
            return true;
        }
        catch (Exception problem) when (problem is ArgumentException || server.Completion.IsCompleted)
        {
            // No such number, or the pen has ended.
            return false;
        }
    }

    /// <summary>Ends one; nothing where there is none at that address.</summary>
    public async Task EndAsync(string address)
    {
        if (servers.TryRemove(address, out PenServer? server))
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>How hand, skin and line of a pen stand, for its panel; null where there is none at that address, or it has ended.</summary>
    public async Task<SimulatedPose?> PoseAsync(string address)
    {
        if (!servers.TryGetValue(address, out PenServer? server))
        {
            return null;
        }

        try
        {
            return await server.InvokeAsync(pen => SimulatedPose.Of(pen.World)).ConfigureAwait(false);
        }
        catch (Exception) when (server.Completion.IsCompleted)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(servers.Values.Select(s => s.DisposeAsync().AsTask())).ConfigureAwait(false);
}
