using System;
using System.Linq;
using System.Text;
using Pen.Control;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Every field of every answer, held against what it speaks of.</summary>
public class AnswerTests
{
    [Fact]
    public void HelloSaysWhoIsThere()
    {
        Bench bench = Bench.Ready(new SimulationOptions { SerialNumber = "SIM-ABC-4711" });
        bench.Pen.Reset();
        bench.Pen.RunMillis(500);
        byte[] a = bench.Hello();
        Assert.Equal(HelloAnswer.Length, a.Length);
        Assert.Equal(FrameFormat.Magic, Wire.GetU32(a, HelloAnswer.Magic));
        Assert.Equal(0x1234u, Wire.GetU32(a, HelloAnswer.Nonce));
        Assert.Equal((FrameFormat.MajorVersion, FrameFormat.MinorVersion), (a[HelloAnswer.Major], a[HelloAnswer.Minor]));
        Assert.Equal(63, Wire.GetU16(a, HelloAnswer.Capabilities));
        Assert.Equal(2u, Wire.GetU32(a, HelloAnswer.BootCount));
        Assert.Equal(
            (FirmwareVersion.Major, FirmwareVersion.Minor, FirmwareVersion.Patch),
            (a[HelloAnswer.FirmwareMajor], a[HelloAnswer.FirmwareMinor], a[HelloAnswer.FirmwarePatch])
        );
        Assert.Equal("SIM-ABC-4711", Encoding.ASCII.GetString(a, HelloAnswer.Serial, 16).TrimEnd('\0'));
    }

