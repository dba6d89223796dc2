using System;
using System.IO;

namespace Pen.Client;

/// <summary>Where something of the user's is kept, unless a variable of the environment says otherwise.</summary>
internal static class DefaultPlace
{
    private const string Folder = "penfirmware";

    /// <summary>What the variable says; else a name in this program's part of one of the user's folders.</summary>
    public static string For(string variable, Environment.SpecialFolder folder, string name) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } place
            ? place
            : Path.Combine(Environment.GetFolderPath(folder, Environment.SpecialFolderOption.Create), Folder, name);
}
