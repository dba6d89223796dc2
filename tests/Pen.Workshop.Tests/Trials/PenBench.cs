using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Simulator.Scenario;

namespace Pen.Workshop.Tests.Trials;

/// <summary>A simulated pen with an empty slot behind TCP, quicker than real time, and a folder for what is recorded of it.</summary>
internal sealed class PenBench : IAsyncDisposable
{
    private PenBench(PenServer server, PenClient client) => (Server, Client) = (server, client);

    public PenServer Server { get; }

    public PenClient Client { get; }

    public string Address => $"pen://127.0.0.1:{Server.TcpPort}";

    public string Folder { get; } = Directory.CreateTempSubdirectory("pen-trials-").FullName;

    public string Logs { get; } = Directory.CreateTempSubdirectory("pen-trials-logs-").FullName;

    public static async Task<PenBench> StandbyAsync(double factor = 8, SimulationOptions? options = null)
    {
        var server = PenServer.Start(
            new SimulatedPen(options),
            new PenServerOptions
            {
                Pty = false,
                TcpPort = 0,
                SpeedFactor = factor,
            }
        );
        var bench = new PenBench(server, await PenClient.ConnectAsync($"pen://127.0.0.1:{server.TcpPort}"));
        await bench.UntilAsync(s => s.State == PenState.Standby);
        return bench;
    }

    public Task InjectAsync(string name, double? number = null)
    {
        Injection injection = InjectionTable.Find(name)!;
        return Server.InvokeAsync((SimulatedPen p) => injection.Act(p, number ?? injection.Default));
    }

    public async Task UntilAsync(Func<PenStatus, bool> holds)
    {
        var patience = Stopwatch.StartNew();
        while (!holds(await Client.GetStatusAsync()))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "the pen did not get there");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(Folder, true);
        Directory.Delete(Logs, true);
    }
}
