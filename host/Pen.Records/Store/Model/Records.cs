using System;
using System.Collections.Generic;
using Pen.Protocol;

namespace Pen.Records.Store.Model;

/// <summary>A client, under a pseudonym.</summary>
/// <param name="Id">Id.</param>
/// <param name="Pseudonym">What stands on lists; unique.</param>
/// <param name="Created">When.</param>
/// <param name="Revision">Counts changes of the identity, for two rooms that change it at once.</param>
/// <param name="HasIdentity">Whether a name is kept, encrypted.</param>
/// <param name="Erased">When everything personal was erased; null when it was not.</param>
public sealed record ClientRecord(
    string Id,
    string Pseudonym,
    DateTimeOffset Created,
    long Revision,
    bool HasIdentity,
    DateTimeOffset? Erased
);

/// <summary>Who a client is: optional, encrypted, gone when the client is erased.</summary>
/// <param name="Name">Name.</param>
/// <param name="Contact">Telephone, address, whatever is needed.</param>
public sealed record Identity(string Name, string Contact = "");

/// <summary>A course of sessions for one indication.</summary>
/// <param name="Id">Id.</param>
/// <param name="ClientId">Whose.</param>
/// <param name="Indication">What is treated.</param>
/// <param name="PlannedSessions">How many are planned.</param>
/// <param name="IntervalWeeks">Weeks between two.</param>
/// <param name="Protocols">Version of the knowledge that it was planned by.</param>
/// <param name="Created">When.</param>
public sealed record Course(
    string Id,
    string ClientId,
    string Indication,
    int PlannedSessions,
    int IntervalWeeks,
    string Protocols,
    DateTimeOffset Created
);

/// <summary>Where a session stands.</summary>
public enum SessionState
{
    /// <summary>It goes on.</summary>
    Open = 0,

    /// <summary>It is over.</summary>
    Closed = 1,

    /// <summary>It was given up.</summary>
    Abandoned = 2,
}

/// <summary>One session.</summary>
/// <param name="Id">Id.</param>
/// <param name="CourseId">Of which course.</param>
/// <param name="ClientId">Whose.</param>
/// <param name="Number">Its number in the course, from 1.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Device">With what: an id of the devices in the protocols.</param>
/// <param name="Opened">When it began.</param>
/// <param name="Closed">When it ended.</param>
public sealed record Session(
    string Id,
    string CourseId,
    string ClientId,
    int Number,
    SessionState State,
    string Device,
    DateTimeOffset Opened,
    DateTimeOffset? Closed
);

/// <summary>One thing that happened in a session. Nothing is ever changed: a correction is a further event.</summary>
/// <param name="Sequence">Its number in the session, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What: "screening", "consent", "numbing", "area", "note" …</param>
/// <param name="Body">JSON; null where it was personal and the client was erased.</param>
public sealed record SessionEvent(int Sequence, DateTimeOffset At, string Kind, string? Body);

/// <summary>A line of the trail of what was done.</summary>
public sealed record AuditEntry(long Sequence, DateTimeOffset At, string Actor, string Action, string Subject, string Body);

/// <summary>The cartridge of a session, for a recall.</summary>
public sealed record CartridgeUse(
    string Pseudonym,
    string ClientId,
    string SessionId,
    DateTimeOffset Opened,
    string Lot,
    string Serial,
    CartridgeType Type,
    bool Verified
);

/// <summary>What an import of a pen's records has brought.</summary>
/// <param name="Added">New records.</param>
/// <param name="Known">Records that were there already, the same.</param>
/// <param name="Conflicts">Records that are there with other content; both are kept, and shown by the verification.</param>
public sealed record PenImport(int Added, int Known, int Conflicts);

/// <summary>What verifying has found.</summary>
/// <param name="Problems">Everything that is wrong; empty when all is well.</param>
/// <param name="Entries">Entries of the trail.</param>
/// <param name="Head">Hash of the last entry: written down elsewhere, it shows later that nothing was cut off at the end.</param>
public sealed record StoreVerification(IReadOnlyList<string> Problems, long Entries, string Head);
