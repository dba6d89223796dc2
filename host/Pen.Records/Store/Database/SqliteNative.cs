using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Pen.Records.Store.Database;

/// <summary>
/// The system's own SQLite where there is one, because whoever keeps the system patches it; else the one that comes with the package.
/// </summary>
internal static class SqliteNative
{
    private static readonly Lazy<bool> Ready = new(Prepare);

    private static IEnumerable<string> Names =>
        OperatingSystem.IsWindows() ? ["winsqlite3.dll"]
        : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0"];

    /// <summary>Makes it ready, once.</summary>
    public static void Use() => _ = Ready.Value;

    private static bool Prepare()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name == "e_sqlite3")
        {
            foreach (string library in Names)
            {
                if (NativeLibrary.TryLoad(library, assembly, search, out nint handle))
                {
                    return handle;
                }
            }
        }

        // Zero lets the runtime look where it always looks: beside the program.
        return 0;
    }
}
