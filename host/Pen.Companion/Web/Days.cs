using System;
using System.Globalization;

namespace Pen.Companion.Web;

/// <summary>Times as people read them, at this computer's own time.</summary>
public static class Days
{
    /// <summary>"2026-11-21".</summary>
    public static string Of(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"2026-11-21".</summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"2026-11-21 14:30".</summary>
    public static string Minute(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"2026-11-21 14:30:05".</summary>
    public static string Second(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
