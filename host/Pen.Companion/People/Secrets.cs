using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Pen.Companion.People;

/// <summary>Passwords and PINs: what may be one, and how they are kept.</summary>
public sealed class Secrets
{
    /// <summary>Fewest characters of a password.</summary>
    public const int ShortestPassword = 10;

    /// <summary>Most characters: more only keep the processor busy.</summary>
    public const int Longest = 200;

    /// <summary>Fewest digits of a PIN.</summary>
    public const int ShortestPin = 6;

    /// <summary>Most digits of a PIN.</summary>
    public const int LongestPin = 12;

    /// <summary>
    /// Rounds of PBKDF2 with HMAC-SHA512: the number that OWASP gives for it (Password Storage Cheat Sheet, section PBKDF2).
    /// </summary>
    public const int Rounds = 210_000;

    private readonly PasswordHasher<Secrets> hasher = new(
        Options.Create(new PasswordHasherOptions { IterationCount = Rounds })
    );

    /// <summary>Two at a time: guessing must not take the processor from STOP.</summary>
    private readonly SemaphoreSlim few = new(2);
    private readonly Lazy<string> nobody;

    /// <summary>Makes ready.</summary>
    public Secrets() => nobody = new Lazy<string>(() => hasher.HashPassword(this, Guid.NewGuid().ToString()));

    /// <summary>Which kind a secret is; null where it can be none. A PIN is not for owners.</summary>
    public static SecretKind? KindOf(string? secret, Role role, string name)
    {
        string given = Form(secret);
        if (role != Role.Owner && given.Length is >= ShortestPin and <= LongestPin && given.All(char.IsAsciiDigit))
        {
            return IsPlainRow(given) ? null : SecretKind.Pin;
        }

        bool weak =
            given.Distinct().Count() < 4
            || given.Contains(Form(name), StringComparison.OrdinalIgnoreCase) && given.Length < Form(name).Length + 4;
        return given.Length is >= ShortestPassword and <= Longest && !weak ? SecretKind.Password : null;
    }

    /// <summary>For keeping.</summary>
    public string Hash(string secret) => hasher.HashPassword(this, Form(secret));

    /// <summary>Whether a secret is right. Takes as long where there is no account.</summary>
    public async Task<bool> IsRightAsync(string? hash, string? secret)
    {
        string given = Form(secret);
        await few.WaitAsync().ConfigureAwait(false);
        try
        {
            string against = hash ?? nobody.Value;
            bool right = await Task.Run(() =>
                    hasher.VerifyHashedPassword(this, against, given) != PasswordVerificationResult.Failed
                )
                .ConfigureAwait(false);
            return right && hash is not null;
        }
        catch (FormatException)
        {
            return false;
        }
        finally
        {
            few.Release();
        }
    }

    /// <summary>The same letters typed on another keyboard are the same secret; what is too long is none.</summary>
    private static string Form(string? secret)
    {
        string given = secret ?? "";
        try
        {
            return given.Length > Longest ? "" : given.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Not even letters.
            return "";
        }
    }

    /// <summary>111111, 123456, 987654.</summary>
    private static bool IsPlainRow(string digits)
    {
        int step = digits[1] - digits[0];
        return Math.Abs(step) <= 1 && Enumerable.Range(1, digits.Length - 1).All(i => digits[i] - digits[i - 1] == step);
    }
}
