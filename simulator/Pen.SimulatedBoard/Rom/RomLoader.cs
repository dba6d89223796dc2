using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pen.SimulatedBoard.FlashMemory;

namespace Pen.SimulatedBoard.Rom;

/// <summary>
/// The loader in an ESP32's ROM, behind "waiting for download": SLIP frames in, answers out. Whatever comes is hostile until checked;
/// after a failed power it is silent. No program that is loaded into its RAM can run, so a client has to do without a stub.
/// </summary>
public sealed class RomLoader : IDisposable
{
    /// <summary>Longest block that is taken, in bytes: what clients send to this ROM. Whether it would take more is not known.</summary>
    public const int MostBlockBytes = 0x400;

    /// <summary>Speed of the line after a reset in bit/s.</summary>
    public const int FirstBaud = 115200;

    private const int HeaderBytes = 8;
    private const byte ChecksumSeed = 0xEF;
    private const uint SyncValue = 0x2012_0707;
    private const int SyncAnswers = 8;
    private const int SlowReadBytes = 64;
    private const int MostBaud = 5_000_000;

    private readonly NorFlash flash;
    private readonly RomRegisters registers;
    private readonly SlipReader slip = new();
    private readonly Action<byte[]> send;
    private readonly RamImage ram = new();
    private WriteSession? session;

    /// <summary>Creates the loader as it is behind a reset.</summary>
    /// <param name="flash">The flash it writes.</param>
    /// <param name="mac">Address of the chip, 6 bytes.</param>
    /// <param name="send">Puts bytes on the line.</param>
    public RomLoader(NorFlash flash, ReadOnlySpan<byte> mac, Action<byte[]> send)
    {
        this.flash = flash;
        this.send = send;
        registers = new RomRegisters(mac);
    }

    /// <summary>Speed of its side of the line in bit/s.</summary>
    public int Baud { get; private set; } = FirstBaud;

    /// <summary>The host asked to start what is in the flash.</summary>
    public bool RebootAsked { get; private set; }

    /// <summary>Blocks for the flash that were taken: for a cable that is pulled at one of them.</summary>
    public long Blocks { get; private set; }

    /// <summary>Takes one byte from the line.</summary>
    public void Take(byte value)
    {
        if (slip.Take(value) && !flash.PowerFailed)
        {
            Handle(slip.Frame);
        }
    }

    /// <summary>Lets go of what a session holds.</summary>
    public void Dispose() => session?.Dispose();

    private void Handle(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < HeaderBytes || frame[0] != 0)
        {
            return;
        }

        byte command = frame[1];
        ReadOnlySpan<byte> data = frame[HeaderBytes..];
        if (BinaryPrimitives.ReadUInt16LittleEndian(frame[2..]) != data.Length)
        {
            Answer(command, 0, [], RomError.InvalidMessage);
            return;
        }

