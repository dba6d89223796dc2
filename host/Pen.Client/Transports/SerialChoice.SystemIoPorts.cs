using System;
using System.Collections.Generic;

namespace Pen.Client.Transports;

/// <summary>Serial ports in a build for Windows and macOS: System.IO.Ports.</summary>
internal static class SerialChoice
{
    /// <summary>Opens a port.</summary>
    public static ITransport Open(string address)
    {
        return SerialPortTransport.Open(address);
    }

    /// <summary>The ports at which a pen may be.</summary>
    public static IReadOnlyList<PortName> List()
    {
        return SerialPortTransport.List(OperatingSystem.IsMacOS());
    }
}
