using System;

namespace Pen.Workshop.Flashing.Ports;

/// <summary>
/// The line to a board's UART0: bytes, speed and the two lines that reset it. Calls block, each for no longer than it was told.
/// All throw <see cref="FlashingException"/> with <see cref="FlashingFailure.Port"/> when the line is gone.
/// </summary>
public interface IFlashingPort : IDisposable
{
    /// <summary>The address, as the user wrote it.</summary>
    string Address { get; }

    /// <summary>Waits up to <paramref name="timeoutMs"/> ms for bytes; returns how many came, 0 when none did.</summary>
    int Read(byte[] buffer, int offset, int count, int timeoutMs);

    /// <summary>Hands all bytes to the line, within <paramref name="timeoutMs"/> ms.</summary>
    void Write(byte[] bytes, int timeoutMs);

    /// <summary>Changes the speed of this side: 115,200 bit/s times 1, 2, 4 or 8.</summary>
    void SetBaud(int baud);

    /// <summary>
    /// Sets DTR (IO0 low) and RTS (held in reset) together; false where the line has none, so that a hand must press the buttons.
    /// </summary>
    bool SetLines(bool dtr, bool rts);
}
