using Pen.Board.Drivers;
using Pen.Control;
using Pen.Control.Faults;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>The conditions of the fault table at their very limits: a limit itself is still right.</summary>
public class FaultConditionsTests
{
    private readonly PenParts parts = new(new ByteMemory(), new FakeCartridge { Silent = true }, new ChipChecksum());

    public FaultConditionsTests()
    {
        parts.Outputs.MotorEnable = true;
        parts.Outputs.MotorDuty = 5000;
        parts.Conditions.SetHz = 100;
        parts.Inputs.TickMicros = 10_000;
        Turn(100);
    }

    private bool Is(FaultRule rule) => parts.Conditions.IsTrue((int)rule);

    private void Turn(float hz, int ticks = 10)
    {
        for (int i = 0; i < ticks; i++)
        {
            parts.Speed.Update((int)(hz * 1.28f), 10_000);
        }
    }

    [Theory]
    [InlineData(695, false)]
    [InlineData(696, true)]
    public void AStallDrawsMoreThanHalfOfTheStallCurrent(int milliamps, bool stalled)
    {
        Turn(0);
        parts.Inputs.CurrentMilliamps = milliamps;
        Assert.Equal(stalled, Is(FaultRule.StallWithCurrent));
        parts.Outputs.MotorEnable = false;
        Assert.False(Is(FaultRule.StallWithCurrent));
    }

