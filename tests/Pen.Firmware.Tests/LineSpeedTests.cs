using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>A faster line, and the way back from it.</summary>
public class LineSpeedTests
{
    private static byte[] Request(int baud)
    {
        byte[] request = new byte[LineSpeedRequest.Length];
        Wire.PutI32(request, LineSpeedRequest.Baud, baud);
        return request;
    }

    [Theory]
    [InlineData(230_400)]
    [InlineData(460_800)]
    [InlineData(921_600)]
    [InlineData(115_200)]
    [Trait("Covers", "LINK-6")]
    public void TheAnswerComesAtTheOldSpeedAndEverythingElseAtTheNew(int baud)
    {
        Bench bench = Bench.Ready();
        bench.World.Line.HostBaud = 115_200;
        byte[] answer = bench.Ask(MessageId.LineSpeed, Request(baud));
        Assert.Equal((FrameKind.Answer, baud), (bench.Kind, Wire.GetI32(answer, LineSpeedAnswer.Baud)));
        bench.Pen.RunMillis(20);
        Assert.Equal(baud, bench.World.Line.PenBaud);
        bench.World.Line.HostBaud = baud;
        for (int i = 0; i < 10; i++)
        {
            bench.Ask(MessageId.KeepAlive);
            bench.ExpectAnswer();
            bench.Pen.RunMillis(900);
        }

        Assert.Equal(baud, bench.World.Line.PenBaud);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(9_600)]
    [InlineData(115_201)]
    [InlineData(345_600)]
    [InlineData(1_843_200)]
    [InlineData(int.MaxValue)]
    [Trait("Covers", "P2")]
    public void AnyOtherSpeedIsRefused(int baud)
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.LineSpeed, Request(baud));
        BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.LineSpeed, LimitOrigin.Protocol, 921_600);
        bench.Pen.RunMillis(50);
        Assert.Equal(115_200, bench.World.Line.PenBaud);
    }

    [Fact]
    [Trait("Covers", "LINK-6")]
    public void AHostThatIsNotHeardAtTheNewSpeedFindsThePenAtTheOldOne()
    {
        Bench bench = Bench.Ready();
        bench.World.Line.HostBaud = 115_200;
        bench.Ask(MessageId.LineSpeed, Request(921_600));
        bench.Pen.RunMillis(500);
        Assert.Equal(921_600, bench.World.Line.PenBaud);
        // What it sends at the wrong speed is rubbish, and rubbish keeps nothing up.
        bench.Pen.HostWrite(bench.Frame(MessageId.Status, 9999, []));
        bench.Pen.RunMillis(600);
        Assert.Equal(115_200, bench.World.Line.PenBaud);
        bench.Ask(MessageId.KeepAlive);
        bench.ExpectAnswer();
    }

    [Fact]
    [Trait("Covers", "LINK-6")]
    public void WhileThePenIsArmedTheSpeedStays()
    {
        Bench bench = FaultBench.Running();
        bench.Ask(MessageId.LineSpeed, Request(921_600));
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Standby);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Ask(MessageId.LineSpeed, Request(921_600));
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Standby);
        Assert.Equal(115_200, bench.World.Line.PenBaud);
        bench.Ask(MessageId.Disarm);
        bench.Run(500);
        bench.Ask(MessageId.LineSpeed, Request(921_600));
        bench.ExpectAnswer();
    }

    /// <summary>The chip's interpreter may be slower than anybody thinks: the pen then answers late, and it answers.</summary>
    [Theory]
    [InlineData(6_000)]
    [InlineData(9_500)]
    [InlineData(18_000)]
    public void AnInterpreterThatTakesTheWholeTickMakesNoMutePen(int slowMicros)
    {
        Bench bench = Bench.Ready();
        bench.Pen.Chip.SlowMicros = slowMicros;
        Assert.Equal(PenState.Standby, bench.State);
        bench.Ask(MessageId.LogRead, [1, 0, 0, 0, 1]);
        bench.ExpectAnswer();
    }

    [Fact]
    public void AResetBeginsAtTheOldSpeed()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.LineSpeed, Request(921_600));
        bench.Pen.RunMillis(50);
        Assert.Equal(921_600, bench.World.Line.PenBaud);
        bench.Pen.Reset();
        Assert.Equal(115_200, bench.World.Line.PenBaud);
    }

    [Fact]
    public void TheOdometerIsToldAsItStands()
    {
        Bench bench = FaultBench.Running();
        bench.Run(1000);
        bench.Pen.Dock(true);
        bench.Run(1500);
        byte[] told = bench.Ask(MessageId.Odometer);
        Assert.Equal(OdometerAnswer.Length, told.Length);
        Control.Storage.OdometerTotals totals = bench.Pen.Firmware!.Parts.Odometer.Totals;
        Assert.InRange(Wire.GetU32(told, OdometerAnswer.Strokes), 200u, 300u);
        Assert.Equal(totals.Strokes, Wire.GetU32(told, OdometerAnswer.Strokes));
        Assert.InRange(Wire.GetU32(told, OdometerAnswer.RunningCentiseconds), 195u, 215u);
        Assert.Equal(1u, Wire.GetU32(told, OdometerAnswer.Runs));
        Assert.Equal(bench.Pen.Firmware.Parts.Log.Head, Wire.GetU32(told, OdometerAnswer.Next));
        Assert.Equal((OdometerAnswer.FlagCurrent, 1), (told[OdometerAnswer.Flags], Wire.GetU16(told, OdometerAnswer.Charged)));
        Assert.Equal(1, Wire.GetU16(told, OdometerAnswer.Faults + (2 * ((int)FaultId.Docked - 1))));
        Assert.Equal(0, Wire.GetU16(told, OdometerAnswer.Faults));
        bench.Pen.Firmware.Parts.Odometer.Incomplete = true;
        bench.Pen.Firmware.Parts.Odometer.Differs = true;
        bench.Pen.Firmware.Parts.Odometer.Next--;
        told = bench.Ask(MessageId.Odometer);
        Assert.Equal(
            OdometerAnswer.FlagIncomplete | OdometerAnswer.FlagDiffers,
            told[OdometerAnswer.Flags] & ~OdometerAnswer.FlagCurrent
        );
    }
}
