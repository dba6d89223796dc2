using Pen.Protocol;

namespace Pen.Client.Sessions;

/// <summary>A good frame from the line, with a payload of its own.</summary>
internal sealed record Frame(FrameKind Kind, int Sequence, MessageId Message, byte[] Payload);
