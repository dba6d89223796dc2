using System;
using System.Device.Adc;
using nanoFramework.Hardware.Esp32;

namespace NanoFramework.Tests;

public class AdcTests
{
    [Fact]
    public void TheConverterHas20ChannelsOf12Bits()
    {
        FakeChip.Boot();
        var controller = new AdcController();
        Assert.Equal(20, controller.ChannelCount);
        Assert.Equal(12, controller.ResolutionInBits);
        Assert.Equal(0, controller.MinValue);
        Assert.Equal(4095, controller.MaxValue);
        Assert.True(controller.IsChannelModeSupported(AdcChannelMode.SingleEnded));
        Assert.False(controller.IsChannelModeSupported(AdcChannelMode.Differential));
    }

    [Fact]
    public void AReadingIsTheChips()
    {
        FakeChip chip = FakeChip.Boot();
        AdcChannel channel = new AdcController().OpenChannel(6);
        chip.AdcValues[6] = 4095;
        Assert.Equal(4095, channel.ReadValue());
        Assert.Equal(1.0, channel.ReadRatio());
        channel.Dispose();
        Assert.Throws<ObjectDisposedException>(() => channel.ReadValue());
    }

    [Fact]
    public void ChannelsBeyondTheLastAndTheHallSensorAreRefused()
    {
        FakeChip.Boot();
        var controller = new AdcController();
        Assert.Throws<ArgumentException>(() => controller.OpenChannel(-1));
        Assert.Throws<ArgumentException>(() => controller.OpenChannel(20));
        Assert.Throws<ArgumentException>(() => controller.OpenChannel(9).ReadValue());
    }

    [Fact]
    public void TheirPinsAreFixed()
    {
        FakeChip.Boot();
        Assert.Equal(36, Configuration.GetFunctionPin(DeviceFunction.ADC1_CH0));
        Assert.Equal(35, Configuration.GetFunctionPin(DeviceFunction.ADC1_CH7));
        Assert.Throws<ArgumentException>(() => Configuration.SetPinFunction(35, DeviceFunction.ADC1_CH0));
    }
}
