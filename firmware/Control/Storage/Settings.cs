using Pen.Protocol;

namespace Pen.Control.Storage;

/// <summary>
/// The pen's settings: read in every tick from RAM, written through to both the memory's copies, one at a time. What is stored says how
/// many settings it holds; one that is newer than that has its default. A block in an older layout is brought up to date one version at
/// a time and written at once, over the older of the two copies: until that is read back, the old one stands.
/// </summary>
public sealed class Settings
{
    private const uint Magic = 0x53544553;
    private const int Layout = 2;
    private const int CountOffset = 0;
    private const int ValuesOffset = 4;
    private const int PayloadLength = ValuesOffset + (4 * MostSettings);

    /// <summary>Settings that fit.</summary>
    private const int MostSettings = 24;

    /// <summary>Settings of layout 1, which did not say how many there are.</summary>
    private const int CountOfLayout1 = 12;

    private readonly TwoCopyBlock block;
    private readonly int[] values = new int[SettingTable.Count + 1];

    /// <summary>Creates the settings over their memory, with defaults until <see cref="Load"/>.</summary>
    public Settings(PenMemory memory, Checksum checksum)
    {
        block = new TwoCopyBlock(memory, checksum, MemoryMap.Settings, Magic, Layout, PayloadLength);
        UseDefaults();
    }

    /// <summary>Both copies were damaged: defaults are in use until a person has acknowledged them.</summary>
    public bool Defaulted;

    /// <summary>The value of a setting, in its unit.</summary>
    public int Get(SettingId id)
    {
        return values[(int)id];
    }

    /// <summary>Loads the newer good copy; defaults where there is none. A value out of its range counts as damage.</summary>
    public void Load()
    {
        UseDefaults();
        if (!block.Load())
        {
            Defaulted = !block.WasBlank;
            if (block.WasBlank)
            {
                // Both copies now: a first write that the power cuts short must find a whole one beside it.
                Write();
                Write();
            }

            return;
        }

        int stored = block.LoadedLayout;
        if (stored == 1)
        {
            MigrateFrom1();
        }

        if (!TakeValues())
        {
            UseDefaults();
            Defaulted = true;
        }
        else if (stored != Layout)
        {
            // Where the memory does not take it, the old copies stand, and the next start tries again.
            Write();
        }
    }

    /// <summary>Whether the memory holds a good copy now; a memory that was never written holds none and needs none.</summary>
    public bool IsStored()
    {
        return block.Load() || block.WasBlank;
    }

    /// <summary>Writes one setting. The caller has checked id, range and resolution.</summary>
    /// <returns>True when it would survive a power cut from now on; otherwise nothing has changed.</returns>
    public bool Save(SettingId id, int value)
    {
        int old = values[(int)id];
        values[(int)id] = value;
        if (Write())
        {
            return true;
        }

        values[(int)id] = old;
        return false;
    }

    /// <summary>A person accepts the defaults that replaced damaged settings: they are written.</summary>
    public bool AcceptDefaults()
    {
        // Over both copies: one that could not be read today must not come back tomorrow.
        if (!Write() || !Write())
        {
            return false;
        }

        Defaulted = false;
        return true;
    }

    /// <summary>Layout 1 had nothing but values.</summary>
    private void MigrateFrom1()
    {
        for (int i = CountOfLayout1 - 1; i >= 0; i--)
        {
            Wire.PutI32(block.Payload, ValuesOffset + (i * 4), Wire.GetI32(block.Payload, i * 4));
        }

        Wire.PutI32(block.Payload, CountOffset, CountOfLayout1);
    }

    private bool TakeValues()
    {
        int count = Wire.GetI32(block.Payload, CountOffset);
        if (count < 0 || count > MostSettings)
        {
            return false;
        }

        for (int id = 1; id <= SettingTable.Count && id <= count; id++)
        {
            int value = Wire.GetI32(block.Payload, ValuesOffset + ((id - 1) * 4));
            if (value < SettingTable.Min((SettingId)id) || value > SettingTable.Max((SettingId)id))
            {
                return false;
            }

            values[id] = value;
        }

        return true;
    }

    private bool Write()
    {
        System.Array.Clear(block.Payload, 0, PayloadLength);
        Wire.PutI32(block.Payload, CountOffset, SettingTable.Count);
        for (int id = 1; id <= SettingTable.Count; id++)
        {
            Wire.PutI32(block.Payload, ValuesOffset + ((id - 1) * 4), values[id]);
        }

        return block.Save();
    }

    private void UseDefaults()
    {
        for (int id = 1; id <= SettingTable.Count; id++)
        {
            values[id] = SettingTable.Default((SettingId)id);
        }
    }
}
