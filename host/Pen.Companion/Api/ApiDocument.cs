using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Pen.Companion.Api;

/// <summary>The description of the interface, at /api/openapi.json.</summary>
internal static class ApiDocument
{
    /// <summary>Its name.</summary>
    public const string Name = "v1";

    private const string Scheme = "token";

    /// <summary>What is in it.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) ?? false;
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "PenFirmware companion",
                    Version = "1",
                    Description =
                        "For practice software. Not a medical device. Software may stop a pen at any moment; only the hand on the pen starts it. "
                        + "Every problem is application/problem+json: title says what is wrong, detail what to do, code is for programs.",
                };
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Scheme] = new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = "bearer",
                        Description = "A token that an owner has made on the settings page.",
                    },
                };
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                string[] scopes =
                [
                    .. context
                        .Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>()
                        .Select(a => a.Policy)
                        .OfType<string>()
                        .Where(Scopes.All.Contains),
                ];
                string needs = scopes.Length == 0 ? "any token" : "scope " + string.Join(", ", scopes);
                operation.Description += $" Needs: {needs}.";
                operation.Security =
                [
                    new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] },
                ];
                return Task.CompletedTask;
            }
        );
    }
}
