using System;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Simulator.Parts;

namespace Pen.Companion.Tests.Bench;

/// <summary>A simulated pen outside of the program under test: it lives on when the program is killed, and its physics can be looked at.</summary>
public sealed class PenOutside : IAsyncDisposable
{
    private readonly PenServer server;

    /// <summary>Starts one.</summary>
    public PenOutside(string serial = "SIM-OUTSIDE", bool cartridge = true)
    {
        var pen = new SimulatedPen(new SimulationOptions { SerialNumber = serial });
        if (cartridge)
        {
            pen.Insert(CartridgeImage.Make(CartridgeType.Needles36));
        }

        server = PenServer.Start(pen, new PenServerOptions { Pty = false, TcpPort = 0 });
    }

    /// <summary>Its address.</summary>
    public string Address => $"pen://127.0.0.1:{server.TcpPort}";

    /// <summary>Does something to it, on its own thread.</summary>
    public Task DoAsync(Action<SimulatedPen> action) => server.InvokeAsync(action);

    /// <summary>Reads something of it, on its own thread.</summary>
    public Task<T> ReadAsync<T>(Func<SimulatedPen, T> read) => server.InvokeAsync(read);

    /// <summary>Changes the cartridge for a new one, as fast as a hand can.</summary>
    public async Task NewCartridgeAsync()
    {
        await server.InvokeAsync(p => p.RemoveCartridge());
        await Task.Delay(TimeSpan.FromSeconds(1));
        await server.InvokeAsync(p => p.Insert(CartridgeImage.Make(CartridgeType.Needles36, serial: p.World.Noise.Bits())));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => server.DisposeAsync();
}
