using System;
using System.IO.Hashing;
using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.Simulator.Parts;
using Pen.TestBench;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests;

/// <summary>A new cartridge is given its profile by the pen.</summary>
public class CartridgeMakingTests(ITestOutputHelper output)
{
    private const ulong Serial = 4711;

    private static byte[] Profile(byte[] key, ulong serial = Serial, CartridgeType type = CartridgeType.Needles36)
    {
        byte[] profile = new byte[CartridgeProfile.Length];
        byte[] ofMemory = new byte[CartridgeTag.SerialLength];
        BitConverter.TryWriteBytes(ofMemory, serial);
        CartridgeProfile.Fill(profile, type, 2000, 400_000, 20300131, "LOT-9"u8.ToArray());
        new CartridgeTag().Put(key, ofMemory, profile);
        Wire.PutU32(profile, CartridgeProfile.Crc, Crc32.HashToUInt32(new SpanByte(profile, 0, CartridgeProfile.Crc)));
        return profile;
    }

    private static Bench With(CartridgeImage cartridge, SimulationOptions? options = null)
    {
        Bench bench = Bench.Ready(options, cartridge);
        bench.Run(200);
        return bench;
    }

    private static (CartridgeState State, CartridgeRefusal Refusal) Told(Bench bench)
    {
        byte[] answer = bench.Ask(MessageId.Cartridge);
        return ((CartridgeState)answer[CartridgeAnswer.State], (CartridgeRefusal)answer[CartridgeAnswer.Refusal]);
    }

