using System;
using System.Collections.Generic;

namespace Pen.Companion.People;

/// <summary>What a person signs in with.</summary>
public enum SecretKind
{
    /// <summary>At least ten characters.</summary>
    Password,

    /// <summary>Six to twelve digits, for hands in gloves; locked for good after ten wrong tries in a day.</summary>
    Pin,
}

/// <summary>A person who may sign in.</summary>
/// <param name="Id">Stays the same when the name changes.</param>
/// <param name="Name">Stands in the records beside what this person does.</param>
/// <param name="Role">What this person may do.</param>
/// <param name="Kind">What kind of secret it is.</param>
/// <param name="Hash">The secret, so that it cannot be read.</param>
/// <param name="MustChange">Somebody else knows the secret: nothing else is possible before it is changed.</param>
/// <param name="Disabled">May not sign in any more.</param>
/// <param name="Barred">The PIN was guessed at too often: an owner has to give a new secret.</param>
/// <param name="Created">When.</param>
public sealed record Account(
    string Id,
    string Name,
    Role Role,
    SecretKind Kind,
    string Hash,
    bool MustChange,
    bool Disabled,
    bool Barred,
    DateTimeOffset Created
);

/// <summary>The file of accounts.</summary>
/// <param name="Version">Of its form.</param>
/// <param name="Accounts">All.</param>
public sealed record AccountFile(int Version, IReadOnlyList<Account> Accounts);
