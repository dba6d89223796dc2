using System.Linq;
using System.Text;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>SerialWrite: in Service, from one who knows the old number; the mark of a simulated pen is never given and never taken.</summary>
public class SerialWriteTests
{
    private static Bench InService(string serial = "SIM-000001")
    {
        Bench bench = Bench.Ready(new SimulationOptions { SerialNumber = serial });
        bench.Pen.RemoveCartridge();
        bench.Run(500);
        bench.Ask(MessageId.ServiceEnter);
        bench.ExpectAnswer();
        return bench;
    }

    private static byte[] Payload(string old, string next)
    {
        var payload = new byte[SerialWriteRequest.Length];
        Encoding.Latin1.GetBytes(old).CopyTo(payload, SerialWriteRequest.Old);
        Encoding.Latin1.GetBytes(next).CopyTo(payload, SerialWriteRequest.New);
        return payload;
    }

    private static string Told(Bench bench) =>
        Encoding.ASCII.GetString(bench.Hello(), HelloAnswer.Serial, HelloAnswer.SerialLength).TrimEnd('\0');

    private static int Written(Bench bench) =>
        LogReader
            .Read(bench)
            .Count(r =>
                r[LogRecord.Kind] == (byte)LogKind.ServiceAction && r[ServiceData.Action] == (byte)ServiceAction.SerialWritten
            );

    [Theory]
    [InlineData("", "A")]
    [InlineData("", "PEN-0042-REV-B-9")]
    [InlineData("PEN-1", "PEN-2")]
    [InlineData("SIM-000001", "SIM-")]
    [InlineData("SIM-000001", "SIM-RACK-07")]
    [InlineData("SIMPLE", "SIM")]
    public void APenTakesANumberKeepsItAndLogsIt(string old, string next)
    {
        Bench bench = InService(old);
        bench.Ask(MessageId.SerialWrite, Payload(old, next));
        bench.ExpectAnswer();
        Assert.Equal((byte)PenState.Service, bench.Payload[StateAnswer.State]);
        Assert.Equal(next, Told(bench));
        byte[] record = LogReader.Read(bench).Last(r => r[LogRecord.Kind] == (byte)LogKind.ServiceAction);
        Assert.Equal((byte)ServiceAction.SerialWritten, record[ServiceData.Action]);
        byte[] number = Payload("", next)[SerialWriteRequest.New..];
        Assert.Equal(System.IO.Hashing.Crc32.HashToUInt32(new System.SpanByte(number)), Wire.GetU32(record, ServiceData.Value));
        bench.Pen.PowerOn();
        bench.Pen.RunMillis(100);
        Assert.Equal(next, Told(bench));
        Assert.Equal(1, Written(bench));
    }

    [Fact]
    public void TheSameNumberAgainIsNoChange()
    {
        Bench bench = InService();
        bench.Ask(MessageId.SerialWrite, Payload("SIM-000001", "SIM-000001"));
        bench.ExpectAnswer();
        Assert.Equal(0, Written(bench));
    }

    [Theory]
    [InlineData("SIM-000001", "PEN-1", LimitOrigin.Hardware, 0)]
    [InlineData("PEN-1", "SIM-1", LimitOrigin.Hardware, 0)]
    [InlineData("", "SIM-1", LimitOrigin.Hardware, 0)]
    [InlineData("PEN-1", "", LimitOrigin.Protocol, 0)]
    [InlineData("PEN-1", "pen-1", LimitOrigin.Protocol, 0)]
    [InlineData("PEN-1", "PEN 1", LimitOrigin.Protocol, 3)]
    [InlineData("PEN-1", "PEN_1", LimitOrigin.Protocol, 3)]
    [InlineData("PEN-1", "PEN@1", LimitOrigin.Protocol, 3)]
    [InlineData("PEN-1", "PEN:1", LimitOrigin.Protocol, 3)]
    [InlineData("PEN-1", "PEN/1", LimitOrigin.Protocol, 3)]
    [InlineData("PEN-1", "PEN[1", LimitOrigin.Protocol, 3)]
    [InlineData("PEN-1", "PEN\u00E41", LimitOrigin.Protocol, 3)]
    [InlineData("PEN-1", "PEN\01", LimitOrigin.Protocol, 4)]
    [Trait("Covers", "SRV-7")]
    public void WhatIsNoNumberOrMovesTheMarkIsRefused(string old, string next, LimitOrigin origin, int at)
    {
        Bench bench = InService(old);
        byte[] before = (byte[])bench.World.Fram.Bytes.Clone();
        bench.Ask(MessageId.SerialWrite, Payload(old, next));
        BenchAssert.Refused(bench, RefusalCode.SerialRefused, RequestField.Serial, origin, 0);
        Assert.Equal(at, Wire.GetI32(bench.Payload, RefusalData.Value));
        Assert.Equal(old, Told(bench));
        Assert.Equal(before[^0x100..], bench.World.Fram.Bytes[^0x100..]);
    }

