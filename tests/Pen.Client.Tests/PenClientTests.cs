using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;

namespace Pen.Client.Tests;

/// <summary>The library against the real firmware, through a real pseudo-terminal.</summary>
public class PenClientTests
{
    [Fact]
    public async Task ConnectingTellsWhoIsThereAndSetsTheClock()
    {
        await using PenFixture pen = await PenFixture.StandbyAsync();
        Assert.Equal("SIM-000001", pen.Client.Identity.Serial);
        Assert.True(pen.Client.Identity.IsSimulated);
        PenStatus status = await pen.Client.GetStatusAsync();
        Assert.InRange((status.Utc!.Value - DateTimeOffset.UtcNow).TotalSeconds, -5, 120);
    }

    [Fact]
    public async Task ARefusalNamesFieldLimitAndOriginAndIsNoLinkFailure()
    {
        await using PenFixture pen = await PenFixture.StandbyAsync();
        PenRefusedException refused = await Assert.ThrowsAsync<PenRefusedException>(() =>
            pen.Client.PrepareAsync(new Preparation(1600, 100, TreatmentArea.Cheek))
        );
        Assert.Equal(RefusalCode.NeedsConfirmation, refused.Code);
        Assert.Equal(LimitOrigin.Label, refused.Origin);
        Assert.Equal(1500, refused.Limit);
        Assert.Contains("1.50 mm", refused.Message);
        Assert.Equal(LinkState.Connected, pen.Client.Link);
    }

    [Fact]
    public async Task ATreatmentIsArmedByTheHostStartedByTheHandAndStoppedByTheHost()
    {
        await using PenFixture pen = await PenFixture.StandbyAsync();
        await pen.RunAsync();
        await pen.UntilAsync(s => s.RunStrokes > 100);
        PenStanding standing = await pen.Client.StopAsync();
        Assert.Equal(PenState.Ready, standing.State);
        Assert.False(await pen.Server.InvokeAsync(p => p.World.Gate.On));
        await pen.Client.DisarmAsync();
        await pen.UntilAsync(s => s.State == PenState.Standby);
    }

    [Fact]
    [Trait("Covers", "LINK-5")]
    public async Task ClosingAClientThatArmedThePenStopsIt()
    {
        PenFixture pen = await PenFixture.StandbyAsync();
        await pen.RunAsync();
        await pen.Client.DisposeAsync();
        await Task.Delay(50);
        Assert.False(await pen.Server.InvokeAsync(p => p.World.Gate.On));
        await pen.Server.DisposeAsync();
    }

    [Fact]
    public async Task HeartbeatsKeepAnArmedPenGoingWhileNobodyAsks()
    {
        await using PenFixture pen = await PenFixture.StandbyAsync();
        await pen.RunAsync();
        // Longer than the 2 s that the pen allows: without heartbeats it would have stopped (see the lost link below).
        await Task.Delay(2600);
        Assert.Equal(PenState.Running, (await pen.Client.GetStatusAsync()).State);
    }

    [Fact]
    public async Task TelemetryComesAtTheRateAskedForAndEventsInOrder()
    {
        await using PenFixture pen = await PenFixture.StandbyAsync();
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        IAsyncEnumerator<PenEvent> events = pen.Client.WatchEventsAsync(enough.Token).GetAsyncEnumerator();
        await pen.RunAsync();
        var seen = new List<Telemetry>();
        await foreach (Telemetry value in pen.Client.WatchTelemetryAsync(25, enough.Token))
        {
            seen.Add(value);
            if (seen.Count == 50)
            {
                break;
            }
        }

        double span = (seen[^1].Uptime - seen[0].Uptime).TotalSeconds;
        Assert.InRange(span, 49 * 0.039, 49 * 0.06);
        Assert.InRange(seen[^1].MeasuredSpeedHz, 118, 122);
        var states = new List<PenState>();
        while (states.LastOrDefault() != PenState.Running && await events.MoveNextAsync())
        {
            if (events.Current is StateChanged change)
            {
                states.Add(change.NewState);
            }
        }

        Assert.Equal([PenState.Ready, PenState.Running], states);
        await events.DisposeAsync();
    }

