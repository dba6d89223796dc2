using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Cartridges that were made by the holder of the pen's key, and others; and the key itself.</summary>
public class CartridgeTagTests
{
    private static readonly byte[] Another = [.. Enumerable.Range(1, SipHash.KeyLength).Select(i => (byte)(i * 13))];

    /// <summary>A key as it stands in the memory: known, and whose.</summary>
    private static (bool Known, uint Check) Key(Bench bench)
    {
        byte[] answer = bench.Ask(MessageId.CartridgeKeyRead);
        return (answer[CartridgeKeyAnswer.Known] != 0, Wire.GetU32(answer, CartridgeKeyAnswer.Check));
    }

    private static uint CheckOf(byte[] key) => new CartridgeTag().CheckOf(key);

    private static (CartridgeState State, CartridgeRefusal Refusal, bool Verified) Told(Bench bench)
    {
        byte[] answer = bench.Ask(MessageId.Cartridge);
        return (
            (CartridgeState)answer[CartridgeAnswer.State],
            (CartridgeRefusal)answer[CartridgeAnswer.Refusal],
            answer[CartridgeAnswer.Verified] != 0
        );
    }

    private static void Insert(Bench bench, CartridgeImage cartridge)
    {
        bench.Pen.RemoveCartridge();
        bench.Run(300);
        bench.Pen.Insert(cartridge);
        bench.Run(300);
    }

