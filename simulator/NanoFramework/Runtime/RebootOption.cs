namespace nanoFramework.Runtime.Native;

/// <summary>What a reboot restarts.</summary>
public enum RebootOption
{
    /// <summary>The chip.</summary>
    NormalReboot = 0,

    /// <summary>The chip, into nanoFramework's boot loader.</summary>
    EnterNanoBooter = 1,

    /// <summary>The interpreter only.</summary>
    ClrOnly = 2,

    /// <summary>The chip, into its maker's boot loader.</summary>
    EnterProprietaryBooter = 8,
}
