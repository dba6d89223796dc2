using System;
using System.Collections.Generic;

namespace Pen.Workshop.Flashing;

/// <summary>What kept a board from being looked at or written.</summary>
public enum FlashingFailure
{
    /// <summary>The command does not say enough, or contradicts itself.</summary>
    Unclear,

    /// <summary>It is not allowed now: a session is open, a cartridge is in the slot, or the person said no.</summary>
    Refused,

    /// <summary>The port is missing, busy or not permitted.</summary>
    Port,

    /// <summary>The pen does not answer any more.</summary>
    Link,

    /// <summary>What answers is no pen, or one of another protocol.</summary>
    WrongDevice,

    /// <summary>A file is missing, torn or not what it must be.</summary>
    File,

    /// <summary>No board answers in its boot loader, or none that this firmware is for.</summary>
    Board,

    /// <summary>The tool that writes is not there.</summary>
    ToolMissing,

    /// <summary>Writing began and failed.</summary>
    WriteFailed,

    /// <summary>What the board holds or runs is not what was written.</summary>
    NotAsWritten,

    /// <summary>The pen runs what was written and fails its self-test.</summary>
    SelfTest,

    /// <summary>The person ended it while it wrote.</summary>
    Cancelled,
}

/// <summary>
/// Something went wrong with a board. <see cref="Exception.Message"/> is one sentence on what is wrong and one on what to do.
/// </summary>
public sealed class FlashingException : Exception
{
    /// <summary>Creates one.</summary>
    public FlashingException(FlashingFailure failure, string problem, string cure, Exception? inner = null)
        : base($"{problem} {cure}", inner)
    {
        Failure = failure;
        Problem = problem;
        Cure = cure;
    }

    /// <summary>What kind of failure it is; each has an exit code of its own.</summary>
    public FlashingFailure Failure { get; }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Problem { get; }

    /// <summary>What to do about it, in one sentence.</summary>
    public string Cure { get; }

    /// <summary>What the board holds now and how the old comes back, a line each; empty where nothing was touched.</summary>
    public IReadOnlyList<string> WayBack { get; init; } = [];
}
