using System;
using Pen.SimulatedBoard.Boot;

namespace Pen.SimulatedBoard;

/// <summary>What can be done to a board by name, as to a simulated pen.</summary>
public static class BoardInjections
{
    /// <summary>Does what a name of InjectionTable says; "power-cut", "unplug" and "plug" are the board's own.</summary>
    /// <param name="board">The board.</param>
    /// <param name="name">The name, as in scripts.</param>
    /// <param name="number">Its number; null for the one it has by itself.</param>
    /// <exception cref="ArgumentException">Nothing is named so.</exception>
    public static void Inject(this Esp32Board board, string name, double? number = null)
    {
        switch (name)
        {
            case "power-cut":
                board.PowerOff();
                board.PowerOn();
                break;
            case "unplug" or "plug":
                board.Unplug(name == "unplug");
                break;
            default:
                board.Outside.Inject(name, number);
                break;
        }
    }

    /// <summary>The supply falls too low for a moment.</summary>
    public static void BrownOut(this Esp32Board board)
    {
        if (board.State != BoardState.Off)
        {
            board.PowerOff();
            board.PowerOn(ResetReason.BrownOut);
        }
    }
}
