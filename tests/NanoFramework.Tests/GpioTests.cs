using System;
using System.Device.Gpio;

namespace NanoFramework.Tests;

public class GpioTests
{
    [Fact]
    public void AnOutputIsDrivenLowWhenItIsOpened()
    {
        FakeChip chip = FakeChip.Boot();
        chip.Levels[27] = true;
        GpioPin pin = new GpioController().OpenPin(27, PinMode.Output);
        Assert.False(chip.Levels[27]);
        Assert.Equal((int)PinMode.Output, chip.Modes[27]);
        pin.Write(PinValue.High);
        Assert.True(chip.Levels[27]);
        Assert.Equal(PinValue.High, pin.Read());
    }

    [Fact]
    public void APinOpensOnceForAllControllers()
    {
        FakeChip.Boot();
        new GpioController().OpenPin(4, PinMode.InputPullUp);
        Assert.Throws<InvalidOperationException>(() => new GpioController().OpenPin(4));
        new GpioController().ClosePin(4);
        Assert.Equal(PinMode.Input, new GpioController().OpenPin(4).GetPinMode());
    }

    [Fact]
    public void PinsThatTheChipLacksDoNotOpen()
    {
        FakeChip.Boot();
        var controller = new GpioController();
        foreach (int gpio in new[] { -1, 24, 28, 31, 40 })
        {
            Assert.Throws<InvalidOperationException>(() => controller.OpenPin(gpio));
        }
    }

    [Fact]
    public void Pins34To39AreInputsOnly()
    {
        FakeChip.Boot();
        var controller = new GpioController();
        Assert.Throws<ArgumentException>(() => controller.OpenPin(34, PinMode.Output));
        Assert.False(controller.IsPinModeSupported(39, PinMode.Output));
        Assert.True(controller.IsPinModeSupported(39, PinMode.Input));
        Assert.False(controller.OpenPin(35, PinMode.Input).IsPinModeSupported(PinMode.OutputOpenDrain));
    }

    [Fact]
    public void WritingToAnInputIsRefusedAndTogglingItDoesNothing()
    {
        FakeChip chip = FakeChip.Boot();
        GpioPin pin = new GpioController().OpenPin(4, PinMode.Input);
        Assert.Throws<ArgumentException>(() => pin.Write(PinValue.High));
        pin.Toggle();
        Assert.False(chip.Levels[4]);
    }

    [Fact]
    public void ToggleInvertsWhatWasWrittenLast()
    {
        FakeChip chip = FakeChip.Boot();
        GpioPin pin = new GpioController().OpenPin(13, PinMode.Output);
        pin.Toggle();
        Assert.True(chip.Levels[13]);
        chip.Levels[13] = false;
        pin.Toggle();
        Assert.False(chip.Levels[13]);
    }

    [Fact]
    public void ADisposedControllerClosesThePinsOfAllControllers()
    {
        FakeChip.Boot();
        GpioPin pin = new GpioController().OpenPin(13, PinMode.Output);
        new GpioController().Dispose();
        Assert.Throws<ObjectDisposedException>(() => pin.Write(PinValue.High));
    }

    [Fact]
    public void ValuesConvertAsOnTheChip()
    {
        PinValue high = 7;
        Assert.True((bool)high);
        Assert.Equal(1, (int)high);
        Assert.Equal((byte)0, (byte)(PinValue)false);
        Assert.True(high == PinValue.High && high != PinValue.Low);
        Assert.Equal("Low", PinValue.Low.ToString());
    }
}
