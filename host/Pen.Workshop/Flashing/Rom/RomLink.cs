using System;
using System.Buffers.Binary;
using System.Threading;
using Pen.Workshop.Flashing.Ports;

namespace Pen.Workshop.Flashing.Rom;

/// <summary>An answer of the ROM loader.</summary>
/// <param name="Value">The word in its header.</param>
/// <param name="Body">What follows, with the status at its end.</param>
internal readonly record struct RomAnswer(uint Value, byte[] Body);

/// <summary>
/// Commands and answers of the ESP32's ROM loader. Every command has a deadline that garbage does not move: what arrives is looked
/// at until then, and nothing of it is kept but one frame.
/// </summary>
internal sealed class RomLink(IFlashingPort port)
{
    private const byte Request = 0;
    private const byte Response = 1;
    private const int HeaderLength = 8;
    private const int StatusLength = 4;
    private const int LongestWaitMs = 50;
    private const int WriteMs = 10_000;
    private const int ReadAttempts = 3;
    private const int LateMs = 100;

    private readonly Slip slip = new();
    private readonly byte[] buffer = new byte[2048];

    public IFlashingPort Port => port;

    /// <summary>Sends a command and waits for its answer; null when none comes in time.</summary>
    public RomAnswer? TryAsk(RomCommand command, byte[] data, int deadlineMs, CancellationToken ct, uint checksum = 0)
    {
        byte[] packet = new byte[HeaderLength + data.Length];
        packet[0] = Request;
        packet[1] = (byte)command;
        BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(2), (ushort)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(4), checksum);
        data.CopyTo(packet, HeaderLength);
        port.Write(Slip.Wrap(packet), WriteMs);
        return Await(command, Environment.TickCount64 + deadlineMs, ct);
    }

    /// <summary>
    /// Sends a command; throws where no answer comes or the loader says no. What only reads is asked up to three times, because a byte
    /// may get lost on the way; what changes something is asked once.
    /// </summary>
    public RomAnswer Ask(RomCommand command, byte[] data, int deadlineMs, CancellationToken ct, uint checksum = 0)
    {
        bool onlyReads = command is RomCommand.ReadRegister or RomCommand.ReadFlashSlow or RomCommand.FlashMd5;
        RomAnswer? heard = TryAsk(command, data, deadlineMs, ct, checksum);
        for (int again = 1; heard is null && onlyReads && again < ReadAttempts; again++)
        {
            Drain(LateMs, ct);
            heard = TryAsk(command, data, deadlineMs, ct, checksum);

            // An answer that was only late would be taken for the next one's.
            Drain(LateMs, ct);
        }

        RomAnswer answer =
            heard
            ?? throw new FlashingException(
                FlashingFailure.Board,
                $"The boot loader at {port.Address} did not answer '{command}' within {deadlineMs / 1000.0:0.#} s.",
                "Check the cable and the supply, then start again; nothing was written by this step."
            );
        ReadOnlySpan<byte> body = answer.Body;
        if (body.Length < 2)
        {
            throw Refused(command, 0);
        }

        int status = body.Length >= StatusLength ? body.Length - StatusLength : body.Length - 2;
        return body[status] == 0 ? answer with { Body = body[..status].ToArray() } : throw Refused(command, body[status + 1]);
    }

    /// <summary>Throws away what arrives until the line was quiet for <paramref name="quietMs"/>, at most ten times as long.</summary>
    public void Drain(int quietMs, CancellationToken ct)
    {
        long end = Environment.TickCount64 + (10 * quietMs);
        while (Environment.TickCount64 < end && port.Read(buffer, 0, buffer.Length, quietMs) > 0)
        {
            ct.ThrowIfCancellationRequested();
        }

        slip.Reset();
    }

    private RomAnswer? Await(RomCommand command, long end, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            long left = end - Environment.TickCount64;
            if (left <= 0)
            {
                return null;
            }

            // Every byte of what was read is looked at: answers to a repeated sync stand behind one another.
            int count = port.Read(buffer, 0, buffer.Length, (int)Math.Min(left, LongestWaitMs));
            RomAnswer? found = null;
            for (int i = 0; i < count; i++)
            {
                if (slip.Take(buffer[i]) is { } frame && found is null)
                {
                    found = Parse(frame, command);
                }
            }

            if (found is not null)
            {
                return found;
            }
        }
    }

    private static RomAnswer? Parse(byte[] frame, RomCommand command)
    {
        if (frame.Length < HeaderLength + 2 || frame[0] != Response || frame[1] != (byte)command)
        {
            return null;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(2));
        return frame.Length == HeaderLength + length
            ? new RomAnswer(BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(4)), frame[HeaderLength..])
            : null;
    }

    private FlashingException Refused(RomCommand command, int code) =>
        new(
            FlashingFailure.Board,
            $"The boot loader at {port.Address} refused '{command}' (error 0x{code:X2}).",
            "Reset the board and start again; if it happens again, look at the supply and the flash chip."
        );
}

/// <summary>Commands of the ROM loader, with the numbers of Espressif's serial protocol.</summary>
internal enum RomCommand : byte
{
    FlashBegin = 0x02,
    FlashData = 0x03,
    FlashEnd = 0x04,
    Sync = 0x08,
    WriteRegister = 0x09,
    ReadRegister = 0x0A,
    SpiSetParameters = 0x0B,
    SpiAttach = 0x0D,
    ReadFlashSlow = 0x0E,
    ChangeBaud = 0x0F,
    FlashMd5 = 0x13,
}
