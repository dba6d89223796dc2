namespace Pen.Control;

/// <summary>Time of day, as a host told it in this boot. Without one it is unknown, and the pen does not arm.</summary>
public sealed class PenClock
{
    private const uint SecondsPerDay = 86400;
    private const int DaysPer400Years = 146097;
    private const int DaysFromMarchOfYear0To1970 = 719468;

    private uint utcAtSet;
    private uint uptimeAtSetMs;

    /// <summary>Whether a host has set it since the pen started.</summary>
    public bool IsSet;

    /// <summary>Seconds since 1970-01-01 UTC at this uptime; 0 when unknown.</summary>
    public uint UtcSeconds(uint uptimeMs)
    {
        return IsSet ? utcAtSet + ((uptimeMs - uptimeAtSetMs) / 1000) : 0;
    }

    /// <summary>Today in UTC as the number yyyymmdd; 0 when unknown.</summary>
    public int DateNumber(uint uptimeMs)
    {
        if (!IsSet)
        {
            return 0;
        }

        // Days since 0000-03-01, in eras of 400 years: a year that begins in March ends with its leap day.
        int days = (int)(UtcSeconds(uptimeMs) / SecondsPerDay) + DaysFromMarchOfYear0To1970;
        int era = days / DaysPer400Years;
        int dayOfEra = days % DaysPer400Years;
        int yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int marchMonth = ((5 * dayOfYear) + 2) / 153;
        int day = dayOfYear - (((153 * marchMonth) + 2) / 5) + 1;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        int year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return (((year * 100) + month) * 100) + day;
    }

    /// <summary>Sets it.</summary>
    public void Set(uint utcSeconds, uint uptimeMs)
    {
        utcAtSet = utcSeconds;
        uptimeAtSetMs = uptimeMs;
        IsSet = true;
    }
}
