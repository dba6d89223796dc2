using Microsoft.Extensions.DependencyInjection;

namespace Pen.Companion.Security;

/// <summary>Puts this folder's parts together.</summary>
internal static class SafetyServices
{
    /// <summary>Names, certificate and counts.</summary>
    public static void AddSafety(this IServiceCollection services)
    {
        services.AddSingleton<OurNames>();
        services.AddSingleton<ServerCertificate>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<OpenConnections>();
    }
}
