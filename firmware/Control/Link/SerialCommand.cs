using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Control.Link;

/// <summary>
/// SerialWrite: in Service, with an empty slot, from one who can say the number that the pen has now. The mark of a simulated pen is never
/// given and never taken: what a record says of a pen must stay true.
/// </summary>
public sealed class SerialCommand
{
    /// <summary>"SIM-", as the four bytes stand in memory.</summary>
    private const uint SimulatedMark = 0x2D4D4953;

    private readonly PenParts parts;
    private readonly PenController controller;
    private readonly StatusWords words;

    /// <summary>Creates the command over the controller that it asks.</summary>
    public SerialCommand(PenParts parts, PenController controller, StatusWords words)
    {
        this.parts = parts;
        this.controller = controller;
        this.words = words;
    }

    /// <summary>Carries it out.</summary>
    /// <returns>The answer's length, or -1 with the refusal filled in.</returns>
    public int Write(byte[] request, int at, byte[] answer, int to)
    {
        int next = at + SerialWriteRequest.New;
        if (controller.State != PenState.Service)
        {
            parts.Refusal.WrongState(controller.State, PenState.Service);
            return -1;
        }

        if (parts.Inputs.CartridgeSwitchClosed)
        {
            return Refuse(RefusalCode.CartridgeInSlot, RequestField.Cartridge, LimitOrigin.Cartridge, 0);
        }

        if (!parts.Serial.Is(request, at + SerialWriteRequest.Old))
        {
            return Refuse(RefusalCode.SerialMismatch, RequestField.Serial, LimitOrigin.Protocol, 0);
        }

        int wrong = FirstWrong(request, next);
        if (wrong < SerialNumber.Length)
        {
            return Refuse(RefusalCode.SerialRefused, RequestField.Serial, LimitOrigin.Protocol, wrong);
        }

        if (IsSimulated(request, next) != IsSimulated(parts.Serial.Bytes, 0))
        {
            return Refuse(RefusalCode.SerialRefused, RequestField.Serial, LimitOrigin.Hardware, 0);
        }

        // The same number again is no change, and no record.
        if (!parts.Serial.Is(request, next))
        {
            if (!parts.Serial.Save(request, next))
            {
                return Refuse(RefusalCode.StorageFailed, RequestField.Serial, LimitOrigin.Hardware, 0);
            }

            parts.Recorder.ServiceAction(ServiceAction.SerialWritten, (int)parts.Serial.Check);
        }

        return words.WriteStanding(answer, to);
    }

    /// <summary>Place of the first byte that no serial number has there; its length when it is one.</summary>
    private static int FirstWrong(byte[] request, int at)
    {
        bool ended = false;
        for (int i = 0; i < SerialNumber.Length; i++)
        {
            byte b = request[at + i];
            ended = ended || (b == 0 && i > 0);
            bool letter = (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-';
            if (ended ? b != 0 : !letter)
            {
                return i;
            }
        }

        return SerialNumber.Length;
    }

    private static bool IsSimulated(byte[] number, int at)
    {
        return Wire.GetU32(number, at) == SimulatedMark;
    }

    private int Refuse(RefusalCode code, RequestField field, LimitOrigin origin, int value)
    {
        parts.Refusal.Because(code, field, origin, value, 0);
        return -1;
    }
}
