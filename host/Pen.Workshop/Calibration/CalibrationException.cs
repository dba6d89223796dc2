using System;

namespace Pen.Workshop.Calibration;

/// <summary>Numbers that do not make sense, or a pen that cannot be calibrated now: what is wrong and what to do. Nothing new is kept.</summary>
/// <param name="problem">What is wrong, in one sentence.</param>
/// <param name="cure">What to do, in one sentence.</param>
public sealed class CalibrationException(string problem, string cure) : Exception($"{problem} {cure}");

/// <summary>The technician has left. What was measured so far is kept, and the same command goes on there.</summary>
public sealed class CalibrationLeftException() : Exception("Left. Nothing is lost: the same command goes on where it was.");
