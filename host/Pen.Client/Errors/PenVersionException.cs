using System;

namespace Pen.Client;

/// <summary>A pen answered, but its protocol has another major version: the two sides do not understand each other.</summary>
public sealed class PenVersionException : PenException
{
    internal PenVersionException(string address, Version pen, Version host)
        : base(
            $"The pen at {address} speaks protocol {pen} and this program speaks {host}.",
            pen.Major > host.Major ? "Update this program." : "Update the pen's firmware."
        )
    {
        PenVersion = pen;
        HostVersion = host;
    }

    /// <summary>Protocol version of the pen.</summary>
    public Version PenVersion { get; }

    /// <summary>Protocol version of this library.</summary>
    public Version HostVersion { get; }
}
