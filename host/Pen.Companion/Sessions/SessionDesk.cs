using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Companion.Pens;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Companion.Sessions;

/// <summary>The sessions that are under way. A session that is not here is taken up from the records; nothing moves by that.</summary>
public sealed class SessionDesk(Practice practice, PenRoster roster) : IAsyncDisposable
{
    /// <summary>More sessions than a practice has under way at once.</summary>
    private const int MostRooms = 32;

    private readonly Dictionary<string, SessionRoom> rooms = [];
    private readonly SemaphoreSlim one = new(1);

    /// <summary>The room of a session, for the person who goes on with it now.</summary>
    /// <param name="sessionId">Which.</param>
    /// <param name="actor">Who asks; the records keep it with every step.</param>
    /// <exception cref="SessionBusyException">Somebody else's pen is armed for it.</exception>
    /// <exception cref="Pen.Records.Store.StoreException">There is no such session.</exception>
    public async Task<SessionRoom> EnterAsync(string sessionId, string actor)
    {
        await one.WaitAsync().ConfigureAwait(false);
        try
        {
            if (rooms.TryGetValue(sessionId, out SessionRoom? room))
            {
                if (room.Actor == actor)
                {
                    return room;
                }

                if (roster.Find(room.Serial)?.Now.IsArmed ?? false)
                {
                    throw new SessionBusyException(room.Actor);
                }

                rooms.Remove(sessionId);
                await room.DisposeAsync().ConfigureAwait(false);
            }

            Treatment treatment = Treatment.Resume(practice.Store, practice.Library, actor, sessionId);
            room = new SessionRoom(treatment, actor);
            if (treatment.Session.State == SessionState.Open)
            {
                ForgetIdle();
                rooms[sessionId] = room;
            }

            return room;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>
    /// The room of a session as it is, to look at: whoever is at work there stays at work, under their own name. Where nobody is, the person
    /// who looks enters it.
    /// </summary>
    /// <exception cref="Pen.Records.Store.StoreException">There is no such session.</exception>
    public async Task<SessionRoom> LookAsync(string sessionId, string actor)
    {
        await one.WaitAsync().ConfigureAwait(false);
        try
        {
            if (rooms.TryGetValue(sessionId, out SessionRoom? room))
            {
                return room;
            }
        }
        finally
        {
            one.Release();
        }

        return await EnterAsync(sessionId, actor).ConfigureAwait(false);
    }

    /// <summary>A session is over: its room is not needed any more.</summary>
    public async Task CloseAsync(string sessionId)
    {
        await one.WaitAsync().ConfigureAwait(false);
        try
        {
            if (rooms.Remove(sessionId, out SessionRoom? room))
            {
                await room.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Rooms without a pen hold nothing that does not stand in the records; the oldest gives way where there are many.</summary>
    private void ForgetIdle()
    {
        if (rooms.Count >= MostRooms && rooms.FirstOrDefault(r => r.Value.Serial.Length == 0).Key is { } idle)
        {
            rooms.Remove(idle);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (SessionRoom room in rooms.Values)
        {
            await room.DisposeAsync().ConfigureAwait(false);
        }

        one.Dispose();
    }
}

/// <summary>Somebody else is at work for a session, with an armed pen.</summary>
public sealed class SessionBusyException(string by) : Exception($"{by} is at work in this session.")
{
    /// <summary>Who.</summary>
    public string By { get; } = by;
}
