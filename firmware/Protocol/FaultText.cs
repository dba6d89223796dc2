namespace Pen.Protocol;

/// <summary>
/// The words for each fault: name, cause and advice, in one place for firmware, host and documents. Cause and advice are
/// one sentence each, for the person who holds the pen.
/// </summary>
public static class FaultText
{
    /// <summary>Highest fault number.</summary>
    public const int Count = 20;

    /// <summary>A short name.</summary>
    public static string Name(FaultId fault)
    {
        switch (fault)
        {
            case FaultId.None:
                return "no fault";
            case FaultId.Stall:
                return "motor blocked";
            case FaultId.OverCurrent:
                return "too much motor current";
            case FaultId.OverSpeed:
                return "too fast";
            case FaultId.UnderSpeed:
                return "too slow";
            case FaultId.TachometerLost:
                return "speed sensor silent";
            case FaultId.DepthMismatch:
                return "depth stop out of place";
            case FaultId.DepthTimeout:
                return "depth stop did not arrive";
            case FaultId.MotorOverTemperature:
                return "motor too hot";
            case FaultId.BoardOverTemperature:
                return "electronics too hot";
            case FaultId.BatteryCritical:
                return "battery empty";
            case FaultId.CartridgeRemoved:
                return "cartridge removed";
            case FaultId.CartridgeRefused:
                return "cartridge refused";
            case FaultId.GateFailed:
                return "motor gate failed";
            case FaultId.SensorOutOfRange:
                return "sensor out of range";
            case FaultId.SettingsCorrupt:
                return "settings damaged";
            case FaultId.LogDamaged:
                return "usage log damaged or full";
            case FaultId.CompanionLost:
                return "companion lost";
            case FaultId.ControlOverrun:
                return "control loop late";
            case FaultId.FirmwareHang:
                return "firmware stood still";
            case FaultId.Docked:
                return "docked while running";
            default:
                return "unknown fault";
        }
    }

    /// <summary>What happened, in one sentence.</summary>
    public static string Cause(FaultId fault)
    {
        switch (fault)
        {
            case FaultId.Stall:
                return "The needles stopped moving although the motor was driven.";
            case FaultId.OverCurrent:
                return "The motor drew more current than it should.";
            case FaultId.OverSpeed:
                return "The needles moved faster than set.";
            case FaultId.UnderSpeed:
                return "The needles moved slower than set and did not recover.";
            case FaultId.TachometerLost:
                return "The motor was driven and drew current, but its speed sensor sent no pulses.";
            case FaultId.DepthMismatch:
                return "The measured depth stop left the set depth.";
            case FaultId.DepthTimeout:
                return "The depth stop did not reach its place within 1.5 s.";
            case FaultId.MotorOverTemperature:
                return "The motor is hotter than 60 °C.";
            case FaultId.BoardOverTemperature:
                return "The electronics are hotter than 70 °C.";
            case FaultId.BatteryCritical:
                return "The cell fell below 3.30 V.";
            case FaultId.CartridgeRemoved:
                return "The cartridge was taken out while the pen was armed.";
            case FaultId.CartridgeRefused:
                return "The cartridge may not be used.";
            case FaultId.GateFailed:
                return "The motor's hardware gate was not in the state that it must be in.";
            case FaultId.SensorOutOfRange:
                return "A sensor read a value that it cannot have.";
            case FaultId.SettingsCorrupt:
                return "Both copies of the settings failed their check; safe defaults are in use.";
            case FaultId.LogDamaged:
                return "The usage log has a gap, a damaged record or no room left.";
            case FaultId.CompanionLost:
                return "The computer that armed the pen has been silent for 2 s.";
            case FaultId.ControlOverrun:
                return "The pen's control loop ran late by more than 50 ms.";
            case FaultId.FirmwareHang:
                return "The pen's program stood still and the hardware cut the motor.";
            case FaultId.Docked:
                return "The pen touched its dock while the motor was running.";
            default:
                return "The pen reports a fault that this program does not know.";
        }
    }

    /// <summary>What to do, in one sentence.</summary>
    public static string Advice(FaultId fault)
    {
        switch (fault)
        {
            case FaultId.Stall:
                return "Lift the pen off the skin, look at the needles, change the cartridge if one is bent, then acknowledge.";
            case FaultId.OverCurrent:
                return "Press less, change the cartridge, then acknowledge; if it comes back, have the pen serviced.";
            case FaultId.OverSpeed:
                return "Do not use this pen until it has been serviced.";
            case FaultId.UnderSpeed:
                return "Press less or choose a shallower depth, charge the pen, then acknowledge.";
            case FaultId.TachometerLost:
                return "Do not use this pen until its speed sensor has been checked.";
            case FaultId.DepthMismatch:
                return "Lift the pen off the skin and acknowledge; if it comes back, have the depth stop serviced.";
            case FaultId.DepthTimeout:
                return "Take the cartridge out and put it back, then acknowledge; if it comes back, have the depth stop serviced.";
            case FaultId.MotorOverTemperature:
                return "Let the pen cool down, then acknowledge.";
            case FaultId.BoardOverTemperature:
                return "Let the pen cool down away from heat, then acknowledge.";
            case FaultId.BatteryCritical:
                return "Charge the pen in its dock, then acknowledge.";
            case FaultId.CartridgeRemoved:
                return "Put a cartridge in until it clicks, then acknowledge.";
            case FaultId.CartridgeRefused:
                return "Use another, unused cartridge.";
            case FaultId.GateFailed:
                return "Do not use this pen; give it to the technician.";
            case FaultId.SensorOutOfRange:
                return "Do not use this pen until the sensor named has been checked.";
            case FaultId.SettingsCorrupt:
                return "Check the settings, then acknowledge; have the memory checked if it happens again.";
            case FaultId.LogDamaged:
                return "Download the log with the computer, then acknowledge; where that is refused, switch the pen off and on.";
            case FaultId.CompanionLost:
                return "Check the cable and the computer, then acknowledge and arm again.";
            case FaultId.ControlOverrun:
                return "Acknowledge and go on; if it comes back, have the pen serviced.";
            case FaultId.FirmwareHang:
                return "Switch the pen off and on; if it comes back, have it serviced.";
            case FaultId.Docked:
                return "Lift the pen off the dock, then acknowledge.";
            default:
                return "Update this program, then look again.";
        }
    }

    /// <summary>How much it matters.</summary>
    public static FaultSeverity Severity(FaultId fault)
    {
        switch (fault)
        {
            case FaultId.OverSpeed:
            case FaultId.TachometerLost:
            case FaultId.DepthMismatch:
            case FaultId.DepthTimeout:
            case FaultId.OverCurrent:
                return FaultSeverity.Serious;
            case FaultId.GateFailed:
            case FaultId.SensorOutOfRange:
            case FaultId.FirmwareHang:
                return FaultSeverity.Service;
            default:
                return FaultSeverity.Recoverable;
        }
    }
}
