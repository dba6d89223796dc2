namespace Pen.Protocol;

/// <summary>
/// Limits, defaults and units of the settings. A value outside is refused, never bent. The two gains may take back what the parts
/// allow and no more: the ESP32's converter has a reference of 1000 to 1200 mV where 1100 is nominal (data sheet), shunt, amplifier and
/// divider have 1 % each. So no senseless value hides more than this: FLT-2 (1000 mA) comes at 1211 mA at the latest, which is less than a
/// stalled motor draws (1.25 A); FLT-10 (3.30 V) comes at 3.00 V, where the boost converter still works (2.7 V).
/// </summary>
public static class SettingTable
{
    /// <summary>Number of settings; ids run from 1 to this.</summary>
    public const int Count = 18;

    /// <summary>Whether the pen has this setting.</summary>
    public static bool Knows(int id)
    {
        return id >= 1 && id <= Count;
    }

    /// <summary>Lowest value.</summary>
    public static int Min(SettingId id)
    {
        switch (id)
        {
            case SettingId.PresetSpeedHz:
                return 50;
            case SettingId.DepthZeroCounts:
                return 300;
            case SettingId.DepthCountsPerMm:
                return 600;
            case SettingId.ServoZeroMicroseconds:
                return 1000;
            case SettingId.ServoMicrosecondsPerMm:
                return 150;
            case SettingId.CurrentOffsetMilliamps:
                return -100;
            case SettingId.CurrentGainPermille:
            case SettingId.BatteryGainPermille:
                return 900;
            default:
                return 0;
        }
    }

    /// <summary>Highest value.</summary>
    public static int Max(SettingId id)
    {
        switch (id)
        {
            case SettingId.PresetDepthMicrons:
                return 1500;
            case SettingId.PresetSpeedHz:
                return 150;
            case SettingId.DepthZeroCounts:
                return 900;
            case SettingId.DepthCountsPerMm:
                return 1000;
            case SettingId.ServoZeroMicroseconds:
                return 1300;
            case SettingId.ServoMicrosecondsPerMm:
                return 250;
            case SettingId.DepthBacklashMicrons:
                return 200;
            case SettingId.PresetArea:
                return (int)TreatmentArea.Hands;
            case SettingId.CurrentOffsetMilliamps:
                return 100;
            case SettingId.CurrentGainPermille:
            case SettingId.BatteryGainPermille:
                return 1100;
            case SettingId.HardwareRevision:
                return 99;
            case SettingId.CalibrationDay:
                return 65535;
            default:
                return 1;
        }
    }

    /// <summary>Value of a new pen, and of one whose settings are damaged: the safest one.</summary>
    public static int Default(SettingId id)
    {
        switch (id)
        {
            case SettingId.PresetDepthMicrons:
                return 500;
            case SettingId.PresetSpeedHz:
                return 100;
            case SettingId.DepthZeroCounts:
                return 600;
            case SettingId.DepthCountsPerMm:
                return 900;
            case SettingId.ServoZeroMicroseconds:
                return 1150;
            case SettingId.ServoMicrosecondsPerMm:
                return 200;
            case SettingId.DepthBacklashMicrons:
                return 80;
            case SettingId.CurrentGainPermille:
            case SettingId.BatteryGainPermille:
                return 1000;
            case SettingId.Buzzer:
            case SettingId.CartridgeTags:
                return 1;
            default:
                return 0;
        }
    }

    /// <summary>Step between allowed values.</summary>
    public static int Resolution(SettingId id)
    {
        return id == SettingId.PresetDepthMicrons ? Limits.DepthResolutionMicrons : 1;
    }

    /// <summary>Unit, as written behind the value.</summary>
    public static string Unit(SettingId id)
    {
        switch (id)
        {
            case SettingId.PresetDepthMicrons:
            case SettingId.DepthBacklashMicrons:
                return "µm";
            case SettingId.PresetSpeedHz:
                return "Hz";
            case SettingId.DepthZeroCounts:
                return "counts";
            case SettingId.DepthCountsPerMm:
                return "counts/mm";
            case SettingId.ServoZeroMicroseconds:
                return "µs";
            case SettingId.ServoMicrosecondsPerMm:
                return "µs/mm";
            case SettingId.CurrentOffsetMilliamps:
                return "mA";
            case SettingId.CurrentGainPermille:
            case SettingId.BatteryGainPermille:
                return "‰";
            case SettingId.CalibrationDay:
                return "d";
            default:
                return "";
        }
    }

    /// <summary>Name on the command line.</summary>
    public static string Name(SettingId id)
    {
        switch (id)
        {
            case SettingId.TriggerMode:
                return "trigger-mode";
            case SettingId.PresetDepthMicrons:
                return "preset-depth";
            case SettingId.PresetSpeedHz:
                return "preset-speed";
            case SettingId.CompanionLostPolicy:
                return "companion-lost";
            case SettingId.DepthZeroCounts:
                return "depth-zero";
            case SettingId.DepthCountsPerMm:
                return "depth-slope";
            case SettingId.ServoZeroMicroseconds:
                return "servo-zero";
            case SettingId.ServoMicrosecondsPerMm:
                return "servo-slope";
            case SettingId.DepthBacklashMicrons:
                return "depth-backlash";
            case SettingId.Buzzer:
                return "buzzer";
            case SettingId.DoublePressArms:
                return "double-press";
            case SettingId.PresetArea:
                return "preset-area";
            case SettingId.CartridgeTags:
                return "cartridge-tags";
            case SettingId.CurrentOffsetMilliamps:
                return "current-offset";
            case SettingId.CurrentGainPermille:
                return "current-gain";
            case SettingId.BatteryGainPermille:
                return "battery-gain";
            case SettingId.HardwareRevision:
                return "hardware-revision";
            case SettingId.CalibrationDay:
                return "calibration-day";
            default:
                return "";
        }
    }
}
