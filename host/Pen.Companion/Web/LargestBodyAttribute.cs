using System;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Pen.Companion.Web;

/// <summary>
/// Lets a page take more than pages usually take, and tells in words where even that was not enough. It stands before the check of the form's
/// token, which would read the whole body.
/// </summary>
/// <param name="bytes">Bytes of a body at the most.</param>
/// <param name="what">Key of the sentence for a body that is larger.</param>
/// <param name="cure">Key of the sentence that says what to do then.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LargestBodyAttribute(long bytes, string what, string cure) : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Bytes of a body at the most.</summary>
    public long Bytes => bytes;

    /// <summary>Before the check of the form's token, which has 1000.</summary>
    public int Order => 900;

    /// <inheritdoc />
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        HttpContext http = context.HttpContext;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } limit)
        {
            return;
        }

        limit.MaxRequestBodySize = bytes;
        if (http.Request.ContentLength > bytes)
        {
            // The server throws the rest away, for 5 s at the most: a browser shows an answer only when it could send.
            limit.MaxRequestBodySize = null;
            context.Result = TooLarge;
        }
    }

    private MissingResult TooLarge => new(what, cure, StatusCodes.Status413PayloadTooLarge);
}
