using Pen.Protocol;

namespace Pen.Control.Cartridge;

/// <content>
/// A new cartridge gets its profile: two pages, then it is read like any other. Pulled out in between it has no whole profile, is refused,
/// and can be made again; one that carries a stamp or runs cannot.
/// </content>
public sealed partial class CartridgeSlot
{
    private readonly PageWriter maker;
    private readonly byte[] newProfile = new byte[CartridgeProfile.Length];
    private Making making;

    private enum Making
    {
        Nothing,
        Looking,
        FirstPage,
        SecondPage,
    }

    /// <summary>What is in the slot has a memory that answers, and no whole profile.</summary>
    public bool HasNoProfile
    {
        get { return State == CartridgeState.Refused && Refusal == CartridgeRefusal.BadChecksum; }
    }

    /// <summary>What a cartridge with this profile, in the memory that is in the slot, would be refused for.</summary>
    public CartridgeRefusal Judge(byte[] from, int at)
    {
        System.Array.Copy(from, at, newProfile, 0, newProfile.Length);
        CartridgeRefusal why = check.Of(newProfile, Serial);
        // The pen makes no cartridge that it could not verify, whatever the setting lets pass.
        return why == CartridgeRefusal.None && !check.Verified ? CartridgeRefusal.WrongTag : why;
    }

    /// <summary>Begins to write the profile that was judged last, in the next ticks; the caller has seen that it passed.</summary>
    public void BeginMaking()
    {
        State = CartridgeState.Reading;
        Refusal = CartridgeRefusal.None;
        making = Making.Looking;
    }

    private void Make()
    {
        if (making == Making.Looking)
        {
            if (!stamp.Read(PenSerial) || !usage.Read(0))
            {
                Refuse(CartridgeRefusal.NoAnswer);
            }
            else if (!stamp.IsFresh || !usage.IsBlank)
            {
                Refuse(CartridgeRefusal.AlreadyUsed);
            }
            else
            {
                WritePage(Making.FirstPage);
            }
        }
        else if (maker.Step())
        {
            if (!maker.Holds)
            {
                Refuse(CartridgeRefusal.MakingFailed);
            }
            else if (making == Making.FirstPage)
            {
                WritePage(Making.SecondPage);
            }
            else
            {
                // Read in the next tick like any cartridge: what counts is what its memory says.
                making = Making.Nothing;
            }
        }
    }

    private void WritePage(Making page)
    {
        making = page;
        int offset = page == Making.FirstPage ? 0 : CartridgeMemory.PageBytes;
        for (int i = 0; i < CartridgeMemory.PageBytes; i++)
        {
            maker.Page[i] = offset + i < newProfile.Length ? newProfile[offset + i] : (byte)0xFF;
        }

        maker.Begin(CartridgeProfile.Address + offset);
    }
}
