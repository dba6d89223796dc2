using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.Extensions.Logging;
using Pen.Companion.Security;

namespace Pen.Companion.People;

/// <summary>Whether there are accounts.</summary>
public enum BookState
{
    /// <summary>None yet: whoever sits at this computer is meant.</summary>
    Empty,

    /// <summary>There are.</summary>
    Kept,

    /// <summary>There are, and their file cannot be used: nobody signs in before it is mended.</summary>
    Damaged,
}

/// <summary>
/// The accounts, in "accounts.json". What cannot be read never means that everybody may: then nobody may, except STOP. Refusals are keys of
/// texts; what to do stands under the same key with ".cure".
/// </summary>
public sealed class AccountBook
{
    /// <summary>Accounts at the most.</summary>
    public const int Most = 200;

    private const int Form = 1;
    private readonly string path;
    private readonly Secrets secrets;
    private readonly Lock gate = new();
    private volatile Kept now;

    /// <summary>Reads them.</summary>
    public AccountBook(CompanionOptions options, Secrets secrets, ILogger<AccountBook> log)
    {
        path = Path.Combine(options.Home, "accounts.json");
        this.secrets = secrets;
        try
        {
            AccountFile? file = OwnFile.Read<AccountFile>(path);
            now =
                file is null ? new Kept(BookState.Empty, [])
                : IsWhole(file) ? new Kept(BookState.Kept, [.. file.Accounts])
                : new Kept(BookState.Damaged, []);
        }
        catch (OwnFileException problem)
        {
            log.LogError("The accounts cannot be read: {Problem}", problem.Message);
            now = new Kept(BookState.Damaged, []);
        }
    }

    /// <summary>Whether there are any.</summary>
    public BookState State => now.State;

    /// <summary>Where they are kept.</summary>
    public string Place => path;

    /// <summary>All, by name.</summary>
    public IReadOnlyList<Account> All => [.. now.Accounts.OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether somebody may open this program to other computers.</summary>
    public bool HasOwner => now.Accounts.Any(IsActiveOwner);

    /// <summary>By id; null where there is none.</summary>
    public Account? Find(string id) => now.Accounts.FirstOrDefault(a => a.Id == id);

    /// <summary>By name, in capitals or not; null where there is none.</summary>
    public Account? Named(string? name)
    {
        string clean = LocalPerson.Clean(name);
        return clean.Length == 0 ? null : now.Accounts.FirstOrDefault(a => IsSame(a.Name, clean));
    }

    /// <summary>Adds a person; the first one must be an owner.</summary>
    /// <returns>Null when it is done; else why not.</returns>
    /// <exception cref="OwnFileException">It cannot be kept.</exception>
    public string? Add(string? name, Role role, string? secret, bool mustChange)
    {
        string clean = LocalPerson.Clean(name);
        if (clean.Length == 0 || !Enum.IsDefined(role))
        {
            return "people.bad-name";
        }

        if (Secrets.KindOf(secret, role, clean) is not { } kind)
        {
            return role == Role.Owner ? "people.bad-password" : "people.bad-secret";
        }

        string hash = secrets.Hash(secret!);
        lock (gate)
        {
            string? refused =
                now.State == BookState.Damaged ? "people.damaged"
                : now.State == BookState.Empty && role != Role.Owner ? "people.first-owner"
                : now.Accounts.Any(a => IsSame(a.Name, clean)) ? "people.same-name"
                : now.Accounts.Count >= Most ? "people.too-many"
                : null;
            if (refused is null)
            {
                string id = Guid.CreateVersion7().ToString("N");
                Keep(
                    now.Accounts.Add(new Account(id, clean, role, kind, hash, mustChange, false, false, DateTimeOffset.UtcNow))
                );
            }

            return refused;
        }
    }

    /// <summary>Changes what a person may do.</summary>
    /// <returns>Null when it is done; else why not.</returns>
    /// <exception cref="OwnFileException">It cannot be kept.</exception>
    public string? SetRole(string id, Role role) =>
        Change(
            id,
            a =>
                !Enum.IsDefined(role) ? (a, "people.bad-role")
                : role == Role.Owner && a.Kind == SecretKind.Pin ? (a, "people.owner-pin")
                : (a with { Role = role }, null)
        );

    /// <summary>Lets a person sign in, or not any more.</summary>
    /// <returns>Null when it is done; else why not.</returns>
    /// <exception cref="OwnFileException">It cannot be kept.</exception>
    public string? SetDisabled(string id, bool disabled) => Change(id, a => (a with { Disabled = disabled }, null));

    /// <summary>Gives a person another secret.</summary>
    /// <returns>Null when it is done; else why not.</returns>
    /// <exception cref="OwnFileException">It cannot be kept.</exception>
    public string? SetSecret(string id, string? secret, bool mustChange)
    {
        if (Find(id) is not { } person)
        {
            return "people.gone";
        }

        if (Secrets.KindOf(secret, person.Role, person.Name) is not { } kind)
        {
            return person.Role == Role.Owner ? "people.bad-password" : "people.bad-secret";
        }

        string hash = secrets.Hash(secret!);
        return Change(id, a => (a with { Hash = hash, Kind = kind, MustChange = mustChange, Barred = false }, null));
    }

    /// <summary>A PIN was guessed at too often.</summary>
    /// <exception cref="OwnFileException">It cannot be kept.</exception>
    public void Bar(string id) => Change(id, a => (a with { Barred = true }, null));

    private static bool IsActiveOwner(Account account) => account is { Role: Role.Owner, Disabled: false };

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A file without anybody who could mend the rest was not written by this program.</summary>
    private static bool IsWhole(AccountFile file) =>
        file.Version == Form
        && file.Accounts.Count is > 0 and <= Most
        && file.Accounts.All(a => LocalPerson.Clean(a.Name) == a.Name && a.Name.Length > 0 && a.Id.Length == 32)
        && file.Accounts.DistinctBy(a => a.Id).Count() == file.Accounts.Count
        && file.Accounts.DistinctBy(a => a.Name.ToUpperInvariant()).Count() == file.Accounts.Count
        && file.Accounts.Any(IsActiveOwner);

    private string? Change(string id, Func<Account, (Account Next, string? Refused)> change)
    {
        lock (gate)
        {
            if (Find(id) is not { } before)
            {
                return "people.gone";
            }

            (Account next, string? refused) = change(before);
            ImmutableList<Account> all = now.Accounts.Replace(before, next);
            refused ??= all.Any(IsActiveOwner) ? null : "people.last-owner";
            if (refused is null)
            {
                Keep(all);
            }

            return refused;
        }
    }

    private void Keep(ImmutableList<Account> all)
    {
        OwnFile.Write(path, new AccountFile(Form, all));
        now = new Kept(BookState.Kept, all);
    }

    private sealed record Kept(BookState State, ImmutableList<Account> Accounts);
}
