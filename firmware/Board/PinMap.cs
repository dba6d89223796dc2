namespace Pen.Board;

/// <summary>
/// Which pin of the ESP32-WROOM-32E does what. IO6–11 belong to the flash, IO1/3 to the debugger (UART0), IO0 to the boot
/// button. IO5, 12 and 15 are strapping pins: IO12 must be low at reset and only drives the buzzer; IO5 and IO15 only choose
/// timing and boot messages. All analogue inputs are on ADC1 (ADC2 is unusable beside Wi-Fi).
/// </summary>
public static class PinMap
{
    /// <summary>Motor PWM to the driver (PWM1).</summary>
    public const int MotorPwm = 25;

    /// <summary>Depth servo pulse (PWM3: another timer than the motor's, so that the frequencies are independent).</summary>
    public const int ServoPwm = 26;

    /// <summary>Motor enable, one of the gate's three inputs; high asks for drive.</summary>
    public const int MotorEnable = 27;

    /// <summary>Watchdog kick: every edge counts.</summary>
    public const int WatchdogKick = 13;

    /// <summary>Gate reset: a rising edge re-arms the latched watchdog, if it is being kicked and enable is low.</summary>
    public const int GateReset = 23;

    /// <summary>Speed sensor, one channel of the encoder, both edges counted.</summary>
    public const int Tachometer = 14;

    /// <summary>Trigger button, low when pressed.</summary>
    public const int Trigger = 4;

    /// <summary>Cartridge switch, low when a cartridge is in.</summary>
    public const int CartridgeSwitch = 15;

    /// <summary>Dock contact, low when docked.</summary>
    public const int DockContact = 5;

    /// <summary>Status LED, high is on.</summary>
    public const int StatusLed = 2;

    /// <summary>Buzzer, high is on.</summary>
    public const int Buzzer = 12;

    /// <summary>I2C1 (FRAM) data.</summary>
    public const int FramData = 21;

    /// <summary>I2C1 (FRAM) clock.</summary>
    public const int FramClock = 22;

    /// <summary>I2C2 (cartridge) data.</summary>
    public const int CartridgeData = 18;

    /// <summary>I2C2 (cartridge) clock.</summary>
    public const int CartridgeClock = 19;

    /// <summary>UART2 to the isolated USB bridge: transmit (COM2).</summary>
    public const int HostTransmit = 17;

    /// <summary>UART2 from the isolated USB bridge: receive (COM2).</summary>
    public const int HostReceive = 16;

    /// <summary>ADC1 channel of the depth potentiometer (IO36).</summary>
    public const int DepthPotChannel = 0;

    /// <summary>ADC1 channel of the motor current amplifier (IO39).</summary>
    public const int MotorCurrentChannel = 3;

    /// <summary>ADC1 channel of the motor thermistor (IO32).</summary>
    public const int MotorThermistorChannel = 4;

    /// <summary>ADC1 channel of the cell voltage divider (IO33).</summary>
    public const int BatteryChannel = 5;

    /// <summary>ADC1 channel of the board thermistor (IO34).</summary>
    public const int BoardThermistorChannel = 6;

    /// <summary>
    /// ADC1 channel of the gate monitor (IO35): a resistor ladder adds one third of the supply when the watchdog allows the
    /// motor and two thirds when the gate's output is on; both readings are independent of the enable pin's software.
    /// </summary>
    public const int GateMonitorChannel = 7;

    /// <summary>Motor PWM frequency in Hz: above hearing, and L/R of the winding is about 22 µs.</summary>
    public const int MotorPwmHz = 25000;

    /// <summary>Servo frame rate in Hz.</summary>
    public const int ServoPwmHz = 50;

    /// <summary>I2C bus of the FRAM.</summary>
    public const int FramBus = 1;

    /// <summary>I2C address of the FRAM's lower 64 KB; the upper 64 KB answer at the next address (MB85RC1MT: A16 is an address bit).</summary>
    public const int FramAddress = 0x50;

    /// <summary>I2C bus of the cartridge.</summary>
    public const int CartridgeBus = 2;

    /// <summary>I2C address of the cartridge's memory (AT24CS32).</summary>
    public const int CartridgeAddress = 0x50;

    /// <summary>I2C address of the cartridge memory's factory serial (AT24CS32).</summary>
    public const int CartridgeSerialAddress = 0x58;

    /// <summary>Word address of the factory serial (AT24CS32 data sheet: 0b0000_1000 in the upper address byte).</summary>
    public const int CartridgeSerialWord = 0x0800;
}
