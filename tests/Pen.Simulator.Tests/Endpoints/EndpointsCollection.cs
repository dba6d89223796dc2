namespace Pen.Simulator.Tests.Endpoints;

/// <summary>Tests against the wall clock: one after the other, and not beside the rest of the suite.</summary>
[CollectionDefinition("Endpoints", DisableParallelization = true)]
public sealed class EndpointsCollection;
