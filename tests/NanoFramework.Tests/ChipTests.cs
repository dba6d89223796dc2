using System;
using System.Device.Gpio;
using System.Device.Pwm;
using System.IO.Ports;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace NanoFramework.Tests;

public class ChipTests
{
    [Fact]
    public void TwoPensInOneProcessDoNotDisturbEachOther()
    {
        FakeChip mine = FakeChip.Boot();
        Configuration.SetPinFunction(25, DeviceFunction.PWM1);
        PwmChannel motor = PwmChannel.CreateFromPin(25, 25000, 0.5)!;
        motor.Start();
        FakeChip? other = null;
        Exception? failure = null;

        var thread = new Thread(() =>
        {
            try
            {
                other = FakeChip.Boot();
                Assert.Null(PwmChannel.CreateFromPin(25));
                Configuration.SetPinFunction(25, DeviceFunction.PWM1);
                PwmChannel channel = PwmChannel.CreateFromPin(25, 25000, 0.1)!;
                channel.Start();
                channel.Stop();
                _ = new SerialPort("COM2");
                other.Spend(99);
            }
            catch (Exception caught)
            {
                failure = caught;
            }
        });
        thread.Start();
        thread.Join();

        Assert.Null(failure);
        motor.DutyCycle = 0.25;
        Assert.Equal(0.25, mine.Duties[25], 3);
        Assert.Equal(0, other!.Duties[25]);
        Assert.Equal("COM2", new SerialPort("COM2").PortName);
        Assert.Equal((0ul, 99L), (HighResTimer.GetCurrent(), other.NowMicros));
    }

    [Fact]
    public void ObjectsKeepTheChipTheyWereMadeOn()
    {
        FakeChip first = FakeChip.Boot();
        GpioPin pin = new GpioController().OpenPin(2, PinMode.Output);
        FakeChip second = FakeChip.Boot();
        pin.Write(PinValue.High);
        Assert.True(first.Levels[2]);
        Assert.False(second.Levels[2]);
    }

    [Fact]
    public void AResetForgetsPinsAndPorts()
    {
        FakeChip chip = FakeChip.Boot();
        Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
        new GpioController().OpenPin(2, PinMode.Output);
        _ = new SerialPort("COM2");
        chip.PullReset();
        Assert.Equal(-1, Configuration.GetFunctionPin(DeviceFunction.COM2_TX));
        Assert.Equal(2, new GpioController().OpenPin(2).PinNumber);
        Assert.Equal("COM2", new SerialPort("COM2").PortName);
    }

    [Fact]
    public void WithoutAChipTheCallSaysSo()
    {
        Exception? caught = null;
        var thread = new Thread(() => caught = Record.Exception(() => HighResTimer.GetCurrent()));
        thread.Start();
        thread.Join();
        Assert.IsType<InvalidOperationException>(caught);
    }

    [Fact]
    public void TheMicrosecondClockIsVirtual()
    {
        FakeChip chip = FakeChip.Boot();
        chip.Spend(12_345);
        Assert.Equal(12_345ul, HighResTimer.GetCurrent());
    }

    [Fact]
    public void RebootReturnsAndTheCodeRunsOn()
    {
        FakeChip chip = FakeChip.Boot();
        Power.RebootDevice();
        Assert.True(chip.Rebooted);
    }

    [Fact]
    public void ASimulatorCanSeeWhichPinTheFirmwareGaveAFunction()
    {
        FakeChip chip = FakeChip.Boot();
        Configuration.SetPinFunction(22, DeviceFunction.I2C1_CLOCK);
        Assert.Equal(22, chip.Platform.FunctionPin((int)DeviceFunction.I2C1_CLOCK));
        Assert.Equal(-1, chip.Platform.FunctionPin(0));
        Assert.Equal((1, 3), (chip.Platform.FunctionPin(0x030100), chip.Platform.FunctionPin(0x030101)));
    }
}
