using System;
using System.Data.Common;
using System.IO;
using System.Linq;
using Dapper;
using Pen.Records.Export;
using Pen.Records.Store.Model;
using Pen.Records.Tests.Store;

namespace Pen.Records.Tests.Export;

public sealed class SqliteEachSessionTests() : EachSessionTests(folder => Path.Combine(folder, "records.db"));

[Collection("postgres")]
public sealed class PostgresEachSessionTests(PostgresServer server) : EachSessionTests(_ => server.NewDatabase());

/// <summary>Pages of sessions join without a gap or a session twice, on both databases.</summary>
public abstract class EachSessionTests(Func<string, string> address) : StoreBench(address)
{
    [Theory]
    [InlineData(1)]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(400)]
    public void EverySessionComesOnce(int count)
    {
        (ClientRecord client, Course course, _) = Begin();
        Behind(c =>
        {
            using DbTransaction all = c.BeginTransaction();
            for (int i = 1; i < count; i++)
            {
                var session = new
                {
                    id = Guid.NewGuid().ToString("N"),
                    course = course.Id,
                    client = client.Id,
                    number = i + 1,
                };
                c.Execute(
                    "INSERT INTO session (id, course_id, client_id, number, state, device, opened_ms) "
                        + "VALUES (@id, @course, @client, @number, 1, 'x', 1)",
                    session,
                    all
                );
            }

            all.Commit();
            return true;
        });
        Assert.Equal(count, Store.EachSession().Count());
        Assert.Equal(count, Store.EachSession().Select(s => s.Id).Distinct().Count());
        string folder = Path.Combine(Folder, "out");
        Assert.Equal(new CsvCounts(count, 0, 0), CsvExport.Write(Store, folder));
        Assert.Equal(count + 1, File.ReadAllLines(Path.Combine(folder, "sessions.csv")).Length);
    }
}
