using System.Collections.Generic;

namespace Pen.Client;

/// <summary>Verifies the chain while records come in.</summary>
internal sealed class LogChain(uint firstSequence, uint anchorCrc)
{
    private uint expected = firstSequence;
    private uint crc = anchorCrc;

    /// <summary>The records.</summary>
    public List<LogEntry> Entries { get; } = [];

    /// <summary>What is wrong with them.</summary>
    public List<LogDamage> Damage { get; } = [];

    /// <summary>Takes the next record.</summary>
    public void Add(LogEntry entry)
    {
        if (entry.Sequence != expected)
        {
            Damage.Add(new LogDamage(expected, $"Record {expected} is missing; record {entry.Sequence} stands in its place."));
        }
        else if (entry.ExpectedCrc(crc) != entry.Crc)
        {
            Damage.Add(LogDamage.Altered(expected));
        }

        Entries.Add(entry);
        crc = entry.Crc;
        expected++;
    }
}
