using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Pen.Companion.Pens;
using Pen.Protocol;
using Pen.Records.Courses;
using Pen.Records.Knowledge;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Companion.Sessions;

/// <summary>A device that a cartridge in a pen proposes.</summary>
/// <param name="Device">Id of the device.</param>
/// <param name="Serial">The pen in which the cartridge is.</param>
public sealed record DeviceProposal(string Device, string Serial);

/// <summary>How a session comes to be: whose, of which course, with what.</summary>
public sealed class Beginning(Practice practice, PenRoster roster)
{
    /// <summary>Two presses of one button must not begin two sessions.</summary>
    private readonly Lock one = new();

    /// <summary>The device that the connected pens propose by their cartridges; null where none does, or they differ.</summary>
    public DeviceProposal? ProposedDevice()
    {
        DeviceProposal[] all = [.. roster.Desks.Select(Proposal).OfType<DeviceProposal>()];
        return all.Length > 0 && all.All(p => p.Device == all[0].Device) ? all[0] : null;
    }

    /// <summary>The session of a client that nobody has ended; null where there is none.</summary>
    public Session? OpenSession(string clientId) =>
        practice.Store.Sessions(clientId).LastOrDefault(s => s.State == SessionState.Open);

    /// <summary>The course that is not held to its end, with the number of sessions held; null where there is none.</summary>
    public (Course Course, int Held)? CurrentCourse(string clientId)
    {
        IReadOnlyList<Session> sessions = practice.Store.Sessions(clientId);
        int Held(Course course) => sessions.Count(s => s.CourseId == course.Id && s.State == SessionState.Closed);
        return practice.Store.Courses(clientId).LastOrDefault(c => Held(c) < c.PlannedSessions) is { } current
            ? (current, Held(current))
            : null;
    }

    /// <summary>When the next session of a course is advised, if that day is still to come; null when it may be today.</summary>
    public NextSession? TooEarly(Course course)
    {
        NextSession? next = Treatment.EarliestDay(practice.Store, practice.Library, course, TimeProvider.System);
        return next is not null && next.NeedsReason(DateOnly.FromDateTime(DateTime.Now)) ? next : null;
    }

    /// <summary>Begins the next session of a course; where the client has one that is open, that one goes on.</summary>
    /// <returns>Id of the session.</returns>
    /// <exception cref="TreatmentException">It is early and there is no reason, or there is no such device.</exception>
    public string Begin(string actor, Course course, string device, string? earlyReason)
    {
        lock (one)
        {
            return OpenSession(course.ClientId)?.Id
                ?? Treatment.Begin(practice.Store, practice.Library, actor, course, device, earlyReason).Session.Id;
        }
    }

    /// <summary>Plans a course and begins its first session; where the client has a session that is open, that one goes on.</summary>
    /// <returns>Id of the session.</returns>
    /// <exception cref="Pen.Records.Store.StoreException">The numbers cannot be, or the client was erased.</exception>
    public string BeginNew(string actor, string clientId, Indication indication, int sessions, int weeks, string device)
    {
        lock (one)
        {
            if (OpenSession(clientId) is { } open)
            {
                return open.Id;
            }

            Course course = practice.Store.PlanCourse(
                actor,
                clientId,
                indication.Id,
                sessions,
                weeks,
                practice.Library.Version
            );
            return Treatment.Begin(practice.Store, practice.Library, actor, course, device).Session.Id;
        }
    }

    private DeviceProposal? Proposal(PenDesk pen) =>
        pen.Now is { Stage: PenStage.Connected, Cartridge: { } cartridge } && practice.Library.DeviceOf(cartridge) is { } device
            ? new DeviceProposal(device, pen.Serial)
            : null;
}