        Act((RomCommand)command, data, (byte)BinaryPrimitives.ReadUInt32LittleEndian(frame[4..]));
    }

    private void Act(RomCommand command, ReadOnlySpan<byte> data, byte checksum)
    {
        switch (command)
        {
            case RomCommand.Sync:
                Sync(data);
                break;
            case RomCommand.ReadReg when data.Length == 4:
                Answer((byte)command, registers.Read(U32(data, 0), Baud), [], RomError.None);
                break;
            case RomCommand.ReadFlashSlow:
                ReadSlowly(data);
                break;
            case RomCommand.SpiFlashMd5:
                Md5(data);
                break;
            case RomCommand.ChangeBaudrate when data.Length == 8 && U32(data, 0) is >= 300 and <= MostBaud:
                Answer((byte)command, 0, [], RomError.None);
                Baud = (int)U32(data, 0);
                break;
            default:
                RomError error = Write(command, data, checksum);
                if (!flash.PowerFailed)
                {
                    Answer((byte)command, 0, [], error);
                }

                break;
        }
    }

    private RomError Write(RomCommand command, ReadOnlySpan<byte> data, byte checksum) =>
        command switch
        {
            RomCommand.WriteReg => WriteRegisters(data),
            RomCommand.SpiSetParams when data.Length == 24 => RomError.None,
            RomCommand.SpiAttach when data.Length is 4 or 8 => RomError.None,
            RomCommand.FlashBegin when data.Length is 16 or 20 => Begin(data, compressed: false),
            RomCommand.FlashDeflateBegin when data.Length is 16 or 20 => Begin(data, compressed: true),
            RomCommand.FlashData => Block(data, checksum, compressed: false),
            RomCommand.FlashDeflateData => Block(data, checksum, compressed: true),
            RomCommand.FlashEnd or RomCommand.FlashDeflateEnd when data.Length == 4 => End(U32(data, 0)),
            RomCommand.MemBegin when data.Length == 16 => ram.Begin(U32(data, 0), U32(data, 8)),
            RomCommand.MemData => IsBlock(data) is var error && error != RomError.None ? error
            : Checksum(data[16..]) != checksum ? RomError.WrongChecksum
            : ram.Add(data.Length - 16),
            // Nothing here can execute what was loaded. An entry of none leaves RAM mode, which is well.
            RomCommand.MemEnd when data.Length == 8 => ram.End(run: U32(data, 0) == 0),
            _ => RomError.InvalidMessage,
        };

    private void Sync(ReadOnlySpan<byte> data)
    {
        bool known = data.Length == 36 && data.StartsWith((ReadOnlySpan<byte>)[0x07, 0x07, 0x12, 0x20]);
        known = known && data[4..].IndexOfAnyExcept((byte)0x55) < 0;
        for (int i = 0; i < (known ? SyncAnswers : 1); i++)
        {
            Answer((byte)RomCommand.Sync, SyncValue, [], known ? RomError.None : RomError.InvalidMessage);
        }
    }

    private RomError WriteRegisters(ReadOnlySpan<byte> data)
    {
        if (data.Length == 0 || data.Length % 16 != 0)
        {
            return RomError.InvalidMessage;
        }

        for (int at = 0; at < data.Length; at += 16)
        {
            registers.Write(U32(data, at), U32(data, at + 4), U32(data, at + 8));
        }

        return RomError.None;
    }

    private RomError Begin(ReadOnlySpan<byte> data, bool compressed)
    {
        uint size = U32(data, 0);
        uint blocks = U32(data, 4);
        uint blockBytes = U32(data, 8);
        uint address = U32(data, 12);
        session?.Dispose();
        session = null;
        if (blockBytes > MostBlockBytes || (size > 0 && blockBytes == 0))
        {
            return RomError.InvalidMessage;
        }

        if (!FlashWriter.Fits(address, size) || blocks > NorFlash.SizeBytes)
        {
            return RomError.FailedToAct;
        }

        if (!FlashWriter.Erase(flash, address, size))
        {
            return RomError.FlashWrite;
        }

        session = new WriteSession(flash, address, size, blocks, blockBytes, compressed);
        return RomError.None;
    }

    private RomError Block(ReadOnlySpan<byte> data, byte checksum, bool compressed)
    {
        RomError shape = IsBlock(data);
        if (shape != RomError.None)
        {
            return shape;
        }

        if (Checksum(data[16..]) != checksum)
        {
            return RomError.WrongChecksum;
        }

        if (session is null || session.Compressed != compressed)
        {
            return RomError.FailedToAct;
        }

        Blocks++;
        return session.Write(U32(data, 4), data[16..]);
    }

    private RomError End(uint stay)
    {
        session?.Dispose();
        session = null;
        RebootAsked = stay == 0;
        return RomError.None;
    }

    private void ReadSlowly(ReadOnlySpan<byte> data)
    {
        RomError error =
            data.Length != 8 ? RomError.InvalidMessage
            : U32(data, 4) is 0 or > SlowReadBytes ? RomError.FlashReadLength
            : !FlashWriter.Fits(U32(data, 0), U32(data, 4)) ? RomError.FlashRead
            : RomError.None;
        byte[] read = new byte[SlowReadBytes];
        if (error == RomError.None)
        {
            flash.Bytes.Slice((int)U32(data, 0), (int)U32(data, 4)).CopyTo(read);
        }

        Answer((byte)RomCommand.ReadFlashSlow, 0, error == RomError.None ? read : [], error);
    }

    private void Md5(ReadOnlySpan<byte> data)
    {
        RomError error =
            data.Length != 16 ? RomError.InvalidMessage
            : !FlashWriter.Fits(U32(data, 0), U32(data, 4)) ? RomError.FlashRead
            : RomError.None;
        byte[] text =
            error == RomError.None
                ? Encoding.ASCII.GetBytes(
                    Convert.ToHexStringLower(MD5.HashData(flash.Bytes.Slice((int)U32(data, 0), (int)U32(data, 4))))
                )
                : [];
        Answer((byte)RomCommand.SpiFlashMd5, 0, text, error);
    }

    private void Answer(byte command, uint value, ReadOnlySpan<byte> data, RomError error)
    {
        byte[] answer = new byte[HeaderBytes + data.Length + 4];
        answer[0] = 1;
        answer[1] = command;
        BinaryPrimitives.WriteUInt16LittleEndian(answer.AsSpan(2), (ushort)(data.Length + 4));
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(4), value);
        data.CopyTo(answer.AsSpan(HeaderBytes));
        answer[HeaderBytes + data.Length] = error == RomError.None ? (byte)0 : (byte)1;
        answer[HeaderBytes + data.Length + 1] = (byte)error;
        send(SlipReader.Wrap(answer));
    }

    /// <summary>A block's own header: its length is that of what follows.</summary>
    private static RomError IsBlock(ReadOnlySpan<byte> data) =>
        data.Length > 16 && U32(data, 0) == data.Length - 16 ? RomError.None : RomError.InvalidMessage;

    private static byte Checksum(ReadOnlySpan<byte> data)
    {
        byte sum = ChecksumSeed;
        foreach (byte value in data)
        {
            sum ^= value;
        }

        return sum;
    }

    private static uint U32(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32LittleEndian(data[at..]);
}
