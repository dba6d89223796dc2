namespace Pen.Client;

/// <summary>What is on the port instead of the pen.</summary>
public enum WrongDevice
{
    /// <summary>Nothing was heard.</summary>
    Silent,

    /// <summary>It sends bytes that are not the pen's language.</summary>
    SpeaksSomethingElse,

    /// <summary>It sends back what is sent to it.</summary>
    Echo,

    /// <summary>It is a pen, but not the one that was connected before.</summary>
    AnotherPen,
}

/// <summary>The port can be opened, but the pen is not there.</summary>
public sealed class PenWrongDeviceException : PenException
{
    private PenWrongDeviceException(WrongDevice kind, string address, Sentence problem, Sentence cure)
        : base(problem, cure)
    {
        Kind = kind;
        Address = address;
    }

    /// <summary>What is there instead.</summary>
    public WrongDevice Kind { get; }

    /// <summary>The address.</summary>
    public string Address { get; }

    internal static PenWrongDeviceException Silent(string address)
    {
        return new PenWrongDeviceException(
            WrongDevice.Silent,
            address,
            $"Nothing at {address} answered.",
            "Switch the pen on and check its cable; if this is not the pen's port, choose another."
        );
    }

    internal static PenWrongDeviceException SomethingElse(string address)
    {
        return new PenWrongDeviceException(
            WrongDevice.SpeaksSomethingElse,
            address,
            $"The device at {address} does not speak the pen's language.",
            "Choose the pen's own port: the one for flashing and debugging, and other devices, do not work."
        );
    }

    internal static PenWrongDeviceException Echo(string address)
    {
        return new PenWrongDeviceException(
            WrongDevice.Echo,
            address,
            $"The device at {address} only sends back what it receives.",
            "Choose the pen's own port, or remove the loop plug."
        );
    }

    internal static PenWrongDeviceException AnotherPen(string address, string expected, string found)
    {
        return new PenWrongDeviceException(
            WrongDevice.AnotherPen,
            address,
            $"Pen {found} is at {address} now, where pen {expected} was before.",
            "Plug the first pen in again, or connect anew to work with this one."
        );
    }
}
