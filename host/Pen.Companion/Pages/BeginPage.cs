using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Knowledge;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages;

/// <summary>What the pages share that begin a session of a client.</summary>
public abstract class BeginPage(Practice practice, Beginning beginning) : CompanionPage
{
    private DeviceProposal? proposal;

    /// <summary>Id of the client.</summary>
    [BindProperty(SupportsGet = true, Name = "client")]
    public string ClientId { get; set; } = "";

    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>Who is treated.</summary>
    public ClientRecord Client { get; private set; } = null!;

    /// <summary>What it can be done with.</summary>
    public IReadOnlyList<DeviceInfo> Devices => practice.Library.Devices;

    /// <summary>What is known of treatments.</summary>
    public ProtocolLibrary Library => practice.Library;

    /// <summary>What the cartridge in a pen proposes; null where none does.</summary>
    public DeviceProposal? Proposal => proposal ??= beginning.ProposedDevice();

    /// <summary>The device in the form; empty while nobody has chosen.</summary>
    public string Device
    {
        get => field ?? Proposal?.Device ?? "";
        protected set;
    }

    /// <summary>The records and what is known of treatments.</summary>
    protected Practice Practice => practice;

    /// <summary>How sessions come to be.</summary>
    protected Beginning Beginning => beginning;

    /// <summary>Finds the client.</summary>
    /// <returns>Null when a session can begin; else the way to where it goes on.</returns>
    protected IActionResult? Find()
    {
        if (practice.Store.FindClient(ClientId) is not { Erased: null } client)
        {
            return LocalRedirect("/begin");
        }

        Client = client;
        return beginning.OpenSession(client.Id) is { } open ? LocalRedirect(StepPath.Session(open.Id)) : null;
    }

    /// <summary>Takes the device of a form.</summary>
    /// <returns>Whether there is such a device; if not, the page says so.</returns>
    protected bool TakeDevice(string? device)
    {
        Device = device ?? "";
        if (Devices.Any(d => d.Id == device))
        {
            return true;
        }

        Problem = new Problem(Words["begin.no-device"], Words["begin.no-device.cure"]);
        return false;
    }
}
