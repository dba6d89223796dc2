using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Pen.SimulatedBoard.Rom;

namespace Pen.SimulatedBoard.Tests;

/// <summary>An answer of the ROM's loader.</summary>
public sealed record RomAnswer(byte Command, uint Value, byte[] Data, bool Failed, RomError Error);

/// <summary>A flashing client at the board itself, without a port between: every answer is there when a call returns.</summary>
public sealed class DirectClient(Esp32Board board)
{
    private readonly SlipReader slip = new();

    public const int BlockBytes = 0x400;

    /// <summary>Switches a board on with BOOT held: its loader waits, and no firmware has run.</summary>
    public static DirectClient SwitchOnInLoader(Esp32Board board)
    {
        board.Lines.HoldBoot(true);
        board.PowerOn();
        board.Lines.HoldBoot(false);
        board.Line.Fetch();
        return new DirectClient(board);
    }

    /// <summary>Resets the board into the ROM's loader, as esptool does, one line after the other.</summary>
    public void EnterLoader()
    {
        Lines(false, true, 0);
        Lines(true, true, 0);
        Lines(true, false, 60);
        Lines(false, false, 0);
        board.Line.Fetch();
    }

    /// <summary>Resets the board into what is in the flash.</summary>
    public void Restart()
    {
        Lines(false, true, 0);
        Lines(false, false, 60);
        board.Line.Fetch();
    }

    public List<RomAnswer> Send(byte[] bytes)
    {
        board.Uart0Write(bytes);
        return Read();
    }

    public List<RomAnswer> Read()
    {
        var answers = new List<RomAnswer>();
        foreach (byte value in board.Line.Fetch())
        {
            if (slip.Take(value))
            {
                byte[] frame = slip.Frame.ToArray();
                Assert.Equal(1, frame[0]);
                Assert.Equal(frame.Length - 8, BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(2)));
                answers.Add(
                    new RomAnswer(
                        frame[1],
                        BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(4)),
                        frame[8..^4],
                        frame[^4] != 0,
                        (RomError)frame[^3]
                    )
                );
            }
        }

        return answers;
    }

    /// <summary>One command, one answer; null when there is none.</summary>
    public RomAnswer? Ask(RomCommand command, byte[] data, uint checksum = 0) =>
        Send(SlipReader.Wrap(Packet((byte)command, data, checksum))).SingleOrDefault();

    public RomAnswer? Block(RomCommand command, int sequence, byte[] data)
    {
        byte sum = data.Aggregate((byte)0xEF, (s, b) => (byte)(s ^ b));
        return Ask(command, [.. Words((uint)data.Length, (uint)sequence, 0, 0), .. data], sum);
    }

    /// <summary>Writes a range block by block; stops at the first that is not acknowledged.</summary>
    /// <returns>True when all was.</returns>
    public bool Write(int address, byte[] content)
    {
        int blocks = (content.Length + BlockBytes - 1) / BlockBytes;
        byte[] begin = Words((uint)content.Length, (uint)blocks, BlockBytes, (uint)address);
        if (Ask(RomCommand.FlashBegin, begin) is not { Failed: false })
        {
            return false;
        }

        for (int i = 0; i < blocks; i++)
        {
            byte[] block = new byte[BlockBytes];
            Array.Fill(block, (byte)0xFF);
            content.AsSpan(i * BlockBytes, Math.Min(BlockBytes, content.Length - (i * BlockBytes))).CopyTo(block);
            if (Block(RomCommand.FlashData, i, block) is not { Failed: false })
            {
                return false;
            }
        }

        return true;
    }

    public static byte[] Packet(byte command, byte[] data, uint checksum) =>
        [0, command, (byte)data.Length, (byte)(data.Length >> 8), .. Words(checksum), .. data];

    public static byte[] Words(params uint[] words) => [.. words.SelectMany(BitConverter.GetBytes)];

    private void Lines(bool dtr, bool rts, int ms)
    {
        board.SetLines(dtr, rts);
        for (int i = 0; i < ms; i += 10)
        {
            board.RunTick();
        }
    }
}
