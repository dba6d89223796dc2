using System.Collections.Generic;

namespace Pen.Client;

/// <summary>What a pull has brought.</summary>
/// <param name="Added">Records that are new on disk.</param>
/// <param name="Confirmed">The pen may overwrite every record before this one.</param>
/// <param name="Damage">What is missing, altered or contradictory in all that stands on disk now; empty when all is well.</param>
public sealed record LogPullResult(int Added, uint Confirmed, IReadOnlyList<LogDamage> Damage);
