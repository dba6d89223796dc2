using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client.Transports;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Xunit.Abstractions;

namespace Pen.Client.Tests;

/// <summary>Whatever arrives on the line: the library answers with its own exceptions, does not hang, and keeps its size.</summary>
public class HostileInputTests(ITestOutputHelper output)
{
    private const int Frames = 200_000;

    private static readonly PenClientOptions Patient = new()
    {
        RequestDeadline = TimeSpan.FromSeconds(20),
        ResendInterval = TimeSpan.FromMilliseconds(250),
        IdleProbeInterval = TimeSpan.FromMinutes(1),
    };

    [Fact]
    [Trait("Covers", "LINK-2")]
    public async Task AFloodOfDamagedFramesChangesNothing()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("PEN_SEED"), out int given) ? given : 20_261;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var pen = new ScriptedPen();
        await using PenClient client = await PenClient.ConnectAsync(pen.Address, Patient);
        using var reading = new CancellationTokenSource();
        Task slowReader = ReadSlowlyAsync(client, reading.Token);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Frames; i += 200)
        {
            pen.Send(Damaged(pen, random, 200));
        }

        Assert.Equal(PenState.Standby, (await client.GetStatusAsync()).State);
        Assert.Equal(LinkState.Connected, client.Link);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(grown, long.MinValue, 8_000_000);
        await reading.CancelAsync();
        await slowReader;
    }

    /// <summary>Every answer with every length up to its own, and with random content: a PenException or a value, nothing else.</summary>
    [Fact]
    public async Task AnswersOfAnyLengthAndContentEndInAValueOrAPenException()
    {
        var random = new Random(7);
        await using var pen = new ScriptedPen();
        byte[] next = [];
        pen.Script = (p, r) =>
        {
            if (r.Message == MessageId.Hello)
            {
                return false;
            }

            p.Answer(r, next);
            return true;
        };
        await using PenClient client = await PenClient.ConnectAsync(pen.Address, Patient with { SyncClock = false });
        Func<Task>[] questions =
        [
            () => client.GetStatusAsync(),
            () => client.PrepareAsync(new Preparation(1000, 120, TreatmentArea.Cheek)),
            () => client.KeepAliveAsync(),
            () => client.GetSettingAsync(SettingId.Buzzer),
            () => client.SetClockAsync(DateTimeOffset.UtcNow),
            () => client.GetCartridgeAsync(),
            () => client.GetLogInfoAsync(),
            () => client.ReadLogAsync(5, 6),
            () => client.ConfirmLogAsync(5, 1),
            () => client.OpenSessionAsync(),
        ];
        int values = 0;
        foreach (Func<Task> question in questions)
        {
            for (int length = 0; length <= FrameFormat.MaxPayload; length += length < 80 ? 1 : 17)
            {
                next = new byte[length];
                random.NextBytes(next);
                try
                {
                    await question();
                    values++;
                }
                catch (PenException)
                {
                    // Too short, or not what was asked for.
                }
            }
        }

        Assert.True(values > 100);
    }

    [Fact]
    public async Task EveryRefusalIsASentenceAndACure()
    {
        await using var pen = new ScriptedPen();
        byte[] refusal = new byte[RefusalData.Length];
        pen.Script = (p, r) =>
        {
            if (r.Message == MessageId.Prepare)
            {
                p.Answer(r, refusal, FrameKind.Refusal);
                return true;
            }

            return false;
        };
        await using PenClient client = await PenClient.ConnectAsync(pen.Address, Patient);
        foreach (byte code in Numbers<RefusalCode>())
        {
            if ((RefusalCode)code is RefusalCode.None or RefusalCode.HelloNeeded or RefusalCode.StaleSequence)
            {
                continue;
            }

            foreach (byte field in Numbers<RequestField>())
            {
                foreach (byte origin in Numbers<LimitOrigin>())
                {
                    (refusal[0], refusal[1], refusal[2]) = (code, field, origin);
                    Wire.PutI32(refusal, RefusalData.Value, 1234);
                    Wire.PutI32(refusal, RefusalData.Limit, 1000);
                    PenRefusedException refused = await Assert.ThrowsAsync<PenRefusedException>(() =>
                        client.PrepareAsync(new Preparation(1000, 120, TreatmentArea.Cheek))
                    );
                    Assert.EndsWith(".", refused.Problem);
                    Assert.EndsWith(".", refused.Cure);
                    Assert.DoesNotContain("  ", refused.Message);
                }
            }
        }
    }

    [Theory]
    [InlineData(2, PortProblem.Missing)]
    [InlineData(6, PortProblem.Missing)]
    [InlineData(1, PortProblem.NotPermitted)]
    [InlineData(13, PortProblem.NotPermitted)]
    [InlineData(11, PortProblem.Busy)]
    [InlineData(16, PortProblem.Busy)]
    [InlineData(25, PortProblem.Failed)]
    [InlineData(5, PortProblem.Failed)]
    public void EveryErrorOfThePortHasASentenceAndACure(int errno, PortProblem kind)
    {
        PenPortException problem = PortErrors.Explain("/dev/ttyUSB7", errno);
        Assert.Equal(kind, problem.Kind);
        Assert.Contains("/dev/ttyUSB7", problem.Problem);
        Assert.EndsWith(".", problem.Cure);
    }

    private static async Task ReadSlowlyAsync(PenClient client, CancellationToken ct)
    {
        try
        {
            await foreach (PenEvent _ in client.WatchEventsAsync(ct))
            {
                await Task.Delay(100, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    /// <summary>All values of a list, and one beyond it as a newer pen would send.</summary>
    private static IEnumerable<byte> Numbers<T>()
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            yield return Convert.ToByte(value, System.Globalization.CultureInfo.InvariantCulture);
        }

        yield return 250;
    }

    private static byte[] Damaged(ScriptedPen pen, Random random, int frames)
    {
        var bytes = new List<byte>();
        for (int i = 0; i < frames; i++)
        {
            byte[] payload = new byte[random.Next(0, 64)];
            random.NextBytes(payload);
            var kind = (FrameKind)random.Next(0, 8);
            byte[] frame = pen.Frame(kind, random.Next(0x10000), (MessageId)random.Next(0x80, 0x100), payload);
            switch (random.Next(5))
            {
                case 0:
                    frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    frame = frame[..random.Next(frame.Length)];
                    break;
                case 2:
                    bytes.AddRange(frame);
                    break;
                case 3:
                    random.NextBytes(frame);
                    break;
            }

            bytes.AddRange(frame);
        }

        return [.. bytes];
    }
}
