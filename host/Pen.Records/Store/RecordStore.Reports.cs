using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Dapper;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Records.Store;

/// <content>What reports of pens and cartridges are made from: each a single question to the database.</content>
public sealed partial class RecordStore
{
    /// <summary>Sessions for which pens were opened, the oldest first.</summary>
    /// <exception cref="StoreException">An event of a session cannot be read.</exception>
    public IReadOnlyList<PenUse> PenUses() =>
        Read<IReadOnlyList<PenUse>>(c =>
            [
                .. c.Query<PenUseRow>(
                        "SELECT client.pseudonym, e.session_id AS SessionId, e.seq, e.at_ms AS AtMs, e.body FROM session_event e "
                            + "JOIN session ON session.id = e.session_id JOIN client ON client.id = session.client_id "
                            + "WHERE e.kind = @kind ORDER BY e.at_ms, e.session_id, e.seq",
                        new { kind = EventKind.PenSession }
                    )
                    .Where(r => r.Body is [Plain, ..])
                    .Select(r => r.ToUse()),
            ]
        );

    /// <summary>Cartridges of all sessions for which a pen was opened, the oldest first.</summary>
    public IReadOnlyList<CartridgeUse> CartridgesWithPens() =>
        Read<IReadOnlyList<CartridgeUse>>(c =>
            [
                .. c.Query<UseRow>(
                        UseSelect
                            + "WHERE cartridge_use.session_id IN (SELECT session_id FROM session_event WHERE kind = @kind) "
                            + "ORDER BY session.opened_ms, cartridge_use.serial",
                        new { kind = EventKind.PenSession }
                    )
                    .Select(r => r.ToUse()),
            ]
        );

    /// <summary>Sessions with the cartridge of a serial, or with any of a lot, the oldest first.</summary>
    /// <param name="serialOrLot">As it stands on the cartridge.</param>
    public IReadOnlyList<CartridgeUse> CartridgeHistory(string serialOrLot) =>
        Read<IReadOnlyList<CartridgeUse>>(c =>
            [
                .. c.Query<UseRow>(
                        UseSelect
                            + "WHERE cartridge_use.serial = @serialOrLot OR cartridge_use.lot = @serialOrLot "
                            + "ORDER BY session.opened_ms, cartridge_use.serial",
                        new { serialOrLot }
                    )
                    .Select(r => r.ToUse()),
            ]
        );

    /// <summary>How many of a pen's records contradict one that is here.</summary>
    public long PenConflicts(string serial) =>
        Read(c => c.ExecuteScalar<long>("SELECT COUNT(*) FROM pen_conflict WHERE serial = @serial", new { serial }));

    private sealed class PenUseRow
    {
        public string Pseudonym { get; set; } = "";

        public string SessionId { get; set; } = "";

        public int Seq { get; set; }

        public long AtMs { get; set; }

        public byte[] Body { get; set; } = [];

        public PenUse ToUse()
        {
            var happened = new SessionEvent(Seq, Time(AtMs), EventKind.PenSession, Encoding.UTF8.GetString(Body.AsSpan(1)));
            PenSessionOpened opened = ReadBody<PenSessionOpened>(happened);
            return new PenUse(
                Pseudonym,
                SessionId,
                happened.At,
                opened.Serial,
                opened.Number,
                opened.FirstRecord,
                opened.Firmware,
                opened.Simulated
            );
        }
    }
}