    [Fact]
    [Trait("Covers", "LINK-4")]
    [Trait("Covers", "FLT-17")]
    public async Task ALostLinkComesBackAndNeverArmsAgain()
    {
        await using PenFixture pen = await PenFixture.StandbyAsync();
        await pen.RunAsync();
        await pen.Server.InvokeAsync(p => p.World.Line.Unplugged = true);
        var patience = Stopwatch.StartNew();
        while (pen.Client.Link == LinkState.Connected && patience.Elapsed.TotalSeconds < 10)
        {
            await Task.Delay(20);
        }

        Assert.Equal(LinkState.Recovering, pen.Client.Link);
        while (await pen.Server.InvokeAsync(p => p.World.Gate.On) && patience.Elapsed.TotalSeconds < 15)
        {
            await Task.Delay(20);
        }

        Assert.False(await pen.Server.InvokeAsync(p => p.World.Gate.On));
        await pen.Server.InvokeAsync(p => p.World.Line.Unplugged = false);
        while (pen.Client.Link != LinkState.Connected && patience.Elapsed.TotalSeconds < 20)
        {
            await Task.Delay(20);
        }

        PenStatus status = await pen.Client.GetStatusAsync();
        Assert.Equal(PenState.Fault, status.State);
        Assert.Equal(FaultId.CompanionLost, status.FirstFault);
    }

    [Fact]
    [Trait("Covers", "LOG-2")]
    public async Task TheLogIsDownloadedVerifiedAndConfirmed()
    {
        await using PenFixture pen = await PenFixture.StandbyAsync();
        await pen.RunAsync();
        await pen.UntilAsync(s => s.RunStrokes > 50);
        await pen.Server.InvokeAsync(p => p.ReleaseTrigger());
        // The run is on record when the needles stand.
        await pen.UntilAsync(s => s.State == PenState.Ready && s.MeasuredSpeedHz == 0);
        LogDownload log = await pen.Client.DownloadLogAsync();
        Assert.True(log.IsIntact);
        Assert.Contains(log.Entries, e => e.Kind == LogKind.RunEnded && e.U16(RunEndedData.Strokes) > 50);
        PenRefusedException wrong = await Assert.ThrowsAsync<PenRefusedException>(() =>
            pen.Client.ConfirmLogAsync(log.Info.Head, log.Entries[^1].Crc ^ 1)
        );
        Assert.Equal(RefusalCode.ConfirmMismatch, wrong.Code);
        Assert.Equal(log.Info.Head, await pen.Client.ConfirmLogAsync(log.Info.Head, log.Entries[^1].Crc));
    }

    [Fact]
    [Trait("Covers", "LOG-2")]
    public async Task AnAlteredRecordIsNamed()
    {
        await using PenFixture pen = await PenFixture.StandbyAsync();
        await pen.Server.InvokeAsync(p => p.World.Fram.Bytes[0x400 + 32 + 20] ^= 1);
        LogDownload log = await pen.Client.DownloadLogAsync();
        Assert.Equal(2u, log.Damage[0].Sequence);
    }

    [Fact]
    public async Task ASettingIsWrittenAndRefusedBeyondItsRange()
    {
        await using PenFixture pen = await PenFixture.StandbyAsync();
        SettingValue written = await pen.Client.SetSettingAsync(SettingId.TriggerMode, 1, SettingActor.Practitioner);
        Assert.Equal(1, written.Value);
        await Assert.ThrowsAsync<PenRefusedException>(() => pen.Client.SetSettingAsync(SettingId.TriggerMode, 2));
        Assert.Equal(1, (await pen.Client.GetSettingAsync(SettingId.TriggerMode)).Value);
    }

    [Fact]
    public async Task AMissingPortSaysSo()
    {
        PenPortException missing = await Assert.ThrowsAsync<PenPortException>(() =>
            PenClient.ConnectAsync("/dev/ttyNoSuchPort9")
        );
        Assert.Equal(PortProblem.Missing, missing.Kind);
    }

    [Fact]
    public async Task ABusyPortSaysSo()
    {
        await using PenFixture pen = await PenFixture.StandbyAsync();
        PenPortException busy = await Assert.ThrowsAsync<PenPortException>(() => PenClient.ConnectAsync(pen.Server.PtyPath!));
        Assert.Equal(PortProblem.Busy, busy.Kind);
    }

    [Fact]
    public async Task SilenceIsNotAPen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string address = $"pen://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var options = new PenClientOptions { HelloDeadline = TimeSpan.FromMilliseconds(300) };
        PenWrongDeviceException wrong = await Assert.ThrowsAsync<PenWrongDeviceException>(() =>
            PenClient.ConnectAsync(address, options)
        );
        Assert.Equal(WrongDevice.Silent, wrong.Kind);
        listener.Stop();
    }

    [Fact]
    public async Task OverTcpItIsTheSamePen()
    {
        await using PenServer tcp = PenFixture.Serve(tcp: 0);
        await using PenClient client = await PenClient.ConnectAsync($"pen://127.0.0.1:{tcp.TcpPort}", PenFixture.Quick);
        Assert.Equal("SIM-000001", client.Identity.Serial);
    }
}
