using System.Collections.Generic;

namespace Pen.SimulatedBoard;

/// <summary>What can be seen of a board at a moment.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="FirmwareVersion">Version of the application that runs, as its record in the flash says; null when none runs.</param>
/// <param name="Drives">Measured outside the chip: gate on, motor turning, or servo pulsed.</param>
/// <param name="Violations">Invariants that were broken so far.</param>
/// <param name="Console">What the chip has printed on UART0, the last 16 KB.</param>
/// <param name="Pen">One line on firmware and world.</param>
/// <param name="Resets">Resets since it was made.</param>
/// <param name="FlashOperations">Page programs and sector erases since it was made.</param>
public sealed record BoardStatus(
    BoardState State,
    System.Version? FirmwareVersion,
    bool Drives,
    IReadOnlyList<string> Violations,
    string Console,
    string Pen,
    int Resets,
    long FlashOperations
);
