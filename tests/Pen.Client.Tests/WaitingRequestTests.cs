using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Protocol;
using static Pen.Client.Tests.ScriptedPenTests;

namespace Pen.Client.Tests;

/// <summary>Requests that wait while another is outstanding.</summary>
public class WaitingRequestTests
{
    [Fact]
    public async Task TooManyRequestsAreRefusedAndTheOthersStillComplete()
    {
        using var release = new ManualResetEventSlim();
        await using var pen = new ScriptedPen();
        pen.Script = (_, r) =>
        {
            if (r.Message == MessageId.KeepAlive)
            {
                release.Wait(TimeSpan.FromSeconds(20));
            }

            return false;
        };
        var patient = Quick with { RequestDeadline = TimeSpan.FromSeconds(30), ResendInterval = TimeSpan.FromSeconds(9) };
        await using PenClient client = await PenClient.ConnectAsync(pen.Address, patient);
        Task<PenStanding>[] many = [.. Enumerable.Range(0, 60).Select(_ => client.KeepAliveAsync())];
        Task<PenStanding>[] over = [.. many.Where(t => t.IsFaulted)];
        Assert.InRange(over.Length, 20, 40);
        Assert.All(over, t => Assert.Equal(LinkFailure.Overloaded, ((PenLinkException)t.Exception!.InnerException!).Failure));
        release.Set();
        await Task.WhenAll(many.Except(over)).WaitAsync(Patience);
    }

    [Fact]
    public async Task ACancelledRequestThatWaitedIsNeverSent()
    {
        using var release = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        await using var pen = new ScriptedPen();
        pen.Script = (_, r) =>
        {
            if (r.Message == MessageId.KeepAlive)
            {
                release.Wait(TimeSpan.FromSeconds(20));
            }

            return false;
        };
        var patient = Quick with { RequestDeadline = TimeSpan.FromSeconds(30), ResendInterval = TimeSpan.FromSeconds(9) };
        await using PenClient client = await PenClient.ConnectAsync(pen.Address, patient);
        Task<PenStanding> blocking = client.KeepAliveAsync();
        Task<PenStanding> waiting = client.ArmAsync(cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        release.Set();
        await blocking;
        await client.GetStatusAsync();
        Assert.Empty(pen.Of(MessageId.Arm));
    }

    [Fact]
    [Trait("Covers", "LINK-5")]
    public async Task ClosingWhileSomethingIsOutstandingEndsItAndDisarms()
    {
        await using var pen = new ScriptedPen();
        PenClient client = await PenClient.ConnectAsync(pen.Address, Quick);
        await client.ArmAsync();
        pen.Script = (_, r) => r.Message == MessageId.Status;
        Task<PenStatus> outstanding = client.GetStatusAsync();
        await client.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => outstanding.WaitAsync(Patience));
        Assert.Single(pen.Of(MessageId.Disarm));
        Assert.NotEmpty(pen.Of(MessageId.Stop));
    }
}
