using System;
using System.Threading.Tasks;
using Pen.Protocol;

namespace Pen.Client.Sessions;

/// <summary>A request that waits for its turn or for its answer.</summary>
internal sealed class Pending(MessageId message, byte[] payload, TimeSpan deadline)
{
    /// <summary>What is asked.</summary>
    public MessageId Message { get; } = message;

    /// <summary>Its payload.</summary>
    public byte[] Payload { get; } = payload;

    /// <summary>How long it may stay unanswered once sent.</summary>
    public TimeSpan Deadline { get; } = deadline;

    /// <summary>Sequence number, from its first sending on.</summary>
    public int Sequence { get; set; }

    /// <summary>When it was sent first, as <see cref="Environment.TickCount64"/>.</summary>
    public long SentAtMs { get; set; }

    /// <summary>Good frames that had arrived when it was sent: none more by its deadline means that the line is dead.</summary>
    public long FramesHeardBefore { get; set; }

    /// <summary>Which answers are meant for it, beyond those with its number.</summary>
    public Func<Frame, bool> Accepts { get; init; } = static _ => true;

    /// <summary>The end of it. Continuations run elsewhere, so that it can be completed under a lock.</summary>
    public TaskCompletionSource<Frame> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How an error message names it.</summary>
    public string Name => "'" + Message + "'";
}
