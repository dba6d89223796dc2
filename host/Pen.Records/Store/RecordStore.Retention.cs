using System;
using System.Collections.Generic;
using System.Linq;
using Dapper;
using Pen.Records.Store.Model;

namespace Pen.Records.Store;

/// <content>How long what is personal is kept.</content>
public sealed partial class RecordStore
{
    /// <summary>Clients who have not been seen since a moment, have no open session, and are not forgotten yet; the longest ago first.</summary>
    public IReadOnlyList<ClientRecord> ClientsNotSeenSince(DateTimeOffset moment) =>
        Read<IReadOnlyList<ClientRecord>>(c =>
            [
                .. c.Query<ClientRow>(
                        $"SELECT {ClientColumns} FROM client WHERE seen_ms < @before AND erased_ms IS NULL AND NOT EXISTS "
                            + "(SELECT 1 FROM session WHERE session.client_id = client.id AND session.state = 0) ORDER BY seen_ms, id",
                        new { before = moment.ToUnixTimeMilliseconds() }
                    )
                    .Select(r => r.ToClient()),
            ]
        );
}
