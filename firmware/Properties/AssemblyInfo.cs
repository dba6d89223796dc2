using System.Reflection;

[assembly: AssemblyTitle("PenFirmware")]
[assembly: AssemblyProduct("PenFirmware")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
