using System;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace Pen.Companion.Security;

/// <summary>What holds for all screens of this practice.</summary>
/// <param name="IdleMinutes">After so many minutes without anybody the screen is locked; only where there are accounts.</param>
/// <param name="StopKey">A further key that means STOP, such as that of a foot switch, by the name that browsers give it; null for none.</param>
public sealed record House(int IdleMinutes = House.UsualIdleMinutes, string? StopKey = null)
{
    /// <summary>Minutes where nobody has chosen.</summary>
    public const int UsualIdleMinutes = 10;

    /// <summary>Fewest minutes that can be chosen.</summary>
    public const int FewestIdleMinutes = 1;

    /// <summary>Most minutes that can be chosen.</summary>
    public const int MostIdleMinutes = 120;
}

/// <summary>Keeps <see cref="House"/> in "settings.json". A file that cannot be read gives the usual settings: Space and Escape always stop.</summary>
public sealed class HouseSettings
{
    private const int LongestKey = 24;

    /// <summary>Keys without which a screen cannot be used by keyboard, and what is no key of its own.</summary>
    private static readonly string[] Needed =
    [
        "Tab",
        "Enter",
        "Shift",
        "Control",
        "Alt",
        "AltGraph",
        "Meta",
        "CapsLock",
        "NumLock",
        "Dead",
        "Process",
        "Unidentified",
    ];

    private readonly string path;
    private readonly Lock gate = new();
    private volatile House now;

    /// <summary>Reads them.</summary>
    public HouseSettings(CompanionOptions options, ILogger<HouseSettings> log)
    {
        path = Path.Combine(options.Home, "settings.json");
        try
        {
            House read = OwnFile.Read<House>(path) ?? new House();
            now = IsRight(read) ? read : new House();
        }
        catch (OwnFileException problem)
        {
            log.LogError("The settings cannot be read, the usual ones hold: {Problem}", problem.Message);
            now = new House();
        }
    }

    /// <summary>As they are.</summary>
    public House Now => now;

    /// <summary>All keys that stop, for the pages: Space and Escape always, and the further one.</summary>
    public string StopKeys => now.StopKey is { } key ? " ,Escape," + key : " ,Escape";

    /// <summary>Changes them.</summary>
    /// <returns>False where a value cannot be; then nothing has changed.</returns>
    /// <exception cref="OwnFileException">They cannot be kept.</exception>
    public bool Change(Func<House, House> change)
    {
        lock (gate)
        {
            House next = change(now);
            if (!IsRight(next))
            {
                return false;
            }

            OwnFile.Write(path, next);
            now = next;
            return true;
        }
    }

    /// <summary>Whether a key can be one that stops.</summary>
    public static bool IsStopKey(string key) =>
        key.Length is > 0 and <= LongestKey
        && !Needed.Contains(key, StringComparer.OrdinalIgnoreCase)
        && (key.Length == 1 ? key[0] is > ' ' and not ',' && !char.IsControl(key[0]) : key.All(char.IsAsciiLetterOrDigit));

    private static bool IsRight(House house) =>
        house.IdleMinutes is >= House.FewestIdleMinutes and <= House.MostIdleMinutes
        && (house.StopKey is null || IsStopKey(house.StopKey));
}
