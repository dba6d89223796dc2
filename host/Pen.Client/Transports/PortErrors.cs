using System.ComponentModel;

namespace Pen.Client.Transports;

/// <summary>What the errors of Linux mean for a person who wants to open a port.</summary>
internal static class PortErrors
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int NoDeviceOrAddress = 6;
    public const int TryAgain = 11;
    public const int AccessDenied = 13;
    public const int Busy = 16;
    public const int NoDevice = 19;
    public const int NotDirectory = 20;
    public const int InvalidArgument = 22;
    public const int NotATerminal = 25;

    /// <summary>The exception for an error number that came from opening or setting up <paramref name="address"/>.</summary>
    public static PenPortException Explain(string address, int error)
    {
        switch (error)
        {
            case NoEntry:
            case NotDirectory:
            case NoDevice:
            case NoDeviceOrAddress:
                return PenPortException.Missing(address);
            case NotPermitted:
            case AccessDenied:
                return PenPortException.NotPermitted(address, PortHolder.GroupOf(address));
            case Busy:
            case TryAgain: // the answer of flock when another process holds the lock
                return PenPortException.Busy(address, PortHolder.Find(address));
            case NotATerminal:
                return PenPortException.Failed(address, "it is not a serial port");
            default:
                string words = new Win32Exception(error).Message;
                return PenPortException.Failed(address, char.ToLowerInvariant(words[0]) + words[1..]);
        }
    }
}
