using Microsoft.Extensions.DependencyInjection;

namespace Pen.Companion.Service;

/// <summary>What the pages of one pen need beside the pen itself.</summary>
internal static class PenCare
{
    /// <summary>Adds it.</summary>
    public static void AddPenCare(this IServiceCollection services)
    {
        services.AddSingleton<LogPulls>();
        services.AddSingleton<FaultHistory>();
    }
}
