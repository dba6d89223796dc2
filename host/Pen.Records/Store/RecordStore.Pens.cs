using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Dapper;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Store.Model;

namespace Pen.Records.Store;

/// <content>The pens' own records, as they were read: 32 bytes each, by serial number and sequence. Importing twice changes nothing.</content>
public sealed partial class RecordStore
{
    private const int LongestSerial = 16;
    private const int RowsAtOnce = 48;

    private const string UseSelect =
        "SELECT client.pseudonym, client.id AS ClientId, session.id AS SessionId, session.opened_ms AS OpenedMs, "
        + "cartridge_use.lot, cartridge_use.serial, cartridge_use.type, cartridge_use.verified FROM cartridge_use "
        + "JOIN session ON session.id = cartridge_use.session_id JOIN client ON client.id = session.client_id ";

    /// <summary>Takes a pen's records in. Each comes once; another content under the same number is kept beside it and told.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="serial">Serial number of the pen.</param>
    /// <param name="entries">Records, in any order.</param>
    public PenImport ImportPen(string actor, string serial, IReadOnlyCollection<LogEntry> entries)
    {
        if (serial.Length is 0 or > LongestSerial)
        {
            throw new StoreException("This is not a pen's serial number.", $"It has 1 to {LongestSerial} characters.");
        }

        return entries.Count == 0
            ? new PenImport(0, 0, 0)
            : Write((connection, transaction) => Import(connection, transaction, actor, serial, entries));
    }

    /// <summary>A pen's records from a number on, in order.</summary>
    public IReadOnlyList<LogEntry> PenRecords(string serial, uint first = 1, uint last = uint.MaxValue) =>
        Read<IReadOnlyList<LogEntry>>(c =>
            [
                .. c.Query<byte[]>(
                        "SELECT bytes FROM pen_record WHERE serial = @serial AND sequence BETWEEN @first AND @last ORDER BY sequence",
                        new
                        {
                            serial,
                            first = (long)first,
                            last = (long)last,
                        }
                    )
                    .Select(bytes => new LogEntry(bytes)),
            ]
        );

    /// <summary>Number of the newest record of a pen that is here; 0 without any.</summary>
    public uint LastPenRecord(string serial) =>
        Read(c =>
            (uint)(c.ExecuteScalar<long?>("SELECT MAX(sequence) FROM pen_record WHERE serial = @serial", new { serial }) ?? 0)
        );

    /// <summary>Pens of which there are records.</summary>
    public IReadOnlyList<string> Pens() =>
        Read<IReadOnlyList<string>>(c => [.. c.Query<string>("SELECT DISTINCT serial FROM pen_record ORDER BY serial")]);

    /// <summary>Notes which cartridge a session was done with, once for each.</summary>
    /// <exception cref="StoreException">There is no such session.</exception>
    public void UseCartridge(string actor, string sessionId, CartridgeInfo cartridge) =>
        Write(
            (connection, transaction) =>
            {
                Find(connection, transaction, sessionId);
                int added = connection.Execute(
                    "INSERT INTO cartridge_use (session_id, lot, serial, type, verified) VALUES (@sessionId, @Lot, @Serial, @type, @verified) "
                        + "ON CONFLICT DO NOTHING",
                    new
                    {
                        sessionId,
                        cartridge.Lot,
                        cartridge.Serial,
                        type = (int)cartridge.Type,
                        verified = cartridge.Verified ? 1 : 0,
                    },
                    transaction
                );
                if (added > 0)
                {
                    Note(
                        connection,
                        transaction,
                        actor,
                        "session.cartridge",
                        "session:" + sessionId,
                        new
                        {
                            cartridge.Lot,
                            cartridge.Serial,
                            cartridge.Type,
                            cartridge.Verified,
                        }
                    );
                }

                return true;
            }
        );

    /// <summary>Who was treated with cartridges of a lot, the newest first.</summary>
    public IReadOnlyList<CartridgeUse> Recall(string lot) =>
        Read<IReadOnlyList<CartridgeUse>>(c =>
            [
                .. c.Query<UseRow>(UseSelect + "WHERE cartridge_use.lot = @lot ORDER BY session.opened_ms DESC", new { lot })
                    .Select(r => r.ToUse()),
            ]
        );

