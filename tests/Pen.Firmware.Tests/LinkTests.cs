using System;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests;

/// <summary>The line: at most once, never silent, never out of step, whatever arrives.</summary>
public class LinkTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Covers", "LINK-1")]
    public void ARequestSentAgainIsAnsweredAgainAndActsOnce()
    {
        Bench bench = Bench.Ready();
        byte[] write = Bench.SettingPayload(SettingId.Buzzer, 0);
        byte[] first = bench.Ask(MessageId.SettingWrite, 500, write);
        byte[] again = bench.Ask(MessageId.SettingWrite, 500, write);
        Assert.Equal(first, again);
        bench.Pen.RunMillis(100);
        bench.Ask(MessageId.Status, 501, []);
        byte[] info = bench.Ask(MessageId.LogInfo, 502, []);
        Assert.Equal(FrameKind.Answer, bench.Kind);
        Assert.True(Wire.GetU32(info, LogInfoAnswer.Head) > 1);
    }

    [Fact]
    [Trait("Covers", "LINK-1")]
    public void AnOldArmBehindAStopDoesNotArm()
    {
        Bench bench = Bench.Ready();
        bench.Prepare(1000, 120);
        bench.Ask(MessageId.Stop, 2000, []);
        bench.Ask(MessageId.Arm, 1999, []);
        BenchAssert.Refused(bench, RefusalCode.StaleSequence, RequestField.Sequence, LimitOrigin.Protocol, 0);
        Assert.Equal((byte)PenState.Standby, bench.Ask(MessageId.Status, 2001, [])[StatusAnswer.State]);
    }

    [Fact]
    public void SequenceNumbersWrap()
    {
        Bench bench = Bench.Ready();
        // Three steps of less than half the range reach the end of the numbers without ever seeming old.
        foreach (int sequence in new[] { 30_000, 60_000, 65_535, 0, 1 })
        {
            bench.Ask(MessageId.KeepAlive, sequence, []);
            bench.ExpectAnswer();
        }
    }

    [Fact]
    public void WithoutAHandshakeOfTheSameMajorVersionNothingIsDone()
    {
        var bench = new Bench();
        bench.Pen.RunMillis(2000);
        bench.Ask(MessageId.Status);
        BenchAssert.Refused(bench, RefusalCode.HelloNeeded, RequestField.Message, LimitOrigin.Protocol, 0);
        bench.Hello(major: 9);
        bench.ExpectAnswer();
        bench.Ask(MessageId.Status);
        BenchAssert.Refused(bench, RefusalCode.HelloNeeded, RequestField.Message, LimitOrigin.Protocol, 0);
        bench.Hello();
        bench.Ask(MessageId.Status);
        bench.ExpectAnswer();
    }

    [Theory]
    [Trait("Covers", "LINK-2")]
    [Trait("Covers", "P2")]
    [InlineData(MessageId.Prepare, 5, RefusalCode.BadLength)]
    [InlineData(MessageId.Prepare, 200, RefusalCode.BadLength)]
    [InlineData(MessageId.Arm, 1, RefusalCode.BadLength)]
    [InlineData(MessageId.StateChanged, 0, RefusalCode.UnknownMessage)]
    [InlineData((MessageId)0x7F, 3, RefusalCode.UnknownMessage)]
    public void WhatIsNotARequestIsRefusedAndNeverMetWithSilence(MessageId message, int length, RefusalCode code)
    {
        Bench bench = Bench.Ready();
        bench.Ask(message, new byte[length]);
        Assert.Equal(FrameKind.Refusal, bench.Kind);
        Assert.Equal(code, (RefusalCode)bench.Payload[RefusalData.Code]);
    }

    [Theory]
    [Trait("Covers", "P2")]
    [Trait("Covers", "LIM-9")]
    [Trait("Covers", "FLT-8")]
    [Trait("Covers", "FLT-10")]
    [Trait("Covers", "FLT-16")]
    [Trait("Covers", "FLT-20")]
    [InlineData(RefusalCode.NotPrepared)]
    [InlineData(RefusalCode.CartridgeNotAccepted)]
    [InlineData(RefusalCode.ClockUnknown)]
    [InlineData(RefusalCode.BatteryLow)]
    [InlineData(RefusalCode.TriggerHeld)]
    [InlineData(RefusalCode.Docked)]
    [InlineData(RefusalCode.TooHot)]
    public void ArmingNamesWhatIsMissing(RefusalCode code)
    {
        Bench bench = code == RefusalCode.ClockUnknown ? WithoutClock() : Bench.Ready();
        if (code != RefusalCode.NotPrepared)
        {
            bench.Prepare(1000, 120);
        }

        Spoil(bench, code);
        bench.Pen.RunMillis(300);
        bench.Ask(MessageId.Arm);
        Assert.Equal(FrameKind.Refusal, bench.Kind);
        Assert.Equal(code, (RefusalCode)bench.Payload[RefusalData.Code]);
        Assert.Equal(PenState.Standby, bench.State);
    }

    [Fact]
    [Trait("Covers", "LINK-2")]
    public void NoiseAndDamagedFramesMoveNothingAndTheNextGoodRequestIsUnderstood()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        Bench bench = Bench.Ready();
        byte[] noise = new byte[400];
        for (int round = 0; round < 300; round++)
        {
            random.NextBytes(noise);
            bench.Pen.HostWrite(noise.AsSpan(0, random.Next(noise.Length)));
            byte[] frame = bench.Frame((MessageId)random.Next(256), random.Next(65536), new byte[random.Next(60)]);
            frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
            bench.Pen.HostWrite(frame);
            bench.Pen.RunMillis(200);
            bench.Ask(MessageId.KeepAlive);
            bench.ExpectAnswer();
        }

        Assert.Equal(PenState.Standby, bench.State);
        Assert.Equal(0, bench.World.Motor.Strokes);
        BenchAssert.Sound(bench);
    }

    [Fact]
    [Trait("Covers", "P1")]
    public void NoHostCommandStartsTheMotor()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        Bench bench = Bench.Ready();
        bench.Prepare(1000, 120);
        bench.Ask(MessageId.Arm);
        for (int round = 0; round < 2000; round++)
        {
            var message = (MessageId)random.Next(1, 0x40);
            byte[] payload = new byte[random.Next(13)];
            random.NextBytes(payload);
            if (message != MessageId.Hello)
            {
                bench.Ask(message, payload);
            }
        }

        Assert.Equal(0, bench.World.Motor.Strokes);
        BenchAssert.Sound(bench);
    }

    private static Bench WithoutClock()
    {
        var bench = new Bench();
        bench.Pen.Insert(Simulator.Parts.CartridgeImage.Make(CartridgeType.Needles12));
        bench.Pen.RunMillis(2000);
        bench.Hello();
        return bench;
    }

    private static void Spoil(Bench bench, RefusalCode code)
    {
        switch (code)
        {
            case RefusalCode.CartridgeNotAccepted:
                bench.Pen.RemoveCartridge();
                break;
            case RefusalCode.BatteryLow:
                bench.World.Cell.OpenCircuitVolts = 3.45;
                break;
            case RefusalCode.TriggerHeld:
                bench.Pen.PressTrigger();
                break;
            case RefusalCode.Docked:
                bench.Pen.Dock(true);
                break;
            case RefusalCode.TooHot:
                bench.World.Heat.CaseCelsius = 58;
                break;
        }
    }
}
