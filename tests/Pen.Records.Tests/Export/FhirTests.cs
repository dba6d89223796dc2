using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Pen.Protocol;
using Pen.Records.Export;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;
using Xunit.Abstractions;

namespace Pen.Records.Tests.Export;

/// <summary>The bundle is FHIR R4, by somebody else's validator, and says what the records say.</summary>
public sealed class FhirTests(ITestOutputHelper output) : ExportBench
{
    [Fact]
    public void ACourseIsABundleThatOthersFindSound()
    {
        Session session = Treat("Rose");
        JsonNode bundle = Bundle(session);
        Assert.Empty(FhirValidator.Errors(bundle));
        Assert.Empty(FhirValidator.Lacks(bundle));
        string[] kinds = [.. Resources(bundle).Select(r => (string)r["resourceType"]!)];
        string[] expected =
        [
            "Patient",
            .. Enumerable.Repeat("Device", 3),
            "Procedure",
            // The pen on forehead and cheek, the first cartridge likewise, the second nowhere.
            .. Enumerable.Repeat("DeviceUseStatement", 5),
            // Three runs and the roller.
            .. Enumerable.Repeat("Observation", 4),
        ];
        Assert.Equal(expected, kinds);
        JsonNode procedure = Resources(bundle).Single(r => (string)r["resourceType"]! == "Procedure");
        Assert.Equal("completed", (string)procedure["status"]!);
        Assert.Equal("acne-scars", (string)procedure["reasonCode"]![0]!["coding"]![0]!["code"]!);
        Assert.Equal(["Forehead", "Cheek", "Neck"], procedure["bodySite"]!.AsArray().Select(s => (string)s!["text"]!));
        Assert.Equal("52795006", (string)procedure["bodySite"]![0]!["coding"]![0]!["code"]!);
        Assert.Equal(3, procedure["usedReference"]!.AsArray().Count);
        string text = bundle.ToJsonString();
        Assert.Contains("\"HTEST\"", text);
        Assert.Contains("SIMULATED", text);
        Assert.Contains("\"lotNumber\":\"A17\"", text);
    }

