using System;
using System.Data.Common;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Pen.Records.Store;

/// <summary>The trail of what was done: each entry carries the SHA-256 of the one before and of itself.</summary>
internal static class AuditChain
{
    /// <summary>What stands before the first entry.</summary>
    public static readonly byte[] Beginning = new byte[SHA256.HashSizeInBytes];

    /// <summary>Adds an entry; the caller holds the right to write.</summary>
    public static void Append(DbConnection connection, DbTransaction transaction, AuditRow entry)
    {
        AuditRow? last = connection.QueryFirstOrDefault<AuditRow>(
            "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1",
            transaction: transaction
        );
        entry.Seq = (last?.Seq ?? 0) + 1;
        entry.Hash = HashOf(last?.Hash ?? Beginning, entry);
        connection.Execute(
            "INSERT INTO audit (seq, at_ms, actor, action, subject, body, hash) VALUES (@Seq, @AtMs, @Actor, @Action, @Subject, @Body, @Hash)",
            entry,
            transaction
        );
    }

    /// <summary>Hash of an entry behind another's. Each field has its length in front, so that none can grow into the next.</summary>
    public static byte[] HashOf(byte[] before, AuditRow entry)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(before);
        writer.Write(entry.Seq);
        writer.Write(entry.AtMs);
        foreach (string text in new[] { entry.Actor, entry.Action, entry.Subject, entry.Body })
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            writer.Write(utf8.Length);
            writer.Write(utf8);
        }

        writer.Flush();
        return SHA256.HashData(bytes.ToArray());
    }

    /// <summary>Short form of a hash, for bodies and for people.</summary>
    public static string Digest(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    /// <summary>Whether an entry is the one that was written behind that hash.</summary>
    public static bool Fits(byte[] before, AuditRow entry) => HashOf(before, entry).SequenceEqual(entry.Hash);
}

/// <summary>An entry as it stands in its table.</summary>
internal sealed class AuditRow
{
    public const string Columns = "seq, at_ms AS AtMs, actor, action, subject, body, hash";

    public long Seq { get; set; }

    public long AtMs { get; set; }

    public string Actor { get; set; } = "";

    public string Action { get; set; } = "";

    public string Subject { get; set; } = "";

    public string Body { get; set; } = "";

    public byte[] Hash { get; set; } = [];
}
