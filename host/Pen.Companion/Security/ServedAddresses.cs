using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Pen.Companion.Security;

/// <summary>The addresses that people open, once the server runs.</summary>
internal static class ServedAddresses
{
    /// <summary>All; the first one is this computer's own. An address that stands for all of them is told as each of them.</summary>
    public static string[] Of(IServiceProvider services)
    {
        OurNames names = services.GetRequiredService<OurNames>();
        ICollection<string> served =
            services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return
        [
            .. served
                .Select(a => new Uri(a))
                .SelectMany(a => OurNames.IsEverything(a) ? Each(a, names) : [a.GetLeftPart(UriPartial.Authority)])
                .Distinct(),
        ];
    }

    private static IEnumerable<string> Each(Uri everything, OurNames names) =>
        names.ForOthers.Prepend("127.0.0.1").Select(n => $"{everything.Scheme}://{OurNames.InAddress(n)}:{everything.Port}");
}
