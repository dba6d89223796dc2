using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pen.Protocol;

namespace Pen.Client.Tests;

/// <summary>Records on disk: whole or not at all, once, and in order.</summary>
public sealed class LogArchiveTests : IDisposable
{
    private const string Serial = "SIM-7";
    private readonly string root = LogSamples.TemporaryRoot();
    private readonly LogSamples samples = new();

    public LogArchiveTests()
    {
        for (int i = 0; i < 30; i++)
        {
            samples.Add(LogKind.Boot);
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Append(int first, int count, string serial = Serial)
    {
        using LogArchive archive = LogArchive.OpenToWrite(root, serial);
        archive.Append(samples.Entries(first, count), samples.CrcBefore(first));
    }

    private LogArchive Read() => LogArchive.OpenToRead(root, Serial);

    private string Path1 => Directory.GetFiles(Path.Combine(root, Serial), "*.penlog").Order(StringComparer.Ordinal).First();

    [Fact]
    public void WhatWasAppendedIsThereInOrder()
    {
        Assert.Equal(1u, Read().Next);
        Append(1, 10);
        Append(11, 5);
        using LogArchive archive = Read();
        Assert.Equal(16u, archive.Next);
        Assert.Equal(samples.Raw.Take(15), archive.Entries.Select(e => e.Bytes.ToArray()));
        Assert.Empty(archive.Verify());
        Assert.Equal([Serial], LogArchive.Serials(root));
        Assert.Empty(LogArchive.Serials(Path.Combine(root, "nothing")));
    }

    [Fact]
    public void TheSameRecordsTwiceAreThereOnce()
    {
        Append(1, 10);
        Append(5, 10);
        Append(1, 10);
        using LogArchive archive = Read();
        Assert.Equal(14, archive.Entries.Count);
        Assert.Empty(archive.Verify());
        Assert.Equal(3, Directory.GetFiles(Path.Combine(root, Serial), "*.penlog").Length);
    }

    [Fact]
    public void WhatIsMissingIsNamed()
    {
        Append(1, 5);
        Append(9, 4);
        Append(20, 2);
        using LogArchive archive = Read();
        Assert.Equal(["Records 6 to 8 are missing.", "Records 13 to 19 are missing."], archive.Verify().Select(d => d.Problem));
    }

    [Fact]
    public void WhatWasAlteredIsNamed()
    {
        samples.Raw[6][20] ^= 1;
        Append(1, 12);
        using LogArchive archive = Read();
        LogDamage damage = Assert.Single(archive.Verify());
        Assert.Equal(7u, damage.Sequence);
    }

    [Fact]
    public void TwoDifferentRecordsWithOneNumberAreTold()
    {
        Append(1, 10);
        samples.Raw[4][20] ^= 1;
        Append(5, 1);
        using LogArchive archive = Read();
        Assert.Contains(archive.Verify(), d => d.Sequence == 5 && d.Problem.Contains("twice", StringComparison.Ordinal));
    }

    [Fact]
    public void AFileThatIsNotWholeIsToldAndNotBelieved()
    {
        Append(1, 10);
        byte[] whole = File.ReadAllBytes(Path1);
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(Path1, whole[..length]);
            using LogArchive cut = Read();
            Assert.Empty(cut.Entries);
            Assert.Contains("not a whole file", Assert.Single(cut.Verify()).Problem, StringComparison.Ordinal);
        }

        for (int i = 0; i < 40; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x10;
            File.WriteAllBytes(Path1, damaged);
            using LogArchive altered = Read();
            Assert.Empty(altered.Entries);
            Assert.Single(altered.Verify());
        }
    }

    [Fact]
    public void AFileOfAnotherPenIsNotMixedIn()
    {
        Append(1, 10);
        Append(11, 5, "SIM-8");
        File.Copy(
            Directory.GetFiles(Path.Combine(root, "SIM-8"), "*.penlog")[0],
            Path.Combine(root, Serial, "records-0000000011-0000000015.penlog")
        );
        using LogArchive archive = Read();
        Assert.Equal(10, archive.Entries.Count);
        Assert.Contains("SIM-8", Assert.Single(archive.Verify()).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAKilledProgramLeftBehindIsNoRecord()
    {
        Append(1, 10);
        File.WriteAllBytes(Path.Combine(root, Serial, "records-0000000011-0000000015.999.tmp"), new byte[50]);
        using LogArchive archive = Read();
        Assert.Equal(10, archive.Entries.Count);
        Assert.Empty(archive.Verify());
    }

    [Fact]
    public void OneProgramAtATimeMayAdd()
    {
        using LogArchive first = LogArchive.OpenToWrite(root, Serial);
        IOException second = Assert.Throws<IOException>(() => LogArchive.OpenToWrite(root, Serial));
        Assert.Contains("in use", second.Message, StringComparison.Ordinal);
        using LogArchive reader = Read();
        Assert.Throws<InvalidOperationException>(() => reader.Append(samples.Entries(1, 1), 0));
    }

    [Theory]
    [InlineData("../../etc", "______etc")]
    [InlineData("a/b", "a_b")]
    [InlineData("", "unnamed")]
    [InlineData("PEN-1 \u0000", "PEN-1__")]
    public void ASerialNumberNamesAFolderAndNothingElse(string serial, string folder)
    {
        using LogArchive archive = LogArchive.OpenToWrite(root, serial);
        Assert.Equal(Path.Combine(root, folder), archive.Folder);
    }

    [Fact]
    public void TimesBeforeTheClockWasSetAreCountedBack()
    {
        var log = new LogSamples();
        log.Add(LogKind.Boot, 1, 0);
        log.Add(LogKind.SelfTest, 1, 500);
        log.Add(LogKind.ClockSet, 1, 10_500, 1_800_000_010);
        log.Add(LogKind.RunStarted, 1, 20_500, 1_800_000_020);
        log.Add(LogKind.Boot, 2, 0);
        var dates = new LogDates(log.All);
        LogDate[] all = [.. log.All.Select(dates.Of)];
        Assert.Equal(
            [DateSource.CountedBack, DateSource.CountedBack, DateSource.Pen, DateSource.Pen, DateSource.Unknown],
            all.Select(d => d.Source)
        );
        Assert.Equal(
            [1_799_999_999L, 1_800_000_000, 1_800_000_010, 1_800_000_020],
            all.Take(4).Select(d => (long)Math.Floor(d.Utc!.Value.ToUnixTimeMilliseconds() / 1000.0))
        );
        Assert.Null(all[4].Utc);
        Assert.Empty(dates.Jumps);
    }

    [Fact]
    public void JumpsOfTheClockAreShown()
    {
        var log = new LogSamples();
        log.Add(LogKind.Boot, 1);
        log.Add(LogKind.ClockSet, 1, 1000, 1_800_000_000);
        log.Add(LogKind.ClockSet, 1, 2000, 1_800_003_601, r => Wire.PutU32(r, ClockSetData.OldUtcSeconds, 1_800_000_001));
        log.Add(LogKind.ClockSet, 1, 3000, 1_800_003_603, r => Wire.PutU32(r, ClockSetData.OldUtcSeconds, 1_800_003_602));
        log.Add(LogKind.ClockSet, 1, 4000, 1_799_996_404, r => Wire.PutU32(r, ClockSetData.OldUtcSeconds, 1_800_003_604));
        log.Add(LogKind.Boot, 2);
        log.Add(LogKind.ClockSet, 2, 1000, 1_700_000_000);
        IReadOnlyList<LogDamage> jumps = new LogDates(log.All).Jumps;
        Assert.Equal([3u, 5u, 6u], jumps.Select(j => j.Sequence));
        Assert.Contains("forward by 0.01:00:00", jumps[0].Problem, StringComparison.Ordinal);
        Assert.Contains("back by 0.02:00:00", jumps[1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TotalsThatDoNotAddUpAreTold()
    {
        var log = new LogSamples();
        Totals(log, 5, 1000, 900);
        Run(log, LogKind.RunEnded, 200, 100);
        Run(log, LogKind.RunInterrupted, 30, 20);
        Run(log, LogKind.RunAmended, 7, 5);
        Totals(log, 7, 1237, 1025);
        Assert.Empty(LogTotals.Check(log.All));
        Run(log, LogKind.RunEnded, 200, 100);
        Totals(log, 8, 1400, 1125);
        Assert.Equal(7u, Assert.Single(LogTotals.Check(log.All)).Sequence);
        // Behind a gap nothing can be compared.
        Assert.Empty(LogTotals.Check(log.All.Where(e => e.Sequence != 6)));
    }

    private static void Totals(LogSamples log, uint runs, uint strokes, uint centiseconds) =>
        log.Add(
            LogKind.Odometer,
            data: r =>
            {
                Wire.PutU32(r, OdometerData.Page, runs << 8);
                Wire.PutU32(r, OdometerData.Strokes, strokes);
                Wire.PutU32(r, OdometerData.RunningCentiseconds, centiseconds);
            }
        );

    private static void Run(LogSamples log, LogKind kind, int strokes, int centiseconds) =>
        log.Add(
            kind,
            data: r =>
            {
                Wire.Put16(r, RunEndedData.Strokes, strokes);
                Wire.Put16(r, RunEndedData.DurationCentiseconds, centiseconds);
            }
        );
}
