using System;

namespace Pen.Client.Transports;

/// <summary>
/// A line of bytes to a pen. One thread reads, any thread writes (one at a time), any thread disposes; disposing wakes the
/// reader. Blocking calls on a thread of their own are the one way that all of termios, System.IO.Ports and sockets do well.
/// </summary>
internal interface ITransport : IDisposable
{
    /// <summary>The address, as the user wrote it.</summary>
    string Address { get; }

    /// <summary>
    /// Waits up to <paramref name="timeoutMs"/> for bytes. Returns how many were put into the buffer, 0 when none came.
    /// Throws <see cref="TransportLostException"/> when the line is gone or was disposed.
    /// </summary>
    int Read(byte[] buffer, int offset, int count, int timeoutMs);

    /// <summary>
    /// Hands all bytes to the line, within <paramref name="timeoutMs"/>. Throws <see cref="TransportLostException"/> when the
    /// line is gone, was disposed or does not take them.
    /// </summary>
    void Write(byte[] buffer, int offset, int count, int timeoutMs);

    /// <summary>
    /// Changes the speed, in bit/s: 115,200 times 1, 2, 4 or 8. A line that has no speed of its own takes any. Throws
    /// <see cref="TransportLostException"/> when the port does not take it.
    /// </summary>
    void SetBaud(int baud);

    /// <summary>
    /// Sets both modem lines in one step: on ESP32 boards DTR pulls IO0 low and RTS holds the chip in reset. Returns false where the
    /// line has none, as a pseudo-terminal and a network address. Throws <see cref="TransportLostException"/> when the port is gone.
    /// </summary>
    bool SetLines(bool dtr, bool rts);
}

/// <summary>The line is gone: unplugged, closed by the other side, or disposed here.</summary>
internal sealed class TransportLostException(string message, Exception? inner = null) : Exception(message, inner);