    [Theory]
    [InlineData(13, false)]
    [InlineData(12, true)]
    public void HardlyTurningIsLessThanATenthOfTheSetSpeed(int edges, bool stalled)
    {
        // 12.8 edges in 10 ms are 10 Hz.
        parts.Speed.Update(edges, 10_000);
        parts.Inputs.CurrentMilliamps = 1;
        Assert.Equal(stalled, Is(FaultRule.StallAnyCurrent));
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public void OverCurrentIsMoreThanOneAmp(int milliamps, bool over)
    {
        parts.Inputs.CurrentMilliamps = milliamps;
        Assert.Equal(over, Is(FaultRule.OverCurrent));
    }

    [Theory]
    [InlineData(2001, 16, 0, true)]
    [InlineData(2000, 16, 0, false)]
    [InlineData(2001, 15, 0, false)]
    [InlineData(2001, 449, 0, true)]
    [InlineData(2001, 450, 0, false)]
    [InlineData(2001, 100, 1, false)]
    public void ASilentTachometerIsDrivenAndDrawsATurningMotorsCurrent(int duty, int milliamps, int edges, bool lost)
    {
        parts.Speed.Update(edges, 10_000);
        parts.Outputs.MotorDuty = duty;
        parts.Inputs.CurrentMilliamps = milliamps;
        Assert.Equal(lost, Is(FaultRule.TachometerLost));
    }

    [Theory]
    [InlineData(50, 50_000, false)]
    [InlineData(51, 50_001, true)]
    public void ALateTickIsLongerThan50Ms(int detailMs, int micros, bool late)
    {
        parts.Inputs.TickMicros = micros;
        Assert.Equal(late, Is(FaultRule.ControlOverrun));
        Assert.InRange(parts.Conditions.Detail((int)FaultRule.ControlOverrun), detailMs - 1, detailMs);
    }

    [Theory]
    [InlineData(600, 700, 3300, false)]
    [InlineData(601, 701, 3299, true)]
    public void HeatAndCellAreFaultsBeyondTheirLimits(int motor, int board, int millivolts, bool fault)
    {
        parts.Inputs.MotorDeciCelsius = motor;
        parts.Inputs.BoardDeciCelsius = board;
        parts.Inputs.BatteryMillivolts = millivolts;
        Assert.Equal(fault, Is(FaultRule.MotorHot));
        Assert.Equal(fault, Is(FaultRule.BoardHot));
        Assert.Equal(fault, Is(FaultRule.BatteryCritical));
    }

    [Theory]
    [InlineData(1999, false)]
    [InlineData(2000, true)]
    public void ACompanionIsLostAfterTwoSeconds(int silentMs, bool lost)
    {
        parts.Conditions.ArmedByHost = true;
        parts.Conditions.HostSilentMs = silentMs;
        Assert.Equal(lost, Is(FaultRule.CompanionLost));
        parts.Conditions.ArmedByHost = false;
        Assert.False(Is(FaultRule.CompanionLost));
    }

    [Fact]
    public void TooFastIsBeyondTheSetSpeedAnd15Percent()
    {
        // 147 edges in 10 ms are 114.8 Hz, 148 are 115.6.
        parts.Speed.Update(147, 10_000);
        Assert.False(Is(FaultRule.OverSpeed));
        parts.Speed.Update(148, 10_000);
        Assert.True(Is(FaultRule.OverSpeed));
        Assert.Equal(11562, parts.Conditions.Detail((int)FaultRule.OverSpeed));
        parts.Outputs.MotorEnable = false;
        Assert.False(Is(FaultRule.OverSpeed));
    }

    [Fact]
    public void ComingDownTheRampIsWhatCounts()
    {
        for (int i = 0; i < 30; i++)
        {
            parts.SpeedLoop.Step(150, 150, 0, 10_000);
        }

        parts.Speed.Update(190, 10_000);
        Assert.False(Is(FaultRule.OverSpeed));
        parts.SpeedLoop.Reset();
        Assert.True(Is(FaultRule.OverSpeed));
    }

    [Fact]
    public void TooSlowCountsAfterTheRampOnly()
    {
        parts.SpeedLoop.Step(8, 8, 0, 10_000);
        Assert.True(parts.SpeedLoop.AtSet);
        Turn(84);
        Assert.True(Is(FaultRule.UnderSpeed));
        Turn(86);
        Assert.False(Is(FaultRule.UnderSpeed));
        Turn(84);
        parts.Outputs.MotorEnable = false;
        Assert.False(Is(FaultRule.UnderSpeed));
        parts.Outputs.MotorEnable = true;
        parts.SpeedLoop.Reset();
        Assert.False(Is(FaultRule.UnderSpeed));
    }

    [Fact]
    public void TheStopIsAwayBeyondATenthAndDeeperBeyondAHalfOfThat()
    {
        Assert.True(parts.Settings.Save(SettingId.DepthCountsPerMm, 1000));
        parts.Preparation.Set(1000, 100, TreatmentArea.Cheek, ConfirmReason.None);
        parts.DepthLoop.MoveTo(1000, 0);
        void Stand(int microns, int ticks = 1)
        {
            for (int i = 0; i < ticks; i++)
            {
                parts.Depth.Update(1200 + (2 * microns));
                parts.DepthLoop.Step(parts.Depth.Microns, 10);
            }
        }

        Stand(1050);
        Assert.False(Is(FaultRule.DepthAway));
        Stand(1000, 5);
        foreach (
            (int microns, bool away, bool deeper) in new[]
            {
                (900, false, false),
                (899, true, false),
                (1050, false, false),
                (1051, false, true),
                (1100, false, true),
                (1101, true, true),
            }
        )
        {
            Stand(microns);
            Assert.Equal((microns, away, deeper), (parts.Depth.Microns, Is(FaultRule.DepthAway), Is(FaultRule.DepthDeeper)));
        }
    }

    /// <summary>Three ticks late, a servo on its way may have moved by more than it can in one; one that holds its place has not.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [Trait("Covers", "FLT-14")]
    public void ALateTickExcusesAJumpOnlyOfAServoThatMoves(bool holds, bool jumped)
    {
        parts.Depth.Update(1200);
        parts.Depth.Update(1200);
        parts.Depth.Update(1200 - (int)(0.65 * 1800));
        parts.Inputs.TickMicros = 30_000;
        parts.DepthLoop.Verified = holds;
        Assert.Equal(jumped, Is(FaultRule.DepthJump));
    }
}
