using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Records.Tests.Store;

public sealed class SqliteTrailTests() : TrailTests(folder => Path.Combine(folder, "records.db"));

[Collection("postgres")]
public sealed class PostgresTrailTests(PostgresServer server) : TrailTests(_ => server.NewDatabase());

/// <summary>The trail page by page, on both databases.</summary>
public abstract class TrailTests(Func<string, string> address) : StoreBench(address)
{
    [Fact]
    public void PagesFollowOneAnotherFromTheNewestToTheFirst()
    {
        for (int i = 0; i < 7; i++)
        {
            Store.AddClient("anna");
        }

        var seen = new List<long>();
        IReadOnlyList<AuditEntry> page;
        do
        {
            page = Store.AuditPage(new TrailQuery { Before = seen.Count == 0 ? null : seen[^1], Most = 3 });
            seen.AddRange(page.Select(e => e.Sequence));
        } while (page.Count > 0);

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], seen);
        Assert.Equal(Store.Audit()[^1], Store.AuditPage(new TrailQuery())[0]);
    }

    [Fact]
    public void OneRecordOrSeveralCanBeAskedFor()
    {
        (ClientRecord client, Course course, Session session) = Begin();
        Begin();

        string[] subjects = ["client:" + client.Id, "course:" + course.Id, "session:" + session.Id];
        Assert.Equal(
            ["session.open", "course.plan", "client.add"],
            Store.AuditPage(new TrailQuery { Subjects = subjects }).Select(e => e.Action)
        );
        Assert.Single(Store.AuditPage(new TrailQuery { Subjects = ["client:" + client.Id] }));
        Assert.Empty(Store.AuditPage(new TrailQuery { Subjects = [] }));
    }

    [Theory]
    [InlineData("ANNA", 1)]
    [InlineData("Öztürk", 1)]
    [InlineData("client.add", 4)]
    [InlineData("%", 1)]
    [InlineData("_", 0)]
    [InlineData("!", 1)]
    [InlineData("' OR 1=1 --", 0)]
    public void APartOfATextIsFoundAsItStands(string text, int count)
    {
        foreach (string actor in new[] { "anna", "Dr. Öztürk", "100 %", "bert!" })
        {
            Store.AddClient(actor);
        }

        Assert.Equal(count, Store.AuditPage(new TrailQuery { Text = text }).Count);
    }
}
