using System;
using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator.Parts;
using Pen.TestBench;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests;

/// <summary>What a cartridge keeps of its strokes, and what becomes of it when it is pulled out or loses its power in the middle of that.</summary>
public class CartridgeUsageTests(ITestOutputHelper output)
{
    private static uint Kept(CartridgeImage cartridge) =>
        new[] { CartridgeUsage.FirstAddress, CartridgeUsage.SecondAddress }
            .Where(a => Wire.GetU32(cartridge.Memory, a) == CartridgeUsage.MagicValue)
            .Select(a => Wire.GetU32(cartridge.Memory, a + CartridgeUsage.Strokes))
            .DefaultIfEmpty(0u)
            .Max();

    private static (CartridgeState State, CartridgeRefusal Refusal, uint Strokes) Told(Bench bench)
    {
        byte[] answer = bench.Ask(MessageId.Cartridge);
        return (
            (CartridgeState)answer[CartridgeAnswer.State],
            (CartridgeRefusal)answer[CartridgeAnswer.Refusal],
            Wire.GetU32(answer, CartridgeAnswer.StrokesUsed)
        );
    }

    private static Bench WithCartridge(out CartridgeImage cartridge)
    {
        cartridge = CartridgeImage.Make(CartridgeType.Needles36);
        return Bench.Ready(cartridge: cartridge);
    }

    private static void Treat(Bench bench, int ms)
    {
        bench.Start(1000, 120);
        bench.Run(ms);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Ask(MessageId.Disarm);
    }

    private static void Reinsert(Bench bench, CartridgeImage cartridge)
    {
        bench.Pen.RemoveCartridge();
        bench.Run(200);
        bench.Pen.Insert(cartridge);
        bench.Run(300);
    }

    [Fact]
    [Trait("Covers", "LOG-5")]
    [Trait("Covers", "LIM-9")]
    public void StrokesAreKeptInARunAndAtItsEnd()
    {
        Bench bench = WithCartridge(out CartridgeImage cartridge);
        bench.Start(1000, 120);
        bench.Run(2300);
        Assert.Equal(0u, Kept(cartridge));
        bench.Run(400);
        Assert.InRange(Kept(cartridge), 250u, 310u);
        bench.Run(5000);
        Assert.InRange(Kept(cartridge), 850u, 910u);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        Assert.InRange(Kept(cartridge), bench.World.Motor.Strokes - 2, bench.World.Motor.Strokes + 1);
        Assert.Equal(Kept(cartridge), Told(bench).Strokes);
        // Stamp, two in the run, one at its end.
        Assert.Equal(4, bench.World.Slot.PagesWritten);
        bench.Pen.PressTrigger();
        bench.Run(1000);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        Assert.InRange(Kept(cartridge), bench.World.Motor.Strokes - 4, bench.World.Motor.Strokes + 2);
    }

    [Fact]
    [Trait("Covers", "LOG-5")]
    [Trait("Covers", "LIM-9")]
    public void ItsOwnCountIsBelievedWhereItIsHigher()
    {
        Bench bench = WithCartridge(out CartridgeImage cartridge);
        Treat(bench, 1000);
        uint before = Told(bench).Strokes;
        int page = CartridgeUsage.FirstAddress;
        Wire.PutU32(cartridge.Memory, page + CartridgeUsage.Strokes, before + 5000);
        Wire.PutU32(
            cartridge.Memory,
            page + CartridgeUsage.Crc,
            System.IO.Hashing.Crc32.HashToUInt32(new SpanByte(cartridge.Memory, page, CartridgeUsage.Crc))
        );
        Reinsert(bench, cartridge);
        Assert.Equal((CartridgeState.Accepted, before + 5000), (Told(bench).State, Told(bench).Strokes));
    }

    [Fact]
    [Trait("Covers", "LOG-5")]
    [Trait("Covers", "LIM-9")]
    public void RunsWithoutAStampAndTwoTornPagesAreRefused()
    {
        Bench bench = WithCartridge(out CartridgeImage cartridge);
        Treat(bench, 3000);
        byte[] good = [.. cartridge.Memory];
        cartridge.Memory[CartridgeUsage.FirstAddress + 9] ^= 1;
        Reinsert(bench, cartridge);
        Assert.Equal(CartridgeState.Accepted, Told(bench).State);
        cartridge.Memory[CartridgeUsage.SecondAddress + 9] ^= 1;
        Reinsert(bench, cartridge);
        Assert.Equal((CartridgeState.Refused, CartridgeRefusal.UsageUnreadable), (Told(bench).State, Told(bench).Refusal));
        good.CopyTo(cartridge.Memory, 0);
        Array.Fill(cartridge.Memory, (byte)0xFF, CartridgeStamp.Address, CartridgeStamp.Length);
        Reinsert(bench, cartridge);
        Assert.Equal((CartridgeState.Refused, CartridgeRefusal.UsageUnreadable), (Told(bench).State, Told(bench).Refusal));
    }