    [Fact]
    public void AnObservationSaysWhatWasSetAndWhatWasMeasured()
    {
        JsonNode[] runs = [.. Resources(Bundle(Treat("Rose"))).Where(r => (string)r["resourceType"]! == "Observation")];
        Dictionary<string, JsonNode> first = Components(runs[0]);
        Assert.Equal(("Set depth", 1500, "um"), Value(first["set-depth"]));
        Assert.Equal(("Measured stop position", 1490, "um"), Value(first["measured-stop-position"]));
        Assert.Equal(("Strokes", 1100, "{strokes}"), Value(first["strokes"]));
        Assert.Equal(39_600, Value(first["punctures"]).Item2);
        Assert.Equal(("Duration", 12.34m, "s"), Value(first["duration"]));
        Assert.Equal(("Mean motor current", 200, "mA"), Value(first["mean-current"]));
        Assert.Equal(("Mean measured speed", 99.3m, "Hz"), Value(first["mean-speed"]));
        Assert.Equal("final", (string)runs[0]["status"]!);
        Assert.Equal("FLT-1", (string)Components(runs[1])["fault"]["valueCodeableConcept"]!["coding"]![0]!["code"]!);
        Assert.Contains("lost its power", (string)runs[1]["note"]![0]!["text"]!);
        // What nobody knows is not zero.
        Assert.Equal("preliminary", (string)runs[2]["status"]!);
        Dictionary<string, JsonNode> open = Components(runs[2]);
        Assert.Equal("unknown", (string)open["strokes"]["dataAbsentReason"]!["coding"]![0]!["code"]!);
        Assert.Null(open["strokes"]["valueQuantity"]);
        Assert.False(open.ContainsKey("stop-reason"));
        Assert.Equal(300, Value(Components(runs[3])["needle-length"]).Item2);
        Assert.DoesNotContain("delivered", string.Concat<JsonNode>(runs), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void NothingPersonalStandsInItUnlessItIsWanted()
    {
        Session session = Treat("Rose", note: "Her sister came too.");
        string bare = Bundle(session).ToJsonString();
        Assert.All(["Margarethe", "030 12", "sister", "secret", "isotretinoin"], s => Assert.DoesNotContain(s, bare));
        JsonNode named = Bundle(session, withName: true);
        Assert.Empty(FhirValidator.Errors(named));
        Assert.Empty(FhirValidator.Lacks(named));
        Assert.Equal("Margarethe Beispiel", (string)Resources(named).First()["name"]![0]!["text"]!);
        Assert.Contains("Her sister came too.", named.ToJsonString());
        Store.EraseClient("anna", session.ClientId);
        string erased = Bundle(session, withName: true).ToJsonString();
        Assert.All(["Margarethe", "sister"], s => Assert.DoesNotContain(s, erased));
    }

    [Fact]
    public void TheSameRecordsGiveTheSameBytes()
    {
        Session session = Treat("Rose");
        ClientRecord client = Store.FindClient("Rose")!;
        byte[] first = FhirBundle.Make(Store, client, [session]);
        Assert.Equal(first, FhirBundle.Make(Again(), client, [session]));
        Assert.DoesNotContain((byte)'\r', first);
        // A pen has the same address in every bundle.
        string pen = (string)Bundle(Treat("Tulip", number: 2))["entry"]![1]!["fullUrl"]!;
        Assert.Contains(pen, Encoding.UTF8.GetString(first));
    }

    [Theory]
    [InlineData(SessionState.Open, false, "in-progress")]
    [InlineData(SessionState.Closed, false, "completed")]
    [InlineData(SessionState.Abandoned, false, "not-done")]
    [InlineData(SessionState.Abandoned, true, "stopped")]
    public void TheStateOfASessionIsThatOfItsProcedure(SessionState state, bool treated, string status)
    {
        (_, _, Session session) = Begin();
        if (treated)
        {
            Store.AddEvent("anna", session.Id, 1, EventKind.ByHand, new AreaByHand("anna", TreatmentArea.Arms, 500, 2));
        }

        if (state != SessionState.Open)
        {
            Store.EndSession("anna", session.Id, state);
        }

        JsonNode bundle = Bundle(session);
        Assert.Empty(FhirValidator.Errors(bundle));
        Assert.Empty(FhirValidator.Lacks(bundle));
        Assert.Equal(status, (string)bundle["entry"]![1]!["resource"]!["status"]!);
        JsonNode alone = JsonNode.Parse(FhirBundle.Make(Store, Store.FindClient(session.ClientId)!, []))!;
        Assert.Empty(FhirValidator.Errors(alone));
        Assert.Single(alone["entry"]!.AsArray());
    }

    /// <summary>The check can fail: a wrong code, a missing element, an unknown one, a wrong type.</summary>
    [Fact]
    public void WhatIsBrokenIsSeen()
    {
        Session session = Treat("Rose");
        void Broken(string what, Action<JsonNode> break_)
        {
            JsonNode bundle = Bundle(session);
            break_(bundle);
            string[] errors = FhirValidator.Errors(bundle);
            output.WriteLine($"{what}: {string.Join("; ", errors)}");
            Assert.NotEmpty(errors);
        }

        Broken("wrong code", b => Resource(b, "Procedure")["status"] = "finished");
        Broken("nothing required", b => Resource(b, "Observation").AsObject().Remove("code"));
        Broken("no subject", b => Resource(b, "DeviceUseStatement").AsObject().Remove("subject"));
        Broken("unknown", b => Resource(b, "Device")["colour"] = "red");
        Broken("unknown below", b => Resource(b, "Observation")["component"]![0]!["valueQuantity"]!["units"] = "um");
        Broken("no list", b => Resource(b, "Procedure")["bodySite"] = new JsonObject());
        Broken("no number", b => Resource(b, "Observation")["component"]![0]!["valueQuantity"]!["value"] = "1500");
        Broken("no such type", b => b["type"] = "heap");
    }

    [Fact]
    public void WhatTheValidatorDoesNotLookAtIsSeenToo()
    {
        Session session = Treat("Rose");
        JsonNode bundle = Bundle(session);
        Resource(bundle, "Observation")["device"]!["reference"] = "urn:uuid:00000000-0000-8000-8000-000000000000";
        Resource(bundle, "Procedure")["subject"]!["reference"] = (string)bundle["entry"]![1]!["fullUrl"]!;
        Resource(bundle, "Patient")["name"] = new JsonArray();
        Resource(bundle, "Procedure")["performedPeriod"]!["start"] = "2999-13-01T00:00:00";
        string[] expected =
        [
            "Patient.name is empty",
            "Procedure.subject leads to Device",
            "Procedure.performedPeriod ends before it begins",
            "Procedure.performedPeriod.start is no moment: 2999-13-01T00:00:00",
            "Observation.device leads to nothing",
        ];
        Assert.Equal(expected, FhirValidator.Lacks(bundle));
    }

    /// <summary>Whatever stands in pseudonyms, lots and notes.</summary>
    [Fact]
    public void WhateverStandsInTheRecordsTheBundleIsSound()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string Odd()
        {
            const string signs = "aÄß\u0001\u0000\u007f\u200b\ud83d\ude00\"\\<>&'\n\r\t =;,{}";
            return string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => signs[random.Next(signs.Length)]));
        }

        Course course = Begin().Course;
        Store.EndSession("anna", Store.OpenSessions()[0].Id, SessionState.Abandoned);
        List<Session> sessions = [.. Enumerable.Range(1, 6).Select(i => Treat(course, Odd(), Odd(), (uint)i))];
        ClientRecord client = Store.FindClient(course.ClientId)!;
        JsonNode bundle = JsonNode.Parse(FhirBundle.Make(Store, client, sessions, withName: true))!;
        Assert.True(FhirValidator.Errors(bundle).Length == 0, $"seed {seed}: {FhirValidator.Errors(bundle).FirstOrDefault()}");
        Assert.True(!FhirValidator.Lacks(bundle).Any(), $"seed {seed}: {FhirValidator.Lacks(bundle).FirstOrDefault()}");
        Assert.DoesNotContain(bundle.ToJsonString(), c => c is '\0' or '\u0001');
    }

    private JsonNode Bundle(Session session, bool withName = false) =>
        JsonNode.Parse(FhirBundle.Make(Store, Store.FindClient(session.ClientId)!, [session], withName))!;

    private static IEnumerable<JsonNode> Resources(JsonNode bundle) => bundle["entry"]!.AsArray().Select(e => e!["resource"]!);

    private static JsonNode Resource(JsonNode bundle, string kind) =>
        Resources(bundle).First(r => (string)r["resourceType"]! == kind);

    private static Dictionary<string, JsonNode> Components(JsonNode observation) =>
        observation["component"]!.AsArray().ToDictionary(c => (string)c!["code"]!["coding"]![0]!["code"]!, c => c!);

    private static (string, decimal, string) Value(JsonNode component) =>
        (
            (string)component["code"]!["text"]!,
            (decimal)component["valueQuantity"]!["value"]!,
            (string)component["valueQuantity"]!["code"]!
        );
}
