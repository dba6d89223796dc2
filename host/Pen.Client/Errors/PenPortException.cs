using System;

namespace Pen.Client;

/// <summary>Why a port cannot be used.</summary>
public enum PortProblem
{
    /// <summary>There is no such port or address.</summary>
    Missing,

    /// <summary>Another program uses it.</summary>
    Busy,

    /// <summary>The operating system does not let this user open it.</summary>
    NotPermitted,

    /// <summary>It cannot be opened or set up for another reason.</summary>
    Failed,
}

/// <summary>The port could not be opened.</summary>
public sealed class PenPortException : PenException
{
    internal PenPortException(PortProblem kind, string address, Sentence problem, Sentence cure, Exception? inner = null)
        : base(problem, cure, inner)
    {
        Kind = kind;
        Address = address;
    }

    /// <summary>Why.</summary>
    public PortProblem Kind { get; }

    /// <summary>The address that was asked for.</summary>
    public string Address { get; }

    internal static PenPortException Missing(string address, Exception? inner = null)
    {
        return new PenPortException(
            PortProblem.Missing,
            address,
            $"There is no port {address}.",
            "Plug the pen in and switch it on, or choose one of the ports that the port search lists.",
            inner
        );
    }

    internal static PenPortException NoListener(string address, Exception? inner)
    {
        return new PenPortException(
            PortProblem.Missing,
            address,
            $"Nothing answers at {address}.",
            "Start the simulator or the serial server there, or correct the address.",
            inner
        );
    }

    internal static PenPortException Busy(string address, string? holder, Exception? inner = null)
    {
        return new PenPortException(
            PortProblem.Busy,
            address,
            $"The port {address} is in use by {holder ?? "another program"}.",
            holder == null ? "Close the other program that uses the pen." : Sentence.Of($"Close {holder}, then try again."),
            inner
        );
    }

    internal static PenPortException NotPermitted(string address, string? group, Exception? inner = null)
    {
        return new PenPortException(
            PortProblem.NotPermitted,
            address,
            $"This user may not open the port {address}.",
            group == null
                ? "Give the user access to serial ports: on Linux add them to the port's group or install a udev rule."
                : Sentence.Of(
                    $"Add the user to the group '{group}' (sudo usermod -aG {group} $USER, then log in again), or install a udev rule."
                ),
            inner
        );
    }

    internal static PenPortException Failed(string address, string why, Exception? inner = null)
    {
        return new PenPortException(
            PortProblem.Failed,
            address,
            $"The port {address} cannot be used: {why}.",
            "Unplug the pen, plug it in again, and check that this is the pen's port.",
            inner
        );
    }

    internal static PenPortException BadAddress(string address)
    {
        return new PenPortException(
            PortProblem.Failed,
            address,
            $"'{address}' is not an address of a pen.",
            "Give a serial port such as /dev/ttyUSB0 or COM5, or pen://host:port."
        );
    }
}
