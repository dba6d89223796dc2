using System;
using System.Collections.Generic;

namespace Pen.Protocol.Tests;

/// <summary>CRC-32 bit by bit, so that the shared code is not held against itself.</summary>
internal sealed class PlainChecksum : Checksum
{
    private static readonly uint[] Table = MakeTable();

    public override uint Crc32(byte[] buffer, int offset, int count)
    {
        uint crc = 0xFFFFFFFF;
        for (int i = 0; i < count; i++)
        {
            crc = (crc >> 8) ^ Table[(crc ^ buffer[offset + i]) & 0xFF];
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}

/// <summary>A reader at the end of a line, and frames to send along it.</summary>
internal sealed class Line
{
    private readonly FrameWriter writer = new(new PlainChecksum());

    public FrameReader Reader { get; } = new(new PlainChecksum(), 1024);

    public List<int> Heard { get; } = [];

    public byte[] Frame(int sequence, byte[] payload)
    {
        writer.Begin(FrameKind.Request, sequence, MessageId.Prepare);
        payload.CopyTo(writer.Buffer, FrameFormat.PayloadOffset);
        return writer.Buffer[..writer.End(payload.Length)];
    }

    /// <summary>Delivers bytes as a serial port would, in slices, and notes the sequence numbers heard.</summary>
    public void Deliver(ReadOnlySpan<byte> bytes, int slice = int.MaxValue, int budgetPerCall = int.MaxValue)
    {
        while (bytes.Length > 0)
        {
            int count = Math.Min(Math.Min(slice, bytes.Length), Reader.Free);
            bytes[..count].CopyTo(Reader.Buffer.AsSpan(Reader.WriteOffset));
            Reader.Commit(count);
            bytes = bytes[count..];
            Hear(budgetPerCall);
        }
    }

    /// <summary>The line falls silent: the owner lets what is torn expire until nothing waits.</summary>
    public void FallSilent()
    {
        for (int i = 0; i < 2048 && Reader.IsWaiting; i++)
        {
            Reader.Expire();
            Hear(int.MaxValue);
        }
    }

    private void Hear(int budgetPerCall)
    {
        for (int call = 0; call < 4096; call++)
        {
            int budget = budgetPerCall;
            bool any = false;
            while (Reader.TryRead(ref budget))
            {
                Heard.Add(Reader.Sequence);
                any = true;
            }

            if (!any && budget > 0)
            {
                return;
            }
        }
    }
}
