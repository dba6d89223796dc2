using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Board.Drivers;
using Pen.Control.Storage;
using Pen.Protocol;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests.Parts;

/// <summary>
/// The log against a model of it, a list: any sequence of appends, confirms, honest and not, reads, starts and power cuts. What the log holds,
/// where it begins, ends and is full, is what the list says.
/// </summary>
public class UsageLogModelTests(ITestOutputHelper output)
{
    private const int Small = 0x8000;
    private const int Capacity = 960;

    private readonly ChipChecksum checksum = new();
    private ByteMemory memory = new(Small);
    private UsageLog log = null!;
    private Counters counters = null!;

    /// <summary>Every record ever written, in order; number n stands at n - 1.</summary>
    private readonly List<byte[]> written = [];
    private uint confirmed = 1;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [Trait("Covers", "P6")]
    [Trait("Covers", "LOG-2")]
    public void AnySequenceOfDoingsEqualsTheModel(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        PowerOn();
        var counts = new int[6];
        int full = 0;
        for (int step = 0; step < 6000; step++)
        {
            int doing = random.Next(100);
            counts[
                doing < 70 ? 0
                : doing < 80 ? 1
                : doing < 84 ? 2
                : doing < 92 ? 3
                : doing < 96 ? 4
                : 5
            ]++;
            if (doing < 70)
            {
                Append(random, -1);
            }
            else if (doing < 80)
            {
                // For a while no host comes, and the log fills up.
                full += log.IsFull ? 1 : 0;
                if (step % 3000 < 1000)
                {
                    Confirm(random);
                }
            }
            else if (doing < 84)
            {
                ConfirmThatLies(random);
            }
            else if (doing < 92)
            {
                Read(random);
            }
            else if (doing < 96)
            {
                PowerOn();
            }
            else
            {
                // The power goes within a record, or within what is kept of a confirmation.
                if (random.Next(3) == 0)
                {
                    CutConfirm(random);
                }
                else
                {
                    Append(random, random.Next(1, LogRecord.Length));
                }

                PowerOn();
            }

            AssertEnds(seed, step);
        }

        AssertWhole();
        output.WriteLine($"{written.Count} records; doings: {string.Join(", ", counts)}");
        Assert.True(written.Count > 2 * Capacity);
        Assert.True(full > 10, "the log was never full");
        Assert.All(counts, c => Assert.True(c > 50));
    }

    private void PowerOn()
    {
        memory.CutAfterBytes = -1;
        counters = new Counters(memory, checksum);
        log = new UsageLog(memory, checksum, counters);
        Assert.True(log.Open(Small));
        counters.Load(0);
        Assert.False(log.Damaged);
    }

    private void Append(Random random, int cutAfterBytes)
    {
        byte[] record = new byte[LogRecord.Length];
        random.NextBytes(record.AsSpan(LogRecord.BootCount, LogRecord.Crc - LogRecord.BootCount));
        bool full = written.Count + 1 - confirmed >= Capacity - 1;
        memory.CutAfterBytes = cutAfterBytes;
        bool done = log.Append(record, 0);
        Assert.Equal(!full && cutAfterBytes < 0, done);
        if (!done)
        {
            return;
        }

        Wire.PutU32(record, LogRecord.Sequence, (uint)written.Count + 1);
        Wire.PutU32(record, LogRecord.Crc, log.LastCrc);
        written.Add(record);
    }

    private uint CrcOf(uint sequence) => Wire.GetU32(written[(int)sequence - 1], LogRecord.Crc);

    private void Confirm(Random random)
    {
        uint next = confirmed + (uint)random.Next(0, (int)(written.Count + 2 - confirmed));
        if (next > log.Tail)
        {
            Assert.Equal(CrcOf(next - 1), log.CrcOf(next - 1));
            Assert.True(counters.Confirm(next));
            confirmed = next;
        }
    }

    /// <summary>What proves nothing confirms nothing: the record's CRC must be the stored one.</summary>
    private void ConfirmThatLies(Random random)
    {
        uint next = log.Tail + 1 + (uint)random.Next(0, Math.Max(1, (int)(log.Head - log.Tail)));
        if (written.Count > 0 && next <= log.Head)
        {
            Assert.NotEqual(CrcOf(next - 1) ^ (1u << random.Next(32)), log.CrcOf(next - 1));
        }
    }

    private void CutConfirm(Random random)
    {
        uint next = (uint)written.Count + 1;
        if (next <= confirmed || next <= log.Tail)
        {
            return;
        }

        memory.CutAfterBytes = random.Next(1, 64);
        Assert.False(counters.Confirm(next));
        Assert.Equal(confirmed, counters.ConfirmedNext);
    }

    private void Read(Random random)
    {
        if (log.Head == log.Tail)
        {
            return;
        }

        uint first = log.Tail + (uint)random.Next(0, (int)(log.Head - log.Tail));
        int count = (int)Math.Min(log.Head - first, (uint)random.Next(1, 7));
        byte[] read = new byte[count * LogRecord.Length];
        Assert.True(log.Read(first, count, read, 0));
        Assert.Equal(written.Skip((int)first - 1).Take(count).SelectMany(r => r), read);
    }

    private void AssertEnds(int seed, int step)
    {
        uint head = (uint)written.Count + 1;
        uint tail = head > Capacity ? head - (Capacity - 1) : 1;
        Assert.True(
            (head, tail, confirmed) == (log.Head, log.Tail, counters.ConfirmedNext),
            $"seed {seed}, step {step}: {log.Tail} to {log.Head}, confirmed {counters.ConfirmedNext}; the model says {tail}, {head}, {confirmed}"
        );
        Assert.True(confirmed >= tail, $"seed {seed}, step {step}: an unconfirmed record was overwritten");
        Assert.Equal(head - confirmed >= Capacity - 1, log.IsFull);
    }

    private void AssertWhole()
    {
        byte[] record = new byte[LogRecord.Length];
        for (uint sequence = log.Tail; sequence < log.Head; sequence++)
        {
            bool whole = false;
            Assert.True(log.ReadRecord(sequence, record, ref whole) && whole);
            Assert.Equal(written[(int)sequence - 1], record);
        }
    }
}
