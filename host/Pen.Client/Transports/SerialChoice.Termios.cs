using System.Collections.Generic;

namespace Pen.Client.Transports;

/// <summary>Serial ports in a build for Linux: termios.</summary>
internal static class SerialChoice
{
    /// <summary>Opens a port.</summary>
    public static ITransport Open(string address)
    {
        return TermiosTransport.Open(address);
    }

    /// <summary>The ports at which a pen may be.</summary>
    public static IReadOnlyList<PortName> List()
    {
        return LinuxPorts.List("/dev", "/sys/class/tty");
    }
}
