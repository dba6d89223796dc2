using System;
using Pen.Client;

namespace Pen.Records.Store;

/// <summary>The records cannot be opened, read or written, or were altered.</summary>
public class StoreException : RecordsException
{
    internal StoreException(Sentence problem, Sentence cure, Exception? inner = null)
        : base(problem, cure, inner) { }
}

/// <summary>Another program, or another room, is writing; nothing was written here.</summary>
public sealed class StoreBusyException : StoreException
{
    internal StoreBusyException(Exception inner)
        : base("The records are in use by another program that does not let go of them.", "Close it, or try again.", inner) { }
}

/// <summary>Somebody else has changed the same thing meanwhile; nothing was written here.</summary>
public sealed class StoreConflictException : StoreException
{
    internal StoreConflictException(Sentence what)
        : base($"{what} was changed by somebody else meanwhile.", "Look at it again, then repeat what is still right.") { }
}
