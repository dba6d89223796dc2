using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace Pen.Records.Tests.Store;

/// <summary>A real PostgreSQL of its own, on loopback, thrown away afterwards. It does not run as root, so root lends it to "postgres".</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pen-postgres-").FullName;
    private readonly int port;
    private int databases;

    public PostgresServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        if (IsRoot)
        {
            Run("chown", ["postgres", folder]);
        }

        string data = Path.Combine(folder, "data");
        AsPostgres("initdb", ["-D", data, "-U", "pen", "-A", "trust", "-E", "UTF8", "--no-sync"]);
        string options =
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=300";
        AsPostgres("pg_ctl", ["-D", data, "-w", "-t", "60", "-l", Path.Combine(folder, "log"), "-o", options, "start"]);
    }

    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Address of a new, empty database.</summary>
    public string NewDatabase()
    {
        string name = $"records{++databases}";
        AsPostgres("createdb", ["-h", "127.0.0.1", "-p", $"{port}", "-U", "pen", name]);
        return $"postgres://pen@127.0.0.1:{port}/{name}";
    }

    public void Dispose()
    {
        AsPostgres("pg_ctl", ["-D", Path.Combine(folder, "data"), "-m", "immediate", "-w", "stop"]);
        Directory.Delete(folder, recursive: true);
    }

    private static void AsPostgres(string program, IEnumerable<string> arguments)
    {
        string path = Directory
            .GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(d => d, StringComparer.Ordinal)
            .Select(d => Path.Combine(d, "bin", program))
            .First(File.Exists);
        if (IsRoot)
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private static void Run(string program, IEnumerable<string> arguments)
    {
        // The server inherits what it is given: a pipe would stay open for as long as it lives.
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]
        )
        {
            WorkingDirectory = "/",
        };
        using Process process = Process.Start(start)!;
        Assert.True(process.WaitForExit(60_000), $"{program} does not end");
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}

/// <summary>One server for all tests that need one.</summary>
[CollectionDefinition("postgres")]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>;
