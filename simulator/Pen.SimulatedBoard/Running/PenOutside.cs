using System;
using System.Collections.Generic;
using System.Reflection;
using System.Security.Cryptography;
using Pen.SimulatedBoard.Images;

namespace Pen.SimulatedBoard.Running;

/// <summary>
/// Everything around the chip, whatever firmware runs, and the firmware while one does. The same firmware again finds the same world;
/// another one finds its FRAM, its cartridge and its contacts, and otherwise a world at rest.
/// </summary>
internal sealed class PenOutside : IDisposable
{
    private const int MostViolations = 20;

    private readonly ulong seed;
    private readonly bool withKey;
    private readonly List<string> broken = [];
    private PenHandle pen;
    private string loaded = "";
    private byte[] sent = [];

    /// <summary>Makes a pen without firmware.</summary>
    public PenOutside(ulong seed, string serial, bool withKey, bool withCartridge)
    {
        this.seed = seed;
        this.withKey = withKey;
        pen = new PenHandle(null, seed, serial, withKey, []);
        if (withCartridge)
        {
            pen.InsertCartridge();
        }
    }

    /// <summary>The pen.</summary>
    public PenHandle Pen => pen;

    /// <summary>Invariants broken so far, under any firmware; at most twenty.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            Collect();
            return broken;
        }
    }

    /// <summary>Loads a firmware, unless it is the one that was there, and starts it.</summary>
    /// <returns>Empty, or what went wrong.</returns>
    public string Start(IReadOnlyList<NanoRecord> assemblies)
    {
        try
        {
            string identity = Identity(assemblies);
            if (identity != loaded)
            {
                Exchange(new PenHandle(assemblies, seed, "", withKey, pen.Keep()));
                loaded = identity;
            }

            pen.PowerOn();
            return "";
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            return End(problem);
        }
    }

    /// <summary>One tick of whatever runs, and the time up to the next.</summary>
    /// <returns>Empty, or what went wrong in a firmware that does not fit.</returns>
    public string RunTick()
    {
        try
        {
            pen.RunTick();
            return "";
        }
        catch (Exception problem) when (pen.IsOn && problem is not OutOfMemoryException)
        {
            return End(problem);
        }
    }

    /// <summary>Takes what UART2 has sent.</summary>
    public int HostRead(Span<byte> buffer)
    {
        if (sent.Length != buffer.Length)
        {
            sent = new byte[buffer.Length];
        }

        int count = pen.HostRead(sent);
        sent.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    /// <summary>Does what a name of InjectionTable says.</summary>
    /// <exception cref="ArgumentException">Nothing is named so.</exception>
    public void Inject(string name, double? number)
    {
        if (!pen.Inject(name, number ?? double.NaN))
        {
            throw new ArgumentException($"Nothing is named \"{name}\". See the list of injections.", nameof(name));
        }
    }

    public void Dispose() => pen.Dispose();

    /// <summary>
    /// Whatever an image from outside does when it is loaded or runs: on the chip it would be an exception in the interpreter. The
    /// firmware catches its own; what comes here is a member that is not there, or a type that cannot be loaded.
    /// </summary>
    private string End(Exception problem)
    {
        pen.PowerOff();
        return (problem as TargetInvocationException)?.InnerException?.Message ?? problem.Message;
    }

    private void Exchange(PenHandle next)
    {
        Collect();
        PenHandle old = pen;
        pen = next;
        old.Dispose();
    }

    private void Collect()
    {
        foreach (string violation in pen.Violations)
        {
            if (broken.Count < MostViolations && !broken.Contains(violation))
            {
                broken.Add(violation);
            }
        }
    }

    private static string Identity(IReadOnlyList<NanoRecord> assemblies)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (NanoRecord record in assemblies)
        {
            hash.AppendData(record.Code);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
