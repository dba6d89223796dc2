using System.Collections.Generic;
using System.Linq;
using Dapper;
using Pen.Records.Store.Model;

namespace Pen.Records.Store;

/// <content>Everything, piece by piece, for exports.</content>
public sealed partial class RecordStore
{
    private const int SessionsAtOnce = 200;

    /// <summary>
    /// All sessions of all clients, in the order of their ids, which is that in which they were opened. A few at a time are read, and nothing is
    /// held between: others go on writing.
    /// </summary>
    public IEnumerable<Session> EachSession()
    {
        string after = "";
        List<Session> some;
        do
        {
            some = Read(c =>
                c.Query<SessionRow>(
                        $"SELECT {SessionColumns} FROM session WHERE id > @after ORDER BY id LIMIT {SessionsAtOnce}",
                        new { after }
                    )
                    .Select(r => r.ToSession())
                    .ToList()
            );
            foreach (Session session in some)
            {
                yield return session;
            }

            after = some.Count > 0 ? some[^1].Id : after;
        } while (some.Count == SessionsAtOnce);
    }
}
