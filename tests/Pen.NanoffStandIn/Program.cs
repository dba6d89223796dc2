using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Pen.NanoffStandIn;
using Pen.SimulatedBoard.Boot;
using Pen.SimulatedBoard.Images;
using Pen.Workshop.Flashing;
using Pen.Workshop.Flashing.Ports;
using Pen.Workshop.Flashing.Rom;

const int WriteFailed = 4003;
const int BadArguments = 9000;
if (args is ["--version"])
{
    Console.WriteLine(Misbehaviour.Is("v3") ? "nanoff 3.0.1+standin" : "nanoff 2.5.162+standin");
    return 0;
}

var deploy = new Option<bool>("--deploy");
var update = new Option<bool>("--update");
var target = new Option<string?>("--target") { Required = true };
var serialPort = new Option<string?>("--serialport") { Required = true };
var baud = new Option<int>("--baud");
var image = new Option<string?>("--image");
var address = new Option<string?>("--address");
var clrFile = new Option<string?>("--clrfile");
var quiet = new Option<bool>("--suppressnanoffversioncheck");
var root = new RootCommand { deploy, update, target, serialPort, baud, image, address, clrFile, quiet };
ParseResult parsed = root.Parse(args);
string? file = parsed.GetValue(image) ?? parsed.GetValue(clrFile);
bool updates = parsed.GetValue(update);
if (parsed.Errors.Count > 0 || (file is null && !updates) || parsed.GetValue(deploy) == updates)
{
    Console.WriteLine("Error E9000: Invalid or missing arguments.");
    return BadArguments & 0xFF;
}

string place = updates ? "0x10000" : parsed.GetValue(address) ?? "0x1E0000";
int at = int.Parse(place.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

// Where the real tool downloads a package, this one has what simulated boards leave the factory with.
byte[] content = file is null ? FactoryContent.NanoClr() : File.ReadAllBytes(file);
bool blank = content.All(value => value == 0xFF);
string step =
    blank ? "blank"
    : at == 0x10000 ? "clr"
    : "application";
Console.WriteLine(".NET nanoFramework Firmware Flasher v2.5.162+standin");
if (Misbehaviour.Is("hang@" + step))
{
    Console.WriteLine("Reading details from chip...");
    Thread.Sleep(Timeout.Infinite);
}

try
{
    using IFlashingPort port = await FlashingPort.OpenAsync(parsed.GetValue(serialPort)!);
    RomLoader loader = RomConnect.Open(port, Console.WriteLine, CancellationToken.None);
    loader.Attach(1 << (int)(loader.ReadFlashId(CancellationToken.None) >> 16), CancellationToken.None);
    Console.WriteLine("Connected to: ESP32");
    if (Misbehaviour.Is("fail@" + step))
    {
        Console.WriteLine("Error E4003: Failed to write new firmware to ESP32.");
        return WriteFailed & 0xFF;
    }

    if (Misbehaviour.Is("flip") && step == "application")
    {
        content[content.Length / 2] ^= 0x10;
    }

    if (updates)
    {
        RomWriter.Write(loader, FlashLayout.BootLoader, FactoryContent.BootLoader(), _ => { });
        RomWriter.Write(loader, FlashLayout.PartitionTable, FactoryContent.Partitions(), _ => { });
    }

    RomWriter.Write(
        loader,
        at,
        content,
        done =>
        {
            Console.Write(RomWriter.Progress(at, done, content.Length));
            if (Misbehaviour.Is("slow@" + step))
            {
                Thread.Sleep(50);
            }
        }
    );
    Console.WriteLine();
    Console.WriteLine("Flash write complete.");
    loader.HardReset();
    return 0;
}
catch (FlashingException problem)
{
    Console.WriteLine();
    Console.WriteLine(problem.Message);
    Console.WriteLine("Error E4003: Failed to write new firmware to ESP32.");
    return WriteFailed & 0xFF;
}
