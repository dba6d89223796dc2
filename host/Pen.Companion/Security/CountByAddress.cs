using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using Pen.Companion.People;

namespace Pen.Companion.Security;

/// <summary>Counts what each address holds open, so that one of them cannot take the places of all others, and with them their STOP.</summary>
/// <param name="mostOfOne">At the most for one address.</param>
/// <param name="most">At the most for all together.</param>
public class CountByAddress(int mostOfOne, int most)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = [];
    private int all;

    /// <summary>Takes a place.</summary>
    /// <returns>To give it back; null where there is none.</returns>
    public IDisposable? TryTake(IPAddress? address)
    {
        string key = Tries.Key(address);
        lock (gate)
        {
            int mine = counts.GetValueOrDefault(key);
            if (mine >= mostOfOne || all >= most)
            {
                return null;
            }

            counts[key] = mine + 1;
            all++;
        }

        return new Place(this, key);
    }

    private void Give(string key)
    {
        lock (gate)
        {
            all--;
            if (--counts[key] == 0)
            {
                counts.Remove(key);
            }
        }
    }

    private sealed class Place(CountByAddress counter, string key) : IDisposable
    {
        private int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0)
            {
                counter.Give(key);
            }
        }
    }
}

/// <summary>Streams of live values.</summary>
public sealed class OpenStreams() : CountByAddress(MostOfOne, Most)
{
    /// <summary>For one address: ten windows with a pen each, and room beside.</summary>
    public const int MostOfOne = 40;

    private const int Most = 200;
}

/// <summary>Connections, whatever is sent through them.</summary>
public sealed class OpenConnections() : CountByAddress(MostOfOne, Most)
{
    /// <summary>For one address: a browser takes six a window.</summary>
    public const int MostOfOne = 120;

    private const int Most = 480;
}
