using System;
using System.Collections.Generic;
using System.Linq;
using Pen.SimulatedBoard.Images;
using Pen.Workshop.Flashing.Images;

namespace Pen.Workshop.Tests.Flashing;

/// <summary>Images are taken apart as nanoCLR does, and nothing in them is trusted.</summary>
public class DeploymentImageTests
{
    [Fact]
    public void AWholeImageTellsItsAssemblies()
    {
        DeploymentImage image = DeploymentImage.Parse(OtherFirmware.Image);

        Assert.Null(image.Damage);
        Assert.Equal(FirmwareImage.Names, image.Records.Select(r => r.Name));
        Assert.All(image.Records, r => Assert.True(r.BodyIsWhole));
        Assert.Equal(new Version(0, 1, OtherFirmware.Patch, 0), image.Firmware!.Version);
    }

    [Fact]
    public void EveryFlippedBitOfAHeaderAndOfABodyIsSeen()
    {
        byte[] image = [.. OtherFirmware.Image];
        IReadOnlyList<DeploymentRecord> records = DeploymentImage.Parse(image).Records;
        IEnumerable<int> places = Enumerable
            .Range(0, DeploymentRecord.HeaderLength)
            .Concat(records.Select(r => r.Offset + (r.Length / 2)));
        foreach (int at in places)
        {
            image[at] ^= 0x04;
            Assert.NotNull(DeploymentImage.Parse(image).Damage);
            image[at] ^= 0x04;
        }

        Assert.Null(DeploymentImage.Parse(image).Damage);
    }

    [Fact]
    public void ACutAtAnyPlaceIsSeenUnlessAnAssemblyEndsThere()
    {
        byte[] image = OtherFirmware.Image;
        var ends = DeploymentImage.Parse(image).Records.Select(r => (r.Offset + r.Length + 3) & ~3).ToHashSet();
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int i = 0; i < 40; i++)
        {
            int cut = random.Next(1, image.Length);
            DeploymentImage parsed = DeploymentImage.Parse(image[..cut]);
            bool atAnEnd = ends.Any(e => e - cut is >= 0 and < 4);
            Assert.True(parsed.Damage is not null || atAnEnd, $"seed {seed}, cut at {cut}");
        }
    }

    [Fact]
    public void AnErasedTailBelongsToNothing()
    {
        byte[] flash = [.. OtherFirmware.Image, .. Enumerable.Repeat((byte)0xFF, 10_000)];
        Assert.Null(DeploymentImage.Parse(flash).Damage);
        Assert.Equal("it holds no assembly", DeploymentImage.Parse(Enumerable.Repeat((byte)0xFF, 5000).ToArray()).Damage);
    }

    [Fact]
    public void AnythingAtAllIsParsedInTimeAndWithoutHarm()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        byte[] source = OtherFirmware.Image;
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = new byte[random.Next(0, 4000)];
            random.NextBytes(bytes);
            if (bytes.Length > 500)
            {
                // A header that is nearly right, with its lengths changed.
                Array.Copy(source, 0, bytes, random.Next(0, 300), 120);
            }

            Exception? problem = Record.Exception(() => DeploymentImage.Parse(bytes));
            Assert.True(problem is null, $"seed {seed}, round {i}: {problem}");
        }
    }

    [Fact]
    public void AHeaderWhoseChecksumIsRightAndWhoseNumbersLieIsHarmless()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int i = 0; i < 500; i++)
        {
            byte[] record = new byte[random.Next(DeploymentRecord.HeaderLength, 400)];
            random.NextBytes(record);
            "NFMRK1\0\0"u8.CopyTo(record);
            BitConverter.TryWriteBytes(record.AsSpan(40 + (15 * 4)), random.Next(2) == 0 ? record.Length : random.Next());
            record.AsSpan(8, 4).Clear();
            uint crc = NanoChecksum.Compute(record.AsSpan(0, DeploymentRecord.HeaderLength));
            BitConverter.TryWriteBytes(record.AsSpan(8), crc);
            Exception? problem = Record.Exception(() => DeploymentImage.Parse(record));
            Assert.True(problem is null, $"seed {seed}, round {i}: {problem}");
        }
    }

    [Fact]
    public void TheChecksumIsThatOfTheInterpreter() =>
        // CRC-32/MPEG-2 begins with ones; from zero and without inversion "123456789" gives this.
        Assert.Equal(0x89A1897Fu, NanoChecksum.Compute("123456789"u8));
}