    [Fact]
    [Trait("Covers", "LOG-5")]
    [Trait("Covers", "LIM-9")]
    public void AMemoryThatKeepsNothingEndsTheCartridgeAndNotTheRun()
    {
        Bench bench = WithCartridge(out CartridgeImage cartridge);
        bench.Start(1000, 120);
        bench.Run(500);
        cartridge.WriteProtected = true;
        bench.Run(3000);
        Assert.True(bench.World.Gate.On);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        Assert.Equal(CartridgeState.Accepted, Told(bench).State);
        bench.Ask(MessageId.Disarm);
        bench.Run(100);
        Assert.Equal((CartridgeState.Refused, CartridgeRefusal.UsageFailed), (Told(bench).State, Told(bench).Refusal));
        bench.Ask(MessageId.Arm);
        Assert.Equal(FrameKind.Refusal, bench.Kind);
        Assert.Equal(FaultId.None, bench.FirstFault);
        Assert.Empty(bench.World.Watch.Violations);
    }

    [Fact]
    [Trait("Covers", "LOG-5")]
    public void AWriteThatFailsInTheRunAndHoldsAtItsEndEndsNothing()
    {
        Bench bench = WithCartridge(out CartridgeImage cartridge);
        bench.Start(1000, 120);
        bench.Run(500);
        cartridge.WriteProtected = true;
        bench.Run(3000);
        cartridge.WriteProtected = false;
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Ask(MessageId.Disarm);
        bench.Run(500);
        Assert.Equal(CartridgeState.Accepted, Told(bench).State);
        Assert.InRange(Kept(cartridge), bench.World.Motor.Strokes - 2, bench.World.Motor.Strokes + 1);
    }

    /// <summary>
    /// A treatment whose cartridge is pulled out, or whose power goes, at every byte that is written to the cartridge. Then it is valid
    /// with at least the strokes that stood there whole before, or refused; and once it was stamped it is never taken for fresh.
    /// </summary>
    [Theory]
    [Trait("Covers", "LOG-5")]
    [Trait("Covers", "LIM-9")]
    [Trait("Speed", "Slow")]
    [Trait("Covers", "P6")]
    [InlineData(CutByte.Whole, true)]
    [InlineData(CutByte.Torn, true)]
    [InlineData(CutByte.Flipped, true)]
    [InlineData(CutByte.Whole, false)]
    [InlineData(CutByte.Torn, false)]
    [InlineData(CutByte.Flipped, false)]
    public void WhereverItIsCutItIsValidOrRefusedAndNeverFreshAgain(CutByte cutByte, bool pulled)
    {
        (Bench whole, _) = Treat(_ => { });
        int bytes = (int)whole.World.Slot.BytesWritten;
        Assert.Equal(32 * 4, bytes);
        for (int cut = 1; cut <= bytes; cut++)
        {
            uint wholeBefore = 0;
            (Bench bench, CartridgeImage cartridge) = Treat(b =>
            {
                b.World.Slot.CutByte = cutByte;
                b.World.Slot.CutPulls = pulled;
                b.World.Slot.CutAfterBytes = cut;
            });
            wholeBefore = Kept(cartridge);
            bool stamped = cut > CartridgeStamp.Length || cartridge.Memory[CartridgeStamp.Address] != 0xFF;
            bench.Pen.ReleaseTrigger();
            bench.Pen.RunMillis(1500);
            Assert.False(bench.World.Gate.On);
            if (!bench.Pen.IsOn)
            {
                bench.Pen.PowerOn();
                bench.Pen.RunMillis(1500);
                bench.Hello();
            }
            else
            {
                bench.Pen.Insert(cartridge);
                bench.Run(500);
            }

            (CartridgeState state, CartridgeRefusal refusal, uint strokes) = Told(bench);
            Assert.Contains(state, new[] { CartridgeState.Accepted, CartridgeState.Refused });
            if (state == CartridgeState.Accepted)
            {
                bool fresh = cartridge.Memory.AsSpan(CartridgeStamp.Address, 32).IndexOfAnyExcept((byte)0xFF) < 0;
                Assert.True(!stamped || !fresh, $"cut {cut}: a stamped cartridge is fresh again");
                Assert.True(!stamped || pulled, $"cut {cut}: stamped, its session is over, and it is accepted");
                Assert.True(strokes >= (pulled ? 0 : wholeBefore), $"cut {cut}: {strokes} strokes of {wholeBefore}");
            }
            else
            {
                Assert.NotEqual(CartridgeRefusal.None, refusal);
            }

            Assert.Empty(bench.World.Watch.Violations);
        }

        output.WriteLine($"{bytes} cuts");
    }

    private static (Bench Bench, CartridgeImage Cartridge) Treat(Action<Bench> prepare)
    {
        Bench bench = WithCartridge(out CartridgeImage cartridge);
        prepare(bench);
        try
        {
            bench.Start(1000, 120);
            bench.Run(2700);
            bench.Pen.ReleaseTrigger();
            bench.Run(400);
            bench.Pen.PressTrigger();
            bench.Run(600);
            bench.Pen.ReleaseTrigger();
            bench.Run(400);
        }
        catch (InvalidOperationException)
        {
            // A pen without power answers nothing, and one without a cartridge does not arm; the judge sees the rest.
        }

        return (bench, cartridge);
    }
}
