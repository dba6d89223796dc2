using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Pen.SimulatedBoard.Images;

namespace Pen.SimulatedBoard.Boot;

/// <summary>
/// What nanoCLR does with the deployment partition (nf-interpreter, CLRStartup.cpp and TypeSystem.cpp): it looks for records from its
/// beginning to its end, loads every good one, and links each with the first of the right name whose version has the same major and
/// minor number. One that cannot be linked stops everything; else the last application that was loaded is started.
/// </summary>
public static class NanoClr
{
    private const string Application = "Pen.Board";

    // What the platform brings: nanoFramework's assemblies in the host build's names. There is no other on a chip, and so none here.
    private static readonly string[] Platform =
    [
        "NanoFramework.StandIns",
        "System.Runtime",
        "System.Threading",
        "System.Threading.Thread",
    ];

    /// <summary>Every good record, in the order in which nanoCLR meets them.</summary>
    public static IReadOnlyList<NanoRecord> Crawl(ReadOnlySpan<byte> partition)
    {
        var found = new List<NanoRecord>();
        int at = 0;
        while (partition.Length - at >= NanoRecord.HeaderBytes)
        {
            ReadOnlySpan<byte> here = partition[at..];
            if (!NanoRecord.IsGoodHeader(here))
            {
                // As the interpreter: on to the next header's worth, not to the next word. So a record is met only where it happens
                // to lie a whole number of headers behind the last step.
                at += NanoRecord.HeaderBytes;
                continue;
            }

            uint total = NanoRecord.TotalBytes(here);
            if (total < NanoRecord.HeaderBytes || total > here.Length)
            {
                break;
            }

            if (NanoRecord.Read(here[..(int)total], at) is { } record)
            {
                found.Add(record);
            }

            at += (int)total;
        }

        return found;
    }

    /// <summary>Links what was found.</summary>
    /// <param name="found">Records, in their order.</param>
    /// <param name="said">What nanoCLR prints.</param>
    /// <returns>What is to run, each before those that need it, the application last; empty when nothing is to run.</returns>
    public static IReadOnlyList<NanoRecord> Link(IReadOnlyList<NanoRecord> found, StringBuilder said)
    {
        bool linked = true;
        foreach (NanoRecord record in found)
        {
            foreach ((string name, Version version) in References(record))
            {
                if (Find(found, name, version) is null)
                {
                    if (linked)
                    {
                        said.Append("Link failure: some assembly references cannot be resolved!!\r\n\r\n");
                    }

                    linked = false;
                    said.Append($"Assembly: {record.Name} ({record.Version}) needs assembly '{name}' ({version})\r\n");
                }
            }
        }

        if (!linked)
        {
            said.Append("Error: a3000000\r\n");
            return [];
        }

        said.Append("Ready.\r\n");
        if (found.LastOrDefault(r => r.Name == Application) is { } application)
        {
            var order = new List<NanoRecord>();
            Gather(found, application, [], order);
            return order;
        }

        said.Append("Cannot find any entrypoint!\r\nDone.\r\n");
        return [];
    }

    /// <summary>Each name once: a circle of references in an image from outside must end, too.</summary>
    private static void Gather(
        IReadOnlyList<NanoRecord> found,
        NanoRecord record,
        HashSet<string> names,
        List<NanoRecord> order
    )
    {
        if (!names.Add(record.Name))
        {
            return;
        }

        foreach ((string name, Version version) in References(record))
        {
            Gather(found, Find(found, name, version)!, names, order);
        }

        order.Add(record);
    }

    private static NanoRecord? Find(IReadOnlyList<NanoRecord> found, string name, Version version) =>
        found.FirstOrDefault(r => r.Name == name && r.Version.Major == version.Major && r.Version.Minor == version.Minor);

    /// <summary>What an assembly needs beside the platform.</summary>
    private static List<(string Name, Version Version)> References(NanoRecord record)
    {
        var references = new List<(string, Version)>();
        try
        {
            using var pe = new PEReader(new MemoryStream(record.Code));
            MetadataReader metadata = pe.GetMetadataReader();
            foreach (AssemblyReferenceHandle handle in metadata.AssemblyReferences)
            {
                AssemblyReference reference = metadata.GetAssemblyReference(handle);
                string name = metadata.GetString(reference.Name);
                if (Array.IndexOf(Platform, name) < 0)
                {
                    references.Add((name, reference.Version));
                }
            }
        }
        catch (Exception problem) when (problem is BadImageFormatException or InvalidOperationException)
        {
            references.Add(("a readable assembly", record.Version));
        }

        return references;
    }
}
