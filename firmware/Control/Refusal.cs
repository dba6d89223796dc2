using Pen.Protocol;

namespace Pen.Control;

/// <summary>Why the last request was refused: one object for all, filled in place.</summary>
public sealed class Refusal
{
    /// <summary>Why.</summary>
    public RefusalCode Code;

    /// <summary>The field concerned.</summary>
    public RequestField Field;

    /// <summary>Where its limit comes from.</summary>
    public LimitOrigin Origin;

    /// <summary>What was asked for or measured.</summary>
    public int Value;

    /// <summary>The limit.</summary>
    public int Limit;

    /// <summary>Fills it in.</summary>
    /// <returns>Always false, so that a check can end with it.</returns>
    public bool Because(RefusalCode code, RequestField field, LimitOrigin origin, int value, int limit)
    {
        Code = code;
        Field = field;
        Origin = origin;
        Value = value;
        Limit = limit;
        return false;
    }

    /// <summary>Not possible in this state; the limit names the state that it needs.</summary>
    public bool WrongState(PenState state, PenState needed)
    {
        return Because(RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)state, (int)needed);
    }
}
