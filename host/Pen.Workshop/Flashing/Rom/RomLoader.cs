using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Pen.Workshop.Flashing.Ports;

namespace Pen.Workshop.Flashing.Rom;

/// <summary>
/// A board in its boot loader, as far as reading goes; all writing is the tool's. Register addresses and commands are those of the
/// ESP32's technical reference and of Espressif's serial protocol.
/// </summary>
public sealed class RomLoader
{
    /// <summary>Bytes that one slow read gives.</summary>
    public const int ReadLength = 64;

    /// <summary>Speed that the ROM starts with, in bit/s.</summary>
    public const int StartBaud = 115_200;

    private const int ShortMs = 3_000;
    private const int Md5MsPerMegabyte = 8_000;
    private const int SectorBytes = 0x1000;
    private const int BlockBytes = 0x10000;

    private readonly RomLink link;

    internal RomLoader(RomLink link)
    {
        this.link = link;
    }

    internal RomLink Link => link;

    /// <summary>Whether the line can reset the board. Where it cannot, the speed must stay: the next program starts with the ROM's own.</summary>
    public bool CanReset { get; init; }

    /// <summary>Where it is.</summary>
    public string Address => link.Port.Address;

    /// <summary>Reads a register.</summary>
    public uint ReadRegister(uint address, CancellationToken ct) =>
        link.Ask(RomCommand.ReadRegister, Words(address), ShortMs, ct).Value;

    /// <summary>Tells the chip which pins its flash is on and how large it is; needed before flash is read.</summary>
    public void Attach(int flashBytes, CancellationToken ct)
    {
        link.Ask(RomCommand.SpiAttach, Words(0, 0), ShortMs, ct);
        link.Ask(RomCommand.SpiSetParameters, Words(0, (uint)flashBytes, BlockBytes, SectorBytes, 256, 0xFFFF), ShortMs, ct);
    }

    /// <summary>Changes the speed on both sides, in bit/s.</summary>
    public void ChangeBaud(int baud, CancellationToken ct)
    {
        link.Ask(RomCommand.ChangeBaud, Words((uint)baud, 0), ShortMs, ct);
        link.Port.SetBaud(baud);
        link.Drain(30, ct);
    }

    /// <summary>The MD5 that the chip itself computes over a piece of its flash: 16 bytes.</summary>
    public byte[] Md5(int address, int length, CancellationToken ct)
    {
        int deadlineMs = ShortMs + (int)((long)Md5MsPerMegabyte * length / (1024 * 1024));
        byte[] body = link.Ask(RomCommand.FlashMd5, Words((uint)address, (uint)length, 0, 0), deadlineMs, ct).Body;
        if (body.Length == MD5.HashSizeInBytes)
        {
            return body;
        }

        try
        {
            return body.Length == 2 * MD5.HashSizeInBytes
                ? Convert.FromHexString(Encoding.ASCII.GetString(body))
                : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new FlashingException(
                FlashingFailure.Board,
                "The boot loader gave a checksum that is none.",
                "Try again with a shorter cable; the line between computer and board disturbs what it carries."
            );
        }
    }

    /// <summary>Reads flash, 64 bytes a command.</summary>
    public byte[] Read(int address, int length, Action<int>? progress, CancellationToken ct)
    {
        byte[] read = new byte[length];
        for (int done = 0; done < length; )
        {
            int wanted = Math.Min(ReadLength, length - done);
            byte[] body = link.Ask(RomCommand.ReadFlashSlow, Words((uint)(address + done), (uint)wanted), ShortMs, ct).Body;
            if (body.Length < wanted)
            {
                throw new FlashingException(
                    FlashingFailure.Board,
                    "The boot loader gave less of the flash than was asked for.",
                    "Reset the board and start again."
                );
            }

            Array.Copy(body, 0, read, done, wanted);
            done += wanted;
            progress?.Invoke(done);
        }

        return read;
    }

    /// <summary>Asks the flash chip who it is: maker, type, size as a power of two.</summary>
    public uint ReadFlashId(CancellationToken ct)
    {
        const uint spi = 0x3FF42000;
        const uint user = spi + 0x1C;
        const uint user2 = spi + 0x24;
        const uint receiveBits = spi + 0x2C;
        const uint data = spi + 0x80;
        const uint runUser = 1u << 18;
        const uint readIdentity = 0x9F;
        uint oldUser = ReadRegister(user, ct);
        uint oldUser2 = ReadRegister(user2, ct);
        WriteRegister(receiveBits, 23, ct);
        WriteRegister(user, (1u << 31) | (1u << 28), ct);
        WriteRegister(user2, (7u << 28) | readIdentity, ct);
        WriteRegister(data, 0, ct);
        WriteRegister(spi, runUser, ct);
        for (int i = 0; i < 10 && (ReadRegister(spi, ct) & runUser) != 0; i++)
        {
            ct.ThrowIfCancellationRequested();
        }

        uint id = ReadRegister(data, ct);
        WriteRegister(user, oldUser, ct);
        WriteRegister(user2, oldUser2, ct);
        return id & 0xFFFFFF;
    }

    /// <summary>Lets the chip start what is in its flash; false where the line has no reset lines, so that a hand must press EN.</summary>
    public bool HardReset() => Reset.Run(link.Port);

    internal static byte[] Words(params ReadOnlySpan<uint> words)
    {
        byte[] bytes = new byte[words.Length * sizeof(uint)];
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)), words[i]);
        }

        return bytes;
    }

    private void WriteRegister(uint address, uint value, CancellationToken ct) =>
        link.Ask(RomCommand.WriteRegister, Words(address, value, uint.MaxValue, 0), ShortMs, ct);
}
