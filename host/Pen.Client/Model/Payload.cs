using System;
using System.Collections.Generic;
using Pen.Protocol;

namespace Pen.Client;

/// <summary>Pieces of payloads that several messages share.</summary>
internal static class Payload
{
    /// <summary>Text up to the first zero; what is not printable ASCII shows as '?', so that a line of garbage stays harmless on a screen.</summary>
    public static string Ascii(byte[] payload, int offset, int length)
    {
        Span<char> text = stackalloc char[length];
        int count = 0;
        while (count < length && payload[offset + count] != 0)
        {
            byte letter = payload[offset + count];
            text[count++] = letter is >= 0x20 and < 0x7F ? (char)letter : '?';
        }

        return new string(text[..count]);
    }

    /// <summary>Seconds since 1970 as a time; null for 0, which means unknown.</summary>
    public static DateTimeOffset? Utc(byte[] payload, int offset)
    {
        uint seconds = Wire.GetU32(payload, offset);
        return seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);
    }

    /// <summary>A number of milliseconds as a duration.</summary>
    public static TimeSpan Milliseconds(byte[] payload, int offset)
    {
        return TimeSpan.FromMilliseconds(Wire.GetU32(payload, offset));
    }

    /// <summary>The faults whose bits are set, in the order of their numbers.</summary>
    public static IReadOnlyList<FaultId> Faults(uint mask)
    {
        var faults = new List<FaultId>();
        for (int number = 1; number < 32; number++)
        {
            if ((mask & (1u << number)) != 0)
            {
                faults.Add((FaultId)number);
            }
        }

        return faults;
    }
}
