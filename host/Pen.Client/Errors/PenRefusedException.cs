using Pen.Protocol;

namespace Pen.Client;

/// <summary>The pen understood the request and refused it; nothing was changed. A refused request is never sent again by itself.</summary>
public sealed class PenRefusedException : PenException
{
    internal PenRefusedException(Refusal refusal, RefusalWords words)
        : base(words.Problem, words.Cure)
    {
        Code = refusal.Code;
        Field = refusal.Field;
        Origin = refusal.Origin;
        State = refusal.State;
        Value = refusal.Value;
        Limit = refusal.Limit;
    }

    /// <summary>Why.</summary>
    public RefusalCode Code { get; }

    /// <summary>The field concerned.</summary>
    public RequestField Field { get; }

    /// <summary>Where the limit comes from.</summary>
    public LimitOrigin Origin { get; }

    /// <summary>The pen's state when it refused.</summary>
    public PenState State { get; }

    /// <summary>What was asked for, or measured, in the unit of <see cref="Field"/> (see <see cref="RequestField"/>).</summary>
    public int Value { get; }

    /// <summary>The limit, in the unit of <see cref="Field"/>.</summary>
    public int Limit { get; }
}
