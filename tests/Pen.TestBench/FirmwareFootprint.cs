using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using Pen.Board;
using Pen.Control;
using Pen.Protocol;

namespace Pen.TestBench;

/// <summary>What the firmware takes of the chip: code, and objects that the collector has to walk.</summary>
public static class FirmwareFootprint
{
    /// <summary>Most bytes of IL: a nanoFramework assembly carries 64 KB of it, some of which stays free.</summary>
    public const int IlLimitBytes = 60 * 1024;

    /// <summary>Most objects of our own that live at once: every collection visits each of them.</summary>
    public const int LiveObjectLimit = 500;

    private static readonly Assembly[] Ours = [typeof(Wire).Assembly, typeof(PenController).Assembly, typeof(PenApp).Assembly];

    /// <summary>Bytes of IL in all methods of the firmware's assemblies, as they were compiled for this run.</summary>
    public static int IlBytes() => Ours.Sum(IlBytesOf);

    /// <summary>
    /// Objects, arrays and strings that our classes hold, counted from <paramref name="root"/> and our static fields. What
    /// belongs to the platform's own objects (ports, pins) is not ours and not counted.
    /// </summary>
    public static int LiveObjects(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Queue<object>();
        Visit(root, seen, open);
        foreach (FieldInfo field in Ours.SelectMany(a => a.GetTypes()).SelectMany(StaticFields))
        {
            Visit(field.GetValue(null), seen, open);
        }

        while (open.TryDequeue(out object? next))
        {
            if (next is Array elements)
            {
                foreach (object? element in elements)
                {
                    Visit(element, seen, open);
                }

                continue;
            }

            foreach (FieldInfo field in Fields(next.GetType()))
            {
                Visit(field.GetValue(next), seen, open);
            }
        }

        return seen.Count;
    }

    private static void Visit(object? value, HashSet<object> seen, Queue<object> open)
    {
        if (value is null || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        bool walkable = Ours.Contains(value.GetType().Assembly);
        bool arrayOfObjects = value is Array && !value.GetType().GetElementType()!.IsPrimitive;
        if (walkable || arrayOfObjects)
        {
            open.Enqueue(value);
        }
    }

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    private static IEnumerable<FieldInfo> StaticFields(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.ContainsGenericParameters
            ? []
            : type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(f => !f.IsLiteral);

    private static int IlBytesOf(Assembly assembly)
    {
        using FileStream file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        MetadataReader metadata = image.GetMetadataReader();
        return metadata
            .MethodDefinitions.Select(metadata.GetMethodDefinition)
            .Where(m => m.RelativeVirtualAddress != 0)
            .Sum(m => image.GetMethodBody(m.RelativeVirtualAddress).GetILBytes()?.Length ?? 0);
    }
}
