using System.Linq;
using Pen.Protocol;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>A memory that does not answer is not an empty one.</summary>
public class SilentMemoryTests
{
    [Fact]
    [Trait("Covers", "P6")]
    [Trait("Covers", "FLT-16")]
    public void AMemoryThatWasSilentAtTheStartIsNotWrittenOverAndNeedsANewStart()
    {
        Bench bench = Bench.Ready();
        byte[][] before = [.. LogReader.Read(bench)];
        bench.World.Fram.Silent = true;
        bench.Pen.Reset();
        bench.Hello();
        bench.Pen.RunMillis(1000);
        Assert.Equal(PenState.Fault, bench.State);
        bench.World.Fram.Silent = false;
        bench.Pen.RunMillis(3000);
        bench.Ask(MessageId.LogInfo);
        BenchAssert.Refused(bench, RefusalCode.StorageFailed, RequestField.None, LimitOrigin.Hardware, 0);
        bench.Ask(MessageId.Acknowledge);
        BenchAssert.Refused(bench, RefusalCode.StorageFailed, RequestField.None, LimitOrigin.Hardware, 0);
        bench.Pen.Reset();
        bench.Hello();
        bench.Pen.RunMillis(2000);
        Assert.Equal(PenState.Standby, bench.State);
        Assert.Equal(before, [.. LogReader.Read(bench).Take(before.Length)]);
    }
}
