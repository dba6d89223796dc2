using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Pen.Simulator.Endpoints;

/// <summary>Work that other threads ask the pen's thread to do between two ticks. Thread-safe.</summary>
internal sealed class PenThreadJobs
{
    private readonly object gate = new();
    private Queue<Action<Exception?>> waiting = new();
    private Queue<Action<Exception?>> spare = new();
    private Exception? closed;

    /// <summary>Queues <paramref name="work"/>; the task carries its result, its exception, or why the pen ended before it.</summary>
    public Task<T> Add<T>(Func<T> work)
    {
        // Asynchronous continuations: a caller's code after its await must not run on the pen's thread.
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Job(Exception? refusal) => Finish(outcome, work, refusal);
        lock (gate)
        {
            if (closed is null)
            {
                waiting.Enqueue(Job);
                return outcome.Task;
            }
        }
        outcome.SetException(closed);
        return outcome.Task;
    }

    /// <summary>Does <paramref name="work"/> at once, for a caller that is on the pen's thread and would wait for itself.</summary>
    public static Task<T> RunNow<T>(Func<T> work)
    {
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Finish(outcome, work, refusal: null);
        return outcome.Task;
    }

    /// <summary>Does what has been asked for up to now; work asked for meanwhile waits for the next time.</summary>
    public void RunAll()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                return;
            }
            (waiting, spare) = (spare, waiting);
        }
        while (spare.TryDequeue(out Action<Exception?>? job))
        {
            job(null);
        }
    }

    /// <summary>Refuses what is waiting and whatever comes later with <paramref name="reason"/>.</summary>
    public void Close(Exception reason)
    {
        lock (gate)
        {
            closed = reason;
        }
        while (waiting.TryDequeue(out Action<Exception?>? job))
        {
            job(reason);
        }
    }

    private static void Finish<T>(TaskCompletionSource<T> outcome, Func<T> work, Exception? refusal)
    {
        if (refusal is not null)
        {
            outcome.SetException(refusal);
            return;
        }
        try
        {
            outcome.SetResult(work());
        }
        catch (Exception failure)
        {
            outcome.SetException(failure);
        }
    }
}
