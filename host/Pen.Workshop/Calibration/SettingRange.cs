using Pen.Protocol;

namespace Pen.Workshop.Calibration;

/// <summary>Refuses what no pen takes, before anything is written.</summary>
internal static class SettingRange
{
    /// <exception cref="CalibrationException">The value is outside the setting's range.</exception>
    public static void Check(SettingId id, int value)
    {
        int least = SettingTable.Min(id);
        int most = SettingTable.Max(id);
        if (value < least || value > most)
        {
            string unit = SettingTable.Unit(id);
            throw new CalibrationException(
                $"{SettingTable.Name(id)} would become {value} {unit}, and a pen that is well has {least} to {most} {unit}.",
                "Check the instrument and its unit; if they are right, the part itself is wrong."
            );
        }
    }
}
