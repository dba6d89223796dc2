using System.Device.Gpio;
using System.Device.Pwm;
using nanoFramework.Hardware.Esp32;

namespace Pen.Board.Drivers;

/// <summary>
/// Motor PWM and enable. The PWM channel is started once at duty 0 and never stopped: nanoFramework's ESP32 driver has one
/// "started" flag for all channels, so a Stop would freeze the others. Off is duty 0; the real off is the enable pin.
/// </summary>
public sealed class MotorDrive
{
    private readonly GpioPin enable;
    private readonly PwmChannel pwm;
    private int dutyNow = -1;

    /// <summary>Opens enable first, low, then the PWM at duty 0.</summary>
    public MotorDrive(GpioController gpio)
    {
        enable = gpio.OpenPin(PinMap.MotorEnable, PinMode.Output);
        enable.Write(PinValue.Low);
        Configuration.SetPinFunction(PinMap.MotorPwm, DeviceFunction.PWM1);
        pwm = PwmChannel.CreateFromPin(PinMap.MotorPwm, PinMap.MotorPwmHz, 0);
        pwm.Start();
    }

    /// <summary>Applies enable and duty (1/10000). Going off, enable falls first; going on, it rises last.</summary>
    public void Apply(bool enabled, int duty)
    {
        if (!enabled)
        {
            enable.Write(PinValue.Low);
        }

        if (duty != dutyNow)
        {
            pwm.DutyCycle = duty / 10000.0;
            dutyNow = duty;
        }

        if (enabled)
        {
            enable.Write(PinValue.High);
        }
    }
}
