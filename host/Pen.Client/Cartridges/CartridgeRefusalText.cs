using Pen.Protocol;

namespace Pen.Client;

/// <summary>Why a cartridge may not be used, in words: one sentence on what is wrong, one on what to do.</summary>
public static class CartridgeRefusalText
{
    private const string UseAnother = "Put in another, unused cartridge.";

    /// <summary>What is wrong.</summary>
    public static string Cause(CartridgeRefusal refusal) =>
        refusal switch
        {
            CartridgeRefusal.None => "The cartridge may be used.",
            CartridgeRefusal.NoAnswer => "The cartridge's memory does not answer.",
            CartridgeRefusal.BadChecksum => "The cartridge has no whole profile.",
            CartridgeRefusal.UnknownLayout => "The cartridge is made for other firmware.",
            CartridgeRefusal.UnknownType => "The cartridge is of a type that this pen does not know.",
            CartridgeRefusal.Implausible => "The cartridge's profile contradicts itself.",
            CartridgeRefusal.AlreadyUsed => "The cartridge was used in another session.",
            CartridgeRefusal.StampFailed => "The cartridge does not keep its stamp of first use.",
            CartridgeRefusal.UsageFailed => "The cartridge does not keep what was done with it.",
            CartridgeRefusal.UsageUnreadable => "What was done with the cartridge cannot be read.",
            CartridgeRefusal.WrongTag =>
                "The cartridge was not made for this pen: its tag is wrong, so it may be copied or changed.",
            CartridgeRefusal.NoKey => "The pen has no key to verify cartridges with.",
            CartridgeRefusal.MakingFailed => "The cartridge does not keep its profile.",
            _ => $"The cartridge is refused for a reason that this program does not know (number {(int)refusal}).",
        };

    /// <summary>What to do.</summary>
    public static string Advice(CartridgeRefusal refusal) =>
        refusal switch
        {
            CartridgeRefusal.None => "Go on.",
            CartridgeRefusal.NoAnswer => "Take it out, clean its contacts, and put it in again until it clicks.",
            CartridgeRefusal.UnknownLayout or CartridgeRefusal.UnknownType => "Put in another cartridge, or update the pen.",
            CartridgeRefusal.WrongTag => "Do not use it; put in another, unused cartridge from the maker.",
            CartridgeRefusal.NoKey => "Have a technician give the pen its key (pen cartridge key set).",
            _ => UseAnother,
        };
}
