using System;
using System.Diagnostics;
using System.Threading;
using Pen.Workshop.Flashing;
using Pen.Workshop.Flashing.Boards;
using Pen.Workshop.Flashing.Ports;
using Pen.Workshop.Flashing.Rom;

namespace Pen.Workshop.Tests.Flashing;

/// <summary>The boot loader's client against answers that are right, wrong, and no answers at all.</summary>
public class RomTests
{
    [Theory]
    [InlineData(0x00000009u, "an ESP32-S3")]
    [InlineData(0x000007C6u, "an ESP32-S2")]
    [InlineData(0x6921506Fu, "an ESP32-C3")]
    [InlineData(0x2CE0806Fu, "an ESP32-C6")]
    [InlineData(0xFFF0C101u, "an ESP8266")]
    [InlineData(0x12345678u, "a chip that this program does not know (0x12345678)")]
    public void AnotherChipIsNamedAndRefused(uint magic, string words)
    {
        using var port = new ScriptedPort();
        port.Registers[KnownChips.MagicAddress] = magic;
        RomLoader loader = RomConnect.Open(port, null, CancellationToken.None);

        FlashingException problem = Assert.Throws<FlashingException>(() =>
            BoardReader.Identify(loader, CancellationToken.None)
        );

        Assert.Equal(FlashingFailure.Board, problem.Failure);
        Assert.StartsWith($"This is {words};", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEsp32TellsItsAddressItsRevisionAndItsFlash()
    {
        using var port = new ScriptedPort();
        port.Registers[KnownChips.MagicAddress] = KnownChips.Esp32;
        port.Registers[0x3FF5A004] = 0x0A123456;
        port.Registers[0x3FF5A008] = 0xFFFF240A;
        port.Registers[0x3FF5A00C] = 1 << 15;
        port.Registers[0x3FF5A014] = (1 << 20) | (1 << 24);
        port.Registers[0x3FF6607C] = 0x80000000;
        port.Registers[0x3FF42080] = 0x164020;
        RomLoader loader = RomConnect.Open(port, null, CancellationToken.None);

        ChipFacts chip = BoardReader.Identify(loader, CancellationToken.None);

        Assert.Equal(("ESP32", "3.1", "24:0A:0A:12:34:56"), (chip.Name, chip.Revision, chip.Mac));
        Assert.Equal((0x164020u, 4 * 1024 * 1024), (chip.FlashId, chip.FlashBytes));
    }

    [Fact]
    public void EndlessGarbageEndsAtTheDeadline()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        using var port = new ScriptedPort
        {
            Noise = () =>
            {
                byte[] noise = new byte[512];
                random.NextBytes(noise);
                return noise;
            },
            Instead = (_, _) => [],
        };
        long begin = Stopwatch.GetTimestamp();
        RomAnswer? answer = new RomLink(port).TryAsk(RomCommand.ReadRegister, new byte[4], 300, CancellationToken.None);

        Assert.True(answer is null, $"seed {seed}");
        Assert.InRange(Stopwatch.GetElapsedTime(begin).TotalSeconds, 0.25, 3);
        Assert.True(port.BytesRead > 10_000);
    }

    [Fact]
    public void AFrameThatNeverEndsIsDroppedAndTheNextOneIsUnderstood()
    {
        var slip = new Slip();
        Assert.Null(slip.Take(0xC0));
        for (int i = 0; i < 100_000; i++)
        {
            Assert.Null(slip.Take(0x55));
        }

        byte[]? got = null;
        foreach (byte value in (byte[])[0xC0, .. Slip.Wrap([1, 0xC0, 0xDB, 2])])
        {
            got = slip.Take(value) ?? got;
        }

        Assert.Equal([1, 0xC0, 0xDB, 2], got);
    }

    [Fact]
    public void AShortOrRefusingAnswerIsAFailureAndNoCrash()
    {
        using var port = new ScriptedPort
        {
            Instead = (command, _) =>
                Slip.Wrap(
                    command == RomCommand.SpiAttach
                        ? [1, (byte)command, 4, 0, 0, 0, 0, 0, 1, 5, 0, 0]
                        : [1, (byte)command, 2, 0, 0, 0, 0, 0, 0, 0]
                ),
        };
        var loader = new RomLoader(new RomLink(port));

        FlashingException refused = Assert.Throws<FlashingException>(() => loader.Attach(1 << 22, CancellationToken.None));
        Assert.Contains("error 0x05", refused.Message, StringComparison.Ordinal);
        Assert.Throws<FlashingException>(() => loader.Read(0, 64, null, CancellationToken.None));
        Assert.Throws<FlashingException>(() => loader.Md5(0, 64, CancellationToken.None));
    }

    [Fact]
    public void AnAnswerThatGotLostIsAskedForAgain()
    {
        int asked = 0;
        using var port = new ScriptedPort
        {
            Instead = (_, _) => asked++ == 0 ? [] : Slip.Wrap(ScriptedPort.Frame(RomCommand.ReadRegister, 42)),
        };

        Assert.Equal(42u, new RomLink(port).Ask(RomCommand.ReadRegister, new byte[4], 200, CancellationToken.None).Value);
        Assert.Equal(2, asked);
    }

    [Fact]
    public void WithoutResetLinesTheHandIsAsked()
    {
        string said = "";
        bool answers = false;
        using var port = new ScriptedPort { HasLines = false, Instead = (_, _) => answers ? null : [] };

        RomLoader? loader = RomConnect.TryOpen(
            port,
            line =>
            {
                said = line;
                answers = true;
            },
            5000,
            CancellationToken.None
        );

        Assert.False(loader!.CanReset);
        Assert.Contains("hold BOOT, press EN", said, StringComparison.Ordinal);
    }

    [Fact]
    public void TelnetsOwnWordsAreTakenOutWhereverTheyAreCut()
    {
        byte[] line = [1, 255, 255, 2, 255, 251, 44, 3, 255, 250, 44, 101, 0, 1, 194, 0, 255, 240, 4, 255, 241, 5];
        for (int cut = 0; cut <= line.Length; cut++)
        {
            byte[]? word = null;
            var filter = new TelnetFilter { OnWord = heard => word = heard };
            byte[] first = line[..cut];
            byte[] second = line[cut..];
            byte[] data = [.. first[..filter.Take(first, 0, first.Length)], .. second[..filter.Take(second, 0, second.Length)]];
            Assert.Equal([1, 255, 2, 3, 4, 5], data);
            Assert.Equal([44, 101, 0, 1, 194, 0], word);
        }
    }
}
