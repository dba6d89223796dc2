using System;
using System.Buffers.Binary;
using System.IO;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Pen.SimulatedBoard.Images;

/// <summary>
/// One assembly as nanoFramework 1.x keeps it in the flash (nf-interpreter, CLR_RECORD_ASSEMBLY): a header of 120 bytes, then tables.
/// Header, name, version and both CRCs are as on the chip. The code is not: where the chip has nanoFramework's own byte code, the
/// simulated target has the assembly of the host build, whole, because that is what its processor can run.
/// </summary>
public sealed class NanoRecord
{
    /// <summary>Bytes of a header: the step of nanoCLR's search.</summary>
    public const int HeaderBytes = 120;

    private const int Tables = 16;
    private const int StringsTable = 11;
    private const int ByteCodeTable = 13;
    private const int EndTable = 15;
    private const int HeaderCrcAt = 8;
    private const int AssemblyCrcAt = 12;
    private const int VersionAt = 28;
    private const int NameAt = 36;
    private const int StringVersionAt = 38;
    private const int TablesAt = 40;
    private const int MostNameBytes = 128;

    private NanoRecord(string name, Version version, byte[] code, int offset)
    {
        Name = name;
        Version = version;
        Code = code;
        Offset = offset;
    }

    private static ReadOnlySpan<byte> Marker => "NFMRK1\0\0"u8;

    /// <summary>Name of the assembly.</summary>
    public string Name { get; }

    /// <summary>Its version, four numbers.</summary>
    public Version Version { get; }

    /// <summary>What its processor runs.</summary>
    public byte[] Code { get; }

    /// <summary>Where it begins in what was searched, in bytes.</summary>
    public int Offset { get; }

    /// <summary>Makes a record of an assembly's bytes; name and version come from the assembly itself.</summary>
    /// <exception cref="BadImageFormatException">These bytes are not an assembly.</exception>
    public static byte[] Make(byte[] assembly)
    {
        using var pe = new PEReader(new MemoryStream(assembly));
        MetadataReader metadata = pe.GetMetadataReader();
        AssemblyDefinition definition = metadata.GetAssemblyDefinition();
        byte[] name = Encoding.UTF8.GetBytes(metadata.GetString(definition.Name) + '\0');
        int strings = HeaderBytes;
        int code = Round(strings + name.Length);
        int end = code + assembly.Length;
        byte[] record = new byte[Round(end)];
        Marker.CopyTo(record);
        int[] version =
        [
            definition.Version.Major,
            definition.Version.Minor,
            definition.Version.Build,
            definition.Version.Revision,
        ];
        for (int i = 0; i < version.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(VersionAt + (2 * i)), (ushort)Math.Max(0, version[i]));
        }

        record[StringVersionAt] = 1;
        for (int table = 0; table < Tables; table++)
        {
            int start =
                table <= StringsTable ? strings
                : table <= ByteCodeTable ? code
                : end;
            BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(TablesAt + (4 * table)), start);
        }

        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(TablesAt + (4 * EndTable)), end);
        name.CopyTo(record, strings);
        assembly.CopyTo(record, code);
        uint crc = NanoCrc.Compute(record.AsSpan(HeaderBytes, end - HeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(AssemblyCrcAt), crc);
        uint headerCrc = NanoCrc.Compute(record.AsSpan(0, HeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(HeaderCrcAt), headerCrc);
        return record;
    }

    /// <summary>Whether a header is good: marker, string table's version and its own CRC.</summary>
    /// <param name="data">From the header's beginning, at least <see cref="HeaderBytes"/> long.</param>
    public static bool IsGoodHeader(ReadOnlySpan<byte> data)
    {
        if (!data.StartsWith(Marker))
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderBytes];
        data[..HeaderBytes].CopyTo(header);
        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(header[HeaderCrcAt..]);
        header.Slice(HeaderCrcAt, 4).Clear();
        return NanoCrc.Compute(header) == crc && BinaryPrimitives.ReadUInt16LittleEndian(header[StringVersionAt..]) == 1;
    }

    /// <summary>Bytes that a record with a good header says it has, rounded up to whole words; not to be trusted further.</summary>
    public static uint TotalBytes(ReadOnlySpan<byte> data)
    {
        uint end = BinaryPrimitives.ReadUInt32LittleEndian(data[(TablesAt + (4 * EndTable))..]);
        return end > uint.MaxValue - 3 ? uint.MaxValue : (end + 3) & ~3u;
    }

    /// <summary>Reads a record whose header is good and which is whole.</summary>
    /// <returns>Null when the CRC of what follows the header is wrong, or the tables lead out of it.</returns>
    public static NanoRecord? Read(ReadOnlySpan<byte> data, int offset)
    {
        uint end = BinaryPrimitives.ReadUInt32LittleEndian(data[(TablesAt + (4 * EndTable))..]);
        if (end < HeaderBytes || end > data.Length)
        {
            return null;
        }

        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(data[AssemblyCrcAt..]);
        uint strings = Table(data, StringsTable);
        uint code = Table(data, ByteCodeTable);
        uint codeEnd = Table(data, ByteCodeTable + 1);
        long nameAt = (long)strings + BinaryPrimitives.ReadUInt16LittleEndian(data[NameAt..]);
        if (NanoCrc.Compute(data[HeaderBytes..(int)end]) != crc || nameAt >= end || code > codeEnd || codeEnd > end)
        {
            return null;
        }

        ReadOnlySpan<byte> name = data[(int)nameAt..(int)end];
        int length = name[..Math.Min(name.Length, MostNameBytes)].IndexOf((byte)0);
        return length <= 0
            ? null
            : new NanoRecord(
                Encoding.UTF8.GetString(name[..length]),
                new Version(Part(data, 0), Part(data, 1), Part(data, 2), Part(data, 3)),
                data[(int)code..(int)codeEnd].ToArray(),
                offset
            );
    }

    private static uint Table(ReadOnlySpan<byte> data, int table) =>
        BinaryPrimitives.ReadUInt32LittleEndian(data[(TablesAt + (4 * table))..]);

    private static int Part(ReadOnlySpan<byte> data, int part) =>
        BinaryPrimitives.ReadUInt16LittleEndian(data[(VersionAt + (2 * part))..]);

    private static int Round(int bytes) => (bytes + 3) & ~3;
}
