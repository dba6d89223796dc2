using System;

namespace Pen.SimulatedBoard.Uart0;

/// <summary>The cable between computer and bridge: it carries both ports, and can be pulled out.</summary>
public sealed class Cable
{
    /// <summary>It is out.</summary>
    public bool IsOut { get; private set; }

    /// <summary>Ordered: it is pulled when the ROM's loader has taken so many blocks since its reset; -1 never.</summary>
    public long PullAfterBlocks { get; set; } = -1;

    /// <summary>Called when it is pulled out (true) or put in, on the board's thread.</summary>
    public Action<bool>? Changed { get; set; }

    /// <summary>Pulls it out or puts it in.</summary>
    public void Set(bool isOut)
    {
        IsOut = isOut;
        Changed?.Invoke(isOut);
    }

    /// <summary>The ROM's loader has taken so many blocks.</summary>
    /// <returns>True when it is pulled because of that.</returns>
    public bool IsDue(long blocks)
    {
        bool due = PullAfterBlocks >= 0 && blocks >= PullAfterBlocks;
        PullAfterBlocks = due ? -1 : PullAfterBlocks;
        return due;
    }
}
