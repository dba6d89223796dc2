using System;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>P2: what is refused names why, and changes nothing.</summary>
public class RefusalTests
{
    [Theory]
    [Trait("Covers", "P2")]
    [InlineData(1_000_000_000u, 1_704_067_200)]
    [InlineData(4_200_000_000u, 4_102_444_800)]
    public void ATimeOutsideTheProductsLifeIsRefused(uint utc, long limit)
    {
        Bench bench = Bench.Ready();
        byte[] request = new byte[ClockSetRequest.Length];
        Wire.PutU32(request, ClockSetRequest.UtcSeconds, utc);
        uint before = Wire.GetU32(bench.Ask(MessageId.Status), StatusAnswer.UtcSeconds);
        bench.Ask(MessageId.ClockSet, request);
        BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.Clock, LimitOrigin.Protocol, unchecked((int)limit));
        Assert.InRange(Wire.GetU32(bench.Ask(MessageId.Status), StatusAnswer.UtcSeconds), before, before + 1);
    }

    [Fact]
    [Trait("Covers", "P2")]
    public void AnotherAreaWhileRunningIsRefused()
    {
        Bench bench = FaultBench.Running();
        bench.Ask(MessageId.Prepare, Bench.PreparePayload(900, 100, (int)TreatmentArea.Chin));
        BenchAssert.Refused(
            bench,
            RefusalCode.OnlyShallowerOrSlower,
            RequestField.Area,
            LimitOrigin.Running,
            (int)TreatmentArea.Cheek
        );
        Assert.Equal(1000, Wire.GetU16(bench.Ask(MessageId.Status), StatusAnswer.SetDepthMicrons));
    }

    [Fact]
    [Trait("Covers", "FLT-15")]
    public void DefaultsThatNobodyAcknowledgedAreNotArmedWith()
    {
        Bench bench = Bench.Ready();
        bench.Prepare(1000, 120);
        // No way leads here, because damaged settings are a fault: the refusal is a second line, and tried by hand.
        bench.Pen.Firmware!.Parts.Settings.Defaulted = true;
        bench.Ask(MessageId.Arm);
        BenchAssert.Refused(bench, RefusalCode.SettingsInvalid, RequestField.None, LimitOrigin.Setting, 0);
        Assert.NotEqual(0, bench.Flags & StatusFlags.SettingsDefaulted);
    }

    [Fact]
    [Trait("Covers", "LINK-2")]
    public void AHandshakeThatDoesNotBeginRightIsRefused()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.Hello, new byte[HelloRequest.Length]);
        BenchAssert.Refused(bench, RefusalCode.BadMagic, RequestField.Message, LimitOrigin.Protocol, 0);
    }

    [Fact]
    [Trait("Covers", "FLT-17")]
    [Trait("Covers", "LINK-2")]
    public void FramesThatAreNoRequestsAreNotAHost()
    {
        Bench bench = FaultBench.Running();
        var writer = new FrameWriter(new Board.Drivers.ChipChecksum());
        for (int i = 0; i < 25; i++)
        {
            writer.Begin(FrameKind.Telemetry, i, MessageId.Telemetry);
            bench.Pen.HostWrite(writer.Buffer.AsSpan(0, writer.End(0)));
            bench.Pen.RunMillis(100);
        }

        Assert.False(bench.World.Gate.On);
        Assert.Equal(FaultId.CompanionLost, bench.FirstFault);
    }

    [Fact]
    [Trait("Covers", "P2")]
    public void InServiceAndAfterAFaultNothingIsPrepared()
    {
        Bench bench = Bench.Ready();
        bench.Pen.RemoveCartridge();
        bench.Run(200);
        bench.Ask(MessageId.ServiceEnter);
        bench.ExpectAnswer();
        bench.Prepare(500, 100);
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Standby);
        bench.World.Depth.PotOpen = true;
        bench.Run(500);
        Assert.Equal(PenState.Fault, bench.State);
        bench.Prepare(500, 100);
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Standby);
    }

    [Fact]
    [Trait("Covers", "FLT-15")]
    [Trait("Covers", "P6")]
    public void DefaultsThatTheMemoryDoesNotKeepAreNotAcknowledged()
    {
        Bench bench = Bench.Ready();
        bench.DamageSettings();
        bench.Pen.Reset();
        bench.Hello();
        bench.Pen.RunMillis(500);
        Assert.Equal(FaultId.SettingsCorrupt, bench.FirstFault);
        bench.World.Fram.Silent = true;
        bench.Ask(MessageId.Acknowledge);
        BenchAssert.Refused(bench, RefusalCode.StorageFailed, RequestField.None, LimitOrigin.Hardware, 0);
        bench.World.Fram.Silent = false;
        bench.Ask(MessageId.Acknowledge);
        bench.ExpectAnswer();
    }
}
