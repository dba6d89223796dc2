using System;

namespace Pen.Simulator.Endpoints;

/// <summary>
/// A simulated pen as <see cref="PenServer"/> drives it. Every member is called on one and the same thread, the pen's own.
/// </summary>
public interface IPacedPen
{
    /// <summary>Virtual time since power-on in µs: the start of the next tick whenever no tick is running.</summary>
    long NowMicros { get; }

    /// <summary>
    /// One firmware tick and the world up to its end. Returns at the start of the next tick, about 10 ms of virtual time later.
    /// </summary>
    void RunTick();

    /// <summary>Hands bytes from the host to the pen's UART2. Takes all of them; what overflows is lost as on the real port.</summary>
    void HostWrite(ReadOnlySpan<byte> bytes);

    /// <summary>Takes bytes that the pen's UART2 has sent.</summary>
    /// <returns>How many bytes were put into <paramref name="buffer"/>; 0 when there are none.</returns>
    int HostRead(Span<byte> buffer);
}
