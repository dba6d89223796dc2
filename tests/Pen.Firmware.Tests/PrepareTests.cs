using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>LIM-1, 2, 4, 5, 6: refused with field, limit and origin, and nothing changes (P2).</summary>
public class PrepareTests
{
    [Theory]
    [Trait("Covers", "P2")]
    [Trait("Covers", "LIM-1")]
    [Trait("Covers", "LIM-2")]
    [Trait("Covers", "LIM-3")]
    [Trait("Covers", "LIM-4")]
    [Trait("Covers", "LIM-5")]
    [Trait("Covers", "LIM-6")]
    [InlineData(3050, 80, 0, 1, RefusalCode.OutOfRange, RequestField.Depth, LimitOrigin.Hardware, 3000)]
    [InlineData(65000, 80, 0, 1, RefusalCode.OutOfRange, RequestField.Depth, LimitOrigin.Hardware, 3000)]
    [InlineData(1025, 120, 0, 0, RefusalCode.Resolution, RequestField.Depth, LimitOrigin.Hardware, 50)]
    [InlineData(2550, 80, 0, 1, RefusalCode.OutOfRange, RequestField.Depth, LimitOrigin.Cartridge, 2500)]
    [InlineData(1550, 100, 5, 0, RefusalCode.NeedsConfirmation, RequestField.Depth, LimitOrigin.Label, 1500)]
    [InlineData(1550, 100, 5, 6, RefusalCode.OutOfRange, RequestField.Reason, LimitOrigin.Protocol, 5)]
    [InlineData(1000, 49, 5, 0, RefusalCode.OutOfRange, RequestField.Speed, LimitOrigin.Hardware, 50)]
    [InlineData(1000, 0, 5, 0, RefusalCode.OutOfRange, RequestField.Speed, LimitOrigin.Hardware, 50)]
    [InlineData(1000, 151, 5, 0, RefusalCode.OutOfRange, RequestField.Speed, LimitOrigin.Hardware, 150)]
    [InlineData(1550, 121, 5, 1, RefusalCode.OutOfRange, RequestField.Speed, LimitOrigin.DepthSpeedTable, 120)]
    [InlineData(2050, 101, 5, 1, RefusalCode.OutOfRange, RequestField.Speed, LimitOrigin.DepthSpeedTable, 100)]
    [InlineData(1000, 120, 16, 0, RefusalCode.OutOfRange, RequestField.Area, LimitOrigin.Protocol, 15)]
    [InlineData(
        550,
        120,
        (int)TreatmentArea.Unspecified,
        0,
        RefusalCode.NeedsConfirmation,
        RequestField.Depth,
        LimitOrigin.Area,
        500
    )]
    [InlineData(
        800,
        120,
        (int)TreatmentArea.UpperLip,
        0,
        RefusalCode.NeedsConfirmation,
        RequestField.Depth,
        LimitOrigin.Area,
        750
    )]
    [InlineData(
        1050,
        120,
        (int)TreatmentArea.Forehead,
        0,
        RefusalCode.NeedsConfirmation,
        RequestField.Depth,
        LimitOrigin.Area,
        1000
    )]
    [InlineData(550, 120, (int)TreatmentArea.Periorbital, 1, RefusalCode.OutOfRange, RequestField.Depth, LimitOrigin.Area, 500)]
    [InlineData(
        1600,
        100,
        (int)TreatmentArea.Periorbital,
        4,
        RefusalCode.OutOfRange,
        RequestField.Depth,
        LimitOrigin.Area,
        500
    )]
    public void BeyondALimitIsRefusedAndChangesNothing(
        int depth,
        int speed,
        int area,
        int reason,
        RefusalCode code,
        RequestField field,
        LimitOrigin origin,
        int limit
    )
    {
        Bench bench = Bench.Ready();
        bench.Prepare(750, 110);
        bench.ExpectAnswer();
        bench.Ask(MessageId.Prepare, Bench.PreparePayload(depth, speed, area, reason));
        BenchAssert.Refused(bench, code, field, origin, limit);
        byte[] status = bench.Ask(MessageId.Status);
        Assert.Equal(750, Wire.GetU16(status, StatusAnswer.SetDepthMicrons));
        Assert.Equal(110, Wire.GetU16(status, StatusAnswer.SetSpeedHz));
        Assert.Equal(PenState.Standby, (PenState)status[StatusAnswer.State]);
        BenchAssert.Sound(bench);
    }

