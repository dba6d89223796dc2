using System;

namespace Pen.Records.Store.Model;

/// <summary>A session for which a pen was opened.</summary>
/// <param name="Pseudonym">Whose.</param>
/// <param name="SessionId">The session.</param>
/// <param name="At">When the pen was opened for it.</param>
/// <param name="Serial">Serial number of the pen.</param>
/// <param name="Number">Number of the session on the pen.</param>
/// <param name="FirstRecord">The pen's records of it have this number or a higher one.</param>
/// <param name="Firmware">Version of its firmware.</param>
/// <param name="Simulated">Whether it is a simulated pen.</param>
public sealed record PenUse(
    string Pseudonym,
    string SessionId,
    DateTimeOffset At,
    string Serial,
    uint Number,
    uint FirstRecord,
    string Firmware,
    bool Simulated
);
