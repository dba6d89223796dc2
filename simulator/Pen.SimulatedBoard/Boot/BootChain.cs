using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Pen.SimulatedBoard.FlashMemory;
using Pen.SimulatedBoard.Images;

namespace Pen.SimulatedBoard.Boot;

/// <summary>
/// A start from the flash, link by link: the ROM looks at the second-stage boot loader, that one at the partition table and at nanoCLR,
/// nanoCLR at the deployment. The first that is not well ends it. Words as the ROM, ESP-IDF 5 and nf-interpreter print them.
/// </summary>
public static class BootChain
{
    /// <summary>What the ROM says first, whatever follows.</summary>
    public static string Banner(ResetReason reason, bool download)
    {
        string name = reason switch
        {
            ResetReason.PowerOn => "POWERON_RESET",
            ResetReason.Software => "SW_RESET",
            ResetReason.SoftwareCpu => "SW_CPU_RESET",
            ResetReason.BrownOut => "RTCWDT_BROWN_OUT_RESET",
            _ => "RTCWDT_RTC_RESET",
        };
        string boot = download ? "0x3 (DOWNLOAD_BOOT(UART0/UART1/SDIO_REI_REO_V2))" : "0x13 (SPI_FAST_FLASH_BOOT)";
        string wait = download ? "waiting for download\r\n" : "";
        return $"ets Jul 29 2019 12:21:46\r\n\r\nrst:0x{(int)reason:x} ({name}),boot:{boot}\r\n{wait}";
    }

    /// <summary>Starts from what is in the flash.</summary>
    public static BootOutcome Start(ReadOnlySpan<byte> flash, ResetReason reason)
    {
        var rom = new StringBuilder(Banner(reason, download: false));
        if (!StartLoader(flash, rom, out ResetReason next))
        {
            return Loop(rom, next);
        }

        if (
            FindPartitions(flash, rom, out Partition? app, out Partition? deployment)
            && StartApp(flash, app!, rom, out string version)
        )
        {
            return StartClr(flash, deployment, rom, version);
        }

        return Loop(rom, ResetReason.Software);
    }

    private static bool StartLoader(ReadOnlySpan<byte> flash, StringBuilder rom, out ResetReason next)
    {
        next = ResetReason.Watchdog;
        ReadOnlySpan<byte> loader = flash[FlashLayout.BootLoader..FlashLayout.PartitionTable];
        EspImageFault fault = EspImage.Check(loader, withHash: false);
        if (fault is EspImageFault.Magic or EspImageFault.Segments)
        {
            uint word = BitConverter.ToUInt32(loader);
            rom.Append(string.Concat(Enumerable.Repeat($"invalid header: 0x{word:x8}\r\n", 4)));
            return false;
        }

        rom.Append("configsip: 0, SPIWP:0xee\r\nmode:DIO, clock div:2\r\n");
        if (fault == EspImageFault.Checksum)
        {
            rom.Append("csum err:0x00!=0xef\r\nets_main.c 371 \r\n");
            return false;
        }

        rom.Append("entry 0x400805f0\r\n");
        if (EspImage.Check(loader, withHash: true) == EspImageFault.None)
        {
            return true;
        }

        // The ROM does not look at the hash: it would jump into a boot loader with a changed bit. What that does is not known; here it
        // is held to do nothing, until the watchdog ends it.
        rom.Append("Fatal exception (0): IllegalInstruction\r\n");
        return false;
    }

    private static bool FindPartitions(
        ReadOnlySpan<byte> flash,
        StringBuilder rom,
        out Partition? app,
        out Partition? deployment
    )
    {
        rom.Append("I (27) boot: ESP-IDF v5.4 2nd stage bootloader\r\n");
        IReadOnlyList<Partition> partitions = PartitionTable.Read(
            flash.Slice(FlashLayout.PartitionTable, PartitionTable.Bytes),
            out string problem
        );
        app = partitions.FirstOrDefault(p => p is { Type: 0, Subtype: 0 } && Fits(p));
        deployment = partitions.FirstOrDefault(p => p is { Type: 1, Subtype: 0x84 } && Fits(p));
        if (problem.Length > 0)
        {
            rom.Append($"E (36) flash_parts: {problem}\r\nE (41) boot: Failed to verify partition table\r\n");
            rom.Append("E (46) boot: load partition table error!\r\n");
            return false;
        }

        if (app is null)
        {
            rom.Append("E (47) boot: No bootable app partitions in the partition table\r\n");
        }

        return app is not null;
    }

    private static bool StartApp(ReadOnlySpan<byte> flash, Partition app, StringBuilder rom, out string version)
    {
        rom.Append("I (52) boot: Partition Table:\r\nI (96) boot: End of partition table\r\n");
        ReadOnlySpan<byte> image = flash.Slice((int)app.Offset, (int)app.Size);
        EspImageFault fault = EspImage.Check(image, withHash: true);
        version = "";
        if (fault == EspImageFault.None)
        {
            version = EspImage.Description(image).Version;
            rom.Append($"I (101) boot: Loaded app from partition at offset 0x{app.Offset:x}\r\n");
            return true;
        }

        string words = fault switch
        {
            EspImageFault.Magic => $"image at 0x{app.Offset:x} has invalid magic byte (nothing flashed here?)",
            EspImageFault.Segments => $"image at 0x{app.Offset:x} segment outside its partition",
            EspImageFault.Checksum => "Checksum failed.",
            _ => "Image hash failed - image is corrupt",
        };
        rom.Append($"E (103) esp_image: {words}\r\nE (108) boot: Factory app partition is not bootable\r\n");
        rom.Append("E (114) boot: No bootable app partitions in the partition table\r\n");
        return false;
    }

    private static BootOutcome StartClr(ReadOnlySpan<byte> flash, Partition? deployment, StringBuilder rom, string version)
    {
        var said = new StringBuilder();
        said.Append(
            $"\r\nnanoCLR (Build {version})\r\n\r\nStarting...\r\nCreated EE.\r\nStarted Hardware.\r\nCreate Type System.\r\n"
        );
        said.Append("Loading Deployment Assemblies.\r\n");
        if (deployment is null)
        {
            said.Append("ERROR: failed to initialize DEPLOYMENT storage\r\nWaiting for debug commands...\r\n");
            return new BootOutcome(BoardState.AsksToBeFlashed, ResetReason.PowerOn, rom.ToString(), said.ToString(), []);
        }

        IReadOnlyList<NanoRecord> found = NanoClr.Crawl(flash.Slice((int)deployment.Offset, (int)deployment.Size));
        said.Append("Resolving.\r\n");
        IReadOnlyList<NanoRecord> runs = NanoClr.Link(found, said);
        if (runs.Count == 0)
        {
            said.Append("Waiting for debug commands...\r\n");
        }

        BoardState state = runs.Count == 0 ? BoardState.AsksToBeFlashed : BoardState.Running;
        return new BootOutcome(state, ResetReason.PowerOn, rom.ToString(), said.ToString(), runs);
    }

    private static BootOutcome Loop(StringBuilder rom, ResetReason next) =>
        new(BoardState.BootLoop, next, rom.ToString(), "", []);

    private static bool Fits(Partition partition) => (ulong)partition.Offset + partition.Size <= NorFlash.SizeBytes;
}
