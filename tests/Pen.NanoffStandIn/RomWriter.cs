using System;
using System.Globalization;
using System.Threading;
using Pen.Workshop.Flashing.Rom;

namespace Pen.NanoffStandIn;

/// <summary>The writing side of the ROM loader, which the host has left to the tool: begin (which erases), data, end.</summary>
internal static class RomWriter
{
    private const int BlockBytes = 0x400;
    private const int Seed = 0xEF;
    private const int BeginMs = 60_000;
    private const int DataMs = 2_500;

    public static void Write(RomLoader loader, int address, byte[] content, Action<int> written)
    {
        int blocks = (content.Length + BlockBytes - 1) / BlockBytes;
        loader.Link.Ask(
            RomCommand.FlashBegin,
            RomLoader.Words((uint)content.Length, (uint)blocks, BlockBytes, (uint)address),
            BeginMs,
            CancellationToken.None
        );
        for (int block = 0; block < blocks; block++)
        {
            byte[] data = new byte[16 + BlockBytes];
            RomLoader.Words(BlockBytes, (uint)block, 0, 0).CopyTo(data, 0);
            data.AsSpan(16).Fill(0xFF);
            int length = Math.Min(BlockBytes, content.Length - (block * BlockBytes));
            Array.Copy(content, block * BlockBytes, data, 16, length);
            uint checksum = Seed;
            foreach (byte value in data.AsSpan(16))
            {
                checksum ^= value;
            }

            loader.Link.Ask(RomCommand.FlashData, data, DataMs, CancellationToken.None, checksum);
            written(Math.Min((block + 1) * BlockBytes, content.Length));
        }

        loader.Link.Ask(RomCommand.FlashEnd, RomLoader.Words(1), DataMs, CancellationToken.None);
    }

    /// <summary>A line as nanoff prints it.</summary>
    public static string Progress(int address, int done, int total)
    {
        int filled = 20 * done / Math.Max(1, total);
        string bar = new string('=', filled) + ">" + new string(' ', 20 - filled);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\rWriting at 0x{address + done:X8} [{bar}] {100.0 * done / Math.Max(1, total), 5:F1}% {done}/{total} bytes..."
        );
    }
}
