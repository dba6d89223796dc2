using System;
using System.Collections.Generic;

namespace Pen.Workshop.Flashing.Ports;

/// <summary>
/// Takes telnet's own words out of a stream of bytes (RFC 854, RFC 2217). Holds at most one subnegotiation of a few bytes, so that
/// whatever arrives cannot make it grow.
/// </summary>
internal sealed class TelnetFilter
{
    public const byte Interpret = 255;
    public const byte Begin = 250;
    public const byte End = 240;
    public const byte Will = 251;
    public const byte Do = 253;
    public const byte Binary = 0;
    public const byte SuppressGoAhead = 3;
    public const byte ComPort = 44;

    private const int LongestWord = 64;

    private enum Place
    {
        Data,
        Interpret,
        Option,
        Word,
        WordInterpret,
    }

    private readonly List<byte> word = new(LongestWord);
    private Place place;

    /// <summary>Is told each whole subnegotiation, without its marks.</summary>
    public Action<byte[]>? OnWord { get; init; }

    /// <summary>Copies what is data to the buffer's front and returns how much that is.</summary>
    public int Take(byte[] buffer, int offset, int count)
    {
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            byte value = buffer[offset + i];
            if (Step(value))
            {
                buffer[offset + kept++] = value;
            }
        }

        return kept;
    }

    /// <summary>The bytes as they go over the line: the mark itself is doubled.</summary>
    public static byte[] Escape(byte[] bytes)
    {
        if (Array.IndexOf(bytes, Interpret) < 0)
        {
            return bytes;
        }

        var escaped = new List<byte>(bytes.Length + 16);
        foreach (byte value in bytes)
        {
            escaped.Add(value);
            if (value == Interpret)
            {
                escaped.Add(value);
            }
        }

        return escaped.ToArray();
    }

    private bool Step(byte value)
    {
        switch (place)
        {
            case Place.Data:
                place = value == Interpret ? Place.Interpret : Place.Data;
                return value != Interpret;
            case Place.Interpret:
                place = value switch
                {
                    Begin => Place.Word,
                    >= Will and < Interpret => Place.Option,
                    _ => Place.Data,
                };
                word.Clear();
                return value == Interpret;
            case Place.Option:
                place = Place.Data;
                return false;
            case Place.Word:
                place = value == Interpret ? Place.WordInterpret : Place.Word;
                Keep(value, value != Interpret);
                return false;
            default:
                place = value == End ? Place.Data : Place.Word;
                Keep(value, value == Interpret);
                if (value == End)
                {
                    OnWord?.Invoke(word.ToArray());
                }

                return false;
        }
    }

    private void Keep(byte value, bool wanted)
    {
        if (wanted && word.Count < LongestWord)
        {
            word.Add(value);
        }
    }
}
