using System.Device.Gpio;

namespace Pen.Board.Drivers;

/// <summary>Everything digital but the motor: trigger, switches, watchdog, LED and buzzer.</summary>
public sealed class Panel
{
    private readonly GpioPin trigger;
    private readonly GpioPin cartridgeSwitch;
    private readonly GpioPin dockContact;
    private readonly GpioPin kick;
    private readonly GpioPin gateReset;
    private readonly GpioPin led;
    private readonly GpioPin buzzer;
    private bool kickLevel;

    /// <summary>Opens the pins.</summary>
    public Panel(GpioController gpio)
    {
        trigger = gpio.OpenPin(PinMap.Trigger, PinMode.InputPullUp);
        cartridgeSwitch = gpio.OpenPin(PinMap.CartridgeSwitch, PinMode.InputPullUp);
        dockContact = gpio.OpenPin(PinMap.DockContact, PinMode.InputPullUp);
        kick = gpio.OpenPin(PinMap.WatchdogKick, PinMode.Output);
        gateReset = gpio.OpenPin(PinMap.GateReset, PinMode.Output);
        led = gpio.OpenPin(PinMap.StatusLed, PinMode.Output);
        buzzer = gpio.OpenPin(PinMap.Buzzer, PinMode.Output);
    }

    /// <summary>Whether the trigger's contact is closed.</summary>
    public bool ReadTrigger()
    {
        return trigger.Read() == PinValue.Low;
    }

    /// <summary>Whether the cartridge switch is closed.</summary>
    public bool ReadCartridgeSwitch()
    {
        return cartridgeSwitch.Read() == PinValue.Low;
    }

    /// <summary>Whether the dock contact is closed.</summary>
    public bool ReadDockContact()
    {
        return dockContact.Read() == PinValue.Low;
    }

    /// <summary>One kick: an edge.</summary>
    public void Kick()
    {
        kickLevel = !kickLevel;
        kick.Write(kickLevel);
    }

    /// <summary>Applies gate reset, LED and buzzer.</summary>
    public void Apply(bool reset, bool ledOn, bool buzzerOn)
    {
        gateReset.Write(reset);
        led.Write(ledOn);
        buzzer.Write(buzzerOn);
    }
}