    /// <summary>The cartridges of a session.</summary>
    public IReadOnlyList<CartridgeUse> CartridgesOf(string sessionId) =>
        Read<IReadOnlyList<CartridgeUse>>(c =>
            [
                .. c.Query<UseRow>(
                        UseSelect + "WHERE cartridge_use.session_id = @sessionId ORDER BY cartridge_use.serial",
                        new { sessionId }
                    )
                    .Select(r => r.ToUse()),
            ]
        );

    private PenImport Import(
        DbConnection connection,
        DbTransaction transaction,
        string actor,
        string serial,
        IReadOnlyCollection<LogEntry> entries
    )
    {
        uint first = entries.Min(e => e.Sequence);
        uint last = entries.Max(e => e.Sequence);
        Dictionary<long, byte[]> known = Known(connection, transaction, serial, first, last);
        (int same, int conflicts) = (0, 0);
        var added = new List<LogEntry>();
        foreach (LogEntry entry in entries.OrderBy(e => e.Sequence))
        {
            if (!known.TryGetValue(entry.Sequence, out byte[]? there))
            {
                known[entry.Sequence] = entry.Bytes.ToArray();
                added.Add(entry);
            }
            else if (entry.Bytes.SequenceEqual(there))
            {
                same++;
            }
            else
            {
                Contradict(connection, transaction, serial, entry);
                conflicts++;
            }
        }

        foreach (LogEntry[] some in added.Chunk(RowsAtOnce))
        {
            Insert(connection, transaction, serial, some);
        }

        var result = new PenImport(added.Count, same, conflicts);
        if (result.Added + result.Conflicts > 0)
        {
            var body = new
            {
                first,
                last,
                result.Added,
                result.Conflicts,
                sha256 = AuditChain.Digest([.. added.SelectMany(e => e.Bytes.ToArray())]),
            };
            Note(connection, transaction, actor, "pen.import", "pen:" + serial, body);
        }

        return result;
    }

    private static Dictionary<long, byte[]> Known(
        DbConnection connection,
        DbTransaction transaction,
        string serial,
        long first,
        long last
    ) =>
        connection
            .Query<PenRow>(
                "SELECT sequence, bytes FROM pen_record WHERE serial = @serial AND sequence BETWEEN @first AND @last",
                new
                {
                    serial,
                    first,
                    last,
                },
                transaction
            )
            .ToDictionary(r => r.Sequence, r => r.Bytes);

    /// <summary>Many rows in one statement: on a server each statement is a way there and back.</summary>
    private static void Insert(DbConnection connection, DbTransaction transaction, string serial, LogEntry[] entries)
    {
        var values = new DynamicParameters(new { serial });
        for (int i = 0; i < entries.Length; i++)
        {
            values.Add($"s{i}", (long)entries[i].Sequence);
            values.Add($"b{i}", entries[i].Bytes.ToArray());
        }

        string rows = string.Join(", ", Enumerable.Range(0, entries.Length).Select(i => $"(@serial, @s{i}, @b{i})"));
        connection.Execute("INSERT INTO pen_record (serial, sequence, bytes) VALUES " + rows, values, transaction);
    }

    private void Contradict(DbConnection connection, DbTransaction transaction, string serial, LogEntry entry) =>
        connection.Execute(
            "INSERT INTO pen_conflict (serial, sequence, bytes, found_ms) VALUES (@serial, @sequence, @bytes, @now)",
            new
            {
                serial,
                sequence = (long)entry.Sequence,
                bytes = entry.Bytes.ToArray(),
                now = NowMs,
            },
            transaction
        );

    private sealed class PenRow
    {
        public long Sequence { get; set; }

        public byte[] Bytes { get; set; } = [];
    }

    private sealed class UseRow
    {
        public string Pseudonym { get; set; } = "";

        public string ClientId { get; set; } = "";

        public string SessionId { get; set; } = "";

        public long OpenedMs { get; set; }

        public string Lot { get; set; } = "";

        public string Serial { get; set; } = "";

        public int Type { get; set; }

        public int Verified { get; set; }

        public CartridgeUse ToUse() =>
            new(Pseudonym, ClientId, SessionId, Time(OpenedMs), Lot, Serial, (CartridgeType)Type, Verified != 0);
    }
}
