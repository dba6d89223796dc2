using NanoFramework.StandIns;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The chip's microsecond clock. Its alarms are not offered: nothing in the firmware needs them.</summary>
public class HighResTimer
{
    private HighResTimer() { }

    /// <summary>Time since power-on in µs of virtual time.</summary>
    public static ulong GetCurrent() => (ulong)ChipHardware.Current.NowMicros;
}
