using System;

namespace Pen.Client;

/// <summary>What failed between host and pen.</summary>
public enum LinkFailure
{
    /// <summary>The pen did not answer before the deadline; whether it carried the request out is not known.</summary>
    Timeout,

    /// <summary>The port failed, was unplugged or was closed by the other side; whether the request was carried out is not known.</summary>
    Lost,

    /// <summary>The link is being re-established; nothing was sent.</summary>
    Recovering,

    /// <summary>A Stop overtook the request, which will not be sent again; whether it was carried out before the Stop is not known.</summary>
    Superseded,

    /// <summary>The pen restarted or speaks with another host; nothing was carried out, and the handshake is being repeated.</summary>
    OutOfStep,

    /// <summary>The pen's answer does not have the shape that it must have.</summary>
    BadAnswer,

    /// <summary>Too many requests wait already; nothing was sent.</summary>
    Overloaded,
}

/// <summary>The line between host and pen failed. The pen stops by itself when a host that armed it stays silent for 2 s.</summary>
public sealed class PenLinkException : PenException
{
    internal PenLinkException(LinkFailure failure, Sentence problem, Sentence cure, Exception? inner = null)
        : base(problem, cure, inner)
    {
        Failure = failure;
    }

    /// <summary>What failed.</summary>
    public LinkFailure Failure { get; }

    internal static PenLinkException Timeout(string what, TimeSpan deadline)
    {
        return new PenLinkException(
            LinkFailure.Timeout,
            $"The pen did not answer {what} within {deadline.TotalMilliseconds:0} ms.",
            "Check the cable and look at the pen's state before you ask again."
        );
    }

    internal static PenLinkException Lost(string address, Exception? inner)
    {
        return new PenLinkException(
            LinkFailure.Lost,
            $"The connection to the pen at {address} was lost.",
            "Check the cable; the program reconnects by itself, and the pen must be armed anew.",
            inner
        );
    }

    internal static PenLinkException Recovering(string address, Exception? inner)
    {
        return new PenLinkException(
            LinkFailure.Recovering,
            $"The pen at {address} is not connected at the moment.",
            "Check the cable; the program reconnects by itself.",
            inner
        );
    }

    internal static PenLinkException Superseded(string what)
    {
        return new PenLinkException(
            LinkFailure.Superseded,
            $"A stop overtook {what}, which will not be sent again.",
            "Look at the pen's state, then ask again if it is still wanted."
        );
    }

    internal static PenLinkException OutOfStep(string address, PenRefusedException refusal)
    {
        return new PenLinkException(
            LinkFailure.OutOfStep,
            $"The pen at {address} has restarted or was taken over by another host.",
            "Close other programs that use this pen; this one repeats its handshake by itself.",
            refusal
        );
    }

    internal static PenLinkException BadAnswer(string what, int length, int expected)
    {
        return new PenLinkException(
            LinkFailure.BadAnswer,
            $"The pen's answer to {what} has {length} bytes where {expected} belong.",
            "Update the pen's firmware or this program so that both are of the same release."
        );
    }

    internal static PenLinkException BadAnswer(string what, string problem)
    {
        return new PenLinkException(
            LinkFailure.BadAnswer,
            $"The pen's answer to {what} {problem}.",
            "Update the pen's firmware or this program so that both are of the same release."
        );
    }

    internal static PenLinkException Overloaded(int waiting)
    {
        return new PenLinkException(
            LinkFailure.Overloaded,
            $"Already {waiting} requests wait for the pen.",
            "Wait for answers before you ask for more."
        );
    }
}