    private static Bench InService(byte[]? key)
    {
        Bench bench = Bench.Ready(new SimulationOptions { CartridgeKey = key });
        bench.Pen.RemoveCartridge();
        bench.Run(500);
        bench.Ask(MessageId.ServiceEnter);
        bench.ExpectAnswer();
        return bench;
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public void ACartridgeMadeWithThePensKeyIsVerifiedAndLoggedAsThat()
    {
        Bench bench = Bench.Ready();
        Assert.Equal((CartridgeState.Accepted, CartridgeRefusal.None, true), Told(bench));
        byte[] inserted = LogReader.Read(bench).Last(r => r[LogRecord.Kind] == (byte)LogKind.CartridgeInserted);
        Assert.Equal(1, inserted[CartridgeData.Verified]);
        bench.Pen.RemoveCartridge();
        bench.Run(300);
        Assert.Equal((CartridgeState.Absent, CartridgeRefusal.None, false), Told(bench));
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public void AProfileCopiedIntoAnotherMemoryIsRefused()
    {
        Bench bench = Bench.Ready();
        Insert(bench, CartridgeImage.Make(CartridgeType.Needles36, serial: 76).CopiedTo(77));
        Assert.Equal((CartridgeState.Refused, CartridgeRefusal.WrongTag, false), Told(bench));
        bench.Prepare(500, 100);
        bench.Ask(MessageId.Arm);
        BenchAssert.Refused(
            bench,
            RefusalCode.CartridgeNotAccepted,
            RequestField.Cartridge,
            LimitOrigin.Cartridge,
            (int)CartridgeState.Accepted
        );
    }

    /// <summary>A longer life, a later expiry, a deeper limit: with a checksum that fits, as anybody with a programmer can write it.</summary>
    [Fact]
    [Trait("Covers", "LIM-10")]
    public void AChangedProfileIsRefusedWhereverItWasChanged()
    {
        Bench bench = Bench.Ready();
        for (int at = 0; at < CartridgeProfile.Reserved; at++)
        {
            CartridgeImage changed = CartridgeImage.Make(CartridgeType.Needles36);
            changed.Memory[at] ^= 0x01;
            changed.SealWithoutKey();
            Insert(bench, changed);
            (CartridgeState state, CartridgeRefusal refusal, bool verified) = Told(bench);
            Assert.True(state == CartridgeState.Refused && !verified, $"byte {at}: {state}");
            bool field = at is >= CartridgeProfile.MaxDepthMicrons;
            Assert.True(!field || refusal == CartridgeRefusal.WrongTag, $"byte {at}: {refusal}");
        }
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public void APenWithoutAKeyRefusesUntilTheSettingLetsUnverifiedOnesPass()
    {
        Bench bench = Bench.Ready(new SimulationOptions { CartridgeKey = null });
        Assert.Equal((false, 0u), Key(bench));
        Assert.Equal((CartridgeState.Refused, CartridgeRefusal.NoKey, false), Told(bench));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.CartridgeTags, 0));
        bench.ExpectAnswer();
        Insert(bench, CartridgeImage.Make(CartridgeType.Needles12, serial: 5));
        Assert.Equal((CartridgeState.Accepted, CartridgeRefusal.None, false), Told(bench));
        byte[] inserted = LogReader.Read(bench).Last(r => r[LogRecord.Kind] == (byte)LogKind.CartridgeInserted);
        Assert.Equal(0, inserted[CartridgeData.Verified]);
        bench.Start(500, 100);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Ask(MessageId.Disarm);
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public void AskingForTagsRefusesWhatIsInTheSlotUnverified()
    {
        Bench bench = Bench.Ready(new SimulationOptions { CartridgeKey = Another });
        Assert.Equal((CartridgeState.Refused, CartridgeRefusal.WrongTag, false), Told(bench));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.CartridgeTags, 0));
        Insert(bench, CartridgeImage.Make(CartridgeType.Needles12));
        Assert.Equal((CartridgeState.Accepted, CartridgeRefusal.None, false), Told(bench));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.CartridgeTags, 1));
        bench.ExpectAnswer();
        bench.Run(100);
        Assert.Equal((CartridgeState.Refused, CartridgeRefusal.WrongTag, false), Told(bench));
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public void TheKeyIsWrittenInServiceKeptAndLogged()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.CartridgeKeyWrite, Another);
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Service);
        Assert.Equal((true, CheckOf(DemoKey.Bytes)), Key(bench));
        bench = InService(DemoKey.Bytes);
        bench.Ask(MessageId.CartridgeKeyWrite, Another);
        bench.ExpectAnswer();
        Assert.Equal((true, CheckOf(Another)), Key(bench));
        byte[] told = LogReader.Read(bench).Last(r => r[LogRecord.Kind] == (byte)LogKind.ServiceAction);
        Assert.Equal((byte)ServiceAction.CartridgeKeyWritten, told[ServiceData.Action]);
        Assert.Equal(CheckOf(Another), Wire.GetU32(told, ServiceData.Value));
        // The key that was replaced is nowhere any more.
        Assert.Equal(-1, bench.World.Fram.Bytes.AsSpan().IndexOf(DemoKey.Bytes));
        bench.Pen.PowerOn();
        bench.Pen.Insert(CartridgeImage.Make(CartridgeType.Needles12));
        bench.Pen.RunMillis(1500);
        bench.Hello();
        Assert.Equal((true, CheckOf(Another)), Key(bench));
        Assert.Equal(CartridgeRefusal.WrongTag, Told(bench).Refusal);
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public void AMemoryThatKeepsNothingLeavesTheOldKey()
    {
        Bench bench = InService(DemoKey.Bytes);
        bench.World.Fram.WriteProtected = true;
        bench.Ask(MessageId.CartridgeKeyWrite, Another);
        Assert.Equal(RefusalCode.StorageFailed, (RefusalCode)bench.Payload[RefusalData.Code]);
        Assert.Equal((true, CheckOf(DemoKey.Bytes)), Key(bench));
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    [Trait("Covers", "P6")]
    public void APowerCutAtAnyByteLeavesTheOldKeyOrTheNewOne()
    {
        int cuts = 0;
        foreach (byte[]? before in new[] { null, DemoKey.Bytes })
        {
            foreach (CutByte cutByte in Enum.GetValues<CutByte>())
            {
                for (int cut = 1; cut <= 2 * 64; cut++)
                {
                    Bench bench = InService(before);
                    bench.World.Fram.CutByte = cutByte;
                    bench.World.Fram.CutAfterBytes = cut;
                    bench.Send(MessageId.CartridgeKeyWrite, Another);
                    bench.Pen.RunMillis(100);
                    Assert.False(bench.Pen.IsOn);
                    bench.Pen.PowerOn();
                    bench.Pen.RunMillis(1500);
                    bench.Hello();
                    uint old = before is null ? 0 : CheckOf(before);
                    Assert.Contains(Key(bench).Check, new[] { old, CheckOf(Another) });
                    cuts++;
                }
            }
        }

        Assert.Equal(2 * 3 * 128, cuts);
    }

    /// <summary>Whatever is asked, in whatever state, and whatever the log tells: the sixteen bytes do not come.</summary>
    [Fact]
    [Trait("Covers", "LINK-7")]
    public void TheKeyLeavesThePenByNoMessage()
    {
        Bench bench = InService(DemoKey.Bytes);
        bench.Ask(MessageId.CartridgeKeyWrite, Another);
        bench.ExpectAnswer();
        var said = new List<byte>();
        foreach (bool service in new[] { true, false })
        {
            for (int message = 0; message < 256; message++)
            {
                int length = Math.Max(0, Control.Link.RequestLengths.Of((byte)message));
                foreach (byte fill in new byte[] { 0, 1, 6, 0x24, 0xFF })
                {
                    if (message != (int)MessageId.LineSpeed)
                    {
                        said.AddRange(bench.Ask((MessageId)message, [.. Enumerable.Repeat(fill, length)]));
                        said.AddRange(bench.Unasked.SelectMany(u => u.Payload));
                        bench.Unasked.Clear();
                    }

                    bench.Hello();
                }
            }

            bench.Ask(service ? MessageId.ServiceLeave : MessageId.Status);
            bench.Run(1000);
        }

        said.AddRange(LogReader.Read(bench).SelectMany(r => r));
        byte[] all = [.. said];
        for (int part = 0; part + 4 <= Another.Length; part++)
        {
            Assert.Equal(-1, all.AsSpan().IndexOf(Another.AsSpan(part, 4)));
        }

        Assert.True(all.AsSpan().IndexOf(BitConverter.GetBytes(CheckOf(Another))) >= 0, "nothing was heard at all");
    }

    [Fact]
    public void TheKeyStandsWhereTheMemoryMapSays()
    {
        Bench bench = Bench.Ready();
        Assert.Equal(MemoryMap.CartridgeKey + 12, bench.World.Fram.Bytes.AsSpan().IndexOf(DemoKey.Bytes));
    }
}
