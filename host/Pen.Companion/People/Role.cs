namespace Pen.Companion.People;

/// <summary>What a person may do; each may also do what those before may.</summary>
public enum Role
{
    /// <summary>Looks, and may stop.</summary>
    Reader,

    /// <summary>Treats, and keeps records.</summary>
    Practitioner,

    /// <summary>Settings of pens, accounts, backups, erasing.</summary>
    Owner,
}
