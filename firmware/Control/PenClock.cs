namespace Pen.Control;

/// <summary>Time of day, as a host told it in this boot. Without one it is unknown, and the pen does not arm.</summary>
public sealed class PenClock
{
    private uint utcAtSet;
    private uint uptimeAtSetMs;

    /// <summary>Whether a host has set it since the pen started.</summary>
    public bool IsSet;

    /// <summary>Seconds since 1970-01-01 UTC at this uptime; 0 when unknown.</summary>
    public uint UtcSeconds(uint uptimeMs)
    {
        return IsSet ? utcAtSet + ((uptimeMs - uptimeAtSetMs) / 1000) : 0;
    }

    /// <summary>Sets it.</summary>
    public void Set(uint utcSeconds, uint uptimeMs)
    {
        utcAtSet = utcSeconds;
        uptimeAtSetMs = uptimeMs;
        IsSet = true;
    }
}
