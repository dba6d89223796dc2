using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>LIM-9: one cartridge serves one session; sessions are numbered, logged, and end.</summary>
public class SessionTests
{
    private static uint Stamp(CartridgeImage cartridge) =>
        Wire.GetU32(cartridge.Memory, CartridgeStamp.Address + CartridgeStamp.Session);

    private static void UseOnce(Bench bench)
    {
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.Pen.ReleaseTrigger();
        bench.Ask(MessageId.Disarm);
        bench.Run(600);
    }

    private static CartridgeRefusal Refusal(Bench bench)
    {
        byte[] answer = bench.Ask(MessageId.Cartridge);
        return (CartridgeRefusal)answer[CartridgeAnswer.Refusal];
    }

    private static void Reinsert(Bench bench, CartridgeImage cartridge)
    {
        bench.Pen.RemoveCartridge();
        bench.Run(500);
        bench.Pen.Insert(cartridge);
        bench.Run(500);
    }

    [Fact]
    [Trait("Covers", "LIM-9")]
    public void Lim9ArmingStampsAFreshCartridgeWithTheSession()
    {
        CartridgeImage cartridge = CartridgeImage.Make(CartridgeType.Needles36);
        Bench bench = Bench.Ready(cartridge: cartridge);
        Assert.Equal(0xFF, cartridge.Memory[CartridgeStamp.Address]);
        UseOnce(bench);
        Assert.Equal(1u, Stamp(cartridge));
        Assert.NotEqual(0, bench.Flags & StatusFlags.CartridgeStamped);
        byte[][] log = [.. LogReader.Read(bench)];
        Assert.Single(log, r => r[LogRecord.Kind] == (byte)LogKind.SessionOpened);
        Assert.Single(log, r => r[LogRecord.Kind] == (byte)LogKind.CartridgeStamped);
    }

    [Fact]
    [Trait("Covers", "LIM-9")]
    public void Lim9InTheSameSessionItMayComeBackAndKeepsItsStrokes()
    {
        CartridgeImage cartridge = CartridgeImage.Make(CartridgeType.Needles36);
        Bench bench = Bench.Ready(cartridge: cartridge);
        UseOnce(bench);
        uint used = Wire.GetU32(bench.Ask(MessageId.Cartridge), CartridgeAnswer.StrokesUsed);
        Assert.InRange(used, 90u, 140u);
        Reinsert(bench, cartridge);
        Assert.Equal(CartridgeRefusal.None, Refusal(bench));
        Assert.Equal(used, Wire.GetU32(bench.Ask(MessageId.Cartridge), CartridgeAnswer.StrokesUsed));
        UseOnce(bench);
    }

    [Fact]
    [Trait("Covers", "LIM-9")]
    public void Lim9PulledOutInARunItKeepsTheStrokesOfAllItsRuns()
    {
        CartridgeImage cartridge = CartridgeImage.Make(CartridgeType.Needles36);
        Bench bench = Bench.Ready(cartridge: cartridge);
        UseOnce(bench);
        bench.Start(1000, 120);
        bench.Run(1000);
        bench.Pen.RemoveCartridge();
        bench.Run(500);
        bench.Pen.Insert(cartridge);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        uint used = Wire.GetU32(bench.Ask(MessageId.Cartridge), CartridgeAnswer.StrokesUsed);
        Assert.InRange(used, bench.World.Motor.Strokes - 2, bench.World.Motor.Strokes + 2);
    }

