using System;
using System.Device.Pwm;
using Iot.Device.ServoMotor;
using nanoFramework.Hardware.Esp32;

namespace NanoFramework.Tests;

public class ServoMotorTests
{
    private const int Gpio = 26;
    private const double FrameMicros = 20_000;

    [Fact]
    public void ThePulseComesInStepsOfTwoMicrosecondsAt50Hertz()
    {
        (FakeChip chip, ServoMotor servo, _) = Make();
        servo.Start();
        servo.WritePulseWidth(1500);
        Assert.Equal(1500, chip.Duties[Gpio] * FrameMicros, 0.05);
        servo.WritePulseWidth(1501);
        Assert.Equal(1500, chip.Duties[Gpio] * FrameMicros, 0.05);
        servo.WritePulseWidth(1502);
        Assert.InRange(chip.Duties[Gpio] * FrameMicros, 1499.9, 1502);
    }

    [Fact]
    public void TheDutyIsCutAndNotRounded()
    {
        (_, ServoMotor servo, PwmChannel channel) = Make();
        for (int micros = 500; micros <= 2500; micros++)
        {
            servo.WritePulseWidth(micros);
            uint expected = (uint)(micros / 1_000_000.0 * 50 * 10000.0);
            Assert.Equal(expected / 10000.0, channel.DutyCycle);
            Assert.InRange(channel.DutyCycle * FrameMicros, micros - 2.001, micros + 0.001);
        }
    }

    [Fact]
    public void AnAngleIsItsShareOfTheCalibratedRange()
    {
        (_, ServoMotor servo, PwmChannel channel) = Make();
        servo.WriteAngle(90);
        Assert.Equal(0.075, channel.DutyCycle);
        Assert.Throws<ArgumentOutOfRangeException>(() => servo.WriteAngle(180.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => servo.WriteAngle(-0.1));
    }

    [Fact]
    public void StartAndStopAreTheChannels()
    {
        (FakeChip chip, ServoMotor servo, _) = Make();
        servo.WritePulseWidth(1500);
        Assert.Equal(0, chip.PwmWrites);
        servo.Start();
        Assert.InRange(chip.Duties[Gpio], 0.0749, 0.0751);
        servo.Stop();
        Assert.Equal(0, chip.Duties[Gpio]);
    }

    [Fact]
    public void APulseLongerThanTheFrameIsRefused()
    {
        (_, ServoMotor servo, _) = Make();
        Assert.Throws<ArgumentException>(() => servo.WritePulseWidth(20_001));
        Assert.Throws<ArgumentException>(() => servo.WritePulseWidth(-1));
    }

    [Fact]
    public void CalibrationRefusesNonsense()
    {
        (_, ServoMotor servo, _) = Make();
        Assert.Throws<ArgumentOutOfRangeException>(() => servo.Calibrate(361, 1000, 2000));
        Assert.Throws<ArgumentOutOfRangeException>(() => servo.Calibrate(180, -1, 2000));
        Assert.Throws<ArgumentOutOfRangeException>(() => servo.Calibrate(180, 2000, 1999));
    }

    private static (FakeChip Chip, ServoMotor Servo, PwmChannel Channel) Make()
    {
        FakeChip chip = FakeChip.Boot();
        Configuration.SetPinFunction(Gpio, DeviceFunction.PWM3);
        PwmChannel channel = PwmChannel.CreateFromPin(Gpio, 50, 0)!;
        return (chip, new ServoMotor(channel), channel);
    }
}
