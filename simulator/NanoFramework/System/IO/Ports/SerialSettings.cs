namespace System.IO.Ports;

/// <summary>The parity bit.</summary>
public enum Parity
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The number of ones is odd.</summary>
    Odd = 1,

    /// <summary>The number of ones is even.</summary>
    Even = 2,
}

/// <summary>The stop bits.</summary>
public enum StopBits
{
    /// <summary>One.</summary>
    One = 1,

    /// <summary>Two.</summary>
    Two = 2,

    /// <summary>One and a half.</summary>
    OnePointFive = 3,
}

/// <summary>Flow control.</summary>
public enum Handshake
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>By XON and XOFF characters.</summary>
    XOnXOff = 1,

    /// <summary>By the request-to-send line, driven by the hardware.</summary>
    RequestToSend = 2,

    /// <summary>Both.</summary>
    RequestToSendXOnXOff = 3,
}
