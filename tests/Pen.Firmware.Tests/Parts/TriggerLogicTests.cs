using Pen.Control;

namespace Pen.Firmware.Tests.Parts;

/// <summary>When a contact is a press, and when a hold counts.</summary>
public class TriggerLogicTests
{
    private readonly TriggerLogic trigger = new();

    private void Sample(bool closed, int times = 1, int tickMs = 10)
    {
        for (int i = 0; i < times; i++)
        {
            trigger.Update(closed, tickMs);
        }
    }

    private void Press()
    {
        Sample(false);
        Sample(true, 3);
    }

    [Fact]
    public void ThreeClosedSamplesAreAPressOnce()
    {
        Sample(false);
        Sample(true, 2);
        Assert.False(trigger.Pressed);
        Sample(true);
        Assert.True(trigger.Pressed && trigger.PressedNow);
        Sample(true);
        Assert.True(trigger.Pressed);
        Assert.False(trigger.PressedNow);
    }

    [Fact]
    public void AnOpenSampleBeginsTheCountAnewAndEndsAPressAtOnce()
    {
        Sample(false);
        Sample(true, 2);
        Sample(false);
        Assert.False(trigger.ReleasedNow);
        Sample(true, 2);
        Assert.False(trigger.Pressed);
        Sample(true);
        Sample(false);
        Assert.True(trigger.ReleasedNow);
        Assert.False(trigger.Pressed);
        Sample(false);
        Assert.False(trigger.ReleasedNow);
    }

    [Fact]
    public void AContactThatWasNeverSeenOpenIsNoPress()
    {
        Sample(true, 500);
        Assert.False(trigger.Pressed);
        Press();
        Assert.True(trigger.Pressed);
    }

    [Fact]
    public void AHoldCountsFromThePress()
    {
        Press();
        Assert.Equal(0, trigger.HeldMs);
        Sample(true, 30);
        Assert.Equal(300, trigger.HeldMs);
        Sample(true, 1, 50);
        Assert.Equal(350, trigger.HeldMs);
        Sample(false);
        Assert.Equal(0, trigger.HeldMs);
    }

    [Fact]
    public void AForgottenHoldNeedsANewPress()
    {
        Press();
        Sample(true, 30);
        trigger.ForgetHold();
        Assert.Equal(0, trigger.HeldMs);
        Sample(true, 100);
        Assert.Equal(0, trigger.HeldMs);
        Assert.True(trigger.Pressed);
        Press();
        Sample(true, 10);
        Assert.Equal(100, trigger.HeldMs);
    }

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void WhatTheHandDidInALongTickNobodyKnows(int tickMs, bool known)
    {
        Press();
        Sample(true, 30);
        Sample(true, 1, tickMs);
        Sample(true, 10);
        Assert.Equal(known ? 300 + tickMs + 100 : 0, trigger.HeldMs);
        Sample(false, 1, tickMs);
        Assert.Equal(0, trigger.HeldMs);
        Sample(true, 3);
        Assert.True(trigger.Pressed);
    }

    [Fact]
    public void AfterALongTickAContactThatIsClosedAgainIsNoNewPress()
    {
        Sample(false);
        Sample(true, 1, 60);
        Sample(true, 10);
        Assert.False(trigger.Pressed);
    }
}
