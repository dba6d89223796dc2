using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Pen.SimulatedBoard.Images;

namespace Pen.Workshop.Tests.Flashing;

/// <summary>The firmware of this build under another version: its assemblies say it, and so does the pen in its handshake.</summary>
internal static class OtherFirmware
{
    /// <summary>Patch number of the other version.</summary>
    public const int Patch = 7;

    private static readonly Lazy<byte[]> Made = new(() =>
        FirmwareImage.Make(FirmwareImage.Names.Select(n => Change(n, inHandshake: true)))
    );

    private static readonly Lazy<byte[]> Liar = new(() =>
        FirmwareImage.Make(FirmwareImage.Names.Select(n => Change(n, inHandshake: false)))
    );

    /// <summary>An image of it.</summary>
    public static byte[] Image => Made.Value;

    /// <summary>An image whose record says the other version while its pen goes on telling the old one.</summary>
    public static byte[] LyingImage => Liar.Value;

    /// <summary>The version that the pen tells.</summary>
    public static Version Version { get; } = new(0, 1, Patch);

    private static byte[] Change(string name, bool inHandshake)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(
            Path.Combine(AppContext.BaseDirectory, name + ".dll")
        );
        var version = new Version(0, 1, Patch, 0);
        assembly.Name.Version = version;
        foreach (
            AssemblyNameReference reference in assembly.MainModule.AssemblyReferences.Where(r =>
                FirmwareImage.Names.Contains(r.Name)
            )
        )
        {
            reference.Version = version;
        }

        if (inHandshake)
        {
            int changed = assembly
                .MainModule.Types.SelectMany(t => t.Methods)
                .Where(m => m.HasBody)
                .Sum(m => ChangePatch(m.Body));
            Assert.True(changed > 0 || name != "Pen.Control", "The version's place in the firmware was not found.");
        }

        using var written = new MemoryStream();
        assembly.Write(written);
        return written.ToArray();
    }

    /// <summary>Major, minor and patch are stored one behind the other, as 0, 1 and 0.</summary>
    private static int ChangePatch(MethodBody body)
    {
        List<Instruction> values = body
            .Instructions.Where(i => i.OpCode == OpCodes.Stelem_I1 || i.OpCode == OpCodes.Callvirt)
            .Select(i => i.Previous)
            .ToList();
        for (int i = 0; i + 2 < values.Count; i++)
        {
            if (
                values[i].OpCode == OpCodes.Ldc_I4_0
                && values[i + 1].OpCode == OpCodes.Ldc_I4_1
                && values[i + 2].OpCode == OpCodes.Ldc_I4_0
                && body.Method.DeclaringType.Name == "CommandHandler"
            )
            {
                values[i + 2].OpCode = OpCodes.Ldc_I4_7;
                return 1;
            }
        }

        return 0;
    }
}
