using System.Device.Pwm;
using Iot.Device.ServoMotor;
using nanoFramework.Hardware.Esp32;

namespace Pen.Board.Drivers;

/// <summary>The depth stop's servo. Without a pulse width it gets no pulses and stays where it is.</summary>
public sealed class DepthServo
{
    private const int AngleUnused = 180;
    private const int ShortestMicros = 900;
    private const int LongestMicros = 2100;

    private readonly PwmChannel pwm;
    private readonly ServoMotor servo;
    private int pulseNow;

    /// <summary>Opens the channel at duty 0: no pulses.</summary>
    public DepthServo()
    {
        Configuration.SetPinFunction(PinMap.ServoPwm, DeviceFunction.PWM3);
        pwm = PwmChannel.CreateFromPin(PinMap.ServoPwm, PinMap.ServoPwmHz, 0);
        servo = new ServoMotor(pwm, AngleUnused, ShortestMicros, LongestMicros);
        servo.Start();
    }

    /// <summary>Applies a pulse width in µs.</summary>
    public void Apply(int pulseMicros)
    {
        if (pulseMicros != pulseNow && pulseMicros > 0)
        {
            servo.WritePulseWidth(pulseMicros);
            pulseNow = pulseMicros;
        }
    }
}
