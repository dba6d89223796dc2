using System;

namespace Pen.Simulator.Endpoints;

/// <summary>One way for a host to reach the pen's UART. Neither direction ever blocks; used on the pen's thread only.</summary>
internal interface IEndpoint : IDisposable
{
    /// <summary>Takes bytes that have arrived from the host.</summary>
    /// <returns>How many; 0 when there are none or nobody is connected.</returns>
    int Receive(Span<byte> buffer);

    /// <summary>Sends what fits and gives up the rest.</summary>
    /// <returns>How many bytes were given up because the host does not read.</returns>
    int Send(ReadOnlySpan<byte> bytes);
}
