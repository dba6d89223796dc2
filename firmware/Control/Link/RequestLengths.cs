using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Control.Link;

/// <summary>How long the payload of each request is: what has another length is refused before anybody looks into it.</summary>
public static class RequestLengths
{
    /// <summary>Payload length of a request; -1 for what is not one.</summary>
    public static int Of(byte message)
    {
        switch ((MessageId)message)
        {
            case MessageId.Hello:
                return HelloRequest.Length;
            case MessageId.Telemetry:
                return TelemetryRequest.Length;
            case MessageId.Prepare:
                return PrepareRequest.Length;
            case MessageId.SettingRead:
                return SettingReadRequest.Length;
            case MessageId.SettingWrite:
                return SettingWriteRequest.Length;
            case MessageId.ClockSet:
                return ClockSetRequest.Length;
            case MessageId.ServiceDepth:
                return ServiceDepthRequest.Length;
            case MessageId.ServiceSpin:
                return ServiceSpinRequest.Length;
            case MessageId.LogRead:
                return LogReadRequest.Length;
            case MessageId.LogConfirm:
                return LogConfirmRequest.Length;
            case MessageId.LogStream:
                return LogStreamRequest.Length;
            case MessageId.LineSpeed:
                return LineSpeedRequest.Length;
            case MessageId.CartridgeKeyWrite:
                return CartridgeKeyWriteRequest.Length;
            case MessageId.CartridgeMake:
                return CartridgeMakeRequest.Length;
            case MessageId.SerialWrite:
                return SerialWriteRequest.Length;
            case MessageId.ServiceReadings:
            case MessageId.CartridgeKeyRead:
            case MessageId.Odometer:
            case MessageId.Status:
            case MessageId.KeepAlive:
            case MessageId.Arm:
            case MessageId.Disarm:
            case MessageId.Stop:
            case MessageId.Acknowledge:
            case MessageId.Sleep:
            case MessageId.SessionOpen:
            case MessageId.SessionClose:
            case MessageId.ServiceEnter:
            case MessageId.ServiceLeave:
            case MessageId.Cartridge:
            case MessageId.LogInfo:
                return 0;
            default:
                return -1;
        }
    }
}
