using System;
using System.Diagnostics;
using System.Linq;
using System.Text;
using Pen.Records.Photos;

namespace Pen.Records.Tests.Photos;

/// <summary>What is kept of a photo: the picture, and nothing that tells where, when, with what or of whom.</summary>
public sealed class PhotoCleanerTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes(SamplePhotos.Secret);

    [Fact]
    public void OfAJpegOnlyThePictureIsKept()
    {
        CleanPhoto clean = PhotoCleaner.Clean(SamplePhotos.Jpeg());
        Assert.Equal("image/jpeg", clean.MediaType);
        Assert.Equal(-1, clean.Bytes.AsSpan().IndexOf(Secret));
        Assert.Equal([0xE0, 0xEE, 0xDB, 0xC0, 0xC4, 0xC4, 0xDD, 0xDA], Markers(clean.Bytes));
        // The size of the preview is no longer there either.
        Assert.Equal([0, 0], clean.Bytes[18..20]);
        byte[] picture = [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56];
        Assert.True(clean.Bytes.AsSpan().IndexOf(picture) > 0);
        Assert.Equal([0xFF, 0xD9], clean.Bytes[^2..]);
        // What is clean stays as it is.
        Assert.Equal(clean.Bytes, PhotoCleaner.Clean(clean.Bytes).Bytes);
    }

    /// <summary>A telephone that was held upright says so in its notes; of these only that is kept.</summary>
    [Theory]
    [InlineData(true, 6, 6)]
    [InlineData(false, 6, 6)]
    [InlineData(true, 8, 8)]
    [InlineData(true, 1, 1)]
    [InlineData(true, 0, null)]
    [InlineData(false, 9, null)]
    public void HowItIsTurnedIsKeptAndNothingElseOfTheCamera(bool little, byte turn, int? kept)
    {
        byte[] U16(int v) => little ? [(byte)v, (byte)(v >> 8)] : [(byte)(v >> 8), (byte)v];
        byte[] U32(int v) => little ? [.. U16(v), 0, 0] : [0, 0, .. U16(v)];
        byte[] notes =
        [
            .. "Exif\0\0"u8,
            .. little ? "II*\0"u8 : "MM\0*"u8,
            .. U32(8),
            .. U16(2),
            .. U16(0x010F),
            .. U16(2),
            .. U32(28),
            .. U32(38),
            .. U16(0x0112),
            .. U16(3),
            .. U32(1),
            .. U16(turn),
            0,
            0,
            .. U32(0),
            .. Secret,
        ];
        byte[] clean = PhotoCleaner.Clean(SamplePhotos.Jpeg(SamplePhotos.Segment(0xE1, notes))).Bytes;
        Assert.Equal(-1, clean.AsSpan().IndexOf(Secret));
        int at = clean.AsSpan().IndexOf("Exif\0\0"u8);
        Assert.Equal(kept, at < 0 ? null : clean[at + 24]);
        Assert.Equal(clean, PhotoCleaner.Clean(clean).Bytes);
    }

    [Fact]
    public void OfAPngOnlyThePictureIsKept()
    {
        CleanPhoto clean = PhotoCleaner.Clean(SamplePhotos.Png());
        Assert.Equal("image/png", clean.MediaType);
        Assert.Equal(-1, clean.Bytes.AsSpan().IndexOf(Secret));
        string text = Encoding.Latin1.GetString(clean.Bytes);
        Assert.All(["IHDR", "gAMA", "IDAT", "IEND"], t => Assert.Contains(t, text));
        Assert.All(["tEXt", "eXIf", "iCCP", "tIME"], t => Assert.DoesNotContain(t, text));
        Assert.Equal(clean.Bytes, PhotoCleaner.Clean(clean.Bytes).Bytes);
    }

    /// <summary>Something hidden behind a table, in the middle, or in a place that no picture needs.</summary>
    [Fact]
    public void NothingHidesInWhatIsNeeded()
    {
        byte[] table = [0, .. Enumerable.Repeat((byte)1, 64)];
        foreach (
            byte[] hidden in new[]
            {
                SamplePhotos.Segment(0xDB, [.. table, .. Secret]),
                SamplePhotos.Segment(0xC4, [0, 1, .. new byte[15], 5, .. Secret]),
                SamplePhotos.Segment(0xDD, [0, 4, .. Secret]),
                SamplePhotos.Segment(0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0, .. Secret]),
                SamplePhotos.Segment(0xF0, Secret),
                Secret,
                [0xFF, 0xD8],
                [0xFF, 0xD0],
            }
        )
        {
            Assert.Throws<PhotoException>(() => PhotoCleaner.Clean(SamplePhotos.Jpeg(hidden)));
        }

        foreach (
            byte[] hidden in new[]
            {
                SamplePhotos.Chunk("gAMA", [0, 0, 1, 1]),
                SamplePhotos.Chunk("sRGB", Secret),
                SamplePhotos.Chunk("pHYs", [.. Secret]),
                SamplePhotos.Chunk("PLTE", Secret),
                SamplePhotos.Chunk("CgBI", Secret),
                SamplePhotos.Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]),
                SamplePhotos.Chunk("IEND", []),
                Secret,
            }
        )
        {
            Assert.Throws<PhotoException>(() => PhotoCleaner.Clean(SamplePhotos.Png(hidden)));
        }
    }

    [Fact]
    public void WhatIsNoPhotoIsRefusedWhateverItsName()
    {
        byte[][] others =
        [
            [],
            [0xFF],
            [0xFF, 0xD8],
            [0xFF, 0xD8, 0xFF],
            [0xFF, 0xD8, 0xFF, 0xD9],
            "GIF89a"u8.ToArray(),
            "<svg/>"u8.ToArray(),
            "MZ"u8.ToArray(),
            [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'],
            [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0xFF, 0xFF, 0xFF, 0xFF, .. "IHDR"u8, .. new byte[20]],
            [.. Enumerable.Repeat((byte)0xFF, 5000)],
        ];
        Assert.All(others, o => Assert.Throws<PhotoException>(() => PhotoCleaner.Clean(o)));
        byte[] large = SamplePhotos.LargeJpeg(PhotoCleaner.MostBytes);
        Assert.Contains("10 MB", Assert.Throws<PhotoException>(() => PhotoCleaner.Clean(large)).Message);
    }

    /// <summary>Whatever comes in: words or a clean picture, soon, and never the secret.</summary>
    [Fact]
    public void DamagedAtAnyPlaceItNeitherHangsNorCrashesNorLetsAnythingThrough()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        byte[][] whole = [SamplePhotos.Jpeg(), SamplePhotos.Png()];
        int kept = 0;
        for (int attempt = 0; attempt < 20_000; attempt++)
        {
            byte[] damaged = [.. whole[attempt % 2]];
            for (int i = random.Next(1, 4); i > 0; i--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            damaged = attempt % 5 == 0 ? damaged[..random.Next(damaged.Length)] : damaged;
            try
            {
                byte[] clean = PhotoCleaner.Clean(damaged).Bytes;
                kept++;
                Assert.True(PhotoCleaner.Clean(clean).Bytes.SequenceEqual(clean), $"seed {seed}, attempt {attempt}");
            }
            catch (PhotoException)
            {
                // Refused in words.
            }
            catch (Exception other)
            {
                Assert.Fail($"seed {seed}, attempt {attempt}: {other}");
            }
        }

        Assert.InRange(kept, 1, 19_999);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"seed {seed}: {watch.Elapsed}");
        // Cut off anywhere before its end, none is kept.
        foreach (byte[] photo in whole.Select(w => PhotoCleaner.Clean(w).Bytes))
        {
            Assert.All(
                Enumerable.Range(0, photo.Length),
                length => Assert.Throws<PhotoException>(() => PhotoCleaner.Clean(photo.AsSpan(0, length)))
            );
        }
    }

    private static byte[] Markers(byte[] jpeg)
    {
        var markers = new System.Collections.Generic.List<byte>();
        for (int at = 2; jpeg[at + 1] != 0xDA; at += 2 + (jpeg[at + 2] << 8) + jpeg[at + 3])
        {
            markers.Add(jpeg[at + 1]);
        }

        return [.. markers, 0xDA];
    }
}
