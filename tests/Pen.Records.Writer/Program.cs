using System;
using System.Linq;
using Pen.Records.Store;

// Writes events into a session until it is killed, and says each that was acknowledged: address, key file, session.
RecordStore store = RecordStore.Open(args[0], StoreKey.LoadOrCreate(args[1]));
for (int next = (store.Events(args[2]).LastOrDefault()?.Sequence ?? 0) + 1; ; next++)
{
    store.AddEvent("writer", args[2], next, "note", new { text = new string('x', next % 3000) }, personal: next % 2 == 0);
    Console.Out.WriteLine(next);
}
