using Pen.Protocol;

namespace Pen.Control.Storage;

/// <summary>The pen's settings: read in every tick from RAM, written through to both the memory's copies, one at a time.</summary>
public sealed class Settings
{
    private const uint Magic = 0x53544553;
    private const int Layout = 1;

    private readonly TwoCopyBlock block;
    private readonly int[] values = new int[SettingTable.Count + 1];

    /// <summary>Creates the settings over their memory, with defaults until <see cref="Load"/>.</summary>
    public Settings(PenMemory memory, Checksum checksum)
    {
        block = new TwoCopyBlock(memory, checksum, MemoryMap.Settings, Magic, Layout);
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
            return;
        }

        for (int id = 1; id <= SettingTable.Count; id++)
        {
            int value = Wire.GetI32(block.Payload, (id - 1) * 4);
            if (value < SettingTable.Min((SettingId)id) || value > SettingTable.Max((SettingId)id))
            {
                UseDefaults();
                Defaulted = true;
                return;
            }

            values[id] = value;
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
        if (!Write())
        {
            return false;
        }

        Defaulted = false;
        return true;
    }

    private bool Write()
    {
        for (int id = 1; id <= SettingTable.Count; id++)
        {
            Wire.PutI32(block.Payload, (id - 1) * 4, values[id]);
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
