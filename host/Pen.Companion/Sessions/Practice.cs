using System;
using System.Threading;
using Pen.Records.Knowledge;
using Pen.Records.Store;

namespace Pen.Companion.Sessions;

/// <summary>
/// The records of the practice and what it knows of treatments. Opened when they are first needed: records that cannot be opened must not
/// keep anybody from the page with STOP on it.
/// </summary>
public sealed class Practice(CompanionOptions options)
{
    private readonly Lock opening = new();
    private readonly Lazy<ProtocolLibrary> library = new(
        () => options.Protocols is null ? ProtocolLibrary.BuiltIn : ProtocolLibrary.WithFolder(options.Protocols),
        LazyThreadSafetyMode.PublicationOnly
    );
    private RecordStore? store;

    /// <summary>What is known of treatments.</summary>
    /// <exception cref="ProtocolFileException">A file of the practice's own folder is not right.</exception>
    public ProtocolLibrary Library => library.Value;

    /// <summary>Folder in which logs of pens are kept.</summary>
    public string Logs => options.Logs;

    /// <summary>The records; opened now where they are not yet.</summary>
    /// <exception cref="StoreException">They cannot be opened; what it says tells what to do.</exception>
    public RecordStore Store
    {
        get
        {
            lock (opening)
            {
                return store ??= RecordStore.Open(options.Records, StoreKey.LoadOrCreate(options.Key));
            }
        }
    }
}
