using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using Pen.SimulatedBoard.Images;

namespace Pen.SimulatedBoard.Running;

/// <summary>
/// Where one firmware lives: its assemblies come from the flash's bytes; the simulator and the platform's stand-ins, which are of the
/// program and not of the firmware, from the program's folder, a copy for each firmware because they hold its types and static state.
/// </summary>
internal sealed class FirmwareContext(IReadOnlyList<NanoRecord> assemblies)
    : AssemblyLoadContext("firmware", isCollectible: true)
{
    private static readonly string[] Platform = ["Pen.Simulator", "NanoFramework.StandIns"];

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        foreach (NanoRecord record in assemblies)
        {
            if (record.Name == assemblyName.Name)
            {
                return LoadFromStream(new MemoryStream(record.Code));
            }
        }

        return Array.IndexOf(Platform, assemblyName.Name) >= 0
            ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll"))
            : null;
    }
}
