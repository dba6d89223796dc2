using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Control.Link;

/// <summary>Requests about cartridges and their key. Each returns the answer's length, or -1 with the refusal filled in.</summary>
public sealed class CartridgeCommands
{
    private readonly PenParts parts;
    private readonly PenController controller;

    /// <summary>Creates the commands over the slot and the key.</summary>
    public CartridgeCommands(PenParts parts, PenController controller)
    {
        this.parts = parts;
        this.controller = controller;
    }

    /// <summary>Carries out one of the requests that stand here.</summary>
    public int CarryOut(MessageId message, byte[] request, int at, byte[] answer, int to)
    {
        switch (message)
        {
            case MessageId.CartridgeKeyRead:
                return WriteKey(answer, to);
            case MessageId.CartridgeKeyWrite:
                return KeyWrite(request, at, answer, to);
            case MessageId.CartridgeMake:
                return Make(request, at, answer, to);
            default:
                return CartridgeWords.Write(parts.Slot, answer, to);
        }
    }

    /// <summary>CartridgeKeyWrite: in Service.</summary>
    private int KeyWrite(byte[] request, int at, byte[] answer, int to)
    {
        if (controller.State != PenState.Service)
        {
            parts.Refusal.WrongState(controller.State, PenState.Service);
            return -1;
        }

        if (!parts.Key.Save(request, at + CartridgeKeyWriteRequest.Key))
        {
            return Refuse(RefusalCode.StorageFailed, RequestField.None, LimitOrigin.Hardware, 0, 0);
        }

        parts.Recorder.ServiceAction(ServiceAction.CartridgeKeyWritten, (int)parts.Key.Check);
        return WriteKey(answer, to);
    }

    /// <summary>CartridgeMake: in Standby, with a cartridge that has no profile.</summary>
    private int Make(byte[] request, int at, byte[] answer, int to)
    {
        if (controller.State != PenState.Standby)
        {
            parts.Refusal.WrongState(controller.State, PenState.Standby);
            return -1;
        }

        if (!parts.Slot.HasNoProfile)
        {
            int state = (int)parts.Slot.State;
            int none = (int)CartridgeState.Refused;
            return Refuse(RefusalCode.CartridgeNotNew, RequestField.Cartridge, LimitOrigin.Cartridge, state, none);
        }

        int profile = at + CartridgeMakeRequest.Profile;
        CartridgeRefusal why = parts.Slot.Judge(request, profile);
        if (why != CartridgeRefusal.None)
        {
            return Refuse(RefusalCode.ProfileRefused, RequestField.Profile, LimitOrigin.Cartridge, (int)why, 0);
        }

        parts.Slot.BeginMaking();
        parts.Recorder.ServiceAction(ServiceAction.CartridgeMade, request[profile + CartridgeProfile.Type]);
        return CartridgeWords.Write(parts.Slot, answer, to);
    }

    private int WriteKey(byte[] answer, int to)
    {
        CartridgeKey key = parts.Key;
        System.Array.Clear(answer, to, CartridgeKeyAnswer.Length);
        answer[to + CartridgeKeyAnswer.Known] = key.IsKnown ? (byte)1 : (byte)0;
        Wire.PutU32(answer, to + CartridgeKeyAnswer.Check, key.Check);
        return CartridgeKeyAnswer.Length;
    }

    private int Refuse(RefusalCode code, RequestField field, LimitOrigin origin, int value, int limit)
    {
        parts.Refusal.Because(code, field, origin, value, limit);
        return -1;
    }
}
