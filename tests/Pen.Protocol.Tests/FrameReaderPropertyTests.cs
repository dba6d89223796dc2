using System;
using Xunit.Abstractions;

namespace Pen.Protocol.Tests;

/// <summary>
/// More than a million frames through lines that do their worst. Every test prints its seed; the environment variable
/// PEN_SEED replays it.
/// </summary>
public sealed class FrameReaderPropertyTests
{
    private const int CleanFrames = 400_000;
    private const int NoisyTurns = 250_000;
    private const int SlowTurns = 60_000;

    /// <summary>One more than a CRC: what is damaged further from its ends than this stays damaged.</summary>
    private const int SparedEnds = 5;

    private readonly ITestOutputHelper output;
    private readonly int seed;
    private readonly NumberedFrames frames = new();

    public FrameReaderPropertyTests(ITestOutputHelper output)
    {
        this.output = output;
        string? wanted = Environment.GetEnvironmentVariable("PEN_SEED");
        seed = wanted is null ? Environment.TickCount & 0xFFFFFF : int.Parse(wanted);
        output.WriteLine($"PEN_SEED={seed}");
    }

    /// <summary>A clean line: every frame is found, in order, byte for byte, however the bytes are cut into reads.</summary>
    [Fact]
    [Trait("Covers", "LINK-2")]
    public void EveryFrameOfACleanLineIsFoundInOrder()
    {
        var random = new Random(seed);
        var line = new NoisyLine(seed, 0);
        var reader = new FrameReader(new PlainChecksum(), 1024);
        uint expected = 0;
        for (uint number = 0; number < CleanFrames; number++)
        {
            line.Clear();
            line.Good(number);
            for (int at = 0; at < line.Count; )
            {
                int count = Math.Min(1 + random.Next(64), line.Count - at);
                Feed(reader, line.Bytes.AsSpan(at, count));
                at += count;
                CheckNext(reader, ref expected);
            }
        }

        Assert.Equal((uint)CleanFrames, expected);
        Assert.Equal(0, reader.SkippedBytes);
        output.WriteLine($"{CleanFrames} clean frames");
    }

    /// <summary>
    /// Trouble, then two good frames, then silence: no frame comes out that nobody sent, and the second good frame is
    /// understood. Duplicates and old frames between them come out as what they are: judging them is the owner's.
    /// </summary>
    [Fact]
    [Trait("Covers", "LINK-2")]
    public void AfterTroubleTheSecondGoodFrameIsUnderstood()
    {
        var random = new Random(seed);
        var line = new NoisyLine(seed, 0);
        var reader = new FrameReader(new PlainChecksum(), 1024);
        for (uint turn = 0; turn < NoisyTurns; turn++)
        {
            line.Clear();
            for (int i = random.Next(3); i >= 0; i--)
            {
                line.Trouble(turn * 2);
            }

            uint old = turn > 0 && random.Next(4) == 0 ? (turn * 2) - 1 : turn * 2;
            line.Good(old);
            line.Good((turn * 2) + 1);
            bool understood = false;
            Transmit(reader, line, random, ref understood, turn);
            Check(understood, turn);
        }

        output.WriteLine(
            $"{line.Frames} frames, {reader.GoodFrames} good, {reader.BadChecksums} bad, {reader.SkippedBytes} bytes skipped"
        );
        Assert.True(line.Frames >= 2 * NoisyTurns);
    }

    /// <summary>
    /// A line without a pause: every undamaged frame is found, in order, whatever stands between. Nothing is lost for want of
    /// silence; a false start only delays what is behind it.
    /// </summary>
    [Fact]
    [Trait("Covers", "LINK-2")]
    public void WithoutAnyPauseNoUndamagedFrameIsLost()
    {
        var random = new Random(seed);
        var line = new NoisyLine(seed, SparedEnds);
        var reader = new FrameReader(new PlainChecksum(), 1024);
        uint expected = 0;
        for (uint turn = 0; turn < NoisyTurns; turn++)
        {
            line.Clear();
            if (random.Next(2) == 0)
            {
                line.Trouble(turn);
            }

            line.Good(turn);
            for (int at = 0; at < line.Count; )
            {
                int count = Math.Min(line.Count - at, reader.Free);
                Check(count > 0, turn);
                Feed(reader, line.Bytes.AsSpan(at, count));
                at += count;
                CheckNext(reader, ref expected);
            }
        }

        for (int silence = 0; silence < FrameFormat.MaxFrame && reader.IsWaiting; silence++)
        {
            reader.Expire();
            CheckNext(reader, ref expected);
        }

        Assert.Equal((uint)NoisyTurns, expected);
    }

