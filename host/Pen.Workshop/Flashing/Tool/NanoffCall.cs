using System.Collections.Generic;
using System.Globalization;

namespace Pen.Workshop.Flashing.Tool;

/// <summary>
/// Command lines of nanoff 2.5, by the names of its options class; version 3 replaced them by verbs. All go through the boot loader, none
/// through a running nanoCLR, so that a board on which nothing runs can be written.
/// </summary>
public static class NanoffCall
{
    /// <summary>nanoCLR with boot loader and partition table, which the tool downloads; a local nanoCLR in its place where one is given.</summary>
    public static IReadOnlyList<string> Update(string port, string target, string? clrFile) =>
        ["--update", .. Common(port, target), .. clrFile is null ? (string[])[] : ["--clrfile", clrFile]];

    /// <summary>A file to an address of the flash. Needs no network.</summary>
    public static IReadOnlyList<string> Deploy(string port, string target, string file, int address) =>
        [
            "--deploy",
            .. Common(port, target),
            "--image",
            file,
            "--address",
            "0x" + address.ToString("X", CultureInfo.InvariantCulture),
        ];

    // At the tool's own 1,500,000 bit/s many bridges fail, and it asks the network for newer versions of itself.
    private static string[] Common(string port, string target) =>
        ["--target", target, "--serialport", port, "--baud", "921600", "--suppressnanoffversioncheck"];
}
