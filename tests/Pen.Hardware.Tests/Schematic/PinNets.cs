using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Pen.Board;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>Which net each pin of the firmware's map belongs to, and which pin of the module that is.</summary>
internal static class PinNets
{
    /// <summary>The net of every pin in <see cref="PinMap"/>.</summary>
    public static IReadOnlyDictionary<string, string> Nets { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [nameof(PinMap.MotorPwm)] = "MOTOR_PWM",
            [nameof(PinMap.ServoPwm)] = "SERVO_PWM",
            [nameof(PinMap.MotorEnable)] = "MOTOR_ENABLE",
            [nameof(PinMap.WatchdogKick)] = "WATCHDOG_KICK",
            [nameof(PinMap.GateReset)] = "GATE_RESET",
            [nameof(PinMap.Tachometer)] = "TACHOMETER",
            [nameof(PinMap.Trigger)] = "TRIGGER_N",
            [nameof(PinMap.CartridgeSwitch)] = "CARTRIDGE_SWITCH_N",
            [nameof(PinMap.DockContact)] = "DOCK_CONTACT_N",
            [nameof(PinMap.StatusLed)] = "STATUS_LED",
            [nameof(PinMap.Buzzer)] = "BUZZER",
            [nameof(PinMap.FramData)] = "FRAM_SDA",
            [nameof(PinMap.FramClock)] = "FRAM_SCL",
            [nameof(PinMap.CartridgeData)] = "CARTRIDGE_SDA",
            [nameof(PinMap.CartridgeClock)] = "CARTRIDGE_SCL",
            [nameof(PinMap.HostTransmit)] = "HOST_TX",
            [nameof(PinMap.HostReceive)] = "HOST_RX",
            [nameof(PinMap.DepthPotChannel)] = "DEPTH_POT",
            [nameof(PinMap.MotorCurrentChannel)] = "MOTOR_CURRENT",
            [nameof(PinMap.MotorThermistorChannel)] = "MOTOR_THERMISTOR",
            [nameof(PinMap.BatteryChannel)] = "BATTERY_SENSE",
            [nameof(PinMap.BoardThermistorChannel)] = "BOARD_THERMISTOR",
            [nameof(PinMap.GateMonitorChannel)] = "GATE_MONITOR",
        };

    /// <summary>Names in the map that are no pins: frequencies, buses, addresses.</summary>
    private static readonly string[] NoPins = ["Hz", "Bus", "Address", "Word"];

    /// <summary>GPIO of each channel of the ESP32's first converter (ESP32 data sheet, table of ADC pins).</summary>
    private static readonly int[] FirstConverter = [36, 37, 38, 39, 32, 33, 34, 35];

    /// <summary>Every pin of the firmware's map with its value.</summary>
    public static IReadOnlyDictionary<string, int> Firmware { get; } =
        typeof(PinMap)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => !NoPins.Any(n => f.Name.EndsWith(n, StringComparison.Ordinal)))
            .ToDictionary(f => f.Name, f => (int)f.GetRawConstantValue()!, StringComparer.Ordinal);

    /// <summary>Name of the module's pin for an entry of the map.</summary>
    public static string ModulePin(string name)
    {
        int gpio = name.EndsWith("Channel", StringComparison.Ordinal) ? FirstConverter[Firmware[name]] : Firmware[name];
        return gpio switch
        {
            36 => "SENSOR_VP",
            39 => "SENSOR_VN",
            _ => "IO" + gpio,
        };
    }
}
