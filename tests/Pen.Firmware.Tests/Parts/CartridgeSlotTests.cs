using Pen.Board.Drivers;
using Pen.Control.Cartridge;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Simulator.Parts;

namespace Pen.Firmware.Tests.Parts;

/// <summary>The slot over a memory that falls silent.</summary>
public class CartridgeSlotTests
{
    private readonly FakeCartridge cartridge = new();
    private readonly CartridgeSlot slot;

    public CartridgeSlotTests()
    {
        var checksum = new ChipChecksum();
        var memory = new ByteMemory();
        var key = new CartridgeKey(memory, checksum);
        Assert.True(key.Save(DemoKey.Bytes, 0));
        cartridge.Serial[0] = 1;
        slot = new CartridgeSlot(cartridge, checksum, new ProfileCheck(checksum, key, new Settings(memory, checksum)))
        {
            PenSerial = new byte[16],
        };
    }

    private static byte[] Profile => CartridgeImage.Make(CartridgeType.Needles12).Memory[..CartridgeProfile.Length];

    private void Update(int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            slot.Update(true, true, 10);
        }
    }

    [Theory]
    [InlineData(CartridgeStamp.Address)]
    [InlineData(CartridgeUsage.FirstAddress)]
    [InlineData(CartridgeUsage.SecondAddress)]
    public void AMemoryThatFallsSilentWhileItIsReadIsRefused(int from)
    {
        Profile.CopyTo(cartridge.Memory, 0);
        cartridge.PagesSilentFrom = from;
        Update(15);
        Assert.Equal((CartridgeState.Refused, CartridgeRefusal.NoAnswer), (slot.State, slot.Refusal));
    }

    [Theory]
    [InlineData(CartridgeStamp.Address)]
    [InlineData(CartridgeUsage.FirstAddress)]
    [InlineData(CartridgeUsage.SecondAddress)]
    [Trait("Covers", "LIM-10")]
    public void NothingIsMadeOfOneWhosePastCannotBeRead(int from)
    {
        Update(15);
        Assert.True(slot.HasNoProfile);
        Assert.Equal(CartridgeRefusal.None, slot.Judge(Profile, 0));
        slot.BeginMaking();
        cartridge.PagesSilentFrom = from;
        Update(5);
        Assert.Equal((CartridgeState.Refused, CartridgeRefusal.NoAnswer), (slot.State, slot.Refusal));
        Assert.Equal(0, cartridge.Writes);
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public void AWriteThatGotLostIsMadeAgain()
    {
        Update(15);
        Assert.Equal(CartridgeRefusal.None, slot.Judge(Profile, 0));
        slot.BeginMaking();
        cartridge.LoseWrites = 2;
        Update(25);
        Assert.Equal((CartridgeState.Accepted, true), (slot.State, slot.Verified));
        Assert.Equal(4, cartridge.Writes);
    }
}
