using System;
using System.Collections.Generic;
using System.Reflection;
using Pen.SimulatedBoard.Images;
using Pen.Simulator.Boards;

namespace Pen.SimulatedBoard.Running;

/// <summary>
/// A pen behind a context's border: the members of <see cref="BoardEntry"/> as delegates of framework types. Without assemblies it is a
/// pen that has nothing to run; its world is there all the same, and is looked at.
/// </summary>
internal sealed class PenHandle : IDisposable
{
    private readonly FirmwareContext? context;
    private readonly object entry;
    private readonly Func<bool> isOn;
    private readonly Func<bool> drives;
    private readonly Func<bool> rebootAsked;
    private readonly Func<long> now;
    private readonly Func<string[]> violations;

    /// <summary>Makes a pen with these assemblies as its firmware, or with none.</summary>
    /// <exception cref="TargetInvocationException">The firmware cannot be started.</exception>
    public PenHandle(IReadOnlyList<NanoRecord>? assemblies, ulong seed, string serial, bool withKey, byte[] kept)
    {
        Type type = typeof(BoardEntry);
        if (assemblies is not null)
        {
            context = new FirmwareContext(assemblies);
            type = context
                .LoadFromAssemblyName(typeof(BoardEntry).Assembly.GetName())
                .GetType(typeof(BoardEntry).FullName!, throwOnError: true)!;
        }

        entry = Activator.CreateInstance(type, seed, serial, withKey, kept)!;
        isOn = Getter<bool>(nameof(BoardEntry.IsOn));
        drives = Getter<bool>(nameof(BoardEntry.Drives));
        rebootAsked = Getter<bool>(nameof(BoardEntry.RebootAsked));
        now = Getter<long>(nameof(BoardEntry.NowMicros));
        violations = Getter<string[]>(nameof(BoardEntry.Violations));
        PowerOn = Method<Action>(nameof(BoardEntry.PowerOn));
        PowerOff = Method<Action>(nameof(BoardEntry.PowerOff));
        RunTick = Method<Action>(nameof(BoardEntry.RunTick));
        InsertCartridge = Method<Action>(nameof(BoardEntry.InsertCartridge));
        HostWrite = Method<Action<byte[]>>(nameof(BoardEntry.HostWrite));
        HostRead = Method<Func<byte[], int>>(nameof(BoardEntry.HostRead));
        Inject = Method<Func<string, double, bool>>(nameof(BoardEntry.Inject));
        Status = Method<Func<string>>(nameof(BoardEntry.Status));
        Keep = Method<Func<byte[]>>(nameof(BoardEntry.Keep));
    }

    /// <summary>Whether the firmware runs.</summary>
    public bool IsOn => isOn();

    /// <summary>Measured: gate on, motor turning, or servo pulsed.</summary>
    public bool Drives => drives();

    /// <summary>The firmware asked for a reboot.</summary>
    public bool RebootAsked => rebootAsked();

    /// <summary>Its virtual time in µs.</summary>
    public long NowMicros => now();

    /// <summary>Invariants broken so far.</summary>
    public string[] Violations => violations();

    /// <inheritdoc cref="BoardEntry.PowerOn" />
    public Action PowerOn { get; }

    /// <inheritdoc cref="BoardEntry.PowerOff" />
    public Action PowerOff { get; }

    /// <inheritdoc cref="BoardEntry.RunTick" />
    public Action RunTick { get; }

    /// <inheritdoc cref="BoardEntry.InsertCartridge" />
    public Action InsertCartridge { get; }

    /// <inheritdoc cref="BoardEntry.HostWrite" />
    public Action<byte[]> HostWrite { get; }

    /// <inheritdoc cref="BoardEntry.HostRead" />
    public Func<byte[], int> HostRead { get; }

    /// <inheritdoc cref="BoardEntry.Inject" />
    public Func<string, double, bool> Inject { get; }

    /// <inheritdoc cref="BoardEntry.Status" />
    public Func<string> Status { get; }

    /// <inheritdoc cref="BoardEntry.Keep" />
    public Func<byte[]> Keep { get; }

    /// <summary>Lets the context go; it leaves memory when nothing of it is used any more.</summary>
    public void Dispose() => context?.Unload();

    private Func<T> Getter<T>(string name) => entry.GetType().GetProperty(name)!.GetMethod!.CreateDelegate<Func<T>>(entry);

    private T Method<T>(string name)
        where T : Delegate => entry.GetType().GetMethod(name)!.CreateDelegate<T>(entry);
}
