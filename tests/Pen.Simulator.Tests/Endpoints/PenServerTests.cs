using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Pen.Simulator.Endpoints;
using Xunit.Abstractions;

namespace Pen.Simulator.Tests.Endpoints;

[Collection("Endpoints")]
public sealed class PenServerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, 100, 3)]
    [InlineData(4, 400, 12)]
    public async Task Ticks_keep_the_pace_of_the_wall_clock(double factor, int ticksPerSecond, int tolerance)
    {
        var atMs = new double[ticksPerSecond + 1];
        var done = new TaskCompletionSource();
        var pen = new EchoPen
        {
            OnTick = tick =>
            {
                if (tick <= atMs.Length)
                {
                    atMs[tick - 1] = Stopwatch.GetTimestamp() * (1e3 / Stopwatch.Frequency);
                }
                if (tick == atMs.Length)
                {
                    done.SetResult();
                }
            },
        };
        await using PenServer server = Serve(pen, factor);
        await done.Task.WaitAsync(Wait.Limit);

        // The least late tick gives the true time line; every other tick is late against it.
        double stepMs = 1000.0 / ticksPerSecond;
        double[] lineMs = atMs.Select((at, tick) => at - tick * stepMs).ToArray();
        double[] latenessMs = lineMs.Select(line => line - lineMs.Min()).Order().ToArray();
        double took = (atMs[^1] - atMs[0]) / 1000;
        output.WriteLine(
            $"factor {factor}: {ticksPerSecond} ticks in {took:F4} s; lateness p50 {latenessMs[atMs.Length / 2]:F2} ms, "
                + $"p99 {latenessMs[(int)(atMs.Length * 0.99) - 1]:F2} ms, max {latenessMs[^1]:F2} ms"
        );
        Assert.InRange(ticksPerSecond / took, ticksPerSecond - tolerance, ticksPerSecond + tolerance);
        // The rate alone would hold for ticks that come in bunches. The median, because a busy machine owns the tail.
        Assert.InRange(latenessMs[atMs.Length / 2], 0, 8);
    }

    [Fact]
    public async Task The_factor_can_change_while_the_pen_runs()
    {
        var pen = new EchoPen();
        await using PenServer server = Serve(pen, 0.001);
        await Wait.UntilAsync(() => pen.Ticks == 1, "the first tick, the next one 10 s later");

        server.SpeedFactor = 0;

        await Wait.UntilAsync(() => pen.Ticks > 2000, "2000 ticks as fast as it can");
        Assert.Equal(0, server.SpeedFactor);
        Assert.Throws<ArgumentOutOfRangeException>(() => server.SpeedFactor = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => server.SpeedFactor = double.NaN);
    }

    [Fact]
    public async Task Work_is_done_on_the_pens_own_thread_without_waiting_for_a_tick()
    {
        Thread? started = null;
        var pen = new EchoPen();
        await using PenServer server = Serve(pen, 0.001, () => started = Thread.CurrentThread);
        await Wait.UntilAsync(() => pen.Ticks == 1, "the first tick, the next one 10 s later");

        Thread ran = await server.InvokeAsync(() => Thread.CurrentThread).WaitAsync(TimeSpan.FromSeconds(5));
        Thread nested = await server
            .InvokeAsync(() => server.InvokeAsync(() => Thread.CurrentThread).Result)
            .WaitAsync(Wait.Limit);

        Assert.Same(pen.Owner, ran);
        Assert.Same(started, ran);
        Assert.Same(ran, nested);
        Assert.NotSame(Thread.CurrentThread, ran);
    }

    [Fact]
    public async Task What_the_work_throws_goes_to_its_caller_and_the_pen_goes_on()
    {
        var pen = new EchoPen();
        await using PenServer server = Serve(pen, 0);

        Task failing = server.InvokeAsync(new Action(() => throw new FormatException("mine")));

        Assert.Equal("mine", (await Assert.ThrowsAsync<FormatException>(() => failing)).Message);
        long ticks = pen.Ticks;
        await Wait.UntilAsync(() => pen.Ticks > ticks, "a tick after the failure");
        Assert.Null(server.Failure);
    }

    [Fact]
    public async Task A_pen_that_fails_ends_the_server_and_says_why()
    {
        var pen = new EchoPen { OnTick = tick => _ = tick < 3 ? 0 : throw new InvalidOperationException("broken") };
        await using PenServer server = Serve(pen, 1);

        InvalidOperationException ended = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            server.Completion.WaitAsync(Wait.Limit)
        );

        Assert.Equal("broken", ended.Message);
        Assert.Same(ended, server.Failure);
        Assert.Same(ended, await Assert.ThrowsAsync<InvalidOperationException>(() => server.InvokeAsync(() => 1)));
    }

    [Fact]
    public async Task Dispose_ends_the_thread_and_closes_everything()
    {
        var pen = new EchoPen();
        bool pty = OperatingSystem.IsLinux();
        int openBefore = OpenTerminals();
        PenServer server = PenServer.Start(pen, new PenServerOptions { Pty = pty, TcpPort = 0 });
        await Wait.UntilAsync(() => pen.Ticks > 0, "the first tick");
        Assert.Equal(openBefore + (pty ? 2 : 0), OpenTerminals());

        await server.DisposeAsync();
        await server.DisposeAsync();

        Assert.False(pen.Owner!.IsAlive);
        Assert.True(server.Completion.IsCompletedSuccessfully);
        Assert.Equal(openBefore, OpenTerminals());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => server.InvokeAsync(() => 1));
        using var late = new TcpClient();
        await Assert.ThrowsAnyAsync<SocketException>(() => late.ConnectAsync(IPAddress.Loopback, server.TcpPort!.Value));
    }

    private static PenServer Serve(EchoPen pen, double speedFactor, Action? onThreadStart = null) =>
        PenServer.Start(
            pen,
            new PenServerOptions
            {
                Pty = false,
                SpeedFactor = speedFactor,
                OnThreadStart = onThreadStart,
            }
        );

    /// <summary>This process's open pseudo terminals, both ends; 0 where there are none to see.</summary>
    private static int OpenTerminals() =>
        OperatingSystem.IsLinux()
            ? Directory
                .EnumerateFiles("/proc/self/fd")
                .Count(link =>
                    (new FileInfo(link).LinkTarget ?? "") is var to && (to.StartsWith("/dev/pts/") || to.EndsWith("ptmx"))
                )
            : 0;
}
