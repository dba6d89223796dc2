using System;

namespace Pen.Protocol;

/// <summary>
/// Finds frames in whatever arrives. The line's bytes are read straight into <see cref="Buffer"/> (one block read, no copy),
/// and a clean frame costs three comparisons and one native CRC. After noise the search goes on one byte behind each false
/// start, so every good frame that is complete in the buffer is found:
/// <code>
///   clean     [A5 n ~n ...... crc][A5 n ~n ...]          frame, frame
///   noise     .. 3F A5 10 77 [A5 n ~n ...... crc]        A5 10 77 is no head (0x77 is not ~0x10): step on
///   false     A5 20 DF .. [A5 n ~n .... crc] ..          head fits, CRC does not: one byte on, look again
///   torn      A5 20 DF ..            (line falls silent) owner calls Expire: one byte on, look again
/// </code>
/// The buffer is bounded: what waits for its end is shorter than one frame, and the buffer holds at least two.
/// </summary>
public sealed class FrameReader
{
    private readonly Checksum checksum;
    private int next;
    private int end;
    private bool unsearched;

    /// <summary>Creates a reader with a buffer of <paramref name="capacity"/> bytes, at least twice the longest frame.</summary>
    public FrameReader(Checksum checksum, int capacity)
    {
        if (capacity < 2 * FrameFormat.MaxFrame)
        {
            throw new ArgumentException("capacity");
        }

        this.checksum = checksum;
        Buffer = new byte[capacity];
    }

    /// <summary>Where the line's bytes go, at <see cref="WriteOffset"/>, and where frames are read from.</summary>
    public readonly byte[] Buffer;

    /// <summary>Kind of the frame found last; not yet checked to be one of <see cref="FrameKind"/>.</summary>
    public byte Kind;

    /// <summary>Sequence number of the frame found last, 0 … 65535.</summary>
    public int Sequence;

    /// <summary>Message id of the frame found last.</summary>
    public byte Message;

    /// <summary>Where in <see cref="Buffer"/> the payload of the frame found last begins; valid until the next call.</summary>
    public int PayloadOffset;

    /// <summary>Length of that payload, 0 … <see cref="FrameFormat.MaxPayload"/>.</summary>
    public int PayloadLength;

    /// <summary>Good frames found so far.</summary>
    public int GoodFrames;

    /// <summary>Heads that fitted and whose CRC did not.</summary>
    public int BadChecksums;

    /// <summary>Bytes that belonged to no frame.</summary>
    public int SkippedBytes;

    /// <summary>Where the next bytes from the line are to be put.</summary>
    public int WriteOffset
    {
        get { return end; }
    }

    /// <summary>How many bytes fit there.</summary>
    public int Free
    {
        get { return Buffer.Length - end; }
    }

    /// <summary>Whether bytes are waiting that no frame found so far contains.</summary>
    public bool IsWaiting
    {
        get { return end > next; }
    }

    /// <summary>Tells the reader that <paramref name="count"/> bytes have been put at <see cref="WriteOffset"/>.</summary>
    public void Commit(int count)
    {
        end += count;
        unsearched = unsearched || count > 0;
    }

    /// <summary>
    /// Moves to the next good frame. <paramref name="budget"/> is how many bytes may be stepped over in this call and those
    /// that share it, so that noise cannot hold up the control loop; the search resumes where it stopped.
    /// </summary>
    /// <returns>True when a frame was found.</returns>
    public bool TryRead(ref int budget)
    {
        int start = next;
        while (end - start > FrameFormat.LengthCheckOffset)
        {
            int length = Buffer[start + FrameFormat.LengthOffset];
            if (
                Buffer[start] == FrameFormat.Sync
                && length <= FrameFormat.MaxPayload
                && (length ^ Buffer[start + FrameFormat.LengthCheckOffset]) == 0xFF
            )
            {
                if (end - start < length + FrameFormat.Overhead)
                {
                    break;
                }

                if (ChecksumFits(start, length))
                {
                    Accept(start, length);
                    return true;
                }

                BadChecksums++;
            }

            start++;
            SkippedBytes++;
            budget--;
            if (budget <= 0)
            {
                next = start;
                MakeRoom();
                return false;
            }
        }

        unsearched = false;
        next = start;
        MakeRoom();
        return false;
    }

    /// <summary>
    /// Gives up the frame that has begun and never ended: called when the line has been silent long enough. Bytes that no
    /// search has looked at yet are left alone, because a whole frame may stand among them.
    /// </summary>
    public void Expire()
    {
        if (end > next && !unsearched)
        {
            next++;
            SkippedBytes++;
            unsearched = true;
        }
    }

    /// <summary>Forgets everything that waits.</summary>
    public void Clear()
    {
        next = 0;
        end = 0;
        unsearched = false;
    }

    private bool ChecksumFits(int start, int length)
    {
        int covered = FrameFormat.PayloadOffset - FrameFormat.LengthOffset + length;
        uint found = checksum.Crc32(Buffer, start + FrameFormat.LengthOffset, covered);
        return found == Wire.GetU32(Buffer, start + FrameFormat.LengthOffset + covered);
    }

    private void Accept(int start, int length)
    {
        Kind = Buffer[start + FrameFormat.KindOffset];
        Sequence = Wire.GetU16(Buffer, start + FrameFormat.SequenceOffset);
        Message = Buffer[start + FrameFormat.MessageOffset];
        PayloadOffset = start + FrameFormat.PayloadOffset;
        PayloadLength = length;
        next = start + length + FrameFormat.Overhead;
        GoodFrames++;
    }

    private void MakeRoom()
    {
        int waiting = end - next;
        if (waiting == 0)
        {
            Clear();
            return;
        }

        if (next > 0 && Buffer.Length - end < FrameFormat.MaxFrame)
        {
            Array.Copy(Buffer, next, Buffer, 0, waiting);
            next = 0;
            end = waiting;
        }
    }
}
