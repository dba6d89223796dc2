using System;
using System.Threading.Tasks;
using Pen.Simulator.Endpoints;

namespace Pen.Simulator;

/// <summary>Reaching the simulated pen behind a server, on the pen's own thread.</summary>
public static class SimulatedPenServer
{
    /// <summary>Does something to the pen between two ticks; what it throws comes back here.</summary>
    public static Task<T> InvokeAsync<T>(this PenServer server, Func<SimulatedPen, T> action) =>
        server.InvokeAsync(() => action((SimulatedPen)server.Pen));

    /// <summary>Does something to the pen between two ticks.</summary>
    public static Task InvokeAsync(this PenServer server, Action<SimulatedPen> action) =>
        server.InvokeAsync(() => action((SimulatedPen)server.Pen));
}
