namespace Pen.Client;

/// <summary>
/// Lets whoever sits at the computer use the USB bridges that pens have: CP210x (10c4), CH340 (1a86), FTDI (0403), Espressif's own (303a)
/// and Microchip's (04d8), vendor ids of the USB Implementers Forum. In one place for all who show or write it.
/// </summary>
public static class UdevRule
{
    /// <summary>Where the rule belongs.</summary>
    public const string File = "/etc/udev/rules.d/70-pen.rules";

    /// <summary>The rule, one line.</summary>
    public const string Line = "SUBSYSTEM==\"tty\", ATTRS{idVendor}==\"10c4|1a86|0403|303a|04d8\", TAG+=\"uaccess\"";

    /// <summary>What makes it count, once the file is there.</summary>
    public const string Reload = "sudo udevadm control --reload && sudo udevadm trigger";

    /// <summary>Commands that write the file and make it count.</summary>
    public const string Commands = "sudo tee " + File + " <<'RULE'\n" + Line + "\nRULE\n" + Reload;
}
