using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Pen.Workshop.Flashing.Ports;
using Pen.Workshop.Flashing.Rom;

namespace Pen.Workshop.Tests.Flashing;

/// <summary>A flashing port in memory: a boot loader with these registers, or whatever a test wants it to say.</summary>
internal sealed class ScriptedPort : IFlashingPort
{
    private readonly Queue<byte> toHost = new();
    private readonly Slip reader = new();

    public string Address => "scripted";

    /// <summary>Registers; others read as 0.</summary>
    public Dictionary<uint, uint> Registers { get; } = [];

    /// <summary>What is said to a command instead of the right answer; null for the right one.</summary>
    public Func<RomCommand, byte[], byte[]?>? Instead { get; init; }

    /// <summary>Said whenever the host reads and nothing waits.</summary>
    public Func<byte[]>? Noise { get; init; }

    public bool HasLines { get; init; } = true;

    public long BytesRead { get; private set; }

    public int Read(byte[] buffer, int offset, int count, int timeoutMs)
    {
        if (toHost.Count == 0 && Noise is not null)
        {
            foreach (byte value in Noise())
            {
                toHost.Enqueue(value);
            }
        }

        if (toHost.Count == 0)
        {
            System.Threading.Thread.Sleep(Math.Min(timeoutMs, 5));
        }

        int given = Math.Min(count, toHost.Count);
        for (int i = 0; i < given; i++)
        {
            buffer[offset + i] = toHost.Dequeue();
        }

        BytesRead += given;
        return given;
    }

    public void Write(byte[] bytes, int timeoutMs)
    {
        foreach (byte[] packet in bytes.Select(reader.Take).OfType<byte[]>())
        {
            var command = (RomCommand)packet[1];
            byte[] data = packet[8..];
            foreach (byte value in Instead?.Invoke(command, data) ?? Slip.Wrap(Answer(command, data)))
            {
                toHost.Enqueue(value);
            }
        }
    }

    public void SetBaud(int baud) { }

    public bool SetLines(bool dtr, bool rts) => HasLines;

    public void Dispose() { }

    /// <summary>An answer with a value and a body; the status says well.</summary>
    public static byte[] Frame(RomCommand command, uint value, params byte[] body)
    {
        byte[] frame = new byte[8 + body.Length + 4];
        frame[0] = 1;
        frame[1] = (byte)command;
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(2), (ushort)(body.Length + 4));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), value);
        body.CopyTo(frame, 8);
        return frame;
    }

    private byte[] Answer(RomCommand command, byte[] data) =>
        command == RomCommand.ReadRegister
            ? Frame(command, Registers.GetValueOrDefault(BinaryPrimitives.ReadUInt32LittleEndian(data)))
            : Frame(command, 0);
}
