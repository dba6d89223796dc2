using System;
using System.Collections.Generic;
using System.Linq;
using Xunit.Abstractions;

namespace Pen.Protocol.Tests;

/// <summary>A million frames through a bad line. Each run has a new seed and prints it; PEN_SEED replays one.</summary>
public class LinePropertyTests(ITestOutputHelper output)
{
    private readonly int seed = int.TryParse(Environment.GetEnvironmentVariable("PEN_SEED"), out int given)
        ? given
        : Random.Shared.Next();

    [Fact]
    public void AMillionFramesThroughNoise()
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var line = new Line();
        byte[] noise = new byte[300];
        int frames = 0;
        int clean = 0;
        while (frames < 1_000_000)
        {
            line.Heard.Clear();
            int burst = random.Next(1, 5);
            int first = frames & 0xFFFF;
            bool noisy = random.Next(3) == 0;
            if (noisy)
            {
                random.NextBytes(noise);
                line.Deliver(noise.AsSpan(0, random.Next(noise.Length)), random.Next(1, 200), random.Next(8, 400));
            }

            for (int i = 0; i < burst; i++)
            {
                byte[] frame = line.Frame((first + i) & 0xFFFF, new byte[random.Next(40)]);
                line.Deliver(frame, random.Next(1, 64), random.Next(8, 400));
            }

            line.FallSilent();
            // Noise forges a CRC once in 2^32; every frame behind it must be understood, in order.
            Assert.Equal(Enumerable.Range(first, burst).Select(n => n & 0xFFFF), line.Heard);
            clean += noisy ? 0 : burst;
            frames += burst;
        }

        Assert.True(line.Reader.GoodFrames >= frames);
        output.WriteLine($"{frames} frames, {clean} of them on a clean line, {line.Reader.SkippedBytes} bytes of noise");
    }

    [Fact]
    public void DamagedFramesAreNeverBelieved()
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var line = new Line();
        var sent = new HashSet<int>();
        for (int n = 0; n < 100_000; n++)
        {
            byte[] frame = line.Frame(n & 0xFFFF, new byte[random.Next(FrameFormat.MaxPayload + 1)]);
            switch (random.Next(5))
            {
                case 0:
                    frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
                    line.Deliver(frame, 97);
                    break;
                case 1:
                    // A frame that lacks only bytes which the next one happens to begin with would be whole again.
                    line.Deliver(frame.AsSpan(0, random.Next(frame.Length - 3)), 97);
                    break;
                case 2:
                    sent.Add(n & 0xFFFF);
                    line.Deliver([.. frame, .. frame], 97);
                    break;
                default:
                    sent.Add(n & 0xFFFF);
                    line.Deliver(frame, 97);
                    break;
            }
        }

        line.FallSilent();
        Assert.Empty(line.Heard.Where(s => !sent.Contains(s)));
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        var line = new Line();
        byte[] bytes = new byte[512];
        new Random(3).NextBytes(bytes);
        byte[] frame = line.Frame(1, [1, 2]);
        FrameReader reader = line.Reader;
        long before = 0;
        for (int round = 0; round < 200; round++)
        {
            if (round == 100)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            byte[] source = round % 2 == 0 ? bytes : frame;
            int count = Math.Min(source.Length, reader.Free);
            Array.Copy(source, 0, reader.Buffer, reader.WriteOffset, count);
            reader.Commit(count);
            int budget = 2000;
            while (reader.TryRead(ref budget)) { }
            reader.Expire();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
