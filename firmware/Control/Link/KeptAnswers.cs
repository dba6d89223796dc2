using System;
using Pen.Protocol;

namespace Pen.Control.Link;

/// <summary>
/// The last four answers, so that a request sent again is answered again without acting again. What is neither newer than the
/// last request nor kept is stale, and is refused: an old Arm that arrives behind a Stop must not arm.
/// </summary>
public sealed class KeptAnswers
{
    private const int Slots = 4;

    private readonly byte[] frames = new byte[Slots * FrameFormat.MaxFrame];
    private readonly int[] lengths = new int[Slots];
    private readonly int[] sequences = new int[Slots];
    private int next;
    private int lastSequence;

    /// <summary>What to do with a request.</summary>
    public enum Verdict
    {
        /// <summary>Carry it out.</summary>
        New,

        /// <summary>Send the kept answer again; it is at <see cref="Offset"/>, <see cref="Length"/> bytes long.</summary>
        Repeat,

        /// <summary>Refuse it.</summary>
        Stale,
    }

    /// <summary>The kept frames.</summary>
    public byte[] Frames
    {
        get { return frames; }
    }

    /// <summary>Where the answer to repeat begins.</summary>
    public int Offset;

    /// <summary>Its length.</summary>
    public int Length;

    /// <summary>A handshake: forgets all, and the sequence counts on from its own.</summary>
    public void Restart(int sequence)
    {
        for (int slot = 0; slot < Slots; slot++)
        {
            lengths[slot] = 0;
        }

        lastSequence = sequence;
    }

    /// <summary>Judges a request by its sequence number.</summary>
    public Verdict Judge(int sequence)
    {
        for (int slot = 0; slot < Slots; slot++)
        {
            if (lengths[slot] > 0 && sequences[slot] == sequence)
            {
                Offset = slot * FrameFormat.MaxFrame;
                Length = lengths[slot];
                return Verdict.Repeat;
            }
        }

        int ahead = (sequence - lastSequence) & 0xFFFF;
        return ahead > 0 && ahead < 0x8000 ? Verdict.New : Verdict.Stale;
    }

    /// <summary>Keeps the answer to a request that was carried out or refused on its merits.</summary>
    public void Keep(int sequence, byte[] frame, int length)
    {
        Array.Copy(frame, 0, frames, next * FrameFormat.MaxFrame, length);
        lengths[next] = length;
        sequences[next] = sequence;
        lastSequence = sequence;
        next = (next + 1) % Slots;
    }
}
