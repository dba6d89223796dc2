using System;

namespace Pen.Simulator.Endpoints;

/// <summary>A way in and out for the pen's serial bytes. Neither call ever blocks.</summary>
internal interface IByteChannel : IDisposable
{
    /// <summary>Takes what a host has sent; 0 when there is nothing.</summary>
    int Read(Span<byte> buffer);

    /// <summary>Hands bytes to the host; what it does not take is lost.</summary>
    void Write(ReadOnlySpan<byte> bytes);
}
