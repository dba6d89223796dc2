namespace System.Device.Gpio;

/// <summary>One reading of a pulse counter.</summary>
public struct GpioPulseCount
{
    /// <summary>Edges since the start or the last reset.</summary>
    public long Count;

    /// <summary>When it was read, since power-on.</summary>
    public TimeSpan RelativeTime;
}
