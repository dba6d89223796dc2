using System;
using System.Linq;
using Pen.Control.Storage;
using Pen.Protocol;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests.Parts;

/// <summary>Totals through power cuts at random bytes.</summary>
public class OdometerCutTests(ITestOutputHelper output) : OdometerBench
{
    /// <summary>Any sequence of records and power cuts, at any byte: after each start the totals are those of the Log.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [Trait("Speed", "Slow")]
    [Trait("Covers", "LOG-4")]
    public void WhereverThePowerGoesTheTotalsAreTheLogs(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        PowerOn();
        int cuts = 0;
        for (int round = 0; round < 400; round++)
        {
            Memory.CutAfterBytes = random.Next(1, 3000);
            for (int i = 0; i < 120 && Memory.CutAfterBytes != 0; i++)
            {
                Queue.Begin(random.Next(2) == 0 ? LogKind.RunEnded : LogKind.FaultRaised, 5);
                Wire.Put16(Queue.Buffer, Queue.Base + RunEndedData.Strokes, random.Next(1, 21));
                Queue.End();
                for (int tick = random.Next(4); tick >= 0; tick--)
                {
                    Tick();
                }
            }

            cuts += Memory.CutAfterBytes == 0 ? 1 : 0;
            Memory.CutAfterBytes = -1;
            if (random.Next(5) == 0)
            {
                Array.Clear(Memory.Bytes, MemoryMap.Odometer, 2 * MemoryMap.CopyDistance);
            }

            PowerOn();
            Counters.ConfirmedNext = Log.Head;
            Settle(1200);
            Assert.True(Odometer.IsCurrent, $"seed {seed}, round {round}: {Odometer.Next} of {Log.Head}");
            Assert.False(Odometer.Differs, $"seed {seed}, round {round}");
            if (Log.Tail == 1)
            {
                byte[][] all = [.. Records()];
                Assert.Equal(
                    (uint)
                        all.Where(r => r[LogRecord.Kind] == (byte)LogKind.RunEnded)
                            .Sum(r => Wire.GetU16(r, RunEndedData.Strokes)),
                    Odometer.Totals.Strokes
                );
            }
        }

        output.WriteLine($"{cuts} cuts");
        Assert.InRange(cuts, 50, 400);
    }
}
