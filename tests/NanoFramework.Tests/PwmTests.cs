using System;
using System.Device.Pwm;
using nanoFramework.Hardware.Esp32;

namespace NanoFramework.Tests;

public class PwmTests
{
    private const int Motor = 25;
    private const int Servo = 26;
    private const int Sibling = 27;

    [Fact]
    public void AChannelIsBornWith400HertzAndHalfDuty()
    {
        Boot();
        PwmChannel channel = Make(Motor);
        Assert.Equal(400, channel.Frequency);
        Assert.Equal(0.5, channel.DutyCycle);
    }

    [Fact]
    public void AChannelSaysNothingToItsPinBeforeItIsStarted()
    {
        FakeChip chip = Boot();
        PwmChannel channel = Make(Motor, 25000, 0);
        channel.DutyCycle = 0.3;
        Assert.Equal(0, chip.PwmWrites);
        channel.Start();
        Assert.Equal(25000, chip.Frequencies[Motor]);
        Assert.Equal(0.3, chip.Duties[Motor], 3);
    }

    [Fact]
    public void APinWithoutAPwmFunctionGivesNull()
    {
        Boot();
        Assert.Null(PwmChannel.CreateFromPin(4));
        Assert.Null(PwmChannel.CreateFromPin(-1));
    }

    [Fact]
    public void AChannelByNumberIsRejectedForItsUnknownPin()
    {
        Boot();
        Assert.Throws<ArgumentException>(() => PwmChannel.Create(0, 0));
        Assert.Throws<ArgumentException>(() => new PwmChannel(0, 1, 50, 0));
    }

    [Fact]
    public void AnInputOnlyPinCannotCarryPwm()
    {
        Boot();
        Configuration.SetPinFunction(34, DeviceFunction.PWM5);
        Assert.Throws<ArgumentException>(() => PwmChannel.CreateFromPin(34));
    }

    [Fact]
    public void StopOnOneChannelFreezesThePinsOfTheOthers()
    {
        FakeChip chip = Boot();
        PwmChannel motor = Make(Motor, 25000, 0.5);
        PwmChannel servo = Make(Servo, 50, 0.05);
        motor.Start();
        servo.Start();
        double before = chip.Duties[Motor];

        servo.Stop();
        motor.DutyCycle = 0;

        Assert.Equal(0, motor.DutyCycle);
        Assert.Equal(before, chip.Duties[Motor]);
        Assert.True(before > 0.49);
    }

    [Fact]
    public void StartOfAnotherChannelLetsAWriteSwitchAStoppedOneOnAgain()
    {
        FakeChip chip = Boot();
        PwmChannel motor = Make(Motor, 25000, 0.5);
        PwmChannel servo = Make(Servo, 50, 0.05);
        motor.Start();
        motor.Stop();
        Assert.Equal(0, chip.Duties[Motor]);

        servo.Start();
        Assert.Equal(0, chip.Duties[Motor]);
        motor.DutyCycle = 0.25;

        Assert.Equal(0.25, chip.Duties[Motor], 3);
    }

    [Fact]
    public void DutyIsCutToTenThousandths()
    {
        Boot();
        PwmChannel channel = Make(Motor, 25000, 0);
        channel.DutyCycle = 0.123456;
        Assert.Equal(0.1234, channel.DutyCycle);
    }

    [Theory]
    [InlineData(25000, 2048)]
    [InlineData(20000, 2048)]
    [InlineData(40000, 1024)]
    [InlineData(400, 131072)]
    [InlineData(50, 524288)]
    [InlineData(1, 524288)]
    public void ThePinsDutyComesInStepsOfTheTimer(int frequencyHz, int steps)
    {
        FakeChip chip = Boot();
        PwmChannel channel = Make(Motor, frequencyHz, 0);
        channel.Start();
        channel.DutyCycle = 0.3333;
        Assert.Equal((double)(uint)(3333L * steps / 10000) / steps, chip.Duties[Motor]);
        Assert.InRange(chip.Duties[Motor], 0.3333 - 1.0 / steps, 0.3333);
    }

    [Fact]
    public void FullDutyAtTheFinestResolutionOverflowsTheDriversArithmetic()
    {
        FakeChip chip = Boot();
        PwmChannel channel = Make(Servo, 50, 0);
        channel.Start();
        channel.DutyCycle = 0.81;
        Assert.Equal(0.81, chip.Duties[Servo], 3);
        channel.DutyCycle = 0.9;
        Assert.InRange(chip.Duties[Servo], 0.08, 0.09);
    }

    [Fact]
    public void ChannelsOfATimerShareTheFrequencyAndNotTheOthers()
    {
        FakeChip chip = Boot();
        PwmChannel motor = Make(Motor, 25000, 0.5);
        PwmChannel servo = Make(Servo, 50, 0.05);
        Configuration.SetPinFunction(Sibling, DeviceFunction.PWM2);
        PwmChannel sibling = PwmChannel.CreateFromPin(Sibling, 25000, 0.5)!;
        motor.Start();
        servo.Start();
        sibling.Start();

        sibling.Frequency = 20000;

        Assert.Equal(20000, chip.Frequencies[Motor]);
        Assert.Equal(50, chip.Frequencies[Servo]);
        Assert.Equal(0.5, chip.Duties[Motor], 3);
    }

    [Fact]
    public void AChangedResolutionSpoilsTheDutyOfTheOtherChannelOfTheTimer()
    {
        FakeChip chip = Boot();
        PwmChannel motor = Make(Motor, 25000, 0.25);
        Configuration.SetPinFunction(Sibling, DeviceFunction.PWM2);
        PwmChannel sibling = PwmChannel.CreateFromPin(Sibling, 25000, 0.25)!;
        motor.Start();
        sibling.Start();

        sibling.Frequency = 40000;

        Assert.Equal(0.25, chip.Duties[Sibling], 3);
        Assert.Equal(0.5, chip.Duties[Motor], 3);
    }

    [Fact]
    public void DisposeLeavesTheSignalOnThePin()
    {
        FakeChip chip = Boot();
        PwmChannel motor = Make(Motor, 25000, 0.5);
        motor.Start();
        motor.Dispose();
        Assert.Equal(0.5, chip.Duties[Motor], 3);
    }

    [Theory]
    [InlineData(-0.0001)]
    [InlineData(1.0001)]
    [InlineData(double.NaN)]
    public void ADutyOutsideZeroToOneIsRefused(double duty)
    {
        Boot();
        PwmChannel motor = Make(Motor, 25000, 0.5);
        Assert.Throws<ArgumentException>(() => motor.DutyCycle = duty);
        Assert.Equal(0.5, motor.DutyCycle);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(40_000_001)]
    public void AnImpossibleFrequencyIsRefused(int frequencyHz)
    {
        Boot();
        Assert.Throws<ArgumentException>(() => Make(Motor, frequencyHz));
    }

    private static FakeChip Boot()
    {
        FakeChip chip = FakeChip.Boot();
        Configuration.SetPinFunction(Motor, DeviceFunction.PWM1);
        Configuration.SetPinFunction(Servo, DeviceFunction.PWM3);
        return chip;
    }

    private static PwmChannel Make(int gpio) => PwmChannel.CreateFromPin(gpio)!;

    private static PwmChannel Make(int gpio, int frequencyHz, double duty = 0) =>
        PwmChannel.CreateFromPin(gpio, frequencyHz, duty)!;
}
