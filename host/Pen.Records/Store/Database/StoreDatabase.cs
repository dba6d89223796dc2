using System;
using System.Data.Common;

namespace Pen.Records.Store.Database;

/// <summary>The few things in which the two databases differ. Everything above is the same code on both.</summary>
internal abstract class StoreDatabase
{
    /// <summary>Type of a column of bytes.</summary>
    public abstract string BytesType { get; }

    /// <summary>Where the records are, for what is said of them; without any password.</summary>
    public abstract string Place { get; }

    /// <summary>The database for an address: "postgres://…", or else the path of a file.</summary>
    public static StoreDatabase For(string address) =>
        address.StartsWith("postgres://", StringComparison.Ordinal)
        || address.StartsWith("postgresql://", StringComparison.Ordinal)
            ? new PostgresDatabase(address)
            : new SqliteDatabase(address);

    /// <summary>A connection that is open.</summary>
    /// <exception cref="StoreException">The database cannot be reached.</exception>
    public abstract DbConnection Open();

    /// <summary>Begins to write: whoever else wants to write waits until this has ended.</summary>
    public abstract DbTransaction BeginWrite(DbConnection connection);

    /// <summary>Whether a table is there.</summary>
    public abstract bool HasTable(DbConnection connection, string name);

    /// <summary>Copies all records as they are at one moment, while others go on working.</summary>
    /// <exception cref="StoreException">This database is backed up by its own means, or the copy cannot be written.</exception>
    public abstract void Backup(DbConnection connection, string path);

    /// <summary>What the database says of its own health; empty when all is well.</summary>
    public abstract string Integrity(DbConnection connection);

    /// <summary>What went wrong, in words; null where it is nothing that a database does.</summary>
    public abstract StoreException? Explain(Exception problem);
}
