using System.Globalization;
using Pen.Client;

namespace Pen.Companion.Live;

/// <summary>One measured moment for the traces, short because it goes out twenty times a second.</summary>
internal static class SampleJson
{
    /// <summary>
    /// t: pen's time, ms; s: state; d and sd: measured and set depth, µm; v and sv: measured and set speed, Hz; i: motor current, mA;
    /// n: strokes of the run; r: its duration, ms.
    /// </summary>
    public static string Of(Telemetry value) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"t\":{value.Uptime.TotalMilliseconds:0},\"s\":\"{value.State}\",\"d\":{value.MeasuredDepthMicrons},\"sd\":{value.SetDepthMicrons},\"v\":{value.MeasuredSpeedHz:0.##},\"sv\":{value.SetSpeedHz},\"i\":{value.CurrentMilliamps},\"n\":{value.RunStrokes},\"r\":{value.RunTime.TotalMilliseconds:0}}}"
        );
}
