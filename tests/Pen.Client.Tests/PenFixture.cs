using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Simulator.Parts;

namespace Pen.Client.Tests;

/// <summary>
/// A simulated pen behind a real pseudo-terminal, and a client on it. Four times real time keeps the tests quick until it is armed:
/// from then on the pen allows its host 2 s of silence, and on a busy machine they have to be real ones.
/// </summary>
internal sealed class PenFixture : IAsyncDisposable
{
    private PenFixture(PenServer server, PenClient client) => (Server, Client) = (server, client);

    public PenServer Server { get; }

    public PenClient Client { get; }

    public static PenClientOptions Quick { get; } = new() { HeartbeatInterval = TimeSpan.FromMilliseconds(80) };

    public static PenServer Serve(double factor = 4, int? tcp = null)
    {
        var pen = new SimulatedPen();
        pen.Insert(CartridgeImage.Make(CartridgeType.Needles36));
        return PenServer.Start(pen, new PenServerOptions { SpeedFactor = factor, TcpPort = tcp });
    }

    public static async Task<PenFixture> StandbyAsync(double factor = 4)
    {
        PenServer server = Serve(factor);
        var fixture = new PenFixture(server, await PenClient.ConnectAsync(server.PtyPath!, Quick));
        await fixture.UntilAsync(s => s.State == PenState.Standby && s.Flags.HasFlag(PenFlags.CartridgeAccepted));
        return fixture;
    }

    public async Task<PenStatus> UntilAsync(Func<PenStatus, bool> holds)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            PenStatus status = await Client.GetStatusAsync();
            if (holds(status))
            {
                return status;
            }

            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), $"the pen stays in {status.State}");
            await Task.Delay(10);
        }
    }

    public async Task RunAsync(int depthMicrons = 1000, int speedHz = 120)
    {
        Server.SpeedFactor = 1;
        await Client.PrepareAsync(new Preparation(depthMicrons, speedHz, TreatmentArea.Cheek));
        await Client.ArmAsync();
        await UntilAsync(s => s.Flags.HasFlag(PenFlags.DepthVerified));
        await Server.InvokeAsync(p => p.PressTrigger());
        await UntilAsync(s => s.State == PenState.Running);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
