namespace Pen.Client;

/// <summary>A serial port of this machine.</summary>
/// <param name="Address">What to open.</param>
/// <param name="Description">What the system says is behind it; empty when it says nothing.</param>
public sealed record PortName(string Address, string Description);
