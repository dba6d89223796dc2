using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Companion.Sessions;
using Pen.Companion.Web;

namespace Pen.Companion.Pages.Pens;

/// <summary>What a pen has done in its life: the sum of its log, as the pen itself keeps it.</summary>
public sealed class OdometerModel(PenRoster roster, Practice practice, IAuthorizationService authorization)
    : PenPage(roster, practice, authorization)
{
    /// <summary>The sums; null where the pen cannot be asked.</summary>
    public Odometer? Life { get; private set; }

    /// <summary>Asks the pen.</summary>
    public async Task OnGetAsync()
    {
        if (!IsHere)
        {
            return;
        }

        try
        {
            Life = await Needed().Line().GetOdometerAsync();
        }
        catch (PenException problem)
        {
            Problem = PenProblems.Of(problem, Words);
        }
    }
}
