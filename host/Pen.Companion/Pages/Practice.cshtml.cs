using System.Collections.Generic;
using System.Linq;
using Pen.Companion.Keeping;
using Pen.Companion.Sessions;
using Pen.Companion.Web;

namespace Pen.Companion.Pages;

/// <summary>A pen of the records.</summary>
/// <param name="Serial">Serial number.</param>
/// <param name="Simulated">Whether it is a simulated one, as far as sessions tell.</param>
public sealed record PenKnown(string Serial, bool Simulated);

/// <summary>What keeps a practice's records whole, and what can be made of them.</summary>
public sealed class PracticeModel(Practice practice, BackupFolder backups, VerifyDesk verify) : CompanionPage
{
    /// <summary>Backups.</summary>
    public BackupFolder Backups => backups;

    /// <summary>Verifications.</summary>
    public VerifyDesk Verify => verify;

    /// <summary>The newest backup; null before any.</summary>
    public BackupFile? LastBackup { get; private set; }

    /// <summary>Pens of which there are records, or that were opened for a session.</summary>
    public IReadOnlyList<PenKnown> Pens { get; private set; } = [];

    /// <summary>The page.</summary>
    public void OnGet()
    {
        LastBackup = backups.All().FirstOrDefault();
        var uses = practice.Store.PenUses().GroupBy(u => u.Serial).ToDictionary(g => g.Key, g => g.Any(u => u.Simulated));
        Pens =
        [
            .. practice
                .Store.Pens()
                .Union(uses.Keys)
                .Order(System.StringComparer.Ordinal)
                .Select(s => new PenKnown(s, uses.GetValueOrDefault(s))),
        ];
    }
}
