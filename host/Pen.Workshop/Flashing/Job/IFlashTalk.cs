using System;
using System.Threading.Tasks;

namespace Pen.Workshop.Flashing.Job;

/// <summary>The person in front of the board.</summary>
public interface IFlashTalk
{
    /// <summary>Says a line.</summary>
    void Say(string line);

    /// <summary>Does a step under a progress bar; the work reports how far it is, 0 … 1.</summary>
    Task<T> StepAsync<T>(string what, Func<Action<double>, Task<T>> work);

    /// <summary>Asks; false is no.</summary>
    bool Confirm(string question);
}
