namespace Pen.Protocol;

/// <summary>The words for each check of the self-test: what failed, and what a technician does. In one place for all who show it.</summary>
public static class SelfTestText
{
    /// <summary>What the check found, in one sentence.</summary>
    public static string Finding(SelfTestCheck check)
    {
        switch (check)
        {
            case SelfTestCheck.None:
                return "Every check passed.";
            case SelfTestCheck.GateOffAtRest:
                return "The motor's gate is open although nothing asks for it.";
            case SelfTestCheck.WatchdogCuts:
                return "The hardware watchdog does not cut the motor's drive.";
            case SelfTestCheck.TriggerBlocks:
                return "The enable line opens the gate without the trigger.";
            case SelfTestCheck.WatchdogResets:
                return "The hardware watchdog does not let the motor's drive come back.";
            case SelfTestCheck.TachometerQuiet:
                return "The speed sensor counts although the motor stands.";
            case SelfTestCheck.DepthHome:
                return "The depth stop does not reach its parking place.";
            case SelfTestCheck.DepthSecondPoint:
                return "The depth stop does not reach 0.50 mm.";
            case SelfTestCheck.SettingsStored:
                return "The stored settings do not pass their checksum.";
            case SelfTestCheck.LogStored:
                return "The newest log record does not pass its checksum.";
            case SelfTestCheck.MotorThermistor:
                return "The motor's temperature sensor is open or shorted.";
            case SelfTestCheck.BoardThermistor:
                return "The board's temperature sensor is open or shorted.";
            case SelfTestCheck.Battery:
                return "The cell's voltage is one that no cell has.";
            case SelfTestCheck.DepthPotentiometer:
                return "The depth stop's potentiometer is open or shorted.";
            default:
                return "A check failed that this program does not know.";
        }
    }

    /// <summary>What a technician does, in one sentence.</summary>
    public static string Advice(SelfTestCheck check)
    {
        switch (check)
        {
            case SelfTestCheck.None:
                return "Nothing is to be done.";
            case SelfTestCheck.GateOffAtRest:
            case SelfTestCheck.TriggerBlocks:
                return "Replace the gate's output transistor and its AND gate, and check the trigger's latch.";
            case SelfTestCheck.WatchdogCuts:
            case SelfTestCheck.WatchdogResets:
                return "Measure the watchdog's supply, its kick and its reset line; replace it.";
            case SelfTestCheck.TachometerQuiet:
                return "Check the encoder's wire and shield, and that nothing turns the motor.";
            case SelfTestCheck.DepthHome:
            case SelfTestCheck.DepthSecondPoint:
                return "Look for what blocks the stop, check servo and supply, then calibrate the depth.";
            case SelfTestCheck.SettingsStored:
            case SelfTestCheck.LogStored:
                return "Check the memory's solder joints and bus; download the log before replacing it.";
            case SelfTestCheck.MotorThermistor:
            case SelfTestCheck.BoardThermistor:
                return "Measure the thermistor: 10 kΩ at 25 °C; mend its wire or replace it.";
            case SelfTestCheck.Battery:
                return "Measure the cell and the divider; replace what is off.";
            case SelfTestCheck.DepthPotentiometer:
                return "Check the potentiometer's three wires; replace the servo.";
            default:
                return "Update this program.";
        }
    }
}