    /// <summary>
    /// As the pen's loop does it: a small budget of noise and few frames a tick, and Expire as soon as three ticks brought
    /// nothing, although the search may not be through. No undamaged frame is lost.
    /// </summary>
    [Fact]
    [Trait("Covers", "LINK-2")]
    public void ASlowReaderOnASilentLineLosesNoUndamagedFrame()
    {
        var random = new Random(seed);
        var line = new NoisyLine(seed, SparedEnds);
        var reader = new FrameReader(new PlainChecksum(), 1024);
        for (uint turn = 0; turn < SlowTurns; turn++)
        {
            line.Clear();
            for (int i = random.Next(5); i > 0; i--)
            {
                line.Trouble(turn);
            }

            line.Good(turn);
            int sent = 0;
            bool found = false;
            int limit = 2000;
            for (int idleTicks = 0; !found; idleTicks++)
            {
                Check(limit-- > 0, turn);
                int count = Math.Min(Math.Min(line.Count - sent, 115), reader.Free);
                Feed(reader, line.Bytes.AsSpan(sent, count));
                sent += count;
                idleTicks = count > 0 ? 0 : idleTicks;
                if (idleTicks >= 3)
                {
                    reader.Expire();
                }

                int budget = 1 + random.Next(40);
                if (reader.TryRead(ref budget))
                {
                    Check(frames.NumberOf(reader) == turn, turn);
                    found = true;
                }
            }
        }
    }

    /// <summary>Whatever arrives, reading it allocates nothing.</summary>
    [Fact]
    [Trait("Covers", "LINK-2")]
    public void ReadingAllocatesNothing()
    {
        var random = new Random(seed);
        var line = new NoisyLine(seed, 0);
        var reader = new FrameReader(new PlainChecksum(), 1024);
        bool understood = false;
        uint turn = 0;
        long before = 0;
        for (; turn < 20_000; turn++)
        {
            // The first turns warm up: the compiler and the tables of the checksum.
            before = turn == 2000 ? GC.GetAllocatedBytesForCurrentThread() : before;
            line.Clear();
            line.Trouble(turn * 2);
            line.Good(turn * 2);
            line.Good((turn * 2) + 1);
            Transmit(reader, line, random, ref understood, turn);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(understood);
    }

    /// <summary>Puts the line's bytes through in random pieces, then lets it fall silent until nothing waits.</summary>
    private void Transmit(FrameReader reader, NoisyLine line, Random random, ref bool understood, uint turn)
    {
        for (int at = 0; at < line.Count; )
        {
            int count = Math.Min(Math.Min(1 + random.Next(200), line.Count - at), reader.Free);
            Check(count > 0, turn);
            Feed(reader, line.Bytes.AsSpan(at, count));
            at += count;
            HandOut(reader, ref understood, turn);
        }

        for (int silence = 0; reader.IsWaiting; silence++)
        {
            Check(silence < FrameFormat.MaxFrame, turn);
            reader.Expire();
            HandOut(reader, ref understood, turn);
        }
    }

    /// <summary>Every frame that is there now is the next one sent.</summary>
    private void CheckNext(FrameReader reader, ref uint expected)
    {
        int budget = int.MaxValue;
        while (reader.TryRead(ref budget))
        {
            Check(frames.NumberOf(reader) == expected, expected);
            expected++;
        }
    }

    private void HandOut(FrameReader reader, ref bool understood, uint turn)
    {
        int budget = int.MaxValue;
        while (reader.TryRead(ref budget))
        {
            long number = frames.NumberOf(reader);
            Check(number >= 0 && number <= (turn * 2) + 1 && number + 2 >= turn * 2, turn);
            understood |= number == (turn * 2) + 1;
        }
    }

    private static void Feed(FrameReader reader, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(reader.Buffer.AsSpan(reader.WriteOffset));
        reader.Commit(bytes.Length);
    }

    private void Check(bool holds, uint turn)
    {
        if (!holds)
        {
            Assert.Fail($"PEN_SEED={seed}, turn {turn}");
        }
    }
}
