using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Pen.Simulator.Endpoints;

/// <summary>
/// Serves a simulated pen's UART on a pseudo terminal and on TCP, paced to the wall clock. One thread of its own owns the pen:
/// every call to the pen happens there. Hosts on both ways share the one UART: each sees all that the pen sends. A host that does
/// not read loses bytes, as behind a real serial port, and never holds the pen up.
/// </summary>
public sealed class PenServer : IAsyncDisposable
{
    // What one tick takes from one endpoint; more waits in the operating system, so that a flood cannot stop the ticks.
    private const int BufferBytes = 4096;
    private const int MaxReadsPerTick = 16;

    private readonly IPacedPen pen;
    private readonly Action? onThreadStart;
    private readonly List<IEndpoint> endpoints = new();
    private readonly PenThreadJobs jobs = new();
    private readonly AutoResetEvent wake = new(false);
    private readonly TaskCompletionSource completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread thread;
    private readonly byte[] buffer = new byte[BufferBytes];
    private double speedFactor;
    private long droppedBytes;
    private volatile bool stopping;
    private volatile Exception? failure;

    /// <summary>The pen that is served; touch it only through <see cref="InvokeAsync(Action)"/>.</summary>
    public IPacedPen Pen => pen;

    private PenServer(IPacedPen pen, PenServerOptions options)
    {
        this.pen = pen;
        onThreadStart = options.OnThreadStart;
        SpeedFactor = options.SpeedFactor;
        thread = new Thread(Run) { Name = "pen", IsBackground = true };
    }

    /// <summary>Path of the pseudo terminal, for example /dev/pts/3; null when none is served.</summary>
    public string? PtyPath { get; private set; }

    /// <summary>TCP port on 127.0.0.1, 1 … 65535; null when none is served.</summary>
    public int? TcpPort { get; private set; }

    /// <summary>Virtual seconds per wall second; 1 is real time, 0 as fast as it can. May be set at any time, from any thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, infinite or not a number.</exception>
    public double SpeedFactor
    {
        get => Volatile.Read(ref speedFactor);
        set
        {
            if (!double.IsFinite(value) || value < 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value),
                    value,
                    "The speed factor is a finite number, not negative. Give 1 for real time or 0 for as fast as it can."
                );
            }
            Volatile.Write(ref speedFactor, value);
            wake.Set();
        }
    }

    /// <summary>Bytes given up so far because a host did not read them.</summary>
    public long DroppedBytes => Interlocked.Read(ref droppedBytes);

    /// <summary>What ended the pen, when something did; null while it runs and after an orderly end.</summary>
    public Exception? Failure => failure;

    /// <summary>Ends when the pen's thread ends: well after <see cref="DisposeAsync"/>, else with <see cref="Failure"/>.</summary>
    public Task Completion => completion.Task;

    /// <summary>Opens the endpoints and starts the pen's thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A TCP port or a speed factor out of range.</exception>
    /// <exception cref="PlatformNotSupportedException">A pseudo terminal was asked for on a system other than Linux.</exception>
    /// <exception cref="System.IO.IOException">An endpoint could not be opened; the message says why and what to do.</exception>
    public static PenServer Start(IPacedPen pen, PenServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(pen);
        ArgumentNullException.ThrowIfNull(options);
        var server = new PenServer(pen, options);
        try
        {
            server.Open(options);
        }
        catch
        {
            server.Close();
            throw;
        }
        server.thread.Start();
        return server;
    }

    /// <summary>Runs <paramref name="onPenThread"/> on the pen's thread, between two ticks; without waiting when already there.</summary>
    /// <returns>Its result or its exception; an <see cref="ObjectDisposedException"/> or <see cref="Failure"/> after the end.</returns>
    public Task<T> InvokeAsync<T>(Func<T> onPenThread)
    {
        ArgumentNullException.ThrowIfNull(onPenThread);
        if (Thread.CurrentThread == thread)
        {
            return PenThreadJobs.RunNow(onPenThread);
        }
        Task<T> outcome = jobs.Add(onPenThread);
        wake.Set();
        return outcome;
    }

    /// <inheritdoc cref="InvokeAsync{T}(Func{T})"/>
    public Task InvokeAsync(Action onPenThread)
    {
        ArgumentNullException.ThrowIfNull(onPenThread);
        return InvokeAsync(() =>
        {
            onPenThread();
            return true;
        });
    }

    /// <summary>Ends the pen's thread after its current tick and closes the endpoints. Never throws; may be called twice.</summary>
    public async ValueTask DisposeAsync()
    {
        stopping = true;
        wake.Set();
        await completion.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        thread.Join();
    }

    private void Open(PenServerOptions options)
    {
        if (options.TcpPort is < 0 or > 65535)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.TcpPort,
                "A TCP port is 0 … 65535. Give 0 for any free one."
            );
        }
        if (options.Pty)
        {
            if (!OperatingSystem.IsLinux())
            {
                throw new PlatformNotSupportedException(
                    "Pseudo terminals are served on Linux only. Serve the pen on TCP instead."
                );
            }
            var pty = new PtyEndpoint();
            endpoints.Add(pty);
            PtyPath = pty.Path;
        }
        if (options.TcpPort is int port)
        {
            var tcp = new TcpEndpoint(port);
            endpoints.Add(tcp);
            TcpPort = tcp.Port;
        }
    }

    private void Run()
    {
        try
        {
            onThreadStart?.Invoke();
            var pacer = new WallClockPacer();
            while (!stopping)
            {
                jobs.RunAll();
                long waitMicros = pacer.MicrosUntilDue(pen.NowMicros, WallMicros(), SpeedFactor);
                if (waitMicros > 0)
                {
                    // Rounded up: a wait of 0 ms would turn the last millisecond before every tick into spinning.
                    wake.WaitOne((int)Math.Min((waitMicros + 999) / 1000, int.MaxValue));
                    continue;
                }
                CarryIn();
                pen.RunTick();
                CarryOut();
            }
        }
        catch (Exception ended)
        {
            failure = ended;
        }
        End();
    }

    private void End()
    {
        Close();
        jobs.Close(failure ?? new ObjectDisposedException(nameof(PenServer), "The simulated pen has ended. Start a new one."));
        if (failure is null)
        {
            completion.SetResult();
        }
        else
        {
            completion.SetException(failure);
        }
    }

    private void Close()
    {
        foreach (IEndpoint endpoint in endpoints)
        {
            endpoint.Dispose();
        }
        endpoints.Clear();
    }

    private void CarryIn()
    {
        foreach (IEndpoint endpoint in endpoints)
        {
            int count = endpoint.Receive(buffer);
            if (count > 0)
            {
                pen.HostWrite(buffer.AsSpan(0, count));
            }
        }
    }

    private void CarryOut()
    {
        for (int reads = 0; reads < MaxReadsPerTick; reads++)
        {
            int count = pen.HostRead(buffer);
            if (count == 0)
            {
                return;
            }
            foreach (IEndpoint endpoint in endpoints)
            {
                Interlocked.Add(ref droppedBytes, endpoint.Send(buffer.AsSpan(0, count)));
            }
        }
    }

    private static long WallMicros() => (long)(Stopwatch.GetTimestamp() * (1e6 / Stopwatch.Frequency));
}
