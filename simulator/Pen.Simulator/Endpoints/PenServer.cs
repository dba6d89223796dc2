using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Pen.Simulator.Chip;

namespace Pen.Simulator.Endpoints;

/// <summary>
/// Runs a simulated pen on a thread of its own, tied to the wall clock, and serves its serial line on a pseudo-terminal and on
/// TCP. Everything that touches the pen goes through <see cref="InvokeAsync{T}"/>, between two ticks.
/// </summary>
public sealed class PenServer : IAsyncDisposable
{
    /// <summary>Further behind the wall clock than this, in ms, the pen does not race to catch up.</summary>
    private const double MostBehindMs = 200;

    private readonly SimulatedPen pen;
    private readonly Pty? pty;
    private readonly TcpEndpoint? tcp;
    private readonly List<IByteChannel> channels = [];
    private readonly ConcurrentQueue<Action> work = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] buffer = new byte[4096];
    private volatile bool stopping;
    private double speedFactor;

    private PenServer(SimulatedPen pen, PenServerOptions options)
    {
        this.pen = pen;
        speedFactor = options.SpeedFactor;
        if (options.Pty && OperatingSystem.IsLinux())
        {
            pty = new Pty();
            channels.Add(pty);
        }

        if (options.TcpPort is { } port)
        {
            tcp = new TcpEndpoint(port);
            channels.Add(tcp);
        }

        new Thread(Run) { IsBackground = true, Name = "simulated pen" }.Start();
    }

    /// <summary>The pseudo-terminal, e.g. /dev/pts/5; null without one.</summary>
    public string? PtyPath => pty?.Path;

    /// <summary>The TCP port on loopback; null without one.</summary>
    public int? TcpPort => tcp?.Port;

    /// <summary>Virtual time for each second of the wall clock; 0 is as fast as it can.</summary>
    public double SpeedFactor
    {
        get => Volatile.Read(ref speedFactor);
        set => Volatile.Write(ref speedFactor, value);
    }

    /// <summary>Ends when the pen's thread ends; fails with what ended it.</summary>
    public Task Completion => ended.Task;

    /// <summary>Starts serving a pen. From now on the pen belongs to the server's thread.</summary>
    /// <exception cref="System.IO.IOException">No pseudo-terminal is to be had.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The TCP port is taken.</exception>
    public static PenServer Start(SimulatedPen pen, PenServerOptions? options = null) =>
        new(pen, options ?? new PenServerOptions());

    /// <summary>Does something to the pen between two ticks; what it throws comes back here.</summary>
    public Task<T> InvokeAsync<T>(Func<SimulatedPen, T> action)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Enqueue(() =>
        {
            try
            {
                result.SetResult(action(pen));
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        });
        return result.Task;
    }

    /// <summary>Does something to the pen between two ticks.</summary>
    public Task InvokeAsync(Action<SimulatedPen> action) =>
        InvokeAsync(p =>
        {
            action(p);
            return true;
        });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        stopping = true;
        await ended.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (IByteChannel channel in channels)
        {
            channel.Dispose();
        }

        channels.Clear();
    }

    private void Run()
    {
        try
        {
            Loop();
            ended.SetResult();
        }
        catch (Exception e)
        {
            ended.SetException(e);
        }
    }

    private void Loop()
    {
        var clock = Stopwatch.StartNew();
        double wallMs = 0;
        long penMicros = pen.NowMicros;
        while (!stopping)
        {
            double factor = SpeedFactor;
            if (factor > 0)
            {
                double due = wallMs + ((pen.NowMicros - penMicros) / 1000.0 / factor);
                double ahead = due - clock.Elapsed.TotalMilliseconds;
                if (ahead > 0)
                {
                    Thread.Sleep(TimeSpan.FromMilliseconds(ahead));
                }

                wallMs = ahead < -MostBehindMs ? clock.Elapsed.TotalMilliseconds : due;
                penMicros = pen.NowMicros;
            }
            else
            {
                wallMs = clock.Elapsed.TotalMilliseconds;
                penMicros = pen.NowMicros;
            }

            while (work.TryDequeue(out Action? action))
            {
                action();
            }

            Exchange();
        }
    }

    private void Exchange()
    {
        foreach (IByteChannel channel in channels)
        {
            int count;
            while ((count = channel.Read(buffer)) > 0)
            {
                // They came while the last tick went by on the wall clock.
                pen.HostWrite(buffer.AsSpan(0, count), ChipCosts.EdgeMicros);
            }
        }

        pen.RunTick();
        int sent;
        while ((sent = pen.HostRead(buffer)) > 0)
        {
            foreach (IByteChannel channel in channels)
            {
                channel.Write(buffer.AsSpan(0, sent));
            }
        }
    }
}