    [Theory]
    [Trait("Covers", "LIM-1")]
    [Trait("Covers", "LIM-2")]
    [Trait("Covers", "LIM-5")]
    [Trait("Covers", "LIM-6")]
    [InlineData(0, 50, 0)]
    [InlineData(1500, 150, 0)]
    [InlineData(1550, 120, 1)]
    [InlineData(2000, 120, 5)]
    [InlineData(2500, 100, 2)]
    public void AtALimitIsAccepted(int depth, int speed, int reason)
    {
        Bench bench = Bench.Ready();
        byte[] answer = bench.Prepare(depth, speed, reason);
        bench.ExpectAnswer();
        Assert.Equal(depth, Wire.GetU16(answer, PrepareAnswer.DepthMicrons));
        Assert.Equal(speed, Wire.GetU16(answer, PrepareAnswer.SpeedHz));
    }

    [Fact]
    [Trait("Covers", "LIM-4")]
    [Trait("Covers", "LIM-6")]
    public void TheDeepestNeedsACartridgeThatGoesThere()
    {
        Bench bench = Bench.Ready(cartridge: CartridgeImage.Make(CartridgeType.Needles12, 3000));
        bench.Prepare(3000, 81, 1);
        BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.Speed, LimitOrigin.DepthSpeedTable, 80);
        bench.Prepare(3000, 80, 1);
        bench.ExpectAnswer();
    }

    [Theory]
    [Trait("Covers", "LIM-4")]
    [InlineData(CartridgeType.Nano, 250, true)]
    [InlineData(CartridgeType.Nano, 300, false)]
    [InlineData(CartridgeType.Needles12, 3000, true)]
    [InlineData(CartridgeType.Needles12, 3050, false)]
    public void ACartridgeThatClaimsMoreThanItsTypeIsRefused(CartridgeType type, int maxDepthMicrons, bool accepted)
    {
        Bench bench = Bench.Ready(cartridge: CartridgeImage.Make(type, maxDepthMicrons));
        byte[] answer = bench.Ask(MessageId.Cartridge);
        Assert.Equal(
            accepted ? CartridgeState.Accepted : CartridgeState.Refused,
            (CartridgeState)answer[CartridgeAnswer.State]
        );
        CartridgeRefusal why = accepted ? CartridgeRefusal.None : CartridgeRefusal.Implausible;
        Assert.Equal(why, (CartridgeRefusal)answer[CartridgeAnswer.Refusal]);
    }

    [Fact]
    [Trait("Covers", "LIM-4")]
    public void ANanoTipIsCappedAtAQuarterMillimetre()
    {
        Bench bench = Bench.Ready(cartridge: CartridgeImage.Make(CartridgeType.Nano));
        bench.Prepare(300, 100);
        BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.Depth, LimitOrigin.Cartridge, 250);
        bench.Prepare(250, 100);
        bench.ExpectAnswer();
    }

    [Fact]
    [Trait("Covers", "LIM-4")]
    public void ACartridgeThatArrivesAfterPreparingStillLimitsArming()
    {
        Bench bench = Bench.Ready();
        bench.Prepare(2000, 100, 1);
        bench.Pen.RemoveCartridge();
        bench.Pen.RunMillis(200);
        bench.Pen.Insert(CartridgeImage.Make(CartridgeType.Needles12, 1000, serial: 9));
        bench.Pen.RunMillis(400);
        bench.Ask(MessageId.Arm);
        BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.Depth, LimitOrigin.Cartridge, 1000);
    }

    [Fact]
    [Trait("Covers", "STATE-2")]
    public void WhileRunningOnlyShallowerOrSlower()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 110);
        bench.Run(500);
        bench.Prepare(1050, 110);
        BenchAssert.Refused(bench, RefusalCode.OnlyShallowerOrSlower, RequestField.Depth, LimitOrigin.Running, 1000);
        bench.Prepare(1000, 111);
        BenchAssert.Refused(bench, RefusalCode.OnlyShallowerOrSlower, RequestField.Speed, LimitOrigin.Running, 110);
        bench.Prepare(600, 90);
        bench.ExpectAnswer();
        bench.Run(1500);
        Assert.Equal(PenState.Running, bench.State);
        Assert.InRange(bench.World.Depth.StopMm, 0.55, 0.65);
        Assert.InRange(bench.World.Motor.SpeedHz, 88, 92);
        BenchAssert.Sound(bench);
    }

    [Fact]
    [Trait("Covers", "LIM-2")]
    public void ADepthBeyondTheLabelIsLoggedWithItsReason()
    {
        Bench bench = Bench.Ready();
        bench.Prepare(1600, 100, (int)ConfirmReason.StretchMarks);
        bench.Pen.RunMillis(100);
        var log = LogReader.Read(bench);
        byte[] record = log.Last(r => r[LogRecord.Kind] == (byte)LogKind.LimitConfirmed);
        Assert.Equal((byte)ConfirmReason.StretchMarks, record[LimitConfirmedData.Reason]);
        Assert.Equal(1600, Wire.GetU16(record, LimitConfirmedData.DepthMicrons));
    }
}
