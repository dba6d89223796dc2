using System;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;

namespace Pen.Client.Tests;

/// <summary>What a technician reads and writes.</summary>
public class ServiceReadingsTests
{
    private static async Task<(PenServer Server, PenClient Pen)> InServiceAsync()
    {
        var server = PenServer.Start(new SimulatedPen(), new PenServerOptions { SpeedFactor = 8 });
        PenClient pen = await PenClient.ConnectAsync(server.PtyPath!, PenFixture.Quick);
        for (int i = 0; i < 500 && (await pen.GetStatusAsync()).State != PenState.Standby; i++)
        {
            await Task.Delay(10);
        }

        await pen.EnterServiceAsync();
        return (server, pen);
    }

    [Fact]
    public async Task ReadingsComeAsThePenHasThem()
    {
        (PenServer server, PenClient pen) = await InServiceAsync();
        await using PenServer ends = server;
        await using PenClient closes = pen;
        Assert.True(pen.Identity.Capabilities.HasFlag(PenCapabilities.ServiceReadings | PenCapabilities.CartridgeKeys));
        ServiceReadings first = await pen.ReadServiceReadingsAsync();
        ServiceReadings then = await pen.ReadServiceReadingsAsync();
        Assert.Equal(PenState.Service, first.State);
        Assert.True(then.UptimeMs > first.UptimeMs);
        Assert.Equal((0u, 0.0), (then.EncoderEdges, then.MeasuredSpeedHz));
        Assert.InRange(first.BatteryCounts, 2440, 2500);
        Assert.InRange(first.BatteryMillivolts, 3930, 4030);
        Assert.InRange(first.DepthHalfCounts, 900, 1000);
        Assert.InRange(first.MeasuredDepthMicrons, -180, -100);
        Assert.Equal(1122, first.ServoPulseMicros);
        Assert.InRange(first.CurrentCounts, 0, 80);
        Assert.InRange(first.CurrentMilliamps, 0, 40);
        Assert.InRange(first.MotorThermistorCounts, 1500, 2600);
        Assert.InRange(first.BoardThermistorCounts, 1500, 2600);
        Assert.InRange(first.GateCounts, 1200, 1500);
        Assert.True(first.Flags.HasFlag(PenFlags.WatchdogOk));
    }

    [Fact]
    public async Task ASerialNumberIsWrittenAndToldFromTheNextConnectionOn()
    {
        (PenServer server, PenClient pen) = await InServiceAsync();
        await using PenServer ends = server;
        PenStanding standing = await pen.WriteSerialAsync("SIM-000001", "SIM-RACK-07");
        Assert.Equal(PenState.Service, standing.State);
        await pen.DisposeAsync();
        await using PenClient again = await PenClient.ConnectAsync(server.PtyPath!, PenFixture.Quick);
        Assert.Equal("SIM-RACK-07", again.Identity.Serial);
        var refused = await Assert.ThrowsAsync<PenRefusedException>(() => again.WriteSerialAsync("SIM-000001", "SIM-8"));
        Assert.Contains("another serial number", refused.Message);
        refused = await Assert.ThrowsAsync<PenRefusedException>(() => again.WriteSerialAsync("SIM-RACK-07", "PEN-8"));
        Assert.Contains("SIM-", refused.Message);
        await Assert.ThrowsAsync<ArgumentException>(() => again.WriteSerialAsync("SIM-RACK-07", "SIM-0123456789012"));
        await Assert.ThrowsAsync<ArgumentException>(() => again.WriteSerialAsync("SIM-RACK-07", "SIM-\u00fc"));
    }
}
