namespace Pen.SimulatedBoard.Uart0;

/// <summary>What a client on the flashing port says, taken out of telnet.</summary>
internal interface ITelnetSink
{
    /// <summary>The client negotiates: it has a speed and control lines of its own.</summary>
    void Negotiates();

    /// <summary>One byte for the line.</summary>
    void Data(byte value);

    /// <summary>The client's side takes this speed in bit/s, or 0: it asks.</summary>
    /// <returns>The speed from now on.</returns>
    int Baud(int baud);

    /// <summary>DTR, where it is given, and RTS, where that is.</summary>
    void Lines(bool? dtr, bool? rts);

    /// <summary>What waits for the client is thrown away.</summary>
    void Purge();

    /// <summary>An answer to the client.</summary>
    void Reply(byte[] bytes);
}
