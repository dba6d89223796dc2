using System.Collections.Generic;
using Pen.SimulatedBoard.Images;

namespace Pen.SimulatedBoard.Boot;

/// <summary>How a start from the flash ended.</summary>
/// <param name="State">What the board does now.</param>
/// <param name="Next">In a boot loop: the reason of the reset that follows.</param>
/// <param name="RomText">What the ROM and the boot loader say, at 115200 bit/s.</param>
/// <param name="ClrText">What nanoCLR says, at its own speed; empty when it was not reached.</param>
/// <param name="Assemblies">What is to run, the application last; empty when nothing is.</param>
public sealed record BootOutcome(
    BoardState State,
    ResetReason Next,
    string RomText,
    string ClrText,
    IReadOnlyList<NanoRecord> Assemblies
)
{
    /// <summary>Version of the application that is to run; null when nothing is.</summary>
    public System.Version? Version => Assemblies.Count == 0 ? null : Assemblies[^1].Version;
}
