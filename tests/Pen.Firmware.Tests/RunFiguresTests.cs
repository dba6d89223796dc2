using System;
using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Figures of a record that are near zero while all is well are held against physics in which they are not.</summary>
public class RunFiguresTests
{
    [Fact]
    [Trait("Covers", "LOG-1")]
    public void ASpeedThatStaysBelowIsToldAsTheMeanAndTheWorstError()
    {
        Bench bench = Bench.Ready();
        bench.World.Motor.FrictionFactor = 10;
        bench.Start(1000, 150);
        bench.Run(1000);
        double before = bench.World.Motor.Strokes;
        bench.Run(8000);
        double meanHz = (bench.World.Motor.Strokes - before) / 8;
        bench.Pen.ReleaseTrigger();
        bench.Run(600);
        Assert.InRange(meanHz, 128, 147);
        int expected = (int)Math.Round(((meanHz / 150) - 1) * 1000);
        byte[] ended = LogReader.Read(bench).Last(r => r[LogRecord.Kind] == (byte)LogKind.RunEnded);
        Assert.InRange(Wire.GetI16(ended, RunEndedData.MeanSpeedErrorPermille), expected - 8, expected + 8);
        Assert.InRange(Wire.GetU16(ended, RunEndedData.WorstSpeedErrorPermille), -expected - 8, 150);
        byte[] told = bench.Unasked.Last(u => u.Message == MessageId.RunEnded).Payload;
        Assert.InRange(Wire.GetI16(told, RunEndedEvent.MeanSpeedErrorPermille), expected - 8, expected + 8);
    }

    [Fact]
    [Trait("Covers", "LOG-1")]
    [Trait("Covers", "P3")]
    public void AStopThatGivesWayIsToldAsTheWorstDepthError()
    {
        Bench bench = FaultBench.Running();
        bench.World.Depth.DriftMmPerSecond = -0.3;
        bench.Pen.RunUntil(() => SensedMicrons(bench) < 940, 1000);
        bench.World.Depth.DriftMmPerSecond = 0;
        double worstMicrons = SensedMicrons(bench) - 1000;
        bench.Pen.ReleaseTrigger();
        bench.Run(600);
        Assert.InRange(worstMicrons, -90, -50);
        byte[] ended = LogReader.Read(bench).Last(r => r[LogRecord.Kind] == (byte)LogKind.RunEnded);
        int recorded = (sbyte)ended[RunEndedData.WorstDepthError] * RunEndedData.DepthStepMicrons;
        Assert.InRange(recorded, worstMicrons - 25, worstMicrons + 25);
        byte[] told = bench.Unasked.Last(u => u.Message == MessageId.RunEnded).Payload;
        Assert.InRange(Wire.GetI16(told, RunEndedEvent.WorstDepthErrorMicrons), recorded - 5, recorded + 5);
    }

    /// <summary>Where the potentiometer stands, in the physics.</summary>
    private static double SensedMicrons(Bench bench) =>
        (bench.World.Depth.PotCounts - DepthStop.ZeroCounts) / DepthStop.CountsPerMm * 1000;

    [Fact]
    [Trait("Covers", "LIM-9")]
    public void ACartridgeThatIsPutInTellsWhatItIs()
    {
        var bench = new Bench();
        bench.Run(2000);
        bench.Hello();
        bench.Pen.Insert(CartridgeImage.Make(CartridgeType.Needles24, serial: 7, lot: "LOT-7"));
        bench.Run(1000);
        bench.Ask(MessageId.KeepAlive);
        byte[] told = bench.Unasked.Last(u => u.Message == MessageId.CartridgeChanged).Payload;
        Assert.Equal(bench.Ask(MessageId.Cartridge), told);
        Assert.Equal((byte)CartridgeType.Needles24, told[CartridgeAnswer.Type]);
        Assert.Equal(7, told[CartridgeAnswer.Serial]);
    }

    [Theory]
    [InlineData(Limits.SpeedMinHz)]
    [InlineData(Limits.SpeedMaxHz)]
    public void TheEndsOfTheRangeOfSpeedAreAllowedInService(int speedHz)
    {
        Bench bench = Bench.Ready();
        bench.Pen.RemoveCartridge();
        bench.Run(500);
        bench.Ask(MessageId.ServiceEnter);
        bench.ExpectAnswer();
        bench.Ask(MessageId.ServiceSpin, [(byte)speedHz, 0]);
        bench.ExpectAnswer();
    }
}
