using NanoFramework.StandIns;

namespace nanoFramework.Runtime.Native;

/// <summary>Restarting the chip.</summary>
public class Power
{
    private Power() { }

    /// <summary>Asks for a reboot and returns: the caller runs on for a moment, so it should sleep for ever next.</summary>
    public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot) => ChipHardware.Current.Reboot();
}