    [Fact]
    [Trait("Covers", "LIM-4")]
    [Trait("Covers", "LIM-9")]
    public void ACartridgeExchangedWhileTheFirmwareStoodStillIsReadAnew()
    {
        Bench bench = Bench.Ready();
        UseOnce(bench);
        bench.Pen.Frozen = true;
        bench.Pen.RunMillis(100);
        bench.Pen.RemoveCartridge();
        bench.Pen.RunMillis(100);
        bench.Pen.Insert(CartridgeImage.Make(CartridgeType.Nano, serial: 9));
        bench.Pen.RunMillis(100);
        bench.Pen.Frozen = false;
        bench.Run(1000);
        bench.Ask(MessageId.Acknowledge);
        bench.Run(1500);
        byte[] answer = bench.Ask(MessageId.Cartridge);
        Assert.Equal(CartridgeType.Nano, (CartridgeType)answer[CartridgeAnswer.Type]);
        Assert.Equal(0u, Wire.GetU32(answer, CartridgeAnswer.StrokesUsed));
        bench.Ask(MessageId.Arm);
        BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.Depth, LimitOrigin.Cartridge, 250);
        BenchAssert.Sound(bench);
    }

    [Theory]
    [Trait("Covers", "LIM-9")]
    [InlineData("opened")]
    [InlineData("closed")]
    [InlineData("powered off")]
    public void Lim9AfterItsSessionItIsRefused(string how)
    {
        CartridgeImage cartridge = CartridgeImage.Make(CartridgeType.Needles36);
        Bench bench = Bench.Ready(cartridge: cartridge);
        UseOnce(bench);
        if (how == "powered off")
        {
            bench.Pen.Reset();
            bench.Hello();
            bench.Pen.RunMillis(2000);
            bench.SetClock();
        }
        else
        {
            bench.Ask(how == "opened" ? MessageId.SessionOpen : MessageId.SessionClose);
            bench.ExpectAnswer();
            bench.Run(500);
        }

        Assert.Equal(CartridgeRefusal.AlreadyUsed, Refusal(bench));
        bench.Prepare(1000, 120);
        bench.Ask(MessageId.Arm);
        BenchAssert.Refused(
            bench,
            RefusalCode.CartridgeNotAccepted,
            RequestField.Cartridge,
            LimitOrigin.Cartridge,
            (int)CartridgeState.Accepted
        );
        Assert.Contains(LogReader.Read(bench), r => r[LogRecord.Kind] == (byte)LogKind.CartridgeRefused);
        Reinsert(bench, cartridge);
        Assert.Equal(CartridgeRefusal.AlreadyUsed, Refusal(bench));
        Reinsert(bench, CartridgeImage.Make(CartridgeType.Needles36, serial: 2));
        UseOnce(bench);
    }

    [Fact]
    [Trait("Covers", "LIM-9")]
    public void Lim9ACartridgeOfAnotherPenIsRefused()
    {
        CartridgeImage cartridge = CartridgeImage.Make(CartridgeType.Needles36);
        UseOnce(Bench.Ready(cartridge: cartridge));
        var other = new Bench(new Simulator.SimulationOptions { SerialNumber = "SIM-OTHER" });
        other.Pen.Insert(cartridge);
        other.Pen.RunMillis(200);
        other.Hello();
        other.Pen.RunMillis(1500);
        Assert.Equal(CartridgeRefusal.AlreadyUsed, Refusal(other));
    }

    [Theory]
    [Trait("Covers", "LIM-9")]
    [InlineData(0)]
    [InlineData(27)]
    [InlineData(31)]
    public void Lim9ATornStampIsAUsedCartridge(int altered)
    {
        CartridgeImage cartridge = CartridgeImage.Make(CartridgeType.Needles36);
        cartridge.Memory[CartridgeStamp.Address + altered] = 0x55;
        Bench bench = Bench.Ready(cartridge: cartridge);
        Assert.Equal(CartridgeRefusal.AlreadyUsed, Refusal(bench));
    }

    [Fact]
    [Trait("Covers", "FLT-12")]
    [Trait("Covers", "LIM-9")]
    public void Flt12ACartridgeThatDoesNotTakeItsStampNeverRuns()
    {
        CartridgeImage cartridge = CartridgeImage.Make(CartridgeType.Needles36);
        cartridge.WriteProtected = true;
        Bench bench = Bench.Ready(cartridge: cartridge);
        bench.Prepare(1000, 120);
        bench.Ask(MessageId.Arm);
        bench.ExpectAnswer();
        bench.Pen.PressTrigger();
        bench.Pen.RunMillis(600);
        Assert.False(bench.World.Gate.On);
        Assert.Equal(0, bench.World.Motor.Strokes);
        FaultBench.Latched(bench, FaultId.CartridgeRefused);
        FaultBench.WaitsForItsCause(bench, FaultId.CartridgeRefused, bench.Pen.RemoveCartridge);
    }

    [Fact]
    [Trait("Covers", "LIM-9")]
    public void Lim9AnExpiredCartridgeIsRefusedFromTheNextDayOn()
    {
        // The bench's clock says 2027-01-15.
        Bench last = Bench.Ready(cartridge: CartridgeImage.Make(CartridgeType.Needles36, expiryDate: 20270115));
        last.Prepare(1000, 120);
        last.Ask(MessageId.Arm);
        last.ExpectAnswer();
        Bench late = Bench.Ready(cartridge: CartridgeImage.Make(CartridgeType.Needles36, expiryDate: 20270114));
        late.Prepare(1000, 120);
        late.Ask(MessageId.Arm);
        BenchAssert.Refused(late, RefusalCode.CartridgeExpired, RequestField.Date, LimitOrigin.Cartridge, 20270114);
        Assert.Equal(20270115, Wire.GetI32(late.Payload, RefusalData.Value));
    }

    [Fact]
    [Trait("Covers", "LIM-9")]
    public void Lim9TheRunEndsWithTheCartridgesLifeAndItArmsNoMore()
    {
        Bench bench = Bench.Ready(cartridge: CartridgeImage.Make(CartridgeType.Needles36, strokeLife: 300));
        bench.Start(1000, 120);
        bench.Run(4000);
        Assert.False(bench.World.Gate.On);
        Assert.InRange(bench.World.Motor.Strokes, 300, 312);
        Assert.Equal(StopReason.CartridgeLife, (StopReason)bench.Ask(MessageId.Status)[StatusAnswer.StopReason]);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Ask(MessageId.Arm);
        BenchAssert.Refused(bench, RefusalCode.CartridgeWornOut, RequestField.Strokes, LimitOrigin.Cartridge, 300);
    }

    [Fact]
    public void ASessionIsNotOpenedOrClosedWhileArmed()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 120);
        bench.Ask(MessageId.SessionClose);
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Standby);
        bench.Ask(MessageId.SessionOpen);
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Standby);
        Assert.True(bench.World.Gate.On);
    }

    [Fact]
    [Trait("Covers", "LIM-9")]
    public void SessionNumbersGoOnThroughPowerCuts()
    {
        Bench bench = Bench.Ready();
        uint first = Wire.GetU32(bench.Ask(MessageId.SessionOpen), SessionAnswer.Session);
        bench.Pen.Reset();
        bench.Hello();
        bench.Pen.RunMillis(2000);
        Assert.Equal(0, bench.Flags & StatusFlags.SessionOpen);
        Assert.Equal(first + 1, Wire.GetU32(bench.Ask(MessageId.SessionOpen), SessionAnswer.Session));
    }

    [Fact]
    [Trait("Covers", "LOG-1")]
    public void TheLogCountsTheStrokesThatTheBrakeStillMakes()
    {
        Bench bench = Bench.Ready();
        bench.Start(1000, 150);
        bench.Run(500);
        bench.Pen.ReleaseTrigger();
        bench.Run(1000);
        byte[] ended = LogReader.Read(bench).Last(r => r[LogRecord.Kind] == (byte)LogKind.RunEnded);
        Assert.InRange(Wire.GetU16(ended, RunEndedData.Strokes), bench.World.Motor.Strokes - 1, bench.World.Motor.Strokes);
    }
}
