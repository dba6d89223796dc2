namespace Pen.Board;

/// <summary>The pen: open the hardware once, then one tick every 10 ms.</summary>
public sealed class PenApp
{
    /// <summary>Opens every part; called once after reset, before the first tick.</summary>
    public void Open() { }

    /// <summary>One turn of the loop: read everything once, decide once, apply once.</summary>
    public void Tick() { }
}
