using System;
using System.Threading;
using Pen.Protocol;

namespace Pen.Client.Sessions;

/// <content>What arrives: replies to the request that is outstanding, and what came unasked.</content>
internal sealed partial class Session
{
    private void OnFrame(Frame frame)
    {
        Interlocked.Exchange(ref lastFrameMs, Environment.TickCount64);
        Interlocked.Increment(ref framesHeard);
        switch (frame.Kind)
        {
            case FrameKind.Answer:
            case FrameKind.Refusal:
                OnReply(frame);
                break;
            case FrameKind.Event:
            case FrameKind.Telemetry:
                if (established)
                {
                    onUnasked(this, frame);
                }

                break;
            case FrameKind.Bulk:
                BulkSink?.Invoke(frame);
                break;
            case FrameKind.Request:
                echoHeard = true;
                break;
        }
    }

    private void OnReply(Frame frame)
    {
        PenLinkException? outOfStep = null;
        lock (gate)
        {
            // A late answer to a request that was given up, or one never asked for, means nothing to anybody.
            if (
                current == null
                || frame.Sequence != current.Sequence
                || frame.Message != current.Message
                || !current.Accepts(frame)
            )
            {
                return;
            }

            if (frame.Kind == FrameKind.Refusal && IsOutOfStep(frame))
            {
                Refusal refusal = Refusal.Parse(frame.Payload);
                outOfStep = PenLinkException.OutOfStep(
                    Address,
                    new PenRefusedException(refusal, RefusalText.Describe(refusal))
                );
            }
            else
            {
                current.Completion.TrySetResult(frame);
                Next();
            }
        }

        if (outOfStep != null)
        {
            Lose(outOfStep);
        }
    }

    private static bool IsOutOfStep(Frame frame)
    {
        return Refusal.Parse(frame.Payload).Code is RefusalCode.HelloNeeded or RefusalCode.StaleSequence;
    }
}