    [Fact]
    [Trait("Covers", "LINK-1")]
    public void AHelloBeginsANewRowOfNumbersAndIsNeverRepeatedFromMemory()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.KeepAlive, 30_000, []);
        byte[] request = new byte[HelloRequest.Length];
        Wire.PutU32(request, HelloRequest.Magic, FrameFormat.Magic);
        request[HelloRequest.Major] = FrameFormat.MajorVersion;
        foreach (uint nonce in new[] { 1u, 2u, 3u })
        {
            Wire.PutU32(request, HelloRequest.Nonce, nonce);
            Assert.Equal(nonce, Wire.GetU32(bench.Ask(MessageId.Hello, 7, request), HelloAnswer.Nonce));
        }

        bench.Ask(MessageId.KeepAlive, 7, []);
        Assert.Equal(RefusalCode.StaleSequence, (RefusalCode)bench.Payload[RefusalData.Code]);
        // A refusal for its number is not kept either: the number is as stale the second time.
        bench.Ask(MessageId.Status, 7, []);
        Assert.Equal((byte)RefusalCode.StaleSequence, bench.Payload[RefusalData.Code]);
        bench.Ask(MessageId.KeepAlive, 8, []);
        bench.ExpectAnswer();
    }

    [Fact]
    public void PrepareAnswersWhatWasTaken()
    {
        Bench bench = Bench.Ready();
        byte[] a = bench.Ask(MessageId.Prepare, Bench.PreparePayload(1750, 115, (int)TreatmentArea.Thigh, 2));
        bench.ExpectAnswer();
        Assert.Equal(PrepareAnswer.Length, a.Length);
        Assert.Equal((1750, 115), (Wire.GetU16(a, PrepareAnswer.DepthMicrons), Wire.GetU16(a, PrepareAnswer.SpeedHz)));
        Assert.Equal((byte)TreatmentArea.Thigh, a[PrepareAnswer.Area]);
        Assert.Equal((byte)PenState.Standby, a[PrepareAnswer.State]);
        Assert.Equal(120, Wire.GetU16(a, PrepareAnswer.SpeedCeilingHz));
        // In Standby nothing moves for it.
        bench.Run(600);
        Assert.True(bench.World.Depth.StopMm <= 0);
    }

    [Fact]
    [Trait("Covers", "LIM-2")]
    [Trait("Covers", "LIM-3")]
    public void EachLimitThatWasExceededWithAReasonIsLoggedOnce()
    {
        Bench bench = Bench.Ready();
        (LimitOrigin, int, int)[] Confirmed() =>
            [
                .. LogReader
                    .Read(bench)
                    .Where(r => r[LogRecord.Kind] == (byte)LogKind.LimitConfirmed)
                    .Select(r =>
                        (
                            (LimitOrigin)r[LimitConfirmedData.Origin],
                            Wire.GetU16(r, LimitConfirmedData.LimitMicrons),
                            Wire.GetU16(r, LimitConfirmedData.DepthMicrons)
                        )
                    ),
            ];
        int lip = Limits.AreaDepthMicrons(TreatmentArea.UpperLip);
        void Prepare(int depth, TreatmentArea area, int reason)
        {
            bench.Ask(MessageId.Prepare, Bench.PreparePayload(depth, 100, (int)area, reason));
            bench.ExpectAnswer();
        }

        Prepare(lip, TreatmentArea.UpperLip, 0);
        Assert.Empty(Confirmed());
        Prepare(lip + 50, TreatmentArea.UpperLip, 1);
        Assert.Equal([(LimitOrigin.Area, lip, lip + 50)], Confirmed());
        Prepare(lip + 50, TreatmentArea.UpperLip, 1);
        Assert.Single(Confirmed());
        Prepare(lip + 50, TreatmentArea.UpperLip, 2);
        Assert.Equal(2, Confirmed().Length);
        Prepare(lip + 50, TreatmentArea.Chin, 2);
        Assert.Equal(lip + 50 > Limits.AreaDepthMicrons(TreatmentArea.Chin) ? 3 : 2, Confirmed().Length);
        int before = Confirmed().Length;
        Prepare(1550, TreatmentArea.UpperLip, 1);
        Assert.Equal([(LimitOrigin.Area, lip, 1550), (LimitOrigin.Label, 1500, 1550)], Confirmed().Skip(before));
    }

    [Fact]
    [Trait("Covers", "STATE-2")]
    public void ARunKeepsTheReasonThatItWasGivenWhileItGetsShallower()
    {
        Bench bench = Bench.Ready();
        bench.Start(1700, 100, reason: 2);
        bench.Run(500);
        // Without a reason of its own: the one before stands, while it is no deeper.
        bench.Prepare(1600, 100);
        bench.ExpectAnswer();
        bench.Prepare(1650, 100, reason: 2);
        Assert.Equal(RefusalCode.OnlyShallowerOrSlower, (RefusalCode)bench.Payload[RefusalData.Code]);
        bench.Prepare(1600, 95);
        bench.ExpectAnswer();
    }

    [Theory]
    [InlineData(SettingId.PresetSpeedHz)]
    [InlineData(SettingId.DepthZeroCounts)]
    [InlineData(SettingId.ServoMicrosecondsPerMm)]
    public void ASettingIsReadWithItsLimitsWhichItMayReach(SettingId id)
    {
        Bench bench = Bench.Ready();
        foreach (int value in new[] { SettingTable.Min(id), SettingTable.Max(id) })
        {
            bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(id, value));
            bench.ExpectAnswer();
            byte[] a = bench.Ask(MessageId.SettingRead, [(byte)id]);
            Assert.Equal(SettingAnswer.Length, a.Length);
            Assert.Equal(
                ((int)id, value, SettingTable.Min(id), SettingTable.Max(id), SettingTable.Default(id)),
                (
                    Wire.GetI32(a, SettingAnswer.Id),
                    Wire.GetI32(a, SettingAnswer.Value),
                    Wire.GetI32(a, SettingAnswer.Min),
                    Wire.GetI32(a, SettingAnswer.Max),
                    Wire.GetI32(a, SettingAnswer.Default)
                )
            );
        }
    }

    [Fact]
    public void TheClockAnswersWithTheOldTimeAndTheNewAndTakesItsLimits()
    {
        Bench bench = Bench.Ready();
        byte[] a = bench.Ask(MessageId.ClockSet, BitConverter.GetBytes(1_800_100_000u));
        Assert.InRange(Wire.GetU32(a, ClockSetAnswer.OldUtcSeconds), 1_800_000_000u, 1_800_000_100u);
        Assert.Equal(1_800_100_000u, Wire.GetU32(a, ClockSetAnswer.UtcSeconds));
        foreach (uint limit in new[] { ClockSetRequest.EarliestUtcSeconds, ClockSetRequest.LatestUtcSeconds })
        {
            Assert.Equal(
                limit,
                Wire.GetU32(bench.Ask(MessageId.ClockSet, BitConverter.GetBytes(limit)), ClockSetAnswer.UtcSeconds)
            );
            bench.ExpectAnswer();
        }
    }

    [Fact]
    [Trait("Covers", "LOG-2")]
    public void TheLogSaysWhereItBeginsAndEndsAndGivesWhatIsLeft()
    {
        Bench bench = Bench.Ready();
        bench.Run(200);
        byte[] info = bench.Ask(MessageId.LogInfo);
        Assert.Equal(LogInfoAnswer.Length, info.Length);
        uint head = Wire.GetU32(info, LogInfoAnswer.Head);
        Assert.Equal(MemoryMap.LogCapacity(0x20000), Wire.GetI32(info, LogInfoAnswer.Capacity));
        Assert.Equal(
            (1u, 1u, 0u),
            (
                Wire.GetU32(info, LogInfoAnswer.Tail),
                Wire.GetU32(info, LogInfoAnswer.Confirmed),
                Wire.GetU32(info, LogInfoAnswer.AnchorCrc)
            )
        );
        Assert.Equal((0, 0), (info[LogInfoAnswer.Pending], info[LogInfoAnswer.Flags]));
        byte[] request = new byte[LogReadRequest.Length];
        Wire.PutU32(request, LogReadRequest.First, head - 2);
        request[LogReadRequest.Count] = 6;
        byte[] a = bench.Ask(MessageId.LogRead, request);
        Assert.Equal((head - 2, 2), (Wire.GetU32(a, LogReadAnswer.First), Wire.GetI32(a, LogReadAnswer.Count)));
        Assert.Equal(head - 2, Wire.GetU32(a, LogReadAnswer.Records + LogRecord.Sequence));
        Assert.Equal(head - 1, Wire.GetU32(a, LogReadAnswer.Records + LogRecord.Length + LogRecord.Sequence));
        bench.Pen.Firmware!.Parts.Log.Damaged = true;
        Assert.Equal(1, bench.Ask(MessageId.LogInfo)[LogInfoAnswer.Flags]);
    }

    [Fact]
    public void TheCartridgeIsToldAsItsMemorySays()
    {
        CartridgeImage image = CartridgeImage.Make(
            CartridgeType.Needles42,
            1850,
            0xA1B2C3D4E5F60718,
            "LOT-77/B",
            20290630,
            123_456
        );
        Bench bench = Bench.Ready(cartridge: image);
        byte[] a = bench.Ask(MessageId.Cartridge);
        Assert.Equal(CartridgeAnswer.Length, a.Length);
        Assert.Equal((byte)CartridgeState.Accepted, a[CartridgeAnswer.State]);
        Assert.Equal(0, a[CartridgeAnswer.Refusal]);
        Assert.Equal(((byte)CartridgeType.Needles42, 42), (a[CartridgeAnswer.Type], a[CartridgeAnswer.Needles]));
        Assert.Equal((1850, 1), (Wire.GetU16(a, CartridgeAnswer.MaxDepthMicrons), (int)a[CartridgeAnswer.Verified]));
        Assert.Equal(123_456u, Wire.GetU32(a, CartridgeAnswer.StrokeLife));
        Assert.Equal(20290630u, Wire.GetU32(a, CartridgeAnswer.ExpiryDate));
        Assert.Equal("LOT-77/B", Encoding.ASCII.GetString(a, CartridgeAnswer.Lot, 12).TrimEnd('\0'));
        Assert.Equal(image.Serial, a.AsSpan(CartridgeAnswer.Serial, 16).ToArray());
    }

    [Fact]
    public void ASessionIsToldByItsNumberAndTheStateOfThePen()
    {
        Bench bench = Bench.Ready();
        byte[] a = bench.Ask(MessageId.SessionOpen);
        Assert.Equal(SessionAnswer.Length, a.Length);
        Assert.Equal((1u, (byte)PenState.Standby), (Wire.GetU32(a, SessionAnswer.Session), a[SessionAnswer.State]));
        Assert.All(a[(SessionAnswer.State + 1)..], b => Assert.Equal(0, b));
        Assert.Equal(2u, Wire.GetU32(bench.Ask(MessageId.SessionOpen), SessionAnswer.Session));
        Assert.Single(LogReader.Read(bench), r => r[LogRecord.Kind] == (byte)LogKind.SessionClosed);
        Assert.Equal(0u, Wire.GetU32(bench.Ask(MessageId.SessionClose), SessionAnswer.Session));
    }
}
