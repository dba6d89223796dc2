using System;
using System.Threading;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <content>Cartridges: what is in the slot, the key that they are verified with, and making new ones.</content>
public sealed partial class PenClient
{
    private static readonly TimeSpan MakingPoll = TimeSpan.FromMilliseconds(50);

    /// <summary>Writing two pages and reading them takes the pen 0.1 s.</summary>
    private static readonly TimeSpan MakingPatience = TimeSpan.FromSeconds(3);

    /// <summary>What the cartridge says of itself.</summary>
    public async Task<CartridgeInfo> GetCartridgeAsync(CancellationToken ct = default) =>
        CartridgeInfo.Parse(await AskAsync(MessageId.Cartridge, [], CartridgeAnswer.Length, ct).ConfigureAwait(false));

    /// <summary>Which key the pen verifies cartridges with. The key itself cannot be read.</summary>
    public async Task<CartridgeKeyState> GetCartridgeKeyAsync(CancellationToken ct = default) =>
        CartridgeKeyState.Parse(
            await AskAsync(MessageId.CartridgeKeyRead, [], CartridgeKeyAnswer.Length, ct).ConfigureAwait(false)
        );

    /// <summary>Gives the pen, which is in Service, the key to verify cartridges with, instead of the one before.</summary>
    /// <exception cref="PenRefusedException">The pen is not in Service, or its memory did not keep the key.</exception>
    public async Task<CartridgeKeyState> SetCartridgeKeyAsync(MakerKey key, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        byte[] answer = await AskAsync(MessageId.CartridgeKeyWrite, key.ToPayload(), CartridgeKeyAnswer.Length, ct)
            .ConfigureAwait(false);
        return CartridgeKeyState.Parse(answer);
    }

    /// <summary>
    /// Writes the profile into the new cartridge that is in the slot, and waits until the pen has read it back. In Standby only.
    /// </summary>
    /// <returns>The cartridge as the pen takes it now; look at its state.</returns>
    /// <exception cref="ArgumentException">The profile is none that a cartridge can have (<see cref="NewCartridge.Problem"/>).</exception>
    /// <exception cref="PenRefusedException">
    /// The pen is not in Standby, the cartridge has a profile already or none is there, or the pen's key is another one.
    /// </exception>
    public async Task<CartridgeInfo> MakeCartridgeAsync(NewCartridge made, MakerKey key, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(made);
        ArgumentNullException.ThrowIfNull(key);
        if (made.Problem is { } problem)
        {
            throw new ArgumentException(problem, nameof(made));
        }

        CartridgeInfo blank = await GetCartridgeAsync(ct).ConfigureAwait(false);
        byte[] profile = made.ToProfile(Convert.FromHexString(blank.Serial), key);
        byte[] answer = await AskAsync(MessageId.CartridgeMake, profile, CartridgeAnswer.Length, ct).ConfigureAwait(false);
        CartridgeInfo now = CartridgeInfo.Parse(answer);
        DateTime end = DateTime.UtcNow + MakingPatience;
        while (now.State == CartridgeState.Reading && DateTime.UtcNow < end)
        {
            await Task.Delay(MakingPoll, ct).ConfigureAwait(false);
            now = await GetCartridgeAsync(ct).ConfigureAwait(false);
        }

        return now;
    }
}
