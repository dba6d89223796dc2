using System.Collections.Generic;
using Pen.Board.Drivers;
using Pen.Control.Motion;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>
/// The depth stop's moves, position by position. Servo by the default settings: 1150 µs at the rim, 200 µs a mm, play 80 µm; so a
/// command of x µm is a pulse of 1150 + x / 5.
/// </summary>
public class DepthLoopTests
{
    private const int Parking = 1150 - ((80 + 60) / 5);

    private readonly Settings settings = new(new ByteMemory(), new ChipChecksum());
    private readonly DepthLoop loop;

    public DepthLoopTests() => loop = new DepthLoop(settings);

    private static int Pulse(int microns) => 1150 + (microns * 200 / 1000);

    private void Stand(int microns, int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            loop.Step(microns, 10);
        }
    }

    private void Verified(int microns)
    {
        loop.MoveTo(microns, -140);
        Stand(microns, 5);
        Assert.True(loop.Verified);
    }

    [Fact]
    public void BeforeTheFirstMoveTheServoGetsNoPulses()
    {
        Stand(0, 200);
        Assert.Equal((0, false, false, false), (loop.PulseMicros, loop.Parked, loop.Verified, loop.TimedOut));
    }

    [Fact]
    public void ParkingIsVerifiedByFiveTicksWithin50Microns()
    {
        loop.Park();
        Assert.Equal(Parking, loop.PulseMicros);
        Stand(-140 + 50, 4);
        Assert.False(loop.Verified);
        Stand(-140 + 51, 1);
        Stand(-140 - 50, 4);
        Assert.False(loop.Verified);
        Stand(-140 - 50, 1);
        Assert.True(loop.Parked && loop.Verified);
    }

    [Fact]
    public void ParkingAgainKeepsWhatWasVerifiedAndAnewForgetsIt()
    {
        loop.Park();
        Stand(-140, 5);
        loop.Park();
        Assert.True(loop.Verified);
        loop.ParkAnew();
        Assert.False(loop.Verified);
        Assert.True(loop.Parked);
    }

    [Fact]
    public void FromTheShallowSideItGoesStraightToJustBeforeTheTarget()
    {
        loop.Park();
        loop.MoveTo(1000, -140);
        Assert.Equal(Pulse(1000 - 40), loop.PulseMicros);
        Assert.False(loop.Parked);
        Assert.Equal(1000, loop.TargetMicrons);
    }

    [Theory]
    [InlineData(1000 - 80 - 70 + 25, false)]
    [InlineData(1000 - 80 - 70 + 26, true)]
    [InlineData(2000, true)]
    public void FromTheDeepSideItTakesThePlayOutFirst(int fromMicrons, bool retracts)
    {
        loop.MoveTo(1000, fromMicrons);
        Assert.Equal(Pulse(retracts ? 1000 - 80 - 70 : 960), loop.PulseMicros);
        if (retracts)
        {
            Stand(1000 - 80 - 70 + 26, 10);
            Assert.Equal(Pulse(850), loop.PulseMicros);
            Stand(1000 - 80 - 70 + 25, 1);
            Assert.Equal(Pulse(960), loop.PulseMicros);
        }
    }

    [Theory]
    [InlineData(25, true)]
    [InlineData(-25, true)]
    [InlineData(26, false)]
    [InlineData(-26, false)]
    public void InPlaceIsWithin25MicronsForFiveTicks(int error, bool verified)
    {
        loop.MoveTo(1000, -140);
        Stand(1000 + error, 4);
        Assert.False(loop.Verified);
        Stand(1000 + error, 1);
        Assert.Equal(verified, loop.Verified);
        Assert.Equal(1000, loop.AllowedMicrons);
    }

    [Fact]
    public void ItCreepsInStepsOfAtMost20MicronsEach30Ms()
    {
        loop.MoveTo(1000, -140);
        var pulses = new List<int>();
        for (int tick = 0; tick < 12; tick++)
        {
            loop.Step(960, 10);
            pulses.Add(loop.PulseMicros);
        }

        int at = Pulse(960);
        // The first step comes when the stop has been seen to stand still, 30 ms after the last command.
        Assert.Equal(at, pulses[1]);
        Assert.Contains(Pulse(980), pulses);
        Assert.Contains(Pulse(1000), pulses);
        Assert.True(pulses.IndexOf(Pulse(1000)) - pulses.IndexOf(Pulse(980)) == 3);
    }

    [Fact]
    public void AStopThatMovesIsNotPushed()
    {
        loop.MoveTo(1000, -140);
        for (int microns = 0; microns < 900; microns += 13)
        {
            loop.Step(microns, 10);
            Assert.Equal(Pulse(960), loop.PulseMicros);
        }
    }

    [Fact]
    public void AStopThatStandsStillFarAwayIsNotPushedByCreeping()
    {
        loop.MoveTo(1000, -140);
        Stand(1000 - 160, 20);
        Assert.Equal(Pulse(960), loop.PulseMicros);
        Stand(1000 - 159, 4);
        Assert.True(loop.PulseMicros > Pulse(960));
    }

    [Fact]
    public void TooDeepItApproachesAnewWithinTheSameTime()
    {
        loop.MoveTo(1000, -140);
        Stand(1040, 10);
        Assert.Equal(Pulse(850), loop.PulseMicros);
        Stand(1040, 139);
        Assert.False(loop.TimedOut);
        Stand(1040, 1);
        Assert.True(loop.TimedOut);
    }

    [Fact]
    public void AMoveThatIsNotVerifiedAfter1500MsHasTimedOut()
    {
        loop.MoveTo(1000, -140);
        Stand(500, 149);
        Assert.False(loop.TimedOut);
        Stand(500, 1);
        Assert.True(loop.TimedOut);
        loop.MoveTo(1000, 500);
        Assert.False(loop.TimedOut);
        Stand(500, 149);
        Assert.False(loop.TimedOut);
    }

    [Fact]
    public void WhatIsVerifiedStaysAndTimesNothingOut()
    {
        Verified(1000);
        Stand(1000, 500);
        Assert.True(loop.Verified);
        Assert.False(loop.TimedOut);
    }

    [Fact]
    public void ResettingTheServoLetsItRest()
    {
        Verified(1000);
        loop.Release();
        Assert.Equal((0, false, false, false), (loop.PulseMicros, loop.Parked, loop.Verified, loop.TimedOut));
    }

    [Fact]
    public void WhileItMovesShallowerWhereItStoodIsAllowedAndNothingDeeper()
    {
        Verified(1500);
        loop.MoveTo(1000, 1510);
        Assert.Equal(1500, loop.AllowedMicrons);
        // Drifted meanwhile, and asked again: not a micron more.
        loop.MoveTo(900, 1545);
        Assert.Equal(1500, loop.AllowedMicrons);
        loop.MoveTo(800, 1300);
        Assert.Equal(1300, loop.AllowedMicrons);
        Stand(650, 1);
        Stand(800, 5);
        Assert.True(loop.Verified);
        Assert.Equal(800, loop.AllowedMicrons);
    }

    [Fact]
    public void ADeeperMoveAllowsItsTargetAtOnce()
    {
        Verified(500);
        loop.MoveTo(1200, 500);
        Assert.Equal(1200, loop.AllowedMicrons);
    }

    [Fact]
    public void FromParkingTheMeasuredPlaceIsAllowed()
    {
        loop.Park();
        Stand(-140, 5);
        loop.MoveTo(500, 600);
        Assert.Equal(600, loop.AllowedMicrons);
        loop.Park();
        loop.MoveTo(500, 100);
        Assert.Equal(500, loop.AllowedMicrons);
    }

    [Fact]
    public void ParkingInTheMiddleOfARetractionIsAPark()
    {
        Verified(1500);
        loop.MoveTo(1000, 1500);
        loop.Park();
        Stand(-140, 5);
        Assert.True(loop.Parked && loop.Verified);
        Assert.Equal(Parking, loop.PulseMicros);
    }

    [Fact]
    public void ItUsesTheCalibrationThatIsStored()
    {
        Assert.True(settings.Save(SettingId.ServoZeroMicroseconds, 1200));
        Assert.True(settings.Save(SettingId.ServoMicrosecondsPerMm, 160));
        Assert.True(settings.Save(SettingId.DepthBacklashMicrons, 40));
        loop.Park();
        Assert.Equal(1200 + (-100 * 160 / 1000), loop.PulseMicros);
        loop.MoveTo(1000, -100);
        Assert.Equal(1200 + (960 * 160 / 1000), loop.PulseMicros);
    }
}
