using System.Collections.Concurrent;
using System.Collections.Generic;

namespace System.IO.Ports;

/// <summary>What the transport uses of System.IO.Ports, over queues in memory. Names and errors as that library documents them.</summary>
public enum Parity
{
    None,
}

public enum StopBits
{
    One = 1,
}

public enum Handshake
{
    None,
}

public sealed class SerialPort(string portName, int baudRate, Parity parity, int dataBits, StopBits stopBits) : IDisposable
{
    private readonly BlockingCollection<byte> incoming = [];
    private readonly List<string> lines = [];
    private bool dtr;
    private bool rts;

    public static Dictionary<string, Func<Exception?>> Ports { get; } = [];

    public static SerialPort? Last { get; private set; }

    public string Settings { get; } = $"{portName} {baudRate} {parity} {dataBits} {stopBits}";

    public int BaudRate { get; set; } = baudRate;

    public Handshake Handshake { get; set; }

    public int ReadTimeout { get; set; } = -1;

    public int WriteTimeout { get; set; } = -1;

    public bool IsOpen { get; private set; }

    public List<byte> Written { get; } = [];

    /// <summary>What was done to the lines and the port, in order.</summary>
    public IReadOnlyList<string> History => lines;

    public bool DtrEnable
    {
        get => dtr;
        set
        {
            dtr = value;
            lines.Add($"DTR {value} {(IsOpen ? "open" : "closed")}");
        }
    }

    public bool RtsEnable
    {
        get => rts;
        set
        {
            rts = value;
            lines.Add($"RTS {value} {(IsOpen ? "open" : "closed")}");
        }
    }

    public static string[] GetPortNames() => [.. Ports.Keys];

    public void Open()
    {
        if (!Ports.TryGetValue(portName, out Func<Exception?>? problem))
        {
            throw new FileNotFoundException(portName);
        }

        if (problem() is { } failure)
        {
            throw failure;
        }

        IsOpen = true;
        Last = this;
    }

    public void DiscardInBuffer()
    {
        while (incoming.TryTake(out _)) { }
    }

    public void Arrive(params byte[] bytes)
    {
        foreach (byte b in bytes)
        {
            incoming.Add(b);
        }
    }

    public void Unplug() => incoming.CompleteAdding();

    public int Read(byte[] buffer, int offset, int count)
    {
        if (!incoming.TryTake(out byte first, ReadTimeout))
        {
            throw incoming.IsCompleted ? new OperationCanceledException() : new TimeoutException();
        }

        buffer[offset] = first;
        int read = 1;
        while (read < count && incoming.TryTake(out byte next))
        {
            buffer[offset + read++] = next;
        }

        return read;
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException();
        }

        Written.AddRange(buffer.AsSpan(offset, count).ToArray());
    }

    public void Dispose()
    {
        IsOpen = false;
        if (!incoming.IsAddingCompleted)
        {
            incoming.CompleteAdding();
        }
    }
}