    private static void ProfileRefused(Bench bench, byte[] profile, CartridgeRefusal why)
    {
        bench.Ask(MessageId.CartridgeMake, profile);
        Assert.Equal(RefusalCode.ProfileRefused, (RefusalCode)bench.Payload[RefusalData.Code]);
        Assert.Equal((int)why, Wire.GetI32(bench.Payload, RefusalData.Value));
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public void ANewCartridgeGetsItsProfileAndIsAccepted()
    {
        CartridgeImage blank = CartridgeImage.Blank(36, Serial);
        Bench bench = With(blank);
        Assert.Equal((CartridgeState.Refused, CartridgeRefusal.BadChecksum), Told(bench));
        byte[] profile = Profile(DemoKey.Bytes);
        byte[] answer = bench.Ask(MessageId.CartridgeMake, profile);
        bench.ExpectAnswer();
        Assert.Equal(CartridgeState.Reading, (CartridgeState)answer[CartridgeAnswer.State]);
        bench.Run(300);
        answer = bench.Ask(MessageId.Cartridge);
        Assert.Equal(CartridgeState.Accepted, (CartridgeState)answer[CartridgeAnswer.State]);
        Assert.Equal(
            (1, 2000, 400_000u, 20300131u),
            (
                answer[CartridgeAnswer.Verified],
                Wire.GetU16(answer, CartridgeAnswer.MaxDepthMicrons),
                Wire.GetU32(answer, CartridgeAnswer.StrokeLife),
                Wire.GetU32(answer, CartridgeAnswer.ExpiryDate)
            )
        );
        Assert.Equal(profile, blank.Memory[..CartridgeProfile.Length]);
        Assert.All(blank.Memory[CartridgeProfile.Length..], b => Assert.Equal(0xFF, b));
        Assert.Equal(2, bench.World.Slot.PagesWritten);
        byte[][] records = [.. LogReader.Read(bench)];
        byte[] made = records.Last(r => r[LogRecord.Kind] == (byte)LogKind.ServiceAction);
        Assert.Equal((byte)ServiceAction.CartridgeMade, made[ServiceData.Action]);
        Assert.Equal((int)CartridgeType.Needles36, Wire.GetI32(made, ServiceData.Value));
        bench.Start(1000, 120);
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public void OnlyANewOneIsMadeAndOnlyInStandby()
    {
        byte[] profile = Profile(DemoKey.Bytes);
        Bench bench = With(CartridgeImage.Make(CartridgeType.Needles36, serial: Serial));
        bench.Ask(MessageId.CartridgeMake, profile);
        BenchAssert.Refused(
            bench,
            RefusalCode.CartridgeNotNew,
            RequestField.Cartridge,
            LimitOrigin.Cartridge,
            (int)CartridgeState.Refused
        );
        bench.Prepare(500, 100);
        bench.Ask(MessageId.Arm);
        bench.ExpectAnswer();
        bench.Ask(MessageId.CartridgeMake, profile);
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Standby);
        bench.Ask(MessageId.Disarm);
        bench.Pen.RemoveCartridge();
        bench.Run(500);
        bench.Ask(MessageId.CartridgeMake, profile);
        Assert.Equal(RefusalCode.CartridgeNotNew, (RefusalCode)bench.Payload[RefusalData.Code]);
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public void AProfileThatWouldBeRefusedIsNotWritten()
    {
        CartridgeImage blank = CartridgeImage.Blank(36, Serial);
        Bench bench = With(blank);
        ProfileRefused(bench, Profile(DemoKey.Bytes, Serial + 1), CartridgeRefusal.WrongTag);
        ProfileRefused(bench, Profile(new byte[SipHash.KeyLength]), CartridgeRefusal.WrongTag);
        ProfileRefused(bench, new byte[CartridgeProfile.Length], CartridgeRefusal.BadChecksum);
        ProfileRefused(bench, Profile(DemoKey.Bytes, Serial, (CartridgeType)99), CartridgeRefusal.UnknownType);
        // Nor does the setting that lets others pass make a forger of the pen.
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.CartridgeTags, 0));
        ProfileRefused(bench, Profile(DemoKey.Bytes, Serial + 1), CartridgeRefusal.WrongTag);
        Assert.All(blank.Memory, b => Assert.Equal(0xFF, b));
        Bench without = With(blank, new SimulationOptions { CartridgeKey = null });
        ProfileRefused(without, Profile(DemoKey.Bytes), CartridgeRefusal.NoKey);
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    [Trait("Covers", "LIM-9")]
    public void AUsedOneIsNotMadeNewAgain()
    {
        foreach (int trace in new[] { CartridgeStamp.Address, CartridgeUsage.FirstAddress, CartridgeUsage.SecondAddress })
        {
            CartridgeImage used = CartridgeImage.Blank(36, Serial);
            used.Memory[trace + 31] = 0x00;
            byte[] before = [.. used.Memory];
            Bench bench = With(used);
            bench.Ask(MessageId.CartridgeMake, Profile(DemoKey.Bytes));
            bench.Run(300);
            Assert.Equal((CartridgeState.Refused, CartridgeRefusal.AlreadyUsed), Told(bench));
            Assert.Equal(before, used.Memory);
        }
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public void AMemoryThatKeepsNothingOrFallsSilentIsRefused()
    {
        CartridgeImage blank = CartridgeImage.Blank(36, Serial);
        Bench bench = With(blank);
        blank.WriteProtected = true;
        bench.Ask(MessageId.CartridgeMake, Profile(DemoKey.Bytes));
        bench.Run(300);
        Assert.Equal((CartridgeState.Refused, CartridgeRefusal.MakingFailed), Told(bench));
        blank.WriteProtected = false;
        bench = With(blank);
        bench.Send(MessageId.CartridgeMake, Profile(DemoKey.Bytes));
        Assert.True(bench.Pen.RunUntil(() => bench.Pen.Firmware!.Parts.Slot.State == CartridgeState.Reading, 100));
        blank.Silent = true;
        bench.Run(300);
        Assert.Equal(CartridgeState.Refused, Told(bench).State);
        Assert.Contains(Told(bench).Refusal, new[] { CartridgeRefusal.NoAnswer, CartridgeRefusal.MakingFailed });
    }

    /// <summary>Pulled out, or without power, at every byte: it is whole or it is refused, and it can be made again.</summary>
    [Theory]
    [Trait("Covers", "LIM-10")]
    [Trait("Covers", "LOG-5")]
    [InlineData(CutByte.Whole)]
    [InlineData(CutByte.Torn)]
    [InlineData(CutByte.Flipped)]
    public void WhereverTheMakingIsCutItIsWholeOrRefusedAndCanBeMadeAgain(CutByte cutByte)
    {
        (int cuts, int whole) = (0, 0);
        foreach (bool pulled in new[] { true, false })
        {
            for (int cut = 1; cut <= 64; cut++)
            {
                CartridgeImage blank = CartridgeImage.Blank(36, Serial);
                Bench bench = With(blank);
                bench.World.Slot.CutByte = cutByte;
                bench.World.Slot.CutPulls = pulled;
                bench.World.Slot.CutAfterBytes = cut;
                byte[] profile = Profile(DemoKey.Bytes);
                bench.Send(MessageId.CartridgeMake, profile);
                bench.Pen.RunMillis(300);
                Assert.Equal(pulled, bench.Pen.IsOn);
                if (!pulled)
                {
                    bench.Pen.PowerOn();
                }

                bench.Pen.Insert(blank);
                bench.Pen.RunMillis(1500);
                bench.Hello();
                (CartridgeState state, CartridgeRefusal refusal) = Told(bench);
                bool same = blank.Memory.AsSpan(0, profile.Length).SequenceEqual(profile);
                Assert.Equal(same ? CartridgeState.Accepted : CartridgeState.Refused, state);
                if (!same)
                {
                    Assert.Equal(CartridgeRefusal.BadChecksum, refusal);
                    bench.Ask(MessageId.CartridgeMake, profile);
                    bench.ExpectAnswer();
                    bench.Run(300);
                    Assert.Equal(CartridgeState.Accepted, Told(bench).State);
                }

                whole += same ? 1 : 0;
                cuts++;
            }
        }

        output.WriteLine($"{cuts} cuts, {whole} behind the last byte of the profile");
        Assert.Equal(128, cuts);
    }
}