    [Theory]
    [InlineData("SIM-000002")]
    [InlineData("SIM-00000")]
    [InlineData("SIM-0000010")]
    [InlineData("")]
    [Trait("Covers", "SRV-7")]
    public void WhoDoesNotKnowTheOldNumberIsRefused(string old)
    {
        Bench bench = InService();
        bench.Ask(MessageId.SerialWrite, Payload(old, "SIM-7"));
        BenchAssert.Refused(bench, RefusalCode.SerialMismatch, RequestField.Serial, LimitOrigin.Protocol, 0);
        Assert.Equal("SIM-000001", Told(bench));
    }

    [Fact]
    public void OnlyInServiceAndOnlyWithAnEmptySlot()
    {
        Bench bench = Bench.Ready();
        byte[] payload = Payload("SIM-000001", "SIM-7");
        bench.Ask(MessageId.SerialWrite, payload);
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Service);

        // The tick that sees the cartridge first takes the request before it leaves Service; the switch bounces, so not every try hits it.
        payload = Payload("SIM-000001", "SIM-000001");
        for (int tries = 0; tries < 20 && bench.Payload[RefusalData.Code] != (byte)RefusalCode.CartridgeInSlot; tries++)
        {
            bench = InService();
            bench.Pen.RunMillis(10 * tries);
            bench.Pen.HostWrite(bench.Frame(MessageId.SerialWrite, 9000, payload));
            bench.Pen.RunTick();
            bench.Pen.Insert(CartridgeImage.Make(CartridgeType.Needles12));
            bench.Ask(MessageId.SerialWrite, 9000, payload);
        }

        BenchAssert.Refused(bench, RefusalCode.CartridgeInSlot, RequestField.Cartridge, LimitOrigin.Cartridge, 0);
    }

    [Fact]
    public void AMemoryThatDoesNotKeepItIsToldOf()
    {
        Bench bench = InService();
        bench.World.Fram.WriteProtected = true;
        bench.Ask(MessageId.SerialWrite, Payload("SIM-000001", "SIM-7"));
        BenchAssert.Refused(bench, RefusalCode.StorageFailed, RequestField.Serial, LimitOrigin.Hardware, 0);
        Assert.Equal("SIM-000001", Told(bench));
    }

    [Theory]
    [InlineData(CutByte.Whole)]
    [InlineData(CutByte.Torn)]
    [InlineData(CutByte.Flipped)]
    [Trait("Covers", "SRV-7")]
    public void WhereverThePowerGoesThePenHasOneOfTheTwo(CutByte cutByte)
    {
        bool oldSeen = false;
        bool newSeen = false;
        for (int cut = 1; cut <= 44; cut++)
        {
            Bench bench = InService();
            bench.Pen.RunMillis(300);
            bench.World.Fram.CutByte = cutByte;
            bench.World.Fram.CutAfterBytes = cut;
            bench.Send(MessageId.SerialWrite, Payload("SIM-000001", "SIM-RACK-07"));
            bench.Pen.RunMillis(100);
            bench.Pen.PowerOn();
            bench.Pen.RunMillis(100);
            string found = Told(bench);
            Assert.True(found is "SIM-000001" or "SIM-RACK-07", $"cut after {cut} bytes ({cutByte}): {found}");
            oldSeen |= found == "SIM-000001";
            newSeen |= found == "SIM-RACK-07";
        }

        Assert.True(oldSeen && newSeen);
    }
}
